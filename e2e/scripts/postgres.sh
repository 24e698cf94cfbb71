#!/usr/bin/env bash
# Runs a command with a throw-away PostgreSQL, whose URL is in HIDAMARI_TEST_POSTGRES and whose pg_ctl is
# HIDAMARI_TEST_POSTGRES_CONTROL.
source "$(dirname "$0")/lib.sh"
if [ -n "${HIDAMARI_TEST_POSTGRES:-}" ]; then exec "$@"; fi
need_node
need_postgres

bin=$(postgres_bin)
port=$(free_port)
folder=$(mktemp -d)
control="$folder/control"
# PostgreSQL refuses to run as root.
if [ "$(id -u)" = 0 ]; then
    chown postgres "$folder"
    as_owner() { runuser -u postgres -- "$@"; }
    owner=postgres
else
    as_owner() { "$@"; }
    owner=$(id -un)
fi
stop() {
    "$control" --mode=immediate stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

options="-c listen_addresses=127.0.0.1 -p $port -k $folder -c max_connections=300 -c shared_buffers=256MB"
options+=" -c fsync=${HIDAMARI_POSTGRES_FSYNC:-off}"
# The switch, for whoever tries what happens when it fails.
cat >"$control" <<SWITCH
#!/usr/bin/env bash
cd /
$(declare -f as_owner)
as_owner "$bin/pg_ctl" --pgdata="$folder/data" --log="$folder/log" --options="$options" "\$@"
SWITCH
chmod +x "$control"
(
    cd /
    as_owner "$bin/initdb" --pgdata="$folder/data" --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null
    "$control" --wait start >/dev/null
) || fail "PostgreSQL did not start: $(cat "$folder/log" 2>/dev/null)"
export HIDAMARI_TEST_POSTGRES_CONTROL="$control"
export HIDAMARI_TEST_POSTGRES="postgres://$owner@127.0.0.1:$port/postgres"
"$@"
