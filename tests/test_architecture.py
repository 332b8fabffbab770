"""The direction of imports, and what may not be imported when the program starts."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.conftest import REPOSITORY

HEAVY = ("torch", "librosa", "cv2", "mediapipe", "av", "numba", "scipy", "PySide6", "matplotlib", "skimage")


def test_imports_point_one_way():
    script = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_command_line_starts_without_heavy_libraries():
    script = f"import sys, lestalk_studio.cli; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


def test_linear_algebra_keeps_to_one_core():
    pytest.importorskip("threadpoolctl")
    script = (
        "import lestalk_studio.cli, lestalk_studio.face.fit, lestalk_studio.render.renderer, threadpoolctl;"
        "print({pool['num_threads'] for pool in threadpoolctl.threadpool_info() if pool['user_api'] == 'blas'})"
    )
    free = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, env=free)
    assert done.stdout.strip() == "{1}", done.stdout + done.stderr
