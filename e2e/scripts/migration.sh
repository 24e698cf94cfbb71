#!/usr/bin/env bash
# A new migration: the same folder for both databases.
source "$(dirname "$0")/lib.sh"
name=$1
[[ $name =~ ^[a-z][a-z0-9_]*$ ]] || fail "The name must be lower_case_words: $name"
folder="$(date +%Y-%m-%d-%H%M%S)_$name"
for database in sqlite postgres; do
    mkdir -p "migrations/$database/$folder"
    touch "migrations/$database/$folder/up.sql" "migrations/$database/$folder/down.sql"
    echo "migrations/$database/$folder"
done
