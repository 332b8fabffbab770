"""A keyframe: a time, a value and the way to the next."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lestalk_studio.document.checks import flag, moment, number
from lestalk_studio.document.transition import EASE_BOTH, Transition


@dataclass(frozen=True, slots=True)
class Keyframe:
    """A value at a time.

    time: seconds from the start of the project, >= 0, on a grid of 1.4 ns that has the frames of all usual
    rates.
    value: in the unit of the track's channel. transition: how it goes on to the next key.
    auto: put there by an analysis; a key a person touches is one of theirs and survives the next analysis.

    Raises ValueError for a negative time, NaN, infinity and wrong types.
    """

    time: float
    value: float
    transition: Transition = EASE_BOTH
    auto: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "time", moment(self.time))
        object.__setattr__(self, "value", number(self.value, "a key's value"))
        flag(self.auto, "auto")
        if not isinstance(self.transition, Transition):
            raise ValueError(f"a key's transition must be a Transition, not {self.transition!r}")

    def at(self, time: float) -> Keyframe:
        """The same key at another time."""
        return replace(self, time=time)

    def with_value(self, value: float) -> Keyframe:
        """The same key with another value, a person's from now on."""
        return replace(self, value=value, auto=False)

    def going(self, transition: Transition) -> Keyframe:
        """The same key with another transition."""
        return replace(self, transition=transition)
