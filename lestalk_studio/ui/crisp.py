"""Upright and level lines on whole pixels of the screen, sharp at any scaling."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter


def snapped(position: float, ratio: float) -> float:
    """`position` moved to the nearest edge between two pixels of a screen with `ratio` pixels a unit."""
    return round(position * ratio) / ratio


def thickness(width: float, ratio: float) -> float:
    """`width` as a whole number of pixels, at least one."""
    return max(1, round(width * ratio)) / ratio


def upright(
    painter: QPainter, x: float, top: float, bottom: float, colour: QColor, width: float = 1.0
) -> None:
    """A line whose left edge is at `x`."""
    ratio = painter.device().devicePixelRatioF()
    left, top, bottom = snapped(x, ratio), snapped(top, ratio), snapped(bottom, ratio)
    painter.fillRect(QRectF(left, top, thickness(width, ratio), bottom - top), colour)


def level(painter: QPainter, left: float, right: float, y: float, colour: QColor, width: float = 1.0) -> None:
    """A line whose upper edge is at `y`."""
    ratio = painter.device().devicePixelRatioF()
    left, right, top = snapped(left, ratio), snapped(right, ratio), snapped(y, ratio)
    painter.fillRect(QRectF(left, top, right - left, thickness(width, ratio)), colour)
