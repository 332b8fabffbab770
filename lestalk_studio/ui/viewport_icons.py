"""Buttons of the preview with signs drawn as lines: crisp at any scale, in the theme's colours."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPainterPath, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionToolButton, QStylePainter, QToolButton, QWidget

SIDE = 16
"""Screen units of a sign; it is drawn on a grid of as many."""


class SignButton(QToolButton):
    """The button of an action that shows a sign; its words are in the tooltip and for screen readers."""

    def __init__(
        self, action: QAction, draw: Callable[[QPainter], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setDefaultAction(action)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(action.text())
        self._draw = draw

    def sizeHint(self) -> QSize:
        return QSize(SIDE + 12, SIDE + 8)

    def paintEvent(self, event) -> None:
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.icon, option.text = type(option.icon)(), ""
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        ink = self.palette().color(group, QPalette.ColorRole.ButtonText)
        painter.setPen(
            QPen(ink, 1.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        )
        painter.translate((self.width() - SIDE) / 2, (self.height() - SIDE) / 2)
        self._draw(painter)
        painter.end()


def _frame(painter: QPainter, left: float = 1.5, width: float = 13.0) -> QRectF:
    box = QRectF(left, 2.5, width, 11.0)
    painter.drawRect(box)
    return box


def draw_result(painter: QPainter) -> None:
    """One picture."""
    _frame(painter)


def draw_split(painter: QPainter) -> None:
    """A picture of two halves."""
    box = _frame(painter)
    half = QRectF(box.topLeft(), QPointF(8, box.bottom()))
    painter.fillRect(half, painter.pen().color())
    painter.drawLine(QPointF(8, 0.5), QPointF(8, 15.5))


def draw_side_by_side(painter: QPainter) -> None:
    """Two pictures."""
    painter.fillRect(_frame(painter, 0.5, 6.5), painter.pen().color())
    _frame(painter, 9.0, 6.5)


def draw_film(painter: QPainter) -> None:
    """A strip of film."""
    box = _frame(painter)
    for x in (3.5, 7.0, 10.5):
        for y in (box.top() + 1.2, box.bottom() - 2.7):
            painter.fillRect(QRectF(x, y, 2.0, 1.5), painter.pen().color())
    painter.drawLine(QPointF(1.5, 5.8), QPointF(14.5, 5.8))
    painter.drawLine(QPointF(1.5, 10.2), QPointF(14.5, 10.2))


def draw_landmarks(painter: QPainter) -> None:
    """Points of a face."""
    pen = painter.pen()
    painter.setPen(QPen(pen.color(), 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for k in range(10):
        angle = 2 * math.pi * k / 10 + 0.3
        painter.drawPoint(QPointF(8 + 5.8 * math.sin(angle), 8 + 6.8 * math.cos(angle)))
    for x, y in ((5.8, 6.2), (10.2, 6.2), (8, 8.6), (6.2, 11), (9.8, 11)):
        painter.drawPoint(QPointF(x, y))


def draw_mesh(painter: QPainter) -> None:
    """A net over a round head."""
    painter.drawEllipse(QRectF(2, 1, 12, 14))
    painter.drawEllipse(QRectF(5.4, 1, 5.2, 14))
    for y, half in ((5.0, 5.2), (8.0, 6.0), (11.0, 5.2)):
        painter.drawLine(QPointF(8 - half, y), QPointF(8 + half, y))


def draw_motion(painter: QPainter) -> None:
    """Rings about what moves most."""
    painter.drawEllipse(QPointF(8, 8), 6.6, 6.6)
    painter.drawEllipse(QPointF(8, 8), 3.9, 3.9)
    painter.setBrush(painter.pen().color())
    painter.drawEllipse(QPointF(8, 8), 1.4, 1.4)


def draw_brush(painter: QPainter) -> None:
    """A brush, and what it painted."""
    painter.drawLine(QPointF(14.0, 2.0), QPointF(8.2, 8.4))
    tip = QPainterPath(QPointF(6.6, 7.4))
    tip.lineTo(9.2, 9.8)
    tip.cubicTo(8.6, 12.6, 5.6, 13.8, 1.8, 13.6)
    tip.cubicTo(4.0, 12.4, 3.2, 8.8, 6.6, 7.4)
    painter.drawPath(tip)


def draw_full_screen(painter: QPainter) -> None:
    """Four corners."""
    path = QPainterPath()
    for x, y in ((1.5, 1.5), (14.5, 1.5), (14.5, 14.5), (1.5, 14.5)):
        inward_x, inward_y = (4 if x < 8 else -4), (4 if y < 8 else -4)
        path.moveTo(x + inward_x, y)
        path.lineTo(x, y)
        path.lineTo(x, y + inward_y)
    painter.drawPath(path)
