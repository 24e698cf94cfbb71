#!/usr/bin/env bash
# Weighs what a first visit loads.
source "$(dirname "$0")/lib.sh"
e2e/scripts/web.sh
cargo run --quiet --locked --package xtask -- size
