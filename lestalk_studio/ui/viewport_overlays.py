"""Painting of what lies over the face: landmarks, mesh, motion and its legend."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPen

from lestalk_studio.pipeline.overlay import MOST_MOVED, FaceOverlay, heat_colours
from lestalk_studio.ui.lines import lines_path
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.theme import colour
from lestalk_studio.ui.timeline.polygon import polygon

FINE_FROM = 7.0
"""Screen units between the lines of the mesh from which all of them are drawn."""
LEGEND_WIDTH, LEGEND_HEIGHT = 150, 8
_PUPILS = 468, 473
# On a photograph, not on the window's ground: the same in every theme.
_LINE, _MARK, _EDGE = QColor(110, 215, 255, 150), QColor(120, 255, 170), QColor(0, 0, 0, 150)


def paint_overlay(painter: QPainter, overlay: FaceOverlay, picture: QRectF, size: QSizeF) -> None:
    """Lay `overlay` over a picture of `size` pixels that is painted in `picture`."""
    scale = np.array((picture.width() / size.width(), picture.height() / size.height()))
    corner = np.array((picture.left(), picture.top()))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if overlay.heat is not None:
        _paint_heat(painter, overlay, scale, corner)
    if overlay.mesh is not None:
        _paint_mesh(painter, overlay, scale, corner)
    if overlay.landmarks is not None:
        _paint_landmarks(painter, overlay.landmarks * scale + corner)
    painter.restore()


def _paint_heat(painter: QPainter, overlay: FaceOverlay, scale: np.ndarray, corner: np.ndarray) -> None:
    heat = np.ascontiguousarray(overlay.heat)
    height, width = heat.shape[:2]
    image = QImage(heat.data, width, height, 4 * width, QImage.Format.Format_RGBA8888_Premultiplied)
    x0, y0, x1, y1 = np.reshape(np.reshape(overlay.heat_box, (2, 2)) * scale + corner, 4)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(QPointF(x0, y0), QPointF(x1, y1)), image)


def _paint_mesh(painter: QPainter, overlay: FaceOverlay, scale: np.ndarray, corner: np.ndarray) -> None:
    apart = np.linalg.norm((overlay.mesh[:, 1] - overlay.mesh[:, 0]) * scale, axis=1)
    fine = len(apart) > 0 and float(np.median(apart)) >= FINE_FROM
    lines = overlay.mesh if fine else overlay.coarse_mesh
    painter.setPen(QPen(_LINE, 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(lines_path(lines * scale + corner))


def _paint_landmarks(painter: QPainter, points: np.ndarray) -> None:
    # As large as the face allows: at small sizes eyes and mouth would be nothing but dots.
    apart = float(np.hypot(*(points[_PUPILS[0]] - points[_PUPILS[1]])))
    width = min(max(apart / 32, 1.6), 4.5)
    # Points as lines of no length with round ends: one call for all.
    for ink, wide in ((_EDGE, width + 1.2), (_MARK, width)):
        painter.setPen(QPen(ink, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPoints(polygon(points))


def paint_legend(painter: QPainter, area: QRectF) -> None:
    """What the colours of the motion mean, in the lower left corner of `area`."""
    title = tr("Skin moved, in distances between the eyes")
    metrics = painter.fontMetrics()
    width = max(LEGEND_WIDTH, metrics.horizontalAdvance(title))
    height = 2 * metrics.height() + LEGEND_HEIGHT + 20
    box = QRectF(area.left() + 10, area.bottom() - height - 10, width + 20, height)
    if box.width() > area.width() - 20:
        return
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("window", 240))
    painter.drawRoundedRect(box, 5, 5)
    inside = box.adjusted(10, 6, -10, -6)
    painter.setPen(colour("text"))
    painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, title)
    bar = QRectF(inside.left(), inside.top() + metrics.height() + 4, inside.width(), LEGEND_HEIGHT)
    gradient = QLinearGradient(bar.topLeft(), bar.topRight())
    for part, (r, g, b, a) in zip(
        np.linspace(0, 1, 21), heat_colours(np.linspace(0, MOST_MOVED, 21)).tolist(), strict=True
    ):
        shown = QColor(*(round(c * 255 / a) for c in (r, g, b)), a) if a else QColor(0, 0, 0, 0)
        gradient.setColorAt(float(part), shown)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(gradient)
    painter.drawRect(bar)
    painter.setPen(colour("dim_text"))
    numbers = QRectF(bar.left(), bar.bottom() + 2, bar.width(), metrics.height())
    flags = Qt.AlignmentFlag
    painter.drawText(numbers, flags.AlignLeft, "0")
    painter.drawText(numbers, flags.AlignHCenter, f"{MOST_MOVED / 2:g}")
    painter.drawText(numbers, flags.AlignRight, tr("{value} and more").format(value=f"{MOST_MOVED:g}"))
    painter.restore()
