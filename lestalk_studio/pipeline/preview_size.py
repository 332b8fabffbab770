"""How large the preview renders: as large as it is looked at, and no larger than keeps it quick."""

from __future__ import annotations

QUICK_SIDE = 640
"""Pixels that are quick on any machine that runs the program."""
QUICK_SECONDS = 0.028
"""A frame that takes no longer leaves room for the rest of its 40 ms."""
_LEAST = 256


def step_of(side: float) -> int:
    """The smallest of the steps that is not below `side` pixels, so that little changes are none."""
    step = 64 if side <= 1024 else 128 if side <= 2048 else 256
    return max(_LEAST, -(-round(side) // step) * step)


def moving_size(size: int, seconds: float | None) -> int:
    """The size at which a moving playhead is followed, where `size` is wanted at rest.

    seconds: the best time of a frame of that size so far; None where there was none.
    """
    quick = size <= QUICK_SIDE or (seconds is not None and seconds <= QUICK_SECONDS)
    return size if quick else QUICK_SIDE
