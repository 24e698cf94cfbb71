#!/usr/bin/env bash
# Builds the faces and the server.
set -euo pipefail
cd "$(dirname "$0")/../.."
source e2e/scripts/need.sh
need_to_build
echo "== 1/2 the faces"
cargo run --locked -p xtask -- web
echo "== 2/2 the server"
cargo build --locked -p hidamari
