"""Threads that nobody waits for any more: what they are at ends by itself, at the latest with the program."""

from __future__ import annotations

import atexit
import time

from PySide6.QtCore import QThread

_threads: list[QThread] = []


def linger(thread: QThread) -> None:
    """Keep a thread that was told to end until it has; it tells nobody anything from now on.

    Its owner may go: a QThread must not be destroyed while it runs.
    """
    thread.blockSignals(True)
    thread.setParent(None)
    _threads[:] = [one for one in _threads if not one.isFinished()]
    _threads.append(thread)


def lingering() -> int:
    """How many have not ended yet."""
    return sum(not thread.isFinished() for thread in _threads)


def wait_for_lingering(seconds: float | None = None) -> bool:
    """Wait until all have ended, `seconds` at most; whether they have."""
    end = None if seconds is None else time.monotonic() + seconds
    for thread in _threads:
        if end is None:
            thread.wait()
        else:
            thread.wait(max(0, round(1000 * (end - time.monotonic()))))
    _threads[:] = [thread for thread in _threads if not thread.isFinished()]
    return not _threads


atexit.register(wait_for_lingering)
