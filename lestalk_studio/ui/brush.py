"""The brush that says what stands in front of the face: how it is set, and its strokes thinned out. No window."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from lestalk_studio.document.strokes import MOST_POINTS, Point, Stroke

SMALLEST, LARGEST = 0.002, 0.25
"""Radii in the portrait's longer sides."""
STEP = 1.15
"""By how much a key or a notch of the wheel makes it larger."""
SPACING = 0.15
"""Radii between the points of a stroke: closer ones change nothing that is seen."""
_OF_FACE = 0.07


@dataclass(frozen=True)
class Brush:
    """radius: in the portrait's longer sides. hardness: 0..1. erasing, with_head, snap: as a Stroke's kind and snap."""

    radius: float = 0.03
    hardness: float = 0.8
    erasing: bool = False
    with_head: bool = False
    snap: bool = True

    def resized(self, factor: float) -> Brush:
        """Larger by `factor`, within the limits."""
        return replace(self, radius=min(max(self.radius * factor, SMALLEST), LARGEST))

    def of_face(self, width: float) -> Brush:
        """Fit for a face of `width`, in the portrait's longer sides."""
        return replace(self, radius=min(max(_OF_FACE * width, SMALLEST), LARGEST))

    def kind(self, inverted: bool = False) -> str:
        """Of its strokes; inverted: while Shift is held."""
        if self.erasing != inverted:
            return "erase"
        return "head" if self.with_head else "still"

    def strokes(self, points: list[Point], kind: str) -> tuple[Stroke, ...]:
        """A drawn line as strokes of the document, several where it has more points than one may have."""
        points = [(min(max(x, -1.0), 2.0), min(max(y, -1.0), 2.0)) for x, y in points]
        step = MOST_POINTS - 1
        parts = [points[i : i + MOST_POINTS] for i in range(0, max(len(points) - 1, 1), step)]
        snap = self.snap and kind != "erase"
        return tuple(Stroke(kind, tuple(part), self.radius, self.hardness, snap) for part in parts)


def slider_of(radius: float, steps: int) -> int:
    """The step, 0..steps, of a slider at this radius: even steps are even factors."""
    return round(steps * math.log(radius / SMALLEST) / math.log(LARGEST / SMALLEST))


def radius_of(step: int, steps: int) -> float:
    """The inverse of slider_of."""
    return SMALLEST * (LARGEST / SMALLEST) ** (step / steps)
