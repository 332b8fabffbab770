"""Which frames of a clip lie ready in the cache, and which of them show older edits or have another size."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

Runs = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Covered:
    """Runs of frames (first, stop) at `fps`: fresh ones are shown at once, stale ones are rendered anew."""

    fps: float = 25.0
    fresh: Runs = ()
    stale: Runs = ()


def runs(frames: Iterable[int]) -> Runs:
    """Ascending frame numbers as runs (first, stop)."""
    made: list[tuple[int, int]] = []
    for frame in frames:
        if made and made[-1][1] == frame:
            made[-1] = made[-1][0], frame + 1
        else:
            made.append((frame, frame + 1))
    return tuple(made)


def outward(frame: int, frames: int) -> Iterator[int]:
    """The frames of a clip of `frames` frames from `frame` on, the nearest first, ahead before behind."""
    yield from (frame,) if 0 <= frame < frames else ()
    for distance in range(1, max(frame, frames - 1 - frame) + 1):
        if frame + distance < frames:
            yield frame + distance
        if 0 <= frame - distance < frames:
            yield frame - distance


class Coverage:
    """What each frame number was rendered to last."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[bytes, int]] = {}
        self._clip: Any = None
        self._look: Any = None
        self._performance: Any = None
        self._state = 0

    def enter(self, clip: Any, look: Any, performance: Any) -> None:
        """From now on frames are of this state. Another `clip` (portrait, rate) forgets all frames, another
        `look` (edits, size) leaves them stale.
        """
        if clip != self._clip:
            self._known.clear()
        if (clip, look) != (self._clip, self._look) or performance is not self._performance:
            self._state += 1
        self._clip, self._look, self._performance = clip, look, performance

    def add(self, frame: int, key: bytes) -> None:
        """`frame` of the present state lies in the cache as `key`."""
        self._known[frame] = key, self._state

    def key(self, frame: int) -> bytes | None:
        """The key of `frame` if it is known for the present state."""
        key, state = self._known.get(frame, (None, 0))
        return key if state == self._state else None

    def covered(self, fps: float, cached: Container[bytes]) -> Covered:
        """The frames whose key is in `cached`."""
        self._known = {frame: known for frame, known in self._known.items() if known[0] in cached}
        fresh = sorted(frame for frame, (_, state) in self._known.items() if state == self._state)
        stale = sorted(frame for frame, (_, state) in self._known.items() if state != self._state)
        return Covered(fps, runs(fresh), runs(stale))
