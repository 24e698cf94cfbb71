#!/usr/bin/env bash
# Serves the demonstration; when a source file changes, builds and starts anew.
set -euo pipefail
cd "$(dirname "$0")/../.."
source e2e/scripts/need.sh
need_to_build
target=${CARGO_TARGET_DIR:-target}
server=
stop() { [ -z "$server" ] || kill "$server" 2>/dev/null || true; }
trap stop EXIT
stamp() { find crates api web migrations Cargo.toml -path web/node_modules -prune -o -type f -printf '%T@\n' | sort -n | tail -n 1; }
last=
while true; do
  now=$(stamp)
  if [ "$now" != "$last" ]; then
    last=$now
    if cargo run -q -p xtask -- web --dev && cargo build -p hidamari; then
      stop
      "$target/debug/hidamari" --data data/dev demo >/dev/null
      HIDAMARI_WEB="$target/web" "$target/debug/hidamari" --data data/dev serve --demo 2>data/dev/log &
      server=$!
    fi
  fi
  sleep 1
done
