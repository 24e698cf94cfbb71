#!/usr/bin/env bash
# e2e.sh [PLAYWRIGHT-ARGS]: the stories in a browser, on SQLite and then on PostgreSQL.
set -euo pipefail
cd "$(dirname "$0")/../.."
source e2e/scripts/need.sh
need_to_build
need_chromium
bash e2e/scripts/build.sh
[ -d e2e/node_modules ] || npm ci --prefix e2e --no-audit --no-fund
export HIDAMARI_E2E_TARGET="${CARGO_TARGET_DIR:-$PWD/target}"
export CHROMIUM="${CHROMIUM:-$(command -v chromium)}"
cd e2e
echo "== the stories on SQLite"
npx playwright test "$@"
echo "== the stories on PostgreSQL"
scripts/with-postgres.sh env -C e2e npx playwright test "$@"
