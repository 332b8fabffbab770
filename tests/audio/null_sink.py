"""Records what reaches the sound server's null sink, with the time at which it came."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time

import numpy as np
import pytest

RATE = 48_000
NEAR_S = 0.15
LOST_S, PIECES = 0.01, 6


def sink_or_skip() -> str:
    """The null sink's name; skips the test where there is none."""
    name = os.environ.get("LESTALK_NULL_SINK")
    if not name or shutil.which("pw-record") is None:
        pytest.skip("there is no null sink; run it by tests/tools/with_null_audio.sh (see docs/sound.md)")
    return name


class Recorder:
    """Records the sink `name`; `samples` (N,) float32 at RATE. `arrived`: (samples so far, clock) for each piece."""

    def __init__(self, name: str) -> None:
        command = ["pw-record", "--target", name, "-P", "{ stream.capture.sink=true }"]
        command += ["--latency", "40ms", "--rate", str(RATE), "--channels", "1", "--format", "f32", "-"]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self._pieces: list[bytes] = []
        self.arrived: list[tuple[int, float]] = []
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def _read(self) -> None:
        count = 0
        while piece := self._process.stdout.read1(1 << 16):
            self._pieces.append(piece)
            count += len(piece)
            self.arrived.append((count // 4, time.monotonic()))

    def wait(self, seconds: float = 5.0) -> None:
        """Until something arrives."""
        end = time.monotonic() + seconds
        while not self.arrived:
            assert time.monotonic() < end, "nothing is recorded"
            time.sleep(0.01)

    def stop(self) -> np.ndarray:
        """End it; returns the samples."""
        self._process.terminate()
        self._thread.join()
        self._process.wait()
        self._process.stdout.close()
        data = b"".join(self._pieces)
        return np.frombuffer(data[: len(data) // 4 * 4], np.float32)

    def skip_if_pieces_are_lost(self) -> None:
        """A server that is not served in time leaves samples out; such a recording says nothing of clicks."""
        zeros = [clock - count / RATE for count, clock in self.arrived]
        soonest = [min(zeros[i : i + PIECES]) for i in range(max(1, len(zeros) - PIECES + 1))]
        if max(soonest) - min(soonest) > LOST_S:
            pytest.skip("this computer is too busy to record without loss")

    def clock_of(self, index: int) -> float:
        """When the sample `index` was heard, by time.monotonic(): pieces come late, never early.

        A busy computer loses pieces of the recording, so only those around are asked.
        """
        near = [(count, clock) for count, clock in self.arrived if abs(count - index) < NEAR_S * RATE]
        return min(clock - (count - index) / RATE for count, clock in near)
