"""Living with a thread of a library that has run wild and that nothing can end.

PortAudio 19.6 on ALSA does so when the sound server is killed: it asks a dead file over and over, and writes a
line to stderr each time (src/hostapi/alsa/pa_linux_alsa.c, PaAlsaStream_WaitForFrames).
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys


def calm(thread: int) -> None:
    """Let a thread of this process, by the system's number, have only what processor time nobody else wants."""
    if not thread or not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError):
        os.sched_setscheduler(thread, os.SCHED_IDLE, os.sched_param(0))


def mute_libraries() -> None:
    """Keep what libraries write to stderr out of it; what Python writes there still comes."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        if sys.stderr.fileno() != 2:
            return
        kept = os.dup(2)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        sys.stderr.flush()
        sys.stderr = open(kept, "w", buffering=1, errors="backslashreplace")  # noqa: SIM115 - for good
        os.dup2(nowhere, 2)
        os.close(nowhere)


def end_beside(library: str) -> None:
    """Let the program end beside the thread: `library`, where it runs, stays loaded, and what other libraries
    do last is left out, as it pulls memory away under it.
    """
    if not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError):
        ctypes.CDLL(library)  # never unloaded, and so not by its owner either
    libc = ctypes.CDLL(None)
    if hasattr(libc, "on_exit"):  # glibc; it hands on the exit status
        libc.on_exit(libc._exit, None)
