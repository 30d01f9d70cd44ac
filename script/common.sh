# Shared by the scripts in this folder: where things are, and how they speak.

set -euo pipefail
root=$(cd "${BASH_SOURCE[0]%/*}/.." && pwd)
cd "$root"

# Python's tools of the tests, apart from the machine's own.
tools=target/tools

say() { printf '\n== %s\n' "$*" >&2; }

# missing NAME WHY DEBIAN FEDORA MACOS: says what is needed and how to get it.
missing() {
    printf 'Missing: %s (%s)\n  Debian: %s\n  Fedora: %s\n  macOS:  %s\n' "$@" >&2
}

have() { command -v "$1" >/dev/null 2>&1; }

is_debian_root() { have apt-get && have id && [ "$(id -u)" = 0 ]; }

# install PACKAGE…: Debian packages, as root only; never sudo.
install() {
    [ "$#" -gt 0 ] || return 0
    say "Running as root: installing Debian packages: $*"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
}

# The oldest Rust that builds this, as Cargo.toml says.
wanted_rust() { sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml; }

# is_older HAVE WANTED: compares two versions of the form 1.95.
is_older() {
    local have_major=${1%%.*} have_minor=${1#*.}
    local wanted_major=${2%%.*} wanted_minor=${2#*.}
    [ "$have_major" -lt "$wanted_major" ] ||
        { [ "$have_major" = "$wanted_major" ] && [ "${have_minor%%.*}" -lt "${wanted_minor%%.*}" ]; }
}

# Rust and a C compiler: without them nothing can be built.
require_build_tools() {
    local status=0 found
    if ! have cargo || ! have rustc; then
        missing "Rust" "the core and the server are written in it" \
            "apt install rustup && rustup default stable" \
            "dnf install rustup && rustup-init -y" \
            "brew install rustup && rustup default stable"
        status=69
    else
        found=$(rustc --version) && found=${found#rustc } && found=${found%% *}
        if is_older "$found" "$(wanted_rust)"; then
            missing "Rust $(wanted_rust) or newer" "there is Rust $found" \
                "apt install rustup && rustup default stable" \
                "dnf install rustup && rustup-init -y" \
                "rustup update stable"
            status=69
        fi
    fi
    if ! have cc; then
        missing "a C compiler" "SQLite and zstd are built from source" \
            "apt install build-essential" "dnf install gcc" "xcode-select --install"
        status=69
    fi
    [ "$status" = 0 ] || exit "$status"
}

# Bundles the walk's page, when its sources are newer than the bundle.
bundle_page() {
    local web=sync-server/web
    if [ ! -e $web/node_modules/.package-lock.json ] ||
        [ $web/package-lock.json -nt $web/node_modules/.package-lock.json ]; then
        say "Fetching the pages' npm packages"
        npm ci --prefix $web --silent --no-audit --no-fund
    fi
    if [ ! -d $web/dist ] ||
        [ -n "$(find $web/src $web/static $web/build.mjs $web/package-lock.json -newer $web/dist 2>/dev/null)" ]; then
        say "Bundling the pages' map"
        npm run --silent --prefix $web build
        touch $web/dist
    fi
}

chromium_path() {
    local name
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
        if [ -n "$name" ] && have "$name"; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}
