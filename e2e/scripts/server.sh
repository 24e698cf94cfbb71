#!/usr/bin/env bash
# Builds the server with the profile that tests use too.
source "$(dirname "$0")/lib.sh"
need_rust
cargo build --locked --package hidamari
