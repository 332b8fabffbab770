"""Strokes of the brush that says what stands in front of the face."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lestalk_studio.document.checks import flag, number, one_of

KINDS = ("still", "head", "erase")
"""Held where it is in the picture; held, and going with the head; not held, whatever was."""
SMALLEST_RADIUS, LARGEST_RADIUS = 0.0005, 0.5
MOST_POINTS, MOST_STROKES, MOST_POINTS_IN_ALL = 2_000, 2_000, 200_000
_DIGITS = 5  # a tenth of a pixel in a picture of 10,000
_LOW, _HIGH = -1.0, 2.0
_PAIR = re.compile(r"-?\d{1,3}(\.\d{1,12})?,-?\d{1,3}(\.\d{1,12})?", re.ASCII)

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """One line of a round brush over the portrait.

    kind: one of KINDS. points: at least one (x, y) in widths and heights of the portrait, (0, 0) its upper left corner;
    some way beyond its edges is allowed. radius: of the brush, in the portrait's longer sides. hardness: the part of
    the radius, 0..1, up to which it covers fully; from there it fades. snap: its border is moved to the picture's own
    edge nearby.

    Raises ValueError for anything else.
    """

    kind: str
    points: tuple[Point, ...]
    radius: float
    hardness: float = 0.8
    snap: bool = False

    def __post_init__(self) -> None:
        one_of(self.kind, "a stroke's kind", KINDS)
        object.__setattr__(self, "points", _points(self.points))
        radius = number(self.radius, "a brush's radius", SMALLEST_RADIUS, LARGEST_RADIUS)
        object.__setattr__(self, "radius", round(radius, _DIGITS))
        object.__setattr__(
            self, "hardness", round(number(self.hardness, "a brush's hardness", 0.0, 1.0), _DIGITS)
        )
        flag(self.snap, "a stroke's snap")


def strokes_of(values: Iterable[object]) -> tuple[Stroke, ...]:
    """`values` as the strokes of a project, in their order. Raises ValueError for what is none, and for too many."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise ValueError("the strokes must be a list")
    strokes = tuple(values)
    for stroke in strokes:
        if not isinstance(stroke, Stroke):
            raise ValueError(f"a stroke must be a Stroke, not {stroke!r:.40}")
    if len(strokes) > MOST_STROKES or sum(len(s.points) for s in strokes) > MOST_POINTS_IN_ALL:
        raise ValueError(
            f"more than {MOST_STROKES} strokes or {MOST_POINTS_IN_ALL} points cannot be kept; "
            "clear the painting, or paint with a larger brush"
        )
    return strokes


def points_to_text(points: Sequence[Point]) -> str:
    """As SVG writes the points of a polyline: 'x,y x,y'."""
    return " ".join(f"{_short(x)},{_short(y)}" for x, y in points)


def points_from_text(text: object) -> tuple[Point, ...]:
    """The inverse of points_to_text. Raises ValueError."""
    pairs = text.split() if isinstance(text, str) else []
    if not pairs:
        raise ValueError("a stroke's points must be text such as '0.41,0.62 0.43,0.63'")
    if len(pairs) > MOST_POINTS:
        raise ValueError(f"a stroke has more than {MOST_POINTS} points")
    for pair in pairs:
        if _PAIR.fullmatch(pair) is None:
            raise ValueError(f"{pair[:20]!r} is no point of a stroke, such as '0.41,0.62'")
    return tuple(tuple(float(value) for value in pair.split(",")) for pair in pairs)


def digest(strokes: tuple[Stroke, ...]) -> str:
    """A name for exactly these strokes, '' for none."""
    if not strokes:
        return ""
    return hashlib.blake2b(repr(strokes).encode(), digest_size=16).hexdigest()


def _points(values: object) -> tuple[Point, ...]:
    if isinstance(values, str) or not isinstance(values, Sequence) or not values:
        raise ValueError("a stroke must have at least one point")
    if len(values) > MOST_POINTS:
        raise ValueError(f"a stroke has more than {MOST_POINTS} points")
    return tuple(_point(value) for value in values)


def _point(value: object) -> Point:
    if isinstance(value, str) or not isinstance(value, Sequence) or len(value) != 2:
        raise ValueError(f"a point of a stroke must be two numbers, not {value!r:.40}")
    x, y = (round(number(part, "a point of a stroke", _LOW, _HIGH), _DIGITS) + 0.0 for part in value)
    return x, y


def _short(value: float) -> str:
    text = f"{value:.{_DIGITS}f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text
