# Sourced by ./run, ./test and ./bench: brings Python packages and system libraries to what the locks say.
# shellcheck shell=bash

say() { printf '\033[1m==> %s\033[0m\n' "$*"; }
note() { printf '\033[33m!!! %s\033[0m\n' "$*" >&2; }
stop() { printf '\033[31m%s\033[0m\n' "$*" >&2; exit 1; }

UV_VERSION=0.13.9
PDF_LIBRARIES="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

find_python() {
    local candidate
    for candidate in python3.13 python3.12 python3.11 python3; do
        if command -v "$candidate" >/dev/null &&
            "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    stop "Python 3.11, 3.12 or 3.13 is needed (Debian: apt-get install python3 python3-venv)."
}

# python_packages LOCK: makes .venv hold exactly what the lock names, and nothing when it does already.
python_packages() {
    local lock=$1 python stamp
    python=$(find_python)
    stamp="$(sha256sum <"$lock") $("$python" -V) uv $UV_VERSION"
    if [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null && [ "$(cat .venv/.stamp 2>/dev/null)" = "$stamp" ]; then
        return
    fi
    export UV_PYTHON_DOWNLOADS=never
    if [ "$(.tools/bin/uv --version 2>/dev/null | cut -d' ' -f2)" != "$UV_VERSION" ]; then
        say "Installer"
        "$python" -m venv --clear .tools || stop "The module venv is missing (Debian: apt-get install python3-venv)."
        .tools/bin/python -m pip install -q --disable-pip-version-check "uv==$UV_VERSION"
    fi
    say "Python packages ($lock)"
    .tools/bin/python -m uv venv -q --allow-existing --python "$python" .venv
    .tools/bin/python -m uv pip sync -q --python .venv/bin/python --require-hashes --compile-bytecode "$lock"
    printf '%s' "$stamp" >.venv/.stamp
}

# apt_install PACKAGES...: by apt as root; false where that is not possible.
apt_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    say "System packages: $*"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >/dev/null 2>&1
}

# pdf_libraries: without them nothing but PDF is off.
pdf_libraries() {
    # shellcheck disable=SC2086 # a list of words
    if ! .venv/bin/python -c 'import weasyprint' >/dev/null 2>&1; then
        apt_install $PDF_LIBRARIES || true
        if ! .venv/bin/python -c 'import weasyprint' >/dev/null 2>&1; then
            export PORTAL_PDF=off
            note "PDF is OFF: libraries are missing. Turn it on with: sudo apt-get install $PDF_LIBRARIES"
        fi
    fi
}

# front_server: nginx for the tests that run the front; the service that the package brings is not started.
front_server() {
    [ -x /usr/sbin/nginx ] || command -v nginx >/dev/null || {
        local policy=/usr/sbin/policy-rc.d
        if [ "$(id -u)" = 0 ] && [ ! -e "$policy" ]; then
            printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy"
            apt_install nginx || true
            rm -f "$policy"
        else
            apt_install nginx || true
        fi
    }
}
