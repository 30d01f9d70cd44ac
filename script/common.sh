# Shared by the scripts in this folder: where things are, and how they speak.

set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# Python's tools of the tests, apart from the machine's own.
tools=target/tools

say() { printf '\n== %s\n' "$*" >&2; }

# missing NAME WHY DEBIAN FEDORA MACOS: says what is needed and how to get it.
missing() {
    printf 'Missing: %s (%s)\n  Debian: %s\n  Fedora: %s\n  macOS:  %s\n' "$@" >&2
}

have() { command -v "$1" >/dev/null 2>&1; }

# Rust and a C compiler: without them nothing can be built.
require_build_tools() {
    local status=0
    if ! have cargo; then
        missing "Rust" "the core and the server are written in it" \
            "apt install rustup && rustup default stable" \
            "dnf install rustup && rustup-init" \
            "brew install rustup && rustup default stable"
        status=69
    fi
    if ! have cc; then
        missing "a C compiler" "SQLite and zstd are built from source" \
            "apt install build-essential" "dnf install gcc" "xcode-select --install"
        status=69
    fi
    [ "$status" = 0 ] || exit "$status"
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
