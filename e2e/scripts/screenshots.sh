#!/usr/bin/env bash
# Takes the README's pictures.
source "$(dirname "$0")/lib.sh"
need_browser
have faketime || packages "faketime" faketime
e2e/scripts/web.sh
e2e/scripts/server.sh
export HIDAMARI_PROGRAM="$target/debug/hidamari"
[ -f e2e/node_modules/.package-lock.json ] || npm --prefix e2e ci
# A Wednesday morning, whenever the pictures are taken.
HIDAMARI_STARTS_AT="$(TZ=Asia/Tokyo date -d 'last wednesday' +%Y-%m-%d) 08:42:00"
export HIDAMARI_STARTS_AT
cd e2e
npx playwright test --config screenshots.config.ts
