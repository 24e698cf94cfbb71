#!/usr/bin/env bash
# migration.sh NAME: an empty migration of today for both databases, numbered after the last one.
set -euo pipefail
cd "$(dirname "$0")/../.."
name=${1:?"usage: just migration NAME"}
last=$(ls migrations/sqlite | tail -n 1 | sed -E 's/^[0-9-]{10}-0*([0-9]+)_.*/\1/')
folder=$(printf '%s-%06d_%s' "$(date +%F)" $((last + 1)) "$name")
for database in sqlite postgres; do
  mkdir "migrations/$database/$folder"
  touch "migrations/$database/$folder/"{up,down}.sql
  echo "migrations/$database/$folder"
done
