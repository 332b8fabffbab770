#!/usr/bin/env bash
# Set up the program in $VENV (default .venv): system packages, interpreter, pinned Python packages.
# `set_up.sh dev` adds what the tests need, `set_up.sh bench` the emotion judges of the benchmark, `set_up.sh app`
# what builds the one-folder program. Run from the repository's root; the Makefile calls it.
set -eu

venv=${VENV:-.venv}
torch_index=${TORCH_INDEX:-https://download.pytorch.org/whl/cpu}

find_python() {
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
}

pip() {
    "$venv/bin/python" -m pip --disable-pip-version-check -q "$@"
}

# PyPI's torch for Linux brings gigabytes of CUDA, so the index of the small CPU build is asked first.
# Where it cannot be reached this fails within seconds, and the install after it takes what pip finds.
install_torch() {
    [ "$(uname -s)" = Linux ] || return 0
    "$venv/bin/python" -c 'import torch' 2>/dev/null && return 0
    local version
    version=$(sed -n 's/^torch==//p' constraints.txt)
    pip install --retries 0 --timeout 5 -c constraints.txt --extra-index-url "$torch_index" \
        "torch==$version+${torch_index##*/}" >/dev/null 2>&1 || true
}

if [ "${1:-}" = dev ]; then
    pip install -c constraints.txt -e '.[dev]'
    exit 0
fi
if [ "${1:-}" = app ]; then
    pip install -c constraints.txt -e '.[app]'
    exit 0
fi
if [ "${1:-}" = bench ]; then
    pip install -c constraints.txt -e '.[bench]'
    # Both judges ask for TensorFlow, which only their own code needs.
    pip install --no-deps -r tests/benchmarks/judges.txt
    exit 0
fi

if [ "${1:-}" = gpu ]; then
    [ -x "$venv/bin/python" ] || "$(find_python)" -m venv "$venv"
    echo "Installing torch for CUDA and PyTorch3D into $venv, some 5 GB." >&2
    # That torch is older, and so are the setuptools it takes.
    grep -vE '^(torch|setuptools)==' constraints.txt >"$venv/constraints.txt"
    pip install -c "$venv/constraints.txt" -e '.[gpu]'
    exit 0
fi

python=$(find_python)
PYTHON=$python bash packaging/system_packages.sh
python=${python:-$(find_python)}
if [ -z "$python" ]; then
    echo "Python 3.11 or newer is needed: install it, or name it with make PYTHON=/path/to/python3." >&2
    exit 1
fi
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
echo "Installing the Python packages into $venv; the first time takes some minutes." >&2
install_torch
pip install -c constraints.txt -e .
