"""The picture of the preview: what is shown, how it is looked at, and its painting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QWidget

from lestalk_studio.pipeline.overlay import FaceOverlay
from lestalk_studio.pipeline.preview_size import step_of
from lestalk_studio.ui.shown import Shown, image_of
from lestalk_studio.ui.start_panel import StartPanel
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.theme import colour
from lestalk_studio.ui.viewport_geometry import (
    COMPARISONS,
    RESULT,
    PictureView,
    fitted_to,
    panes,
    wanted_side,
)
from lestalk_studio.ui.viewport_paint import paint_note, paint_pictures

if TYPE_CHECKING:
    from lestalk_studio.ui.brush_tool import BrushTool

SETTLE_MS = 150
"""Another size is asked for once the picture was not zoomed for so long."""


class PictureArea(QWidget):
    """view_changed: another zoom. size_wanted(side): frames whose longer side has so many pixels are crisp."""

    view_changed = Signal()
    size_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view, self.comparison, self.divider = PictureView(), RESULT, 0.5
        self.overlay: FaceOverlay | None = None
        self._image: QImage | None = None
        self._portrait: QImage | None = None
        self._film: tuple[QImage | None, str] | None = None
        self._picture = QSizeF()
        self._face: QRectF | None = None
        self._start: StartPanel | None = None
        self.tool: BrushTool | None = None  # the brush, while it is in hand
        self.marked = False  # files are dragged over it
        self.busy, self.trouble, self.stale = "", "", False
        self._hint = ""
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._want_size)
        self.setMinimumSize(240, 200)
        self.setAccessibleName(tr("Preview"))

    # --- what is shown

    def show_frame(self, rgb: np.ndarray | None) -> None:
        """(H, W, 3) uint8 alone, or None for no picture."""
        image = None if rgb is None else image_of(rgb)
        self._show(image, None, None, QSizeF() if image is None else QSizeF(image.size()))

    def show_shown(self, shown: Shown | None) -> None:
        """A frame of the preview, or None for no picture."""
        if shown is None:
            self.show_frame(None)
            return
        frame = shown.frame
        size = QSizeF(*frame.picture) if all(frame.picture) else QSizeF(shown.image.size())
        self._face = (
            None if frame.face is None else QRectF(QPointF(*frame.face[:2]), QPointF(*frame.face[2:]))
        )
        self._show(shown.image, shown.source, frame.overlay, size)

    def _show(
        self, image: QImage | None, portrait: QImage | None, overlay: FaceOverlay | None, size: QSizeF
    ) -> None:
        self._image, self._portrait, self.overlay = image, portrait, overlay
        if size != self._picture:
            self._picture = size
            self._look(PictureView())
            self._settle.stop()
            self._want_size()
        self.stale, self.trouble, self.busy = False, "", ""
        self._place_start()
        self.update()

    def show_film(self, image: QImage | None, name: str) -> None:
        """From now on the source is a film, and this its picture at the playhead; None until there is one."""
        self._film = image, name
        self.update()

    def hide_film(self) -> None:
        """From now on the source is the portrait."""
        if self._film is not None:
            self._film = None
            self.update()

    def set_state(
        self, busy: str | None = None, trouble: str | None = None, stale: bool | None = None
    ) -> None:
        """Tell what is going on; None leaves it."""
        self.busy = self.busy if busy is None else busy
        self.trouble = self.trouble if trouble is None else trouble
        self.stale = self.stale if stale is None else stale
        self._place_start()
        self.update()

    def set_hint(self, text: str) -> None:
        """Something to know about what is shown; '' = nothing."""
        self._hint = text
        self.update()

    def set_start(self, start: StartPanel) -> None:
        """What lies there while there is no picture."""
        self._start = start
        self._place_start()

    def _place_start(self) -> None:
        if self._start is not None:
            self._start.setVisible(self._image is None and not self.busy and not self.trouble)
            self._start.place()

    @property
    def has_frame(self) -> bool:
        """Whether there is a picture."""
        return self._image is not None

    @property
    def image(self) -> QImage | None:
        """The result."""
        return self._image

    @property
    def portrait_image(self) -> QImage | None:
        """The untouched portrait, once it was asked for and is there."""
        return self._portrait

    @property
    def source_image(self) -> QImage | None:
        """What the result is compared with, once it is there."""
        return self._portrait if self._film is None else self._film[0]

    @property
    def source_is_portrait(self) -> bool:
        """Whether the source lies pixel on pixel with the result."""
        return self._film is None

    @property
    def source_name(self) -> str:
        """The source, for people."""
        return tr("Source") if self._film is None else self._film[1]

    # --- how it is looked at

    def compare(self, comparison: str) -> None:
        """One of viewport_geometry.COMPARISONS. Raises ValueError for another."""
        if comparison not in COMPARISONS:
            raise ValueError(f"there is no comparison {comparison!r}")
        if comparison != self.comparison:
            self.comparison = comparison
            self._look(self.view)
            self.unsetCursor()

    def set_divider(self, part: float) -> None:
        """The divider at this part (0..1) of the picture's width."""
        self.divider = min(max(part, 0.0), 1.0)
        self.update()

    def area(self) -> QRectF:
        """All there is to paint on."""
        return QRectF(self.rect())

    def panes(self) -> list[QRectF]:
        """The parts that show a picture each; the result is in the last."""
        return panes(self.area(), self.comparison)

    def picture_size(self) -> QSizeF:
        """Of the portrait, in its own pixels."""
        return self._picture

    @property
    def face_rect(self) -> QRectF | None:
        """Where the face lies in the portrait, in its own pixels."""
        return self._face

    def picture_rect(self, pane: int = -1) -> QRectF:
        """Where the picture of a pane is drawn."""
        return self.view.rect(self._picture, self.panes()[pane], self.devicePixelRatioF())

    def fit(self) -> None:
        """The whole picture, as large as it can be."""
        self._look(PictureView())

    def fit_face(self) -> None:
        """The face, as large as it can be with some room around it."""
        if self._image is not None and self._face is not None:
            ratio = self.devicePixelRatioF()
            self._look(fitted_to(self._face, self._picture, self.panes()[-1], ratio))

    def full_size(self) -> None:
        """A pixel of the picture a pixel of the screen."""
        if self._image is not None:
            view = PictureView(1.0 / self.devicePixelRatioF(), self.view.centre)
            self._look(view.limited(self._picture, self.panes()[-1]))

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Larger by `factor` about a point of the widget, or about the middle."""
        if self._image is None:
            return
        pane = self.panes()[-1]
        if at is None:
            at = pane.center()
        pane = next((one for one in self.panes() if one.contains(at)), pane)
        self._look(self.view.zoomed(self._picture, pane, at, factor, self.devicePixelRatioF()))

    def pan(self, by: QPointF) -> None:
        """Move the picture by so many screen units."""
        if self._image is not None:
            self._look(self.view.panned(self._picture, self.panes()[-1], by))

    @property
    def percent(self) -> float | None:
        """Pixels of the screen a pixel of the picture, in percent; None without a picture."""
        if self._image is None:
            return None
        return 100 * self.view.scale(self._picture, self.panes()[-1]) * self.devicePixelRatioF()

    def _look(self, view: PictureView) -> None:
        self.view = view
        self._settle.start()
        self.view_changed.emit()
        self.update()

    def _want_size(self) -> None:
        ratio = self.devicePixelRatioF()
        if self._image is not None:
            side = wanted_side(self.view, self._picture, self.panes()[-1], ratio)
        else:  # a guess that is right for an upright portrait, so that its first frame needs no second
            side = min(self.width(), self.height()) * ratio
        self.size_wanted.emit(step_of(side))

    def resizeEvent(self, event) -> None:
        self._place_start()
        if self._image is None:
            self._want_size()
        else:
            self._look(self.view.limited(self._picture, self.panes()[-1]))

    # --- painting

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("panel"))
        if self._image is not None:
            paint_pictures(painter, self)
        if (self.stale and self._image is not None) or self.marked:
            painter.setPen(QPen(colour("accent" if self.marked else "stale"), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.area().adjusted(1, 1, -1, -1))
        note = self.trouble or (self.busy + " …" if self.busy else self._hint)
        if note:
            paint_note(painter, self.area(), note, bool(self.trouble))
        painter.end()
