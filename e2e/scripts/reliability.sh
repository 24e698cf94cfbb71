#!/usr/bin/env bash
# Kills, network cuts, a full and a failing disk, on SQLite and PostgreSQL: nothing acknowledged may be lost or doubled.
source "$(dirname "$0")/lib.sh"
need_rust
with_postgres=(e2e/scripts/postgres.sh)
case " $* " in *" --sqlite-only "*) with_postgres=() ;; esac
as_mounter=()
case " $* " in
*" --no-faults "*) ;;
*)
    have strace || packages "strace" strace
    # A small disk is mounted: whoever is not root is so in a namespace of their own.
    [ "$(id -u)" = 0 ] || as_mounter=(unshare --user --map-root-user --mount)
    ;;
esac
cargo build --locked --package hidamari
cargo build --locked --package reliability

# The same program to the end, whatever is built meanwhile.
programs=$(mktemp -d)
trap 'rm -rf "$programs"' EXIT
cp "$target/debug/hidamari" "$target/debug/reliability" "$programs"
export HIDAMARI_PROGRAM="$programs/hidamari"
export HIDAMARI_POSTGRES_FSYNC=on
"${with_postgres[@]}" "${as_mounter[@]}" "$programs/reliability" "$@"
