"""Painting the radar: what stays (rings, spokes, labels) once into a picture, what moves at each time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPixmap

from lestalk_studio.ui.radar_layout import LEGEND, RINGS, RadarLayout, part_of
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.theme import channel_colour, colour

DOT, HELD_DOT = 3.5, 5.5
TRAIL_ALPHA = 60
SMALLEST_NUMBERED = 60.0
"""A smaller radar's rings carry no numbers."""


@dataclass(frozen=True)
class Shapes:
    """What moves. base, result: values (N,), None = not known; edit: (N,). trail: (age 0..1, values).

    spoke: the one under the mouse or with the focus. silent: (N,) bool, lanes that have no effect now.
    """

    edit: np.ndarray
    base: np.ndarray | None = None
    result: np.ndarray | None = None
    trail: Sequence[tuple[float, np.ndarray]] = ()
    spoke: int | None = None
    silent: Sequence[bool] = ()


def still_part(size: QSize, ratio: float, layout: RadarLayout, group: str, font: QFont) -> QPixmap:
    """Ground, rings, spokes and labels."""
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(colour("panel"))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(font)
    font.setPixelSize(layout.font)
    painter.setFont(font)
    painter.setPen(QPen(colour("faint_line"), 1))
    for x, y in layout.directions.tolist():
        painter.drawLine(layout.centre, layout.centre + QPointF(x, y) * layout.radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    low, high = RINGS[group]
    for value in (1, 2, 3) if group == "emotion" else (-0.5, 0, 0.5, 1):
        zero = value == 0
        painter.setPen(QPen(colour("control" if zero else "line"), 1.2 if zero else 1))
        radius = layout.radius * (value - low) / (high - low)
        painter.drawEllipse(layout.centre, radius, radius)
        if layout.radius >= SMALLEST_NUMBERED and float(value).is_integer():
            painter.setPen(colour("dim_text"))
            sign = "+" if low < 0 < value else ""
            # Between the first two spokes, where no line goes through it.
            place = layout.centre + QPointF(radius * 0.13 + 2, -radius * 0.98 + 3)
            painter.drawText(
                QRectF(place.x(), place.y() - 2, 24, 14), Qt.AlignmentFlag.AlignLeft, f"{sign}{value}"
            )
    painter.setPen(colour("text" if group == "emotion" else "dim_text"))
    for text, box in zip(layout.labels, layout.boxes, strict=True):
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, text)
    painter.end()
    return picture


def paint_shapes(
    painter: QPainter, layout: RadarLayout, group: str, names: Sequence[str], shapes: Shapes
) -> None:
    """Trail, base, result, edit and the dots to drag."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for age, values in shapes.trail:
        _shape(painter, layout, group, values, QPen(colour("selected", round(TRAIL_ALPHA * (1 - age))), 1))
    if shapes.base is not None:
        _shape(painter, layout, group, shapes.base, *base_style())
    _shape(painter, layout, group, shapes.edit, *edit_style())
    if shapes.result is not None:
        _shape(painter, layout, group, shapes.result, *result_style())
    parts = part_of(group, shapes.edit)
    places = layout.directions * (layout.radius * parts[:, None])
    for i, (name, (x, y)) in enumerate(zip(names, places.tolist(), strict=True)):
        held = i == shapes.spoke
        silent = i < len(shapes.silent) and shapes.silent[i]
        tint = QColor(channel_colour(name, group))
        painter.setPen(QPen(tint if silent else colour("selected" if held else "edge"), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush if silent else tint)
        size = HELD_DOT if held else DOT
        painter.drawEllipse(layout.centre + QPointF(x, y), size, size)


def base_style() -> tuple[QPen, QColor]:
    """Dashed, and filled faintly."""
    return QPen(colour("dim_text"), 1.3, Qt.PenStyle.DashLine), colour("dim_text", 60)


def edit_style() -> tuple[QPen, QColor]:
    """The accent, filled."""
    return QPen(colour("accent"), 1.6), colour("accent", 90)


def result_style() -> tuple[QPen, None]:
    """A line alone."""
    return QPen(colour("selected"), 1.6), None


def _shape(
    painter: QPainter,
    layout: RadarLayout,
    group: str,
    values: np.ndarray,
    pen: QPen,
    fill: QColor | None = None,
) -> None:
    shape = layout.polygon(part_of(group, values))
    if fill is not None:
        # Only what differs from zero: outside of its ring what is added, inside what is taken away.
        path = QPainterPath()
        path.addPolygon(shape)
        path.closeSubpath()
        path.addPolygon(layout.polygon(part_of(group, np.zeros(len(values)))))
        painter.fillPath(path, fill)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(shape)


def paint_legend(painter: QPainter, width: float, height: float) -> None:
    """What the three shapes are, in one row at the bottom."""
    entries = ((tr("Base"), base_style()), (tr("Edit"), edit_style()), (tr("Result"), result_style()))
    metrics = painter.fontMetrics()
    swatch = 16.0
    texts = sum(metrics.horizontalAdvance(text) for text, _ in entries)
    gap = min(14.0, max(4.0, (width - 16 - texts - 3 * (swatch + 5)) / 2))
    x, y = 8.0, height - LEGEND / 2
    for text, (pen, fill) in entries:
        painter.setPen(Qt.PenStyle.NoPen)
        if fill is not None:
            painter.fillRect(QRectF(x, y - 4, swatch, 8), fill)
        painter.setPen(pen)
        painter.drawLine(QPointF(x, y - 4 if fill else y), QPointF(x + swatch, y - 4 if fill else y))
        painter.setPen(colour("dim_text"))
        wide = metrics.horizontalAdvance(text)
        painter.drawText(QRectF(x + swatch + 5, y - 9, wide + 2, 18), Qt.AlignmentFlag.AlignVCenter, text)
        x += swatch + 5 + wide + gap
