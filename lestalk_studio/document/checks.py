"""Checks of values that come from people, files and the clipboard; each failure is a readable ValueError."""

from __future__ import annotations

import math
from numbers import Integral, Real
from typing import Any

# Flicks: the frames of 24, 25, 30, 48, 50, 60, 90, 100 and 120 fps, of the 1000/1001 rates and of the usual
# sample rates all last a whole number of them, so moving a key by frames never drifts.
TICKS_PER_SECOND = 705_600_000
SAME_TIME = 1e-6
"""Keys at most this far apart, in seconds, stand at one time."""
LAST_SECOND = 1_000_000.0


def number(value: Any, what: str, low: float = -math.inf, high: float = math.inf) -> float:
    """`value` as a float in low..high. Raises ValueError for text, None, True, NaN, infinity."""
    # Plain floats first: a drag makes thousands of keys a second.
    if type(value) is not float and (isinstance(value, bool) or not isinstance(value, Real)):
        raise ValueError(f"{what} must be a number, not {_shown(value)}")
    if not _is_finite(value):
        raise ValueError(f"{what} must be a number, not {_shown(value)}")
    if not low <= value <= high:
        raise ValueError(f"{what} must be {_bounds(low, high)}, not {float(value):g}")
    return float(value)


def integer(value: Any, what: str, low: int, high: int) -> int:
    """`value` as an int in low..high. Raises ValueError for anything else, 1.0 and True too."""
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise ValueError(f"{what} must be a whole number, not {_shown(value)}")
    if not low <= value <= high:
        raise ValueError(f"{what} must be {_bounds(low, high)}, not {int(value)}")
    return int(value)


def flag(value: Any, what: str) -> bool:
    """`value`, which must be True or False. Raises ValueError otherwise."""
    if not isinstance(value, bool):
        raise ValueError(f"{what} must be true or false, not {_shown(value)}")
    return value


def text(value: Any, what: str, longest: int = 200) -> str:
    """`value`, which must be a str of at most `longest` characters. Raises ValueError otherwise."""
    if not isinstance(value, str):
        raise ValueError(f"{what} must be text, not {_shown(value)}")
    if len(value) > longest:
        raise ValueError(f"{what} is longer than {longest} characters")
    return value


def one_of(value: Any, what: str, allowed: tuple[str, ...]) -> str:
    """`value`, which must be one of `allowed`. Raises ValueError otherwise."""
    if not isinstance(value, str) or value not in allowed:
        raise ValueError(f"{what} must be one of {', '.join(allowed)}, not {_shown(value)}")
    return value


def moment(value: Any, what: str = "the time") -> float:
    """`value` in seconds from 0 on the grid of TICKS_PER_SECOND, as every time of a project is.

    The grid makes times compare exactly: frame 4 at 30 fps is one float, however it was computed.
    """
    return round(number(value, what, 0.0, LAST_SECOND) * TICKS_PER_SECOND) / TICKS_PER_SECOND


def _is_finite(value: Any) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number beyond any float
        return False


def _bounds(low: float, high: float) -> str:
    if math.isinf(high):
        return f"at least {low:g}"
    if math.isinf(low):
        return f"at most {high:g}"
    return f"from {low:g} to {high:g}"


def _shown(value: Any) -> str:
    written = repr(value)
    return written if len(written) <= 40 else f"{written[:37]}..."
