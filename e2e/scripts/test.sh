#!/usr/bin/env bash
# Everything, one step after the other, with one line at the end. A step that fails does not keep the others from running.
source "$(dirname "$0")/lib.sh"
need_rust
need_node
need_postgres
need_browser

log=$(mktemp)
causes=$(mktemp)
trap 'rm -f "$log" "$causes"' EXIT
passed=0
failed=0

# step NAME COMMAND...: a step that counts no tests of its own counts as one.
step() {
    local name=$1 began=$SECONDS status=0 good bad
    shift
    say "$name"
    "$@" 2>&1 | tee "$log" || status=1
    good=$(sum '([0-9]+) passed')
    bad=$(sum '([0-9]+) failed')
    if [ "$status" != 0 ] && [ "$bad" = 0 ]; then bad=1; fi
    if [ "$status" = 0 ] && [ "$good" = 0 ]; then good=1; fi
    [ "$bad" = 0 ] || cause "$name"
    passed=$((passed + good))
    failed=$((failed + bad))
    echo "-- $name: $((SECONDS - began)) s"
}

sum() {
    plain | { grep -oE "$1" || true; } | awk '{ all += $1 } END { print all + 0 }'
}

# cause NAME: keeps what was said of the failures, for the end, where it is looked for.
cause() {
    echo "$1:"
    plain | grep -vE '^test .* ok$' | grep -E -A 16 "panicked at|^ +[0-9]+\) \[|^error(\[|:)|^test .* FAILED|^ +✘" | awk 'NR <= 90' || plain | tail -n 40
} >>"$causes"

plain() { sed 's/\x1b\[[0-9;]*m//g' "$log"; }

tests=(cargo test --locked --no-fail-fast)
step "Check" e2e/scripts/check.sh
step "Client and tools" "${tests[@]}" -p hidamari-client -p xtask
step "What the reliability check finds" "${tests[@]}" -p reliability
step "API on SQLite" "${tests[@]}" -p hidamari
step "API on PostgreSQL" e2e/scripts/postgres.sh "${tests[@]}" -p hidamari --tests
step "Kills and cuts" e2e/scripts/reliability.sh attendance --kills 50 --cuts 50 --sqlite-only --no-faults
step "Random requests" e2e/scripts/schemathesis.sh 120
step "Weight of the faces" e2e/scripts/size.sh
step "Stories in a browser" e2e/scripts/e2e.sh

[ ! -s "$causes" ] || { say "Failed"; cat "$causes"; }
say "After $((SECONDS / 60)) min $((SECONDS % 60)) s"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
