"""The editor's speed, measured on the real window in processes of its own."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np

from tests.benchmarks.subjects import ROOT

STARTS = 3


def _measure(what: str) -> dict[str, list[float]] | list[float]:
    """Run one measurement in a fresh home. Raises RuntimeError with its complaint when it fails."""
    with tempfile.TemporaryDirectory() as home:
        fresh = {f"XDG_{kind}_HOME": f"{home}/{kind}" for kind in ("STATE", "CACHE", "CONFIG")}
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, **fresh}
        environment["LESTALK_BENCH_BEGAN"] = repr(time.monotonic())
        command = [sys.executable, "-m", "tests.benchmarks.editor_process", what]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900)
    if done.returncode != 0:
        raise RuntimeError(f"the editor's {what} was not measured: {done.stderr.strip()[-300:]}")
    return json.loads(done.stdout.splitlines()[-1])


def _load() -> str:
    return f"load {os.getloadavg()[0]:.1f}"


def startup() -> tuple[float, str]:
    """Seconds from starting the process to the painted window (median), note with when it can be used."""
    runs = [_measure("startup") for _ in range(STARTS)]
    shown = [run["shown"][0] / 1000 for run in runs]
    usable = [run["usable"][0] / 1000 for run in runs]
    note = (
        f"median of {STARTS}, worst {max(shown):.2f}; answers a key after {statistics.median(usable):.2f} s"
    )
    return statistics.median(shown), f"{note} (goal 4); {_load()}"


def fps() -> tuple[float, str]:
    """Frames a second of the slowest motion in a long project, note with each motion."""
    found = _measure("motion")
    rates = {name: 1000 * len(taken) / sum(taken) for name, taken in found.items()}
    late = {name: np.percentile(taken, 95) for name, taken in found.items()}
    parts = ", ".join(f"{name} {rates[name]:.0f} (95 % below {late[name]:.0f} ms)" for name in found)
    return min(rates.values()), f"slowest of {parts}; {_load()}"


def scrub() -> tuple[float, str]:
    """Median milliseconds from a move of the playhead to its picture, note with the slow ones."""
    taken = _measure("scrub")
    late = np.percentile(taken, 95)
    return statistics.median(
        taken
    ), f"median of {len(taken)}, 95 % below {late:.0f}; the picture as large as it is seen; {_load()}"


def block() -> tuple[float, str]:
    """99th percentile of the milliseconds that events wait, at the worst of three kinds of work; note with each."""
    found = _measure("block")
    late = {name: float(np.percentile(waits, 99)) for name, waits in found.items()}
    parts = (f"{name} {late[name]:.1f} (longest {max(waits):.0f})" for name, waits in found.items())
    return max(late.values()), f"worst of {', '.join(parts)}; export at 512 px; {_load()}"
