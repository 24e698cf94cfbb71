# Makes sure that what a command needs is there: installs Debian packages where it may, otherwise names them.
# Source it, then call `need`.

# need COMMAND-OR-FILE PACKAGE...: installs the packages unless the command or file is there.
need() {
  local what=$1
  shift
  if command -v "$what" >/dev/null 2>&1 || [ -e "$what" ]; then return 0; fi
  local apt="apt-get"
  [ "$(id -u)" = 0 ] || apt="sudo -n apt-get"
  echo "== installing $*" >&2
  if command -v apt-get >/dev/null 2>&1 && $apt update -qq >&2 && $apt install -y -qq "$@" >/dev/null; then return 0; fi
  echo "Please install: $* (for $what), then run this again." >&2
  return 1
}

need_to_build() {
  need cc build-essential
  need node nodejs npm
  command -v cargo >/dev/null 2>&1 || { echo "Please install Rust by rustup (https://rustup.rs), then run this again." >&2; return 1; }
  # libpq, against which diesel is linked.
  if ! pg_config --libdir >/dev/null 2>&1 || ! ls "$(pg_config --libdir)"/libpq.so >/dev/null 2>&1; then
    need /usr/lib/x86_64-linux-gnu/libpq.so libpq-dev
  fi
  if command -v rustup >/dev/null 2>&1 && ! rustup target list --installed | grep -q wasm32-unknown-unknown; then
    rustup target add wasm32-unknown-unknown
  fi
}

need_chromium() {
  need chromium chromium
  fc-list 2>/dev/null | grep -qi "noto sans cjk" || need /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc fonts-noto-cjk
}

need_postgres() {
  need "$(postgres_bin)/initdb" postgresql
}

postgres_bin() {
  ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1
}
