set shell := ["bash", "-euo", "pipefail", "-c"]

# List the recipes
default:
    @{{just_executable()}} --list --unsorted

# Build everything, make the demonstration ward, serve it on 127.0.0.1:8080, and tell who can sign in
demo:
    @e2e/scripts/demo.sh

# The same while you work: rebuilds and restarts when a file changes
dev:
    @e2e/scripts/dev.sh

# Format, clippy for server and browser, the house's rules, domain tests
check:
    @e2e/scripts/check.sh

# Everything: rules, API and permissions on both databases, random requests, weight, stories in a browser
test:
    @e2e/scripts/test.sh

# The API's tests on a throw-away PostgreSQL
test-postgres *ARGS:
    @e2e/scripts/postgres.sh cargo test --locked -p hidamari --tests {{ARGS}}

# The stories in a browser, on both databases and at three sizes; ARGS go to Playwright
e2e *ARGS:
    @e2e/scripts/e2e.sh {{ARGS}}

# Weigh each face's first load against its budget
size:
    @e2e/scripts/size.sh

# Measure beside yardsticks, on SQLite and PostgreSQL
bench *ARGS:
    @e2e/scripts/bench.sh {{ARGS}}

# A ward's morning rush and the whole country's, at their own pace (`just load morning`)
load *ARGS:
    @e2e/scripts/load.sh {{ARGS}}

# Kill, cut off and fill up: nothing acknowledged is lost or doubled (`just reliability attendance --kills 50 --cuts 50`)
reliability *ARGS:
    @e2e/scripts/reliability.sh {{ARGS}}

# Every endpoint as everyone, against docs/permissions.md
authz:
    @e2e/scripts/authz.sh

# A new migration for both databases
migration NAME:
    @e2e/scripts/migration.sh {{quote(NAME)}}

# The README's pictures, from the running product
screenshots:
    @e2e/scripts/screenshots.sh
