#!/usr/bin/env bash
# What must hold before anything else is worth running.
source "$(dirname "$0")/lib.sh"
need_rust
say "Format"
cargo fmt --all --check
say "Clippy: server and tools"
cargo clippy --quiet --locked --workspace --exclude hidamari-web --all-targets -- -D warnings
say "Clippy: browser"
cargo clippy --quiet --locked --package hidamari-web --target wasm32-unknown-unknown -- -D warnings
say "The rules of the house"
cargo run --quiet --locked --package xtask -- check
say "Domain"
cargo test --quiet --locked --package hidamari-domain
