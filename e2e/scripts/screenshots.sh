#!/usr/bin/env bash
# Takes the README's three pictures and one of every screen (e2e/results/screens) from a fresh demonstration ward.
set -euo pipefail
cd "$(dirname "$0")/../.."
source e2e/scripts/need.sh
need_chromium
bash e2e/scripts/build.sh
[ -d e2e/node_modules ] || npm ci --prefix e2e
export HIDAMARI_E2E_TARGET="${CARGO_TARGET_DIR:-$PWD/target}"
cd e2e
SCREENSHOTS=1 npx playwright test screenshots.spec.ts
