#!/usr/bin/env bash
# The stories in a browser on both databases, and the family's face on Lighthouse's slow phone.
source "$(dirname "$0")/lib.sh"
need_browser
e2e/scripts/web.sh
e2e/scripts/server.sh
export HIDAMARI_PROGRAM="$target/debug/hidamari"
[ -f e2e/node_modules/.package-lock.json ] || npm --prefix e2e ci

HIDAMARI_TAPS=$(mktemp)
export HIDAMARI_TAPS
trap 'rm -f "$HIDAMARI_TAPS"' EXIT

failed=0
say "In a browser, on SQLite"
(cd e2e && HIDAMARI_TEST_POSTGRES='' npx playwright test --pass-with-no-tests "$@") || failed=1
if [ $# = 0 ]; then
    say "On a slow phone"
    (cd e2e && HIDAMARI_TEST_POSTGRES='' npx playwright test --config lighthouse.config.ts) || failed=1
fi
say "In a browser, on PostgreSQL"
here=$PWD
e2e/scripts/postgres.sh bash -c 'cd "$0/e2e" && npx playwright test --pass-with-no-tests "$@"' "$here" "$@" || failed=1
echo "taps: $(sort -u "$HIDAMARI_TAPS" | paste -sd ';' | sed 's/;/, /g')"
exit $failed
