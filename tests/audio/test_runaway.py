"""What is done about a library's thread that has run wild, each in a process of its own."""

import subprocess
import sys

import pytest

from tests.conftest import REPOSITORY

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="PortAudio does it on ALSA alone"
)


def run(code: str) -> subprocess.CompletedProcess:
    code = "import os, sys, threading\nfrom lestalk_studio.audio import runaway\n" + code
    return subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, timeout=60
    )


def test_a_library_is_muted_and_python_is_not():
    done = run(
        "os.write(2, b'one '); runaway.mute_libraries(); os.write(2, b'two '); print('three', file=sys.stderr)"
    )
    assert done.stderr.split() == ["one", "three"]


def test_a_thread_gets_only_what_nobody_else_wants():
    done = run(
        "done = threading.Event(); thread = threading.Thread(target=done.wait); thread.start();"
        "runaway.calm(thread.native_id);"
        "print(os.sched_getscheduler(thread.native_id) == os.SCHED_IDLE, os.sched_getscheduler(0) == os.SCHED_OTHER);"
        "runaway.calm(0); runaway.calm(2**22 + 1);"  # none, and one that is gone
        "done.set()"
    )
    assert done.stdout.split() == ["True", "True"], done.stderr


@pytest.mark.parametrize("status", [0, 3])
def test_the_program_ends_with_its_own_status_and_no_library_does_anything_last(status):
    done = run(
        "import ctypes; libc = ctypes.CDLL(None)\n"
        "libc.on_exit(libc.abort, None)\n"  # stands for a library that crashes as it ends
        f"runaway.end_beside('libc.so.6'); print('said'); sys.exit({status})"
    )
    assert (done.returncode, done.stdout) == (status, "said\n"), done.stderr
