#!/usr/bin/env bash
# Takes the README's pictures.
source "$(dirname "$0")/lib.sh"
need_browser
e2e/scripts/web.sh
e2e/scripts/server.sh
export HIDAMARI_PROGRAM="$target/debug/hidamari"
[ -f e2e/node_modules/.package-lock.json ] || npm --prefix e2e ci
cd e2e
npx playwright test --config screenshots.config.ts
