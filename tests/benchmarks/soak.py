"""`python -m tests.benchmarks.soak --minutes 30`: work in the real window, and see whether it grows.

After a warm-up (caches fill, libraries start their threads, every kind of dialog was open once) the resident set, the
threads and the objects of Qt are noted at intervals. Ends with 1 when what is held (the resident set, once
the allocator gave back what it can) grew by more than 50 MB from there, or threads were left.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import os
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

MOST_MB = 50.0
WARM_CYCLES = 6
"""As many at least before the first look: the cache of frames is full then."""


@dataclass(frozen=True)
class Footprint:
    """rss: MB resident. held: the same after the allocator gave back what it can. threads: of the system;
    python_threads: those Python started. qobjects: below the window; windows: top-level widgets; timers: that run
    again and again.
    objects: tracked by Python's garbage collector.
    """

    rss: float
    held: float
    threads: int
    python_threads: int
    qobjects: int
    windows: int
    timers: int
    objects: int

    @classmethod
    def of(cls, window) -> Footprint:
        """Of this process now."""
        from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
        from PySide6.QtWidgets import QApplication

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        rss = resident()
        gc.collect()
        below = window.findChildren(QObject)
        return cls(
            rss,
            _trimmed(),
            thread_names().total(),
            # Until 3.12 Python remembers threads of Qt that asked for their name, though they have ended.
            sum(not isinstance(thread, threading._DummyThread) for thread in threading.enumerate()),
            len(below),
            len(QApplication.topLevelWidgets()),
            sum(
                isinstance(child, QTimer) and child.isActive() and not child.isSingleShot() for child in below
            ),
            len(gc.get_objects()),
        )

    def line(self) -> str:
        """For the table."""
        return (
            f"{self.rss:8.1f} {self.held:8.1f} {self.threads:8d} {self.python_threads:7d} {self.qobjects:8d} "
            f"{self.windows:8d} {self.timers:7d} {self.objects:9d}"
        )


HEAD = "minute   cycles  RSS MB  held MB  threads  python qobjects  windows  timers   objects"


def resident() -> float:
    """MB of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 1e6


def _trimmed() -> float:
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
    return resident()


def thread_names() -> Counter:
    """How many threads of the system have each name, but for Qt's pool: as many as cores, they come and go."""
    names = (comm.read_text().strip() for comm in Path("/proc/self/task").glob("*/comm"))
    return Counter(name for name in names if name != "Thread (pooled)")


def kinds() -> Counter:
    """How many objects of each type Python tracks."""
    return Counter(f"{type(o).__module__}.{type(o).__qualname__}" for o in gc.get_objects())


def soak(minutes: float, warm_up: float, every: float, only: list[str]) -> int:
    """Run it, all acts or `only` those of these names; prints a table. Returns an exit code."""
    from PySide6.QtWidgets import QApplication

    from lestalk_studio.ui.main_window import MainWindow
    from lestalk_studio.ui.theme import apply_theme
    from tests.benchmarks.soak_acts import Animator

    app = QApplication([])
    app.setOrganizationName("lestalk-bench")
    apply_theme(app)
    _small_cache()
    window = MainWindow()
    window.show()
    with tempfile.TemporaryDirectory() as folder:
        animator = Animator(window, Path(folder))
        if only:
            animator.acts = tuple(getattr(animator, name) for name in ("open", *only))
        began, cycles, first, told, until = time.monotonic(), 0, None, 0.0, float("inf")
        print(HEAD, flush=True)
        while (passed := (time.monotonic() - began) / 60) < until:
            animator.cycle()
            cycles += 1
            passed = (time.monotonic() - began) / 60
            if first is None and passed >= warm_up and cycles >= WARM_CYCLES:
                first, before, named, told = Footprint.of(window), kinds(), thread_names(), passed
                until = passed + minutes
                print(f"{passed:6.1f} {cycles:8d} {first.line()}  <- from here", flush=True)
            elif passed - told >= every:
                told = passed
                print(f"{passed:6.1f} {cycles:8d} {Footprint.of(window).line()}", flush=True)
        animator.open()  # with the same things open as at the first look: between two cycles
        last, after = Footprint.of(window), kinds()
        threads_more = thread_names() - named
        print(f"{passed:6.1f} {cycles:8d} {last.line()}")
        more = ", ".join(f"{name} +{count}" for name, count in (after - before).most_common(12))
        print(f"objects that became more: {more or 'none'}")
        print(f"threads that became more: {dict(threads_more) or 'none'}")
        window.session.undo_stack.setClean()
        window.close()
    grown, threads = last.held - first.held, last.threads - first.threads
    print(f"{cycles} cycles of {animator.done // cycles} acts; resident {last.rss - first.rss:+.1f} MB,")
    qt = last.qobjects - first.qobjects
    print(f"held {grown:+.1f} MB (at most {MOST_MB:g}), threads {threads:+d}, objects of Qt {qt:+d}")
    return int(grown > MOST_MB or threads > 0 or last.python_threads > first.python_threads)


def _small_cache() -> None:
    # The cache of rendered frames is meant to fill up to its limit; a small one is full within the warm-up.
    from lestalk_studio.ui.preview_settings import LEAST_MB, PreviewSettings

    PreviewSettings(memory_mb=LEAST_MB).store()


def main() -> int:
    """Read the arguments and run in a home of its own."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.soak")
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--warm-up", type=float, default=3.0, help="minutes before the first look")
    parser.add_argument("--every", type=float, default=2.0, help="minutes between lines of the table")
    parser.add_argument(
        "--only", nargs="*", default=[], help="acts of soak_acts.Animator, to find what leaks"
    )
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        for kind in ("STATE", "CACHE", "CONFIG"):
            os.environ[f"XDG_{kind}_HOME"] = f"{home}/{kind}"
        return soak(arguments.minutes, arguments.warm_up, arguments.every, arguments.only)


if __name__ == "__main__":
    sys.exit(main())
