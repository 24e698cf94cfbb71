#!/usr/bin/env bash
# Random requests by the OpenAPI document, as a director, a ward administrator and a guardian: no fault, and no answer
# that the document does not tell of. SECONDS of asking in all: the first argument, 180 without it.
source "$(dirname "$0")/lib.sh"
need_rust
need_node
budget="${1:-180}"
python="$target/schemathesis/bin/python"

if [ ! -x "$target/schemathesis/bin/st" ]; then
    have python3 && python3 -c 'import venv, ensurepip' 2>/dev/null || packages "Python 3 with venv" python3 python3-venv
    say "Installing schemathesis"
    python3 -m venv "$target/schemathesis"
    "$python" -m pip install --quiet --disable-pip-version-check 'schemathesis>=4.32,<4.33' 'openapi-spec-validator>=0.7,<0.9'
fi

cargo build --quiet --locked --package hidamari
folder=$(mktemp -d)
origin="http://127.0.0.1:$(free_port)"
export HIDAMARI_DATA="$folder" HIDAMARI_LISTEN="${origin#http://}" HIDAMARI_ADDRESS="$origin" HIDAMARI_LOG=warn
server=
stop() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$folder"
}
trap stop EXIT
"$target/debug/hidamari" demo --facilities 2 --children 12 >/dev/null
"$target/debug/hidamari" serve >/dev/null 2>"$folder/log" &
server=$!
until curl --silent --fail --output /dev/null "$origin/health/ready"; do
    kill -0 "$server" || fail "The server did not start: $(cat "$folder/log")"
    sleep 0.2
done

say "The document is an OpenAPI document"
curl --silent --fail "$origin/api/openapi.json" >"$folder/openapi.json"
"$target/schemathesis/bin/openapi-spec-validator" "$folder/openapi.json"

# sign_in FACE EMAIL: prints the access token.
sign_in() {
    curl --silent --fail --output /dev/null --cookie-jar - "$origin/api/sessions" \
        -H "origin: $origin" -H 'content-type: application/json' \
        -d "{\"face\":\"$1\",\"email\":\"$2\",\"password\":\"hidamari-demo\"}" |
        awk -v name="__Host-$1" '$6 == name { print $7 }'
}

# ids FACE TOKEN PATH PROGRAM: prints ids in an answer.
ids() {
    curl --silent --fail -H "x-hidamari-face: $1" -H "cookie: __Host-$1=$2" "$origin$3" | "$python" -c "$4"
}

# ask FACE EMAIL SECONDS KNOWN
ask() {
    say "As $2, for $3 s"
    {
        cat e2e/schemathesis/config.toml
        printf '\n[auth.openapi.%s]\napi_key = "%s"\n' "$1" "$(sign_in "$1" "$2")"
    } >"$folder/config.toml"
    HIDAMARI_KNOWN=$4 PYTHONPATH="$PWD/e2e/schemathesis" SCHEMATHESIS_HOOKS=hooks \
        "$target/schemathesis/bin/st" --config-file "$folder/config.toml" run "$origin/api/openapi.json" \
        --checks all --phases examples,coverage,fuzzing --max-time "$3" --max-examples "${EXAMPLES:-40}" \
        --workers 1 --seed 2026 --no-shrink --continue-on-failure --request-timeout 20 --warnings off \
        -H "x-hidamari-face: $1" -H "origin: $origin"
}

director=$(sign_in office director1@example.jp)
facilities=$(ids office "$director" /api/facilities 'import json,sys
known = json.load(sys.stdin)
print(json.dumps({"facility": [each["id"] for each in known], "class": [c["id"] for each in known for c in each["classes"]]}))')
facility=$(echo "$facilities" | "$python" -c 'import json,sys; print(json.load(sys.stdin)["facility"][0])')
children=$(ids office "$director" "/api/facilities/$facility/children" 'import json,sys
print(json.dumps([each["id"] for each in json.load(sys.stdin)["children"]]))')
guardians=$(ids office "$director" "/api/facilities/$facility/guardians" 'import json,sys
print(json.dumps([each["guardian"] for each in json.load(sys.stdin)]))')
# Not the director: whoever removes themself asks no further.
staff=$(ids office "$director" "/api/facilities/$facility/staff" 'import json,sys
print(json.dumps([each["id"] for each in json.load(sys.stdin) if each["role"] != "director"]))')
known=$("$python" -c 'import json,sys
known, children, guardians, staff = map(json.loads, sys.argv[1:])
print(json.dumps({**known, "child": children, "guardian": guardians, "staff": staff}))' \
    "$facilities" "$children" "$guardians" "$staff")
mother=$(sign_in family parent1@example.jp)
own=$(ids family "$mother" /api/me/children 'import json,sys
print(json.dumps({"child": [each["id"] for each in json.load(sys.stdin)]}))')

failed=0
ask office director1@example.jp $((budget / 2)) "$known" || failed=1
ask office ward@example.jp $((budget / 4)) "$known" || failed=1
ask family parent1@example.jp $((budget / 4)) "$own" || failed=1
# Faults of ours; that a request could not even be parsed is none.
faults=$(grep '"level":"ERROR"' "$folder/log" | grep '"target":"hidamari' || true)
[ -z "$faults" ] || fail "The server logged faults: $(echo "$faults" | head -20)"
[ "$failed" = 0 ] || fail "schemathesis found what the document does not tell of."
say "schemathesis: nothing found"
