"""The sound of an exported clip: decoded as it streams by, cut and padded to the length of the picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from lestalk_studio.cancelling import checkpoint

SOUND_RATE = 48000
"""Samples a second of exported sound: what AAC and Opus both take."""

# With bits a second and channel; None where that follows from the rate.
_CODECS = {"mp4": ("aac", 96_000), "webm": ("libopus", 64_000), "mov": ("pcm_s16le", None)}

SOUND_BYTES_PER_S = {"mp4": 12_000, "webm": 8_000, "mov": 96_000}
"""Of one channel, as a voice mostly has."""


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


class SoundWriter:
    """Encodes a soundtrack into an open PyAV container of `kind` 'mp4', 'webm' or 'mov', bit by bit as asked."""

    def __init__(self, container: Any, kind: str, sound: Soundtrack | None) -> None:
        self._container = container
        self._blocks: Iterator[np.ndarray] = sound.blocks() if sound is not None else iter(())
        self._pending = next(self._blocks, None)
        self._written = 0
        if self._pending is None:
            return
        codec, bits = _CODECS[kind]
        channels = self._pending.shape[1]
        self._layout = "mono" if channels == 1 else "stereo"
        self._stream = container.add_stream(codec, rate=SOUND_RATE, layout=self._layout)
        if bits is not None:
            self._stream.codec_context.bit_rate = bits * channels
        self._stream.codec_context.time_base = Fraction(1, SOUND_RATE)

    def write(self, until: Fraction | float | None) -> None:
        """Encode on to the time `until` in seconds; None: to the end, and close the stream."""
        import av

        last = None if until is None else int(until * SOUND_RATE)
        while self._pending is not None and (last is None or self._written < last):
            # Tenth-of-a-second pieces keep sound and picture close together in the file.
            piece, rest = self._pending[: SOUND_RATE // 10], self._pending[SOUND_RATE // 10 :]
            frame = av.AudioFrame.from_ndarray(
                np.ascontiguousarray(piece.T), format="fltp", layout=self._layout
            )
            frame.sample_rate = SOUND_RATE
            frame.pts = self._written
            frame.time_base = Fraction(1, SOUND_RATE)
            self._written += len(piece)
            checkpoint()
            self._container.mux(self._stream.encode(frame))
            self._pending = rest if len(rest) else next(self._blocks, None)
        if until is None and self._written:
            self._container.mux(self._stream.encode(None))
