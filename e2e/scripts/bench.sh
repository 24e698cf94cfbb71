#!/usr/bin/env bash
# Measures beside yardsticks, with the profile that goes into production.
source "$(dirname "$0")/lib.sh"
need_rust
cargo build --locked --release --package hidamari --package bench
HIDAMARI_POSTGRES_FSYNC=on e2e/scripts/postgres.sh "$target/release/bench" "$@"
