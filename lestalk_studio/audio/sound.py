"""A sound in memory, read from any place, forward or backward, at any rate."""

from __future__ import annotations

import numpy as np

_FULL = np.float32(1 / 32768)


class Sound:
    """samples: (N,) or (N, 1 or 2), float32 in -1..1 or int16, at `rate` a second; kept, not copied."""

    def __init__(self, samples: np.ndarray, rate: int) -> None:
        samples = np.asarray(samples)
        self.samples = samples.reshape(len(samples), -1)
        self.rate = int(rate)

    def __len__(self) -> int:
        return len(self.samples)

    @property
    def channels(self) -> int:
        """1 or 2."""
        return self.samples.shape[1]

    @property
    def duration(self) -> float:
        """Seconds."""
        return len(self) / self.rate

    def read(self, position: float, step: float, frames: int) -> np.ndarray:
        """(frames, channels) float32: the samples at position + k * step, k = 0..frames-1; 0 outside.

        position, step: in samples of this sound; a step of -1 reads backward. Between samples it is a cubic
        (Catmull-Rom) through the four around.
        """
        if frames <= 0:
            return np.zeros((0, self.channels), np.float32)
        whole = round(position)
        if abs(step) == 1.0 and abs(position - whole) < 1e-6:
            first = whole if step > 0 else whole - frames + 1
            piece = self._piece(first, first + frames)
            return piece if step > 0 else piece[::-1].copy()
        places = position + step * np.arange(frames)
        before = np.floor(places)
        low = int(before.min()) - 1
        piece = self._piece(low, int(before.max()) + 3)
        at = before.astype(np.int64) - low
        part = (places - before).astype(np.float32)[:, None]
        a, b, c, d = piece[at - 1], piece[at], piece[at + 1], piece[at + 2]
        return b + 0.5 * part * (
            c - a + part * (2 * a - 5 * b + 4 * c - d + part * (3 * (b - c) + d - a))
        )  # Catmull & Rom 1974

    def _piece(self, first: int, stop: int) -> np.ndarray:
        """(stop - first, channels) float32, a copy, with zeros outside of the sound."""
        out = np.zeros((stop - first, self.channels), np.float32)
        begin, end = min(max(first, 0), len(self)), min(max(stop, 0), len(self))
        if end > begin:
            inside = out[begin - first : end - first]
            inside[:] = self.samples[begin:end]
            if self.samples.dtype == np.int16:
                inside *= _FULL
        return out
