#!/usr/bin/env bash
# with-postgres.sh COMMAND...: runs the command beside a throw-away PostgreSQL, whose address is in
# HIDAMARI_TEST_POSTGRES. Nothing of it is kept.
set -euo pipefail
cd "$(dirname "$0")/../.."
source e2e/scripts/need.sh
need_postgres

folder=$(mktemp -d)
port=$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
bin=$(postgres_bin)
# PostgreSQL refuses to run as root.
as_postgres() { "$@"; }
if [ "$(id -u)" = 0 ]; then
  chown postgres "$folder"
  as_postgres() { runuser -u postgres -- "$@"; }
fi
stop() {
  as_postgres "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT

(cd "$folder" && as_postgres "$bin/initdb" -D "$folder/data" -A trust -U postgres --no-sync >/dev/null)
(cd "$folder" && as_postgres "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
  -o "-p $port -k $folder -c listen_addresses=127.0.0.1 -c fsync=${HIDAMARI_TEST_FSYNC:-off} -c max_connections=300" start >/dev/null)

export HIDAMARI_TEST_POSTGRES="postgres://postgres@127.0.0.1:$port/postgres"
"$@"
