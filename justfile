# Everything a developer does, one line each. `npx --yes rust-just` runs it anywhere.

set shell := ["bash", "-euo", "pipefail", "-c"]

export CARGO_TERM_COLOR := "always"
target := env("CARGO_TARGET_DIR", "target")

# Lists the recipes.
default:
    @just --list

# Builds everything, makes a demonstration ward, and serves it on http://127.0.0.1:8080.
demo: build
    {{target}}/debug/hidamari --data data/demo demo
    HIDAMARI_WEB={{target}}/web {{target}}/debug/hidamari --data data/demo serve --demo

# Builds the server and the faces.
build:
    bash e2e/scripts/build.sh

# Serves the demonstration, and builds and starts anew whenever a file changes.
dev:
    bash e2e/scripts/dev.sh

# Format, lints, import rules, tests of the rules: under a minute when warm.
check:
    cargo fmt --all --check
    cargo clippy --workspace --exclude hidamari-web --all-targets --locked -- -D warnings
    cargo clippy -p hidamari-web --target wasm32-unknown-unknown --locked -- -D warnings
    cargo run -q --locked -p xtask -- check
    cargo test -q --locked -p hidamari-domain -p xtask

# Everything, on both databases and in a browser.
test:
    bash e2e/scripts/test.sh

# The API's tests on PostgreSQL.
test-postgres:
    e2e/scripts/with-postgres.sh cargo test --locked -p hidamari

# The stories in a browser, on both databases.
e2e *ARGS:
    bash e2e/scripts/e2e.sh {{ARGS}}

# Brotli bytes of each face's first load, against their budgets.
size:
    cargo run -q --locked -p xtask -- web
    cargo run -q --locked -p xtask -- size

# Speed beside yardsticks, in one run.
bench:
    HIDAMARI_TEST_FSYNC=on e2e/scripts/with-postgres.sh cargo run --release --locked -p bench

# Every endpoint, every role, every relation, against docs/permissions.md.
authz:
    cargo test --locked -p hidamari --test authz -- --nocapture

# Makes an empty migration for both databases.
migration NAME:
    bash e2e/scripts/migration.sh {{NAME}}

# Pictures of the three faces, for the README and the eye.
screenshots:
    bash e2e/scripts/screenshots.sh
