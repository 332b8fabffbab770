"""Reading heads: what goes along a sound and gives the next samples for the device.

Each has `read(frames)`, which gives (frames, channels) float32 and moves on. Places are in samples of the
sound, speeds in samples of the sound for each sample of the device.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Protocol

import numpy as np

from lestalk_studio.audio.sound import Sound

Loop = tuple[float, float]

FADE_S = 0.005
"""A head comes in over the one before it for so long, or it would click."""


class Head(Protocol):
    """Anything that gives samples."""

    def read(self, frames: int) -> np.ndarray:
        """The next (frames, channels) float32."""


def wrapped(position: float, speed: float, loop: Loop | None) -> float:
    """`position`, brought back into `loop` when moving with `speed` has led out of its end.

    What lies outside and still moves towards the loop stays; unit: any, the same for both.
    """
    if loop is None:
        return position
    start, end = loop
    if (speed > 0 and position >= end) or (speed < 0 and position < start):
        return start + (position - start) % (end - start)
    return position


def rising(frames: int) -> np.ndarray:
    """(frames, 1) float32 from just over 0 to just under 1 along half a cosine."""
    return (0.5 - 0.5 * np.cos(np.pi * (np.arange(frames) + 0.5) / frames)).astype(np.float32)[:, None]


class Silence:
    """Nothing."""

    def __init__(self, channels: int) -> None:
        self._channels = channels

    def read(self, frames: int) -> np.ndarray:
        return np.zeros((frames, self._channels), np.float32)


class Faded:
    """`head`, coming in over `fade` samples while `before` goes out."""

    def __init__(self, head: Head, before: Head, fade: int) -> None:
        self.head = head
        self._before: Head | None = before
        self._rise, self._done = rising(fade), 0

    def read(self, frames: int) -> np.ndarray:
        piece = self.head.read(frames)
        if self._before is not None:
            count = min(frames, len(self._rise) - self._done)
            part = self._rise[self._done : self._done + count]
            piece[:count] = piece[:count] * part + self._before.read(count) * (1 - part)
            self._done += count
            if self._done == len(self._rise):
                self._before = None
        return piece


class Straight:
    """Along the sound as it is."""

    def __init__(self, sound: Sound, position: float, step: float) -> None:
        self._sound, self.position, self.step = sound, position, step

    def read(self, frames: int) -> np.ndarray:
        piece = self._sound.read(self.position, self.step, frames)
        self.position += self.step * frames
        return piece


class Looped:
    """Along the sound and round `loop`, to the sample; at the seam the end fades into the beginning."""

    def __init__(self, sound: Sound, position: float, step: float, loop: Loop | None, fade: int) -> None:
        self._sound, self.loop, self._fade = sound, loop, fade
        self._straight = Straight(sound, wrapped(position, step, loop), step)
        self._playing: Head = self._straight

    @property
    def position(self) -> float:
        """Of the next sample."""
        return self._straight.position

    def _until_seam(self) -> int:
        """Samples that are left before the loop turns."""
        at, step = self.position, self._straight.step
        if self.loop is None:
            return 1 << 30
        start, end = self.loop
        if step > 0:
            return max(0, math.ceil((end - at) / step - 1e-9))
        return max(0, math.floor((at - start) / -step + 1e-9) + 1)

    def read(self, frames: int) -> np.ndarray:
        pieces = []
        while frames > 0:
            left = self._until_seam()
            if left == 0:
                step = self._straight.step
                before = self._playing
                self._straight = Straight(self._sound, wrapped(self.position, step, self.loop), step)
                self._playing = Faded(self._straight, before, self._fade)
                continue
            count = min(frames, left)
            pieces.append(self._playing.read(count))
            frames -= count
        return pieces[0] if len(pieces) == 1 else np.concatenate(pieces)


class OverlapAdd:
    """Windowed grains of 2 * hop samples, one every hop at most; their windows add up to one.

    next_grain() gives (2 * hop, channels) float32, or None while there is none to begin.
    """

    def __init__(self, hop: int, channels: int, next_grain: Callable[[], np.ndarray | None]) -> None:
        self._hop, self._next, self._since = hop, next_grain, hop
        self._window = (0.5 - 0.5 * np.cos(np.pi * np.arange(2 * hop) / hop)).astype(np.float32)[:, None]
        self._ahead = np.zeros((2 * hop, channels), np.float32)

    def read(self, frames: int) -> np.ndarray:
        out = np.empty((frames, self._ahead.shape[1]), np.float32)
        done = 0
        while done < frames:
            if self._since >= self._hop and (grain := self._next()) is not None:
                self._ahead += grain * self._window
                self._since = 0
            until = self._hop - self._since if self._since < self._hop else len(self._ahead)
            count = min(frames - done, until)
            out[done : done + count] = self._ahead[:count]
            self._ahead[:-count] = self._ahead[count:]
            self._ahead[-count:] = 0.0
            self._since += count
            done += count
        return out
