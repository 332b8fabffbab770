"""A sound's least and greatest samples at many scales, so that any stretch of it is drawn in no time."""

from __future__ import annotations

import numpy as np

BASE, FACTOR = 64, 4


class Pyramid:
    """Levels of (bins, 2) float32 [least, greatest]; level k has a bin for BASE * FACTOR ** k samples.

    samples: (N,) float32 at `rate` a second; they are kept (not copied) for views finer than the first level.
    """

    def __init__(self, samples: np.ndarray, rate: int) -> None:
        self.samples, self.rate = np.asarray(samples, np.float32), int(rate)
        self.levels: list[np.ndarray] = []
        pairs = np.stack((self.samples, self.samples), 1)
        size = BASE
        while len(pairs):
            pairs = _folded(pairs, size)
            self.levels.append(pairs)
            if len(pairs) <= FACTOR:
                break
            size = FACTOR

    @property
    def duration(self) -> float:
        """Seconds."""
        return len(self.samples) / self.rate

    def bins(self, start: float, end: float, count: int) -> np.ndarray:
        """(count, 2) float32 least and greatest sample of `count` equal pieces of start..end [s].

        Outside of the sound they are 0. Each piece holds at least one sample, so nothing is lost between.
        """
        out = np.zeros((max(count, 0), 2), np.float32)
        if count <= 0 or end <= start or not len(self.samples):
            return out
        edges = np.linspace(start, end, count + 1) * self.rate
        per_bin = (edges[-1] - edges[0]) / count
        level, size = -1, 1
        while level + 1 < len(self.levels) and BASE * FACTOR ** (level + 1) <= per_bin:
            level += 1
            size = BASE * FACTOR**level
        if level < 0:
            piece = self.samples[_window(edges, len(self.samples))]
            source, offset = np.stack((piece, piece), 1), max(int(edges[0]), 0)
        else:
            source, offset = self.levels[level], 0
        first = np.floor(edges[:-1] / size).astype(np.int64) - offset
        last = np.maximum(np.ceil(edges[1:] / size).astype(np.int64) - offset, first + 1)
        inside = (last > 0) & (first < len(source))
        first, last = np.clip(first, 0, len(source)), np.clip(last, 0, len(source))
        inside &= last > first
        if not inside.any():
            return out
        starts, stops = first[inside], last[inside]
        pieces = np.column_stack((starts, stops)).ravel()
        for column, reduce in ((0, np.minimum), (1, np.maximum)):
            padded = np.append(source[:, column], source[-1, column])
            out[inside, column] = reduce.reduceat(padded, pieces)[::2]
        return out


def _window(edges: np.ndarray, length: int) -> slice:
    return slice(max(int(edges[0]), 0), min(max(int(edges[-1]) + 2, 0), length))


def _folded(pairs: np.ndarray, size: int) -> np.ndarray:
    starts = np.arange(0, len(pairs), size)
    low, high = np.minimum.reduceat(pairs[:, 0], starts), np.maximum.reduceat(pairs[:, 1], starts)
    return np.stack((low, high), 1)
