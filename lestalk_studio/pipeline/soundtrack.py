"""The sound of an exported clip: decoded as it streams by, cut and padded to the length of the picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

SOUND_RATE = 48000
"""Samples a second of exported sound: what AAC and Opus both take."""


@dataclass(frozen=True)
class Soundtrack:
    """The sound of `path` from `start` to `end`, in seconds; past the file's own end it is silence."""

    path: Path
    start: float
    end: float

    def blocks(self) -> Iterator[np.ndarray]:
        """(N, 1 or 2) float32 blocks at SOUND_RATE, together exactly `end - start` long."""
        from lestalk_studio.audio.decode import iter_audio

        first = round(self.start * SOUND_RATE)
        left = round(self.end * SOUND_RATE) - first
        at = 0
        channels = 1
        for block in iter_audio(self.path, rate=SOUND_RATE, mono=False):
            channels = block.shape[1]
            begin = min(max(first - at, 0), len(block))
            at += len(block)
            piece = block[begin : begin + left]
            if len(piece):
                left -= len(piece)
                yield piece
            if left <= 0:
                return
        while left > 0:
            count = min(left, SOUND_RATE)
            left -= count
            yield np.zeros((count, channels), np.float32)
