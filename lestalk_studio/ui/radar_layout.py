"""Where everything of the radar lies: rings, spokes, and labels that neither touch nor leave the picture."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPolygonF

RINGS = {"emotion": (0.0, 3.0), "action": (-1.0, 1.0), "isolation": (-1.0, 1.0)}
"""Values at the centre and at the rim."""
BEYOND = 1.12
"""Values past the rim are drawn so far out at most."""
GAP, EDGE, LEGEND = 7.0, 4.0, 20.0
LEAST = 30.0
NOTE_WIDTH = 96.0
FONT_SIZES = (11, 10, 9)
Measure = Callable[[str, int], QSizeF]


def spoke_angle(index: int, count: int) -> float:
    """Radians of a spoke, clockwise from the top."""
    return 2 * math.pi * index / count


def spoke_point(centre: QPointF, radius: float, index: int, count: int, part: float) -> QPointF:
    """The point at `part` (0 = centre, 1 = rim) of a spoke."""
    angle = spoke_angle(index, count)
    return centre + QPointF(math.sin(angle), -math.cos(angle)) * (radius * part)


def nearest_spoke(centre: QPointF, point: QPointF, count: int) -> int:
    """The spoke whose direction `point` lies in."""
    away = point - centre
    angle = math.atan2(away.x(), -away.y()) % (2 * math.pi)
    return round(angle / (2 * math.pi) * count) % count


def part_along(centre: QPointF, radius: float, index: int, count: int, point: QPointF) -> float:
    """How far along a spoke `point` lies: 0 at the centre, 1 at the rim, and not below 0."""
    angle = spoke_angle(index, count)
    away = point - centre
    return max((away.x() * math.sin(angle) - away.y() * math.cos(angle)) / radius, 0.0)


@dataclass(frozen=True)
class RadarLayout:
    """boxes: of the labels, in the order of the spokes; labels: their texts; font: its size in pixels."""

    centre: QPointF
    radius: float
    directions: np.ndarray
    labels: tuple[str, ...]
    boxes: tuple[QRectF, ...]
    font: int

    def polygon(self, parts: np.ndarray) -> QPolygonF:
        """The shape with corners at these parts (N,) of the spokes."""
        corners = self.directions * (self.radius * np.asarray(parts, float)[:, None])
        x, y = self.centre.x(), self.centre.y()
        return QPolygonF([QPointF(x + a, y + b) for a, b in corners.tolist()])


def part_of(group: str, values: np.ndarray) -> np.ndarray:
    """Shares of the radius for values of a group."""
    low, high = RINGS[group]
    return np.clip((np.asarray(values, float) - low) / (high - low), 0.0, BEYOND)


def arranged(
    width: float, height: float, labels: Sequence[str], short: Sequence[str], measure: Measure
) -> RadarLayout:
    """The layout with the largest type whose labels fit; `short` takes their place where nothing else does.

    measure(text, pixels): how large a text is in a type of so many pixels.
    """
    best: tuple[float, RadarLayout] | None = None
    for texts in (labels, short):
        for pixels in FONT_SIZES:
            made = _placed(width, height, tuple(texts), pixels, measure)
            room = min(width, height - LEGEND) / 2
            if made.radius >= max(LEAST, 0.55 * room) and not _touching(made.boxes):
                return made
            if not _touching(made.boxes) and (best is None or made.radius > best[0]):
                best = made.radius, made
    return best[1] if best else made


def free_corner(layout: RadarLayout, wrapped: Callable[[QRectF], QRectF]) -> QRectF | None:
    """Where a note stands in a corner of the picture beside rings and labels; None where there is no room.

    wrapped(room): what the note takes up of a room.
    """
    width, height = 2 * layout.centre.x(), 2 * layout.centre.y()
    size = wrapped(QRectF(0, 0, NOTE_WIDTH, height)).size()
    right, bottom = width - 8 - size.width(), height - EDGE - size.height()
    for x, y in ((8, EDGE), (right, EDGE), (8, bottom), (right, bottom)):
        box = QRectF(x, y, size.width() + 1, size.height())
        near = QPointF(
            min(max(layout.centre.x(), box.left()), box.right()),
            min(max(layout.centre.y(), box.top()), box.bottom()),
        )
        away = near - layout.centre
        beside = math.hypot(away.x(), away.y()) > layout.radius + GAP
        if (
            x >= EDGE
            and beside
            and not any(box.adjusted(-6, -1, 6, 1).intersects(one) for one in layout.boxes)
        ):
            return box
    return None


def _placed(
    width: float, height: float, labels: tuple[str, ...], pixels: int, measure: Measure
) -> RadarLayout:
    count = len(labels)
    centre = QPointF(width / 2, (height - LEGEND) / 2)
    sizes = [measure(text, pixels) for text in labels]
    angles = [spoke_angle(i, count) for i in range(count)]
    directions = np.array([(math.sin(a), -math.cos(a)) for a in angles])
    radius = min(width, height)
    for (x, y), size in zip(directions.tolist(), sizes, strict=True):
        for along, half, extent in ((x, centre.x(), size.width()), (y, centre.y(), size.height())):
            if abs(along) > 1e-6:
                radius = min(
                    radius, (half - EDGE - extent / 2 * (1 + abs(_outward(along)))) / abs(along) - GAP
                )
    radius = max(radius, LEAST)
    boxes = []
    for (x, y), size in zip(directions.tolist(), sizes, strict=True):
        box = QRectF(QPointF(), size)
        at = centre + QPointF(x, y) * (radius + GAP)
        box.moveCenter(at + QPointF(_outward(x) * size.width(), _outward(y) * size.height()) / 2)
        boxes.append(box)
    return RadarLayout(centre, radius, directions, labels, tuple(boxes), pixels)


def _outward(along: float) -> float:
    """How far a label's middle is moved off its point, in halves of its size: on the diagonals a corner is there."""
    return min(max(along * math.sqrt(2), -1.0), 1.0)


def _touching(boxes: Sequence[QRectF]) -> bool:
    return any(a.adjusted(-3, 1, 3, -1).intersects(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])
