"""What the device is given: the sound as it was last ordered, without clicks, and an account of what was when."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Literal

import numpy as np

from lestalk_studio.audio.grains import Scrubbing, Stretched
from lestalk_studio.audio.heads import FADE_S, Faded, Head, Loop, Looped, Silence, wrapped
from lestalk_studio.audio.sound import Sound

VOLUME_S = 0.02
"""The volume takes so long from 0 to full."""


@dataclass(frozen=True)
class Order:
    """What to do from the next block on; times in seconds.

    play: from `position` at `speed`, round `loop`. Orders of one `run` go on where the one before has come to.
    since: the time of the clock at which `position` was passed, to join a movement that has begun without sound.
    scrub: a grain about `position`, in the direction of `speed`; each order is one grain.
    """

    kind: Literal["silence", "play", "scrub"] = "silence"
    run: int = 0
    position: float = 0.0
    speed: float = 0.0
    loop: Loop | None = None
    since: float | None = None


@dataclass(frozen=True)
class Segment:
    """From the device's sample `index` on the sound moves on from `position` [s] at `speed`, round `loop`."""

    run: int
    index: int
    position: float
    speed: float
    loop: Loop | None = None

    def after(self, seconds: float) -> float:
        """The position so long after the segment's beginning."""
        return wrapped(self.position + seconds * self.speed, self.speed, self.loop)


class Mixer:
    """Fills the blocks of a device of `rate` and `channels`; belongs to the thread that calls `fill`.

    index: the number of the next sample. segments: the last few, for others to read.
    """

    def __init__(self, rate: int, channels: int) -> None:
        self.rate, self.channels = rate, channels
        self.index = 0
        self.segments: deque[Segment] = deque(maxlen=16)
        self._order, self._sound = Order(), None
        self._source: Head | None = None
        self._head: Head = Silence(channels)
        self._gain: float | None = None

    def fill(self, out: np.ndarray, order: Order, sound: Sound | None, gain: float, heard_at: float) -> None:
        """Write the next samples into out (frames, channels) float32.

        gain: 0..1, reached by a ramp. heard_at: when the first of them will be heard, by the orders' clock.
        """
        if order is not self._order or sound is not self._sound:
            self._take(order, sound, heard_at)
        out[:] = self._head.read(len(out))
        self._amplify(out, gain)
        self.index += len(out)

    def _amplify(self, out: np.ndarray, gain: float) -> None:
        was = gain if self._gain is None else self._gain
        if was == gain:
            out *= gain
        else:
            slope = 1 / (VOLUME_S * self.rate)
            way = np.minimum(slope * np.arange(1, len(out) + 1), abs(gain - was))
            ramp = was + np.sign(gain - was) * way
            out *= ramp.astype(np.float32)[:, None]
            gain = float(ramp[-1]) if len(out) else was
        self._gain = gain
        np.clip(out, -1.0, 1.0, out=out)

    def _take(self, order: Order, sound: Sound | None, heard_at: float) -> None:
        was, self._order = self._order, order
        same, self._sound = sound is self._sound, sound
        if order.kind == "play":
            self._play(order, was, heard_at, same)
        elif sound is None or order.kind == "silence":
            self._change(None)
        else:
            if not (same and isinstance(self._source, Scrubbing)):
                self._change(Scrubbing(sound, self.rate))
            if order is not was:
                self._source.aim(order.position * sound.rate, order.speed)

    def _play(self, order: Order, was: Order, heard_at: float, same: bool) -> None:
        goes_on = was.kind == "play" and was.run == order.run and self.segments
        if goes_on:
            last = self.segments[-1]
            position = last.after((self.index - last.index) / self.rate)
        else:
            late = 0.0 if order.since is None else max(0.0, heard_at - order.since)
            position = wrapped(order.position + late * order.speed, order.speed, order.loop)
        sound, loop = self._sound, order.loop
        if sound is not None:
            position = round(position * sound.rate) / sound.rate
            loop = None if loop is None else _on_samples(loop, sound.rate)
        self.segments.append(Segment(order.run, self.index, position, order.speed, loop))
        if sound is None:
            self._change(None)
            return
        ratio, place = sound.rate / self.rate, position * sound.rate
        turn = None if loop is None else (loop[0] * sound.rate, loop[1] * sound.rate)
        if abs(order.speed) != 1.0:
            self._change(Stretched(sound, place, order.speed, turn, self.rate, ratio))
        elif goes_on and same and was.speed == order.speed and isinstance(self._source, Looped):
            self._source.loop = turn
        else:
            self._change(Looped(sound, place, order.speed * ratio, turn, self._fade))

    @property
    def _fade(self) -> int:
        return max(1, round(FADE_S * self.rate))

    def _change(self, source: Head | None) -> None:
        """Let `source` be heard, None = nothing; what was heard fades."""
        if source is None and self._source is None:
            return
        self._source = source
        head = Silence(self.channels) if source is None else _Fitted(source, self.channels)
        self._head = Faded(head, self._head, self._fade)


class _Fitted:
    """`head` with as many channels as the device has."""

    def __init__(self, head: Head, channels: int) -> None:
        self._head, self._channels = head, channels

    def read(self, frames: int) -> np.ndarray:
        piece = self._head.read(frames)
        if piece.shape[1] == self._channels:
            return piece
        if piece.shape[1] > self._channels:
            return piece.mean(1, keepdims=True, dtype=np.float32)
        return np.repeat(piece, self._channels, axis=1)


def _on_samples(loop: Loop, rate: int) -> Loop:
    start = round(loop[0] * rate)
    return start / rate, max(round(loop[1] * rate), start + 1) / rate
