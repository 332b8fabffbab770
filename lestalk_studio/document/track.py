"""A track: the keys of one channel, a value object that edits copy and share."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lestalk_studio.document.channels import Channel, channel_named
from lestalk_studio.document.checks import SAME_TIME, flag, moment
from lestalk_studio.document.curve import Curve
from lestalk_studio.document.keyframe import Keyframe

MOST_KEYS = 500_000


@dataclass(frozen=True)
class Track:
    """The keys of the channel `name`, sorted by time, no two at one time.

    muted: the lane has no effect. soloed: while any lane is soloed, the lanes that are not have no effect.

    Raises ValueError for an unknown channel, keys out of order or at one time, a value the channel forbids.
    """

    name: str
    keys: tuple[Keyframe, ...] = ()
    muted: bool = False
    soloed: bool = False

    def __post_init__(self) -> None:
        channel = channel_named(self.name)
        flag(self.muted, "muted")
        flag(self.soloed, "soloed")
        keys = tuple(self.keys)
        object.__setattr__(self, "keys", keys)
        if len(keys) > MOST_KEYS:
            raise ValueError(f"{self.name} has more than {MOST_KEYS} keys")
        before = -1.0
        for key in keys:
            if not isinstance(key, Keyframe):
                raise ValueError(f"a key of {self.name} must be a Keyframe, not {key!r}")
            if key.time <= before + SAME_TIME:
                what = "two keys at" if key.time >= before - SAME_TIME else "a key out of order at"
                raise ValueError(f"{self.name} has {what} {key.time:g} s")
            if not channel.low <= key.value <= channel.high:
                raise ValueError(
                    f"{self.name} at {key.time:g} s must be from {channel.low:g} to {channel.high:g},"
                    f" not {key.value:g}"
                )
            before = key.time

    @classmethod
    def of(cls, name: str, keys: Iterable[Keyframe], muted: bool = False, soloed: bool = False) -> Track:
        """A track of `keys` in any order. Raises ValueError as the constructor does."""
        return cls(name, tuple(sorted(keys, key=lambda key: key.time)), muted, soloed)

    @property
    def channel(self) -> Channel:
        """What the track drives."""
        return channel_named(self.name)

    @cached_property
    def times(self) -> tuple[float, ...]:
        """Times of the keys in seconds, ascending."""
        return tuple(key.time for key in self.keys)

    @cached_property
    def curve(self) -> Curve | None:
        """The keys as arrays, to draw or sample; None while there is no key."""
        return Curve.through(self.keys, self.channel.low, self.channel.high) if self.keys else None

    def sample(self, times: np.ndarray) -> np.ndarray:
        """Values at `times` [s], any shape -> the same shape, float64, whether muted or not.

        Before the first key and after the last its value is held; without keys it is the channel's default.
        """
        if self.curve is None:
            return np.full(np.shape(times), self.channel.default)
        return self.curve.at(np.asarray(times, np.float64))

    def value_at(self, time: float) -> float:
        """The value at one time [s]."""
        if self.curve is None:
            return self.channel.default
        return float(self.sample(np.array([time]))[0])

    def place(self, time: float) -> int:
        """Index of the first key at `time` or later; len(keys) when there is none."""
        return bisect_left(self.times, moment(time))

    def key_at(self, time: float) -> Keyframe | None:
        """The key at `time` (to the microsecond), or None."""
        return self.key_near(moment(time), SAME_TIME)

    def key_near(self, time: float, within: float) -> Keyframe | None:
        """The key nearest to `time` and at most `within` seconds off, or None."""
        i = bisect_left(self.times, time)
        near = [key for key in self.keys[max(i - 1, 0) : i + 1] if abs(key.time - time) <= within]
        return min(near, key=lambda key: abs(key.time - time), default=None)

    @property
    def is_blank(self) -> bool:
        """Whether it is as if the track were not there."""
        return not (self.keys or self.muted or self.soloed)
