# Sourced by every script: where we are, and what must be there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

target="${CARGO_TARGET_DIR:-$PWD/target}"
export HIDAMARI_WEB="$target/web"
# Rust may have been installed in this very terminal.
[ -d "${CARGO_HOME:-$HOME/.cargo}/bin" ] && PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"

say() { printf '\n== %s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# packages WHY NAME...: installs system packages, or says which to install.
packages() {
    local why=$1
    shift
    local advice="$why is missing. Please install: $*  (Debian, Ubuntu: sudo apt-get install $*)"
    have apt-get && as_root true 2>/dev/null || fail "$advice"
    say "$why is missing: installing $*"
    as_root apt-get update -qq || fail "$advice"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null || fail "$advice"
}

has_libpq() {
    have pg_config && [ -f "$(pg_config --includedir)/libpq-fe.h" ] || { have pkg-config && pkg-config --exists libpq; }
}

need_rust() {
    have cargo || fail "Rust is missing. Please install it with rustup: https://rustup.rs"
    # Where rustup does not bring what rust-toolchain.toml names by itself, it is told to.
    if have rustup && ! rustup target list --installed 2>/dev/null | grep -q wasm32-unknown-unknown; then
        say "Installing the Rust of rust-toolchain.toml"
        rustup toolchain install || fail "Please run: rustup toolchain install"
    fi
    have cc || packages "A C compiler" build-essential
    has_libpq || packages "libpq" libpq-dev pkg-config
}

need_node() {
    have node && have npm || fail "Node.js is missing. Please install version 20 or later: https://nodejs.org"
    [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || fail "Node.js $(node -v) is too old. Please install version 20 or later."
}

postgres_bin() {
    local found
    found=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
    if [ -n "$found" ]; then echo "$found"; elif have initdb; then dirname "$(command -v initdb)"; fi
}

need_postgres() {
    [ -n "$(postgres_bin)" ] || packages "PostgreSQL" postgresql
}

browser() {
    local name
    for name in chromium chromium-browser google-chrome; do
        if have "$name"; then command -v "$name"; return; fi
    done
}

need_browser() {
    [ -n "$(browser)" ] || packages "Chromium" chromium
    { have fc-list && fc-list :lang=ja | grep -q .; } || packages "A Japanese font" fonts-noto-cjk fontconfig
    HIDAMARI_BROWSER=$(browser)
    export HIDAMARI_BROWSER
}

free_port() {
    node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })'
}
