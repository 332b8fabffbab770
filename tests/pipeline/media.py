"""Small sounds and clips that tests make, and what they read out of exported files."""

from __future__ import annotations

import struct
import wave
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np

FLASH_S = 0.08
TONE_HZ = 1000.0


def write_wav(path: Path, samples: np.ndarray, rate: int = 16000) -> Path:
    """Write (N,) or (N, channels) float in -1..1 as 16 bit."""
    samples = np.atleast_2d(samples.T).T
    with wave.open(str(path), "wb") as out:
        out.setnchannels(samples.shape[1])
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def tone(seconds: float, rate: int = 16000, channels: int = 1) -> np.ndarray:
    """A tone that swells four times a second, (N, channels)."""
    t = np.arange(round(seconds * rate)) / rate
    one = 0.4 * np.sin(2 * np.pi * 180 * t) * (0.5 + 0.5 * np.sin(2 * np.pi * 4 * t))
    return np.repeat(one[:, None], channels, axis=1).astype(np.float32)


def header_only_wav(path: Path, seconds: float, rate: int = 16000) -> Path:
    """A file that claims `seconds` of sound; the samples are a hole in the file and take no disk."""
    count = int(seconds * rate) * 2
    header = b"RIFF" + struct.pack("<I", 36 + count) + b"WAVEfmt "
    header += struct.pack("<IHHIIHH", 16, 1, 1, rate, 2 * rate, 2, 16) + b"data" + struct.pack("<I", count)
    with path.open("wb") as out:
        out.write(header)
        out.truncate(44 + count)
    return path


def beeps(seconds: int, every: int, rate: int = 16000) -> np.ndarray:
    """A short tone at the start of each `every` seconds, (N,)."""
    t = np.arange(seconds * rate) / rate
    return np.where(t % every < FLASH_S, 0.5 * np.sin(2 * np.pi * TONE_HZ * t), 0).astype(np.float32)


def flashes(seconds: int, every: int, fps: float, height: int = 48, width: int = 64) -> Iterator[np.ndarray]:
    """Dark frames, white where `beeps` sounds."""
    for index in range(round(seconds * fps)):
        lit = (index / fps) % every < FLASH_S - 1e-9
        yield np.full((height, width, 3), 255 if lit else 20, np.uint8)


def flash_times(path: Path) -> list[float]:
    """Seconds at which the picture turns bright."""
    times, before = [], False
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            bright = bool(frame.to_ndarray(format="gray").mean() > 128)
            if bright and not before:
                times.append(float(frame.pts * frame.time_base))
            before = bright
    return times


def beep_times(path: Path, every: int) -> list[float]:
    """Seconds at which a tone sets in."""
    times: list[float] = []
    with av.open(str(path)) as container:
        for frame in container.decode(audio=0):
            loud = np.flatnonzero(np.abs(frame.to_ndarray()[0]) > 0.1)
            if len(loud):
                at = float(frame.pts * frame.time_base) + loud[0] / frame.sample_rate
                if not times or at - times[-1] > every / 2:
                    times.append(at)
    return times


def decoded(path: Path) -> list[np.ndarray]:
    """All frames, RGB."""
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
