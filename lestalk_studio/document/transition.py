"""How a value goes from one key to the next: value objects, all of them cubics but the hold."""

from __future__ import annotations

from dataclasses import dataclass

from lestalk_studio.document.checks import number, one_of

_THIRD, _TWO_THIRDS = 1 / 3, 2 / 3

SHAPES: dict[str, tuple[float, float, float, float]] = {
    # Bezier handles (time 1, value 1, time 2, value 2), as fractions of the span: 0 = this key, 1 = next.
    # At time 1/3 and 2/3 time is linear in the curve's parameter, so these are plain polynomials of time.
    "linear": (_THIRD, _THIRD, _TWO_THIRDS, _TWO_THIRDS),
    "ease_in": (_THIRD, 0.0, _TWO_THIRDS, _THIRD),  # x^2
    "ease_out": (_THIRD, _TWO_THIRDS, _TWO_THIRDS, 1.0),  # 1 - (1 - x)^2
    "ease_both": (_THIRD, 0.0, _TWO_THIRDS, 1.0),  # 3 x^2 - 2 x^3, "easy ease"
    "overshoot": (_THIRD, 4.70158 / 3, _TWO_THIRDS, 1.0),  # Penner's back-out: 10 % beyond the next key
}
PRESET_KINDS: tuple[str, ...] = ("hold", *SHAPES)
KINDS: tuple[str, ...] = (*PRESET_KINDS, "cubic")

_LARGEST_RISE = 1e6


def is_monotone(x1: float, x2: float) -> bool:
    """Whether a Bezier from time 0 to 1 with handles at x1 and x2 never runs back in time.

    The whole region is allowed, not just 0..1: pieces of a split curve may lie a little outside the square.
    """
    if x1 < 0 or x2 > 1:
        return False
    return x1 <= x2 or (x1 - x2) ** 2 <= x1 * (1 - x2) + 1e-9


@dataclass(frozen=True, slots=True)
class Transition:
    """The way from the key that carries it to the next key.

    kind: 'hold' keeps the value until the next key; 'linear', 'ease_in', 'ease_out', 'ease_both' and
    'overshoot' scale with the step; 'cubic' has `handles` of its own: (time 1, rise 1, time 2, rise 2), the
    times as fractions of the span, the rises in value units from this key (1) and from the next key (2).

    Raises ValueError for an unknown kind, handles that are missing, not finite, or run back in time.
    """

    kind: str = "ease_both"
    handles: tuple[float, float, float, float] | None = None

    def __post_init__(self) -> None:
        one_of(self.kind, "a transition", KINDS)
        if (self.kind == "cubic") != (self.handles is not None):
            raise ValueError("a cubic transition has four handle numbers, any other has none")
        if self.handles is None:
            return
        if not isinstance(self.handles, tuple | list) or len(self.handles) != 4:
            raise ValueError("a cubic transition has four handle numbers")
        x1, rise1, x2, rise2 = self.handles
        checked = (
            number(x1, "the time of a handle"),
            number(rise1, "the value of a handle", -_LARGEST_RISE, _LARGEST_RISE),
            number(x2, "the time of a handle"),
            number(rise2, "the value of a handle", -_LARGEST_RISE, _LARGEST_RISE),
        )
        if not is_monotone(checked[0], checked[2]):
            raise ValueError("the handles of a cubic transition must not run back in time")
        object.__setattr__(self, "handles", checked)

    def control(self, start: float, end: float, low: float, high: float) -> tuple[float, float, float, float]:
        """Bezier handles (time 1, value 1, time 2, value 2) of a span from value `start` to `end`.

        Times are fractions of the span. Values are absolute and brought into low..high: by the convex hull
        the curve then stays in the channel's range without a kink. A hold has the handles of a line.
        """
        if self.handles is not None:
            x1, rise1, x2, rise2 = self.handles
            value1, value2 = start + rise1, end + rise2
        else:
            x1, y1, x2, y2 = SHAPES.get(self.kind, SHAPES["linear"])
            step = end - start
            value1, value2 = start + y1 * step, start + y2 * step
        return x1, min(max(value1, low), high), x2, min(max(value2, low), high)


HOLD = Transition("hold")
LINEAR = Transition("linear")
EASE_IN = Transition("ease_in")
EASE_OUT = Transition("ease_out")
EASE_BOTH = Transition("ease_both")
OVERSHOOT = Transition("overshoot")
NAMED: dict[str, Transition] = {t.kind: t for t in (HOLD, LINEAR, EASE_IN, EASE_OUT, EASE_BOTH, OVERSHOOT)}


def cubic(x1: float, rise1: float, x2: float, rise2: float) -> Transition:
    """A transition with handles of its own; see Transition. Raises ValueError as it does."""
    return Transition("cubic", (x1, rise1, x2, rise2))
