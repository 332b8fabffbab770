"""Keyframe tracks: the value of one emotion or unit over time."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from lestalk_studio.les.emotions import EMOTION_INDEX
from lestalk_studio.les.space import INDEX

Transition = Literal["hold", "linear", "ease"]
TRANSITIONS: tuple[str, ...] = get_args(Transition)


@dataclass(frozen=True)
class Keyframe:
    """`value` at `time` [s]; `transition` leads from here to the next keyframe."""

    time: float
    value: float
    transition: Transition = "ease"

    def __post_init__(self) -> None:
        if not (math.isfinite(self.time) and self.time >= 0):
            raise ValueError(f"a keyframe's time is a number from 0 up, not {self.time}")
        if not math.isfinite(self.value):
            raise ValueError(f"a keyframe's value is a finite number, not {self.value}")
        if self.transition not in TRANSITIONS:
            raise ValueError(f"a transition is one of {', '.join(TRANSITIONS)}, not {self.transition}")


@dataclass(frozen=True)
class KeyframeTrack:
    """Keyframes of one target: an emotion (values are levels) or a unit (values are biases).

    `keys` are in order of time. Before the first and after the last keyframe their values hold. Raises
    ValueError on an unknown target, no keyframes, equal or descending times, or a negative level.
    """

    target: str
    keys: tuple[Keyframe, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "keys", tuple(self.keys))
        if self.target not in EMOTION_INDEX and self.target not in INDEX:
            raise ValueError(f"no emotion or unit '{self.target}'")
        if not self.keys:
            raise ValueError(f"the track of {self.target} has no keyframes")
        if any(b.time <= a.time for a, b in itertools.pairwise(self.keys)):
            raise ValueError(f"the keyframes of {self.target} must be in order of time, one a time")
        if self.target in EMOTION_INDEX and any(key.value < 0 for key in self.keys):
            raise ValueError(f"a level of {self.target} is a number from 0 up")

    def values(self, times: np.ndarray) -> np.ndarray:
        """(T,) float64 at `times` [s]."""
        key_times = np.array([key.time for key in self.keys])
        key_values = np.array([key.value for key in self.keys])
        before = np.clip(np.searchsorted(key_times, times, side="right") - 1, 0, None)
        after = np.minimum(before + 1, len(self.keys) - 1)
        gap = np.maximum(key_times[after] - key_times[before], 1e-12)
        part = np.clip((times - key_times[before]) / gap, 0.0, 1.0)
        transition = np.array([TRANSITIONS.index(key.transition) for key in self.keys])[before]
        eased = np.choose(transition, [np.zeros_like(part), part, part * part * (3 - 2 * part)])
        return key_values[before] + (key_values[after] - key_values[before]) * eased
