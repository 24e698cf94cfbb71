#!/usr/bin/env bash
# Rebuilds what a changed file belongs to, and restarts the server. Looks once a second.
source "$(dirname "$0")/lib.sh"
need_rust
need_node
export HIDAMARI_DATA="${HIDAMARI_DATA:-data/dev}"
export HIDAMARI_ADDRESS="${HIDAMARI_ADDRESS:-http://${HIDAMARI_LISTEN:-127.0.0.1:8080}}"

server=""
stop() { [ -z "$server" ] || { kill "$server" 2>/dev/null && wait "$server" 2>/dev/null; } || true; server=""; }
trap stop EXIT

mark=$(mktemp)
changed() { find "$@" -name node_modules -prune -o -type f -newer "$mark" -print -quit 2>/dev/null; }

web=(web crates/domain crates/client crates/xtask)
api=(api crates/domain migrations)
faces=yes
program=yes
while true; do
    touch "$mark"
    if [ -n "$faces" ]; then
        rm -f "$target/web/.built"
        cargo run --quiet --package xtask -- web --dev || echo "The faces could not be built: waiting for a change."
    fi
    if [ -n "$program" ] && cargo build --package hidamari; then
        stop
        [ -f "$HIDAMARI_DATA/hidamari.db" ] || "$target/debug/hidamari" demo
        "$target/debug/hidamari" serve --demo &
        server=$!
    fi
    until [ -n "$(changed "${web[@]}" "${api[@]}")" ]; do sleep 1; done
    faces=$(changed "${web[@]}")
    program=$(changed "${api[@]}")
done
