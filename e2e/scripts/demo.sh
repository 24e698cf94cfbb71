#!/usr/bin/env bash
# The demonstration: everything built, a ward of invented people, served.
source "$(dirname "$0")/lib.sh"
e2e/scripts/web.sh
say "Building the server"
e2e/scripts/server.sh

export HIDAMARI_DATA="${HIDAMARI_DATA:-data/demo}"
export HIDAMARI_ADDRESS="${HIDAMARI_ADDRESS:-http://${HIDAMARI_LISTEN:-127.0.0.1:8080}}"
export HIDAMARI_LOG="${HIDAMARI_LOG:-warn}"
say "The demonstration"
"$target/debug/hidamari" demo
printf '\nStarting; Ctrl-C ends it.\n'
exec "$target/debug/hidamari" serve --demo
