#!/usr/bin/env bash
# Builds the faces for people, unless nothing has changed since they were built.
source "$(dirname "$0")/lib.sh"
need_rust
need_node

stamp="$target/web/.built"
if [ -f "$stamp" ]; then
    changed=$(find web crates/domain crates/client crates/xtask Cargo.toml Cargo.lock .cargo rust-toolchain.toml \
        -name node_modules -prune -o -type f -newer "$stamp" -print -quit)
    [ -n "$changed" ] || exit 0
fi
say "Building the faces"
# What is edited while the build runs counts as changed.
mkdir -p "$target/web"
touch "$stamp.begun"
cargo run --locked --package xtask -- web
mv "$stamp.begun" "$stamp"
