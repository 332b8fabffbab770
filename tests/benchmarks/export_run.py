"""Whole exports by the command line, each in a process of its own: speed and memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np

RATE = 16000


@dataclass(frozen=True)
class Run:
    """What one export took. frames: in the file; peak_mb: largest resident set, 10^6 bytes."""

    seconds: float
    frames: int
    peak_mb: float


def babble(seconds: float) -> np.ndarray:
    """Return (N,) float32 at 16 kHz with the rhythm of speech: syllables of a buzz, a pause every 3 s."""
    t = np.arange(int(seconds * RATE)) / RATE
    pitch = 120 + 20 * np.sin(2 * np.pi * 0.37 * t)
    phase = np.cumsum(pitch) / RATE
    buzz = np.sign(np.sin(2 * np.pi * phase)) * 0.4 + 0.3 * np.sin(2 * np.pi * 3 * phase)
    syllables = np.clip(np.sin(2 * np.pi * 4.0 * t), 0, 1) * ((t % 3.0) < 2.5)
    return (0.3 * buzz * syllables).astype(np.float32)


def render(portrait: Path, seconds: float, options: list[str]) -> Run:
    """Render `seconds` of speech-like sound with `lestalk render` and measure the process.

    Raises RuntimeError with what the command printed when it fails.
    """
    import soundfile

    with tempfile.TemporaryDirectory() as folder:
        sound, video = Path(folder) / "speech.wav", Path(folder) / "out.mp4"
        soundfile.write(sound, babble(seconds), RATE)
        command = [sys.executable, "-m", "lestalk_studio.cli", "render", "--portrait", str(portrait)]
        command += ["--audio", str(sound), *options, "-o", str(video)]
        with (Path(folder) / "log").open("w+") as log:
            start = perf_counter()
            process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            elapsed = perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode != 0:
                log.seek(0)
                raise RuntimeError(f"{' '.join(command)} failed: {log.read().strip()[-400:]}")
        return Run(elapsed, _frames(video), usage.ru_maxrss * 1024 / 1e6)


def _frames(video: Path) -> int:
    import av

    with av.open(str(video)) as container:
        return sum(1 for packet in container.demux(video=0) if packet.size)


def frames_per_second(portrait: Path, options: list[str], short: float = 4.0, long: float = 24.0) -> float:
    """Return frames a second of a running export; two lengths are compared to leave out the start."""
    first, second = render(portrait, short, options), render(portrait, long, options)
    return (second.frames - first.frames) / max(second.seconds - first.seconds, 1e-6)
