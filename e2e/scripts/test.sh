#!/usr/bin/env bash
# Everything: the rules, the API on both databases, the faces' weight, the stories in a browser on both databases.
set -euo pipefail
cd "$(dirname "$0")/../.."
source e2e/scripts/need.sh
export INSTA_UPDATE=no
step() { echo; echo "== $(date +%T) $*"; }

step "what is needed"
need_to_build
need_chromium
need_postgres

step "format, lints, import rules, tests of the rules"
npx --yes rust-just check

step "the API on SQLite, every endpoint as every role among it"
cargo test --locked -p hidamari -p hidamari-client

step "the API on PostgreSQL"
e2e/scripts/with-postgres.sh cargo test --locked -p hidamari

step "the faces and their weight"
npx --yes rust-just size

step "every endpoint, every role, every relation"
npx --yes rust-just authz | tail -n 3

step "the stories in a browser"
npx --yes rust-just e2e
