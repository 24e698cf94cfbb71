#!/usr/bin/env bash
# The permission matrix over HTTP.
source "$(dirname "$0")/lib.sh"
need_rust
cargo test --quiet --locked --package hidamari --test authz
