#!/usr/bin/env bash
# The morning rush at its own pace: the server on one core, everything else on the others.
source "$(dirname "$0")/lib.sh"
need_rust
have taskset || packages "taskset" util-linux
[ "$(nproc)" -ge 2 ] || fail "One core for the server and one for the generator are needed."
# A screen that follows live is a connection.
ulimit -n "$(ulimit -H -n)"
cargo build --locked --release --package hidamari --package bench
export HIDAMARI_PROGRAM="$target/release/hidamari"
taskset --cpu-list "1-$(($(nproc) - 1))" "$target/release/bench" "$@"
