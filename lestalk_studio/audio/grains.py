"""Sound at other speeds with its own pitch, and under a playhead that is dragged: by short windowed grains."""

from __future__ import annotations

import numpy as np

from lestalk_studio.audio.heads import Loop, OverlapAdd, wrapped
from lestalk_studio.audio.sound import Sound

SCRUB_HOP_S = 0.04
"""Half a grain of scrubbing: a grain is two frames of 25 a second long, and so holds a bit of a vowel."""
STRETCH_HOP_S = 0.03
SEARCH_S = 0.008
"""How far a grain may be moved to join the one before: over half a period of the lowest voices (70 Hz)."""
_EVERY = 4
"""Likeness is measured on every fourth sample."""


class Scrubbing:
    """A grain of the sound wherever it was last aimed at, one for each aim; silence in between.

    A grain is centred on its place and read in the direction of the movement.
    """

    def __init__(self, sound: Sound, rate: int) -> None:
        self._sound, self._ratio = sound, sound.rate / rate
        self._hop = max(1, round(SCRUB_HOP_S * rate))
        self._aim: tuple[float, float] | None = None
        self._grains = OverlapAdd(self._hop, sound.channels, self._next)
        self.read = self._grains.read

    def aim(self, position: float, direction: float) -> None:
        """Let a grain about `position` [samples of the sound] be heard next; direction: its sign counts."""
        self._aim = position, 1.0 if direction >= 0 else -1.0

    def _next(self) -> np.ndarray | None:
        if self._aim is None:
            return None
        (position, direction), self._aim = self._aim, None
        step = direction * self._ratio
        return self._sound.read(round(position) - step * self._hop, step, 2 * self._hop)


class Stretched:
    """The sound at `speed` without change of pitch; backward it is heard backward.

    Waveform-similarity overlap-add (Verhelst & Roelands 1993): each grain begins where, near its due place,
    the sound goes on most like the grain before.
    """

    def __init__(
        self, sound: Sound, position: float, speed: float, loop: Loop | None, rate: int, ratio: float
    ) -> None:
        self._sound, self._speed, self._loop = sound, speed, loop
        self._step = ratio if speed > 0 else -ratio
        self._due = self._place = wrapped(position, speed, loop)
        self._ratio = ratio
        self._hop = max(1, round(STRETCH_HOP_S * rate))
        self._search = round(SEARCH_S * rate)
        self._after: np.ndarray | None = None
        self._grains = OverlapAdd(self._hop, sound.channels, self._next)

    @property
    def position(self) -> float:
        """Of the next sample."""
        return self._place

    def read(self, frames: int) -> np.ndarray:
        """The next (frames, channels) float32."""
        piece = self._grains.read(frames)
        self._place = wrapped(self._place + frames * self._speed * self._ratio, self._speed, self._loop)
        return piece

    def _next(self) -> np.ndarray:
        hop, reach, step = self._hop, self._search, self._step
        # The middle of a grain is heard when the playhead, which moves faster, is at that place.
        begin = self._due + hop * (self._speed * self._ratio - step)
        self._due = wrapped(self._due + hop * self._speed * self._ratio, self._speed, self._loop)
        near = self._sound.read(begin - reach * step, step, 2 * reach + 3 * hop)
        at = reach if self._after is None else best_offset(near[: 2 * reach + hop], self._after)
        self._after = near[at + hop : at + 2 * hop]
        return near[at : at + 2 * hop]


def best_offset(near: np.ndarray, wanted: np.ndarray) -> int:
    """Where in `near` (N, C) a stretch most like `wanted` (M, C) begins, 0..N-M; the middle where all is silent."""
    near, wanted = near[::_EVERY].mean(1), wanted[::_EVERY].mean(1)
    places = len(near) - len(wanted) + 1
    alike = np.correlate(near, wanted, "valid")
    energy = np.convolve(near * near, np.ones(len(wanted), np.float32), "valid")
    if places < 1 or energy.max() < 1e-9 or not wanted.any():
        return max(0, _EVERY * (places // 2))
    return _EVERY * int(np.argmax(alike / np.sqrt(np.maximum(energy, 1e-9))))
