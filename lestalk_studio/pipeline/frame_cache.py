"""Frames of the preview in memory."""

from __future__ import annotations

from collections import OrderedDict

import numpy as np

CACHE_BYTES = 512 * 1024 * 1024


class FrameCache:
    """The frames seen last, by what is in them, up to `limit` bytes. Belongs to one thread at a time."""

    def __init__(self, limit: int = CACHE_BYTES) -> None:
        self._frames: OrderedDict[bytes, np.ndarray] = OrderedDict()
        self._limit, self.bytes = limit, 0

    @property
    def limit(self) -> int:
        """Bytes it may hold; a lower one holds at once. The frame seen last stays even where it is larger."""
        return self._limit

    @limit.setter
    def limit(self, limit: int) -> None:
        self._limit = limit
        self._shrink()

    def __contains__(self, key: object) -> bool:
        return key in self._frames

    def __len__(self) -> int:
        return len(self._frames)

    def get(self, key: bytes) -> np.ndarray | None:
        """The frame, which then counts as seen last."""
        if key in self._frames:
            self._frames.move_to_end(key)
        return self._frames.get(key)

    def put(self, key: bytes, frame: np.ndarray) -> None:
        """Keep a frame; the ones not seen for longest go."""
        self.bytes += frame.nbytes - (self._frames[key].nbytes if key in self._frames else 0)
        self._frames[key] = frame
        self._frames.move_to_end(key)
        self._shrink()

    def _shrink(self) -> None:
        while self.bytes > self._limit and len(self._frames) > 1:
            _, gone = self._frames.popitem(last=False)
            self.bytes -= gone.nbytes
