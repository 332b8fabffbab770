"""What was painted since the worker's last picture of it, shown at once."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from lestalk_studio.pipeline.front_overlay import FILL, PAINTED


class StrokeLayer:
    """An overlay over the seen part of a picture, to draw on at once.

    seen: that part in screen units; picture: where the whole picture lies then; ratio: device pixels a screen unit.
    It stays where it is in the picture when that is zoomed or moved.
    """

    def __init__(self, seen: QRectF, picture: QRectF, ratio: float) -> None:
        self.picture, self._seen = QRectF(picture), QRectF(seen)
        size = (seen.size() * ratio).toSize().expandedTo(seen.size().toSize())
        self.image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        self.image.fill(Qt.GlobalColor.transparent)
        self._scale = size.width() / max(seen.width(), 1e-6)

    def lay_under(self, image: QImage, where: QRectF) -> None:
        """An overlay that is there already, lying at `where`."""
        painter = self._painter()
        painter.drawImage(where, image)
        painter.end()

    def line(self, start: QPointF, end: QPointF, radius: float, erases: bool) -> QRectF:
        """Draw on; all in screen units. Returns what changed."""
        painter = self._painter()
        modes = QPainter.CompositionMode
        painter.setCompositionMode(modes.CompositionMode_Clear if erases else modes.CompositionMode_Source)
        ink = QColor(*PAINTED)
        ink.setAlphaF(FILL)
        painter.setPen(QPen(ink, 2 * radius, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(start, end if end != start else start + QPointF(0.01, 0))
        painter.end()
        room = radius + 2
        return QRectF(start, end).normalized().adjusted(-room, -room, room, room)

    def rect(self, picture: QRectF) -> QRectF:
        """Where it lies on a picture that lies in `picture` now."""
        grow = picture.width() / max(self.picture.width(), 1e-6)
        corner = (self._seen.topLeft() - self.picture.topLeft()) * grow + picture.topLeft()
        return QRectF(corner, self._seen.size() * grow)

    def paint(self, painter: QPainter, picture: QRectF) -> None:
        """Onto a picture that lies in `picture` now."""
        painter.drawImage(self.rect(picture), self.image)

    def _painter(self) -> QPainter:
        painter = QPainter(self.image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.scale(self._scale, self._scale)
        painter.translate(-self._seen.topLeft())
        return painter
