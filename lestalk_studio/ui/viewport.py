"""The preview: the face at the playhead, fitted, zoomed or panned."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QWidget

from lestalk_studio.ui.start_panel import StartPanel
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.theme import colour


class Viewport(QWidget):
    """dropped(path): a file was dropped. Wheel zooms about the cursor, dragging pans, double click fits."""

    dropped = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._zoom: float | None = None  # None = fitted
        self._centre = QPointF(0.5, 0.5)
        self._grip: QPointF | None = None
        self._start: StartPanel | None = None
        self.busy, self.trouble, self.stale = "", "", False
        self.setAcceptDrops(True)
        self.setMinimumSize(240, 200)
        self.setAccessibleName(tr("Preview"))

    # --- what is shown

    def show_frame(self, rgb: np.ndarray | None) -> None:
        """(H, W, 3) uint8, or None for none."""
        if rgb is None:
            self._image = None
        else:
            rgb = np.ascontiguousarray(rgb)
            height, width = rgb.shape[:2]
            self._image = QImage(rgb.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
        self.stale, self.trouble, self.busy = False, "", ""
        self._place_start()
        self.update()

    def show_frame_of(self, frame) -> None:
        """The picture of a PreviewFrame, or None."""
        self.show_frame(None if frame is None else frame.rgb)

    def set_state(self, busy: str | None = None, trouble: str | None = None, stale: bool | None = None):
        """Tell what is going on; None leaves it."""
        self.busy = self.busy if busy is None else busy
        self.trouble = self.trouble if trouble is None else trouble
        self.stale = self.stale if stale is None else stale
        self._place_start()
        self.update()

    def set_start(self, start: StartPanel) -> None:
        """What lies there while there is no picture."""
        self._start = start
        self._place_start()

    def _place_start(self) -> None:
        if self._start is not None:
            self._start.setVisible(self._image is None and not self.busy and not self.trouble)
            self._start.place()

    def resizeEvent(self, event) -> None:
        self._place_start()

    @property
    def has_frame(self) -> bool:
        """Whether there is a picture."""
        return self._image is not None

    def fit(self) -> None:
        """The whole picture, as large as it can be."""
        self._zoom, self._centre = None, QPointF(0.5, 0.5)
        self.update()

    def full_size(self) -> None:
        """A pixel of the picture a pixel of the screen."""
        self._zoom = 1.0 / self.devicePixelRatioF()
        self.update()

    def scale(self) -> float:
        """Screen units a pixel of the picture."""
        if self._zoom is not None or self._image is None:
            return self._zoom or 1.0
        return min(self.width() / self._image.width(), self.height() / self._image.height())

    def picture_rect(self) -> QRectF:
        """Where the picture is drawn."""
        size = QSizeF(self._image.size()) * self.scale()
        corner = QPointF(
            self.width() / 2 - self._centre.x() * size.width(),
            self.height() / 2 - self._centre.y() * size.height(),
        )
        return QRectF(corner, size)

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("panel"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._image is not None:
            painter.drawImage(self.picture_rect(), self._image)
        if self.stale:
            painter.setPen(QPen(colour("stale"), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        if self.trouble or self.busy:
            self._paint_note(painter)
        painter.end()

    def _paint_note(self, painter: QPainter) -> None:
        text = self.trouble or self.busy + " …"
        room = QRectF(self.rect()).adjusted(40, 24, -40, -24)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        box = painter.boundingRect(room, flags, text)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("window", 235))
        painter.drawRoundedRect(box.adjusted(-12, -7, 12, 7), 6, 6)
        painter.setPen(colour("warning" if self.trouble else "text"))
        painter.drawText(box, flags, text)

    # --- mouse and drops

    def wheelEvent(self, event) -> None:
        if self._image is None:
            return
        before = self.picture_rect()
        at = event.position()
        place = QPointF((at.x() - before.x()) / before.width(), (at.y() - before.y()) / before.height())
        self._zoom = min(max(self.scale() * 1.2 ** (event.angleDelta().y() / 120), 0.05), 32.0)
        size = QSizeF(self._image.size()) * self._zoom
        self._centre = QPointF(
            place.x() + (self.width() / 2 - at.x()) / size.width(),
            place.y() + (self.height() / 2 - at.y()) / size.height(),
        )
        self.update()

    def mousePressEvent(self, event) -> None:
        self._grip = event.position()

    def mouseMoveEvent(self, event) -> None:
        if self._grip is None or self._image is None:
            return
        moved = event.position() - self._grip
        if self._zoom is None and moved.manhattanLength() < 4:
            return
        self._grip = event.position()
        self._zoom = self.scale()
        size = QSizeF(self._image.size()) * self._zoom
        self._centre -= QPointF(moved.x() / size.width(), moved.y() / size.height())
        self.update()

    def mouseReleaseEvent(self, event) -> None:
        self._grip = None

    def mouseDoubleClickEvent(self, event) -> None:
        self.fit()

    def dragEnterEvent(self, event) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event) -> None:
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.dropped.emit(Path(url.toLocalFile()))
        event.acceptProposedAction()
