#!/usr/bin/env bash
# Install the Debian/Ubuntu packages the program needs: as root, or by sudo where it asks no password.
# Otherwise say in one line what to install. PYTHON is the interpreter found (may be empty); SKIP_APT=1 does nothing.
set -u

[ -n "${SKIP_APT:-}" ] && exit 0
command -v dpkg-query >/dev/null && command -v apt-get >/dev/null || exit 0

packages=(
    # mediapipe and OpenCV
    libgl1 libegl1 libgles2 libglib2.0-0
    # Qt
    libxkbcommon0 libfontconfig1 libdbus-1-3 fonts-dejavu-core
    # Qt on an X display
    libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0
    # playing sound
    libportaudio2
)
if [ -z "${PYTHON:-}" ]; then
    packages+=(python3 python3-venv)
elif ! "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; then
    packages+=("python$("$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv")
fi

installed() { # newer Ubuntu names some of these with t64 at the end
    dpkg-query -W -f '${db:Status-Abbrev}' "$1" 2>/dev/null | grep -q '^ii' ||
        dpkg-query -W -f '${db:Status-Abbrev}' "$1t64" 2>/dev/null | grep -q '^ii'
}

missing=()
for package in "${packages[@]}"; do
    installed "$package" || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -eq 0 ]; then
    as_root=(env)
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root=(sudo -n env)
else
    echo "System packages are missing; install them and run make again: sudo apt-get install -y ${missing[*]}  (SKIP_APT=1 goes on without them)" >&2
    exit 1
fi

echo "Installing system packages: ${missing[*]} ..."
apt=("${as_root[@]}" DEBIAN_FRONTEND=noninteractive apt-get -qq)
if ! { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "${missing[@]}"; } >/dev/null; then
    echo "System packages could not be installed; do it by hand and run make again: apt-get install -y ${missing[*]}" >&2
    exit 1
fi
