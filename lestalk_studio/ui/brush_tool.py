"""The brush at work in the preview: strokes under the mouse, its ring, and what is held so far."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPen, QWheelEvent

from lestalk_studio.document.strokes import Point, Stroke
from lestalk_studio.pipeline.overlay import FaceOverlay
from lestalk_studio.ui.brush import SPACING, STEP, Brush
from lestalk_studio.ui.stroke_layer import StrokeLayer

if TYPE_CHECKING:
    from lestalk_studio.ui.viewport import Viewport

_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_LEFT = Qt.MouseButton.LeftButton


class BrushTool(QObject):
    """painted(strokes): a line was drawn to its end. brush_changed: it was set anew.

    The viewport asks it first what a press, a move or the wheel means, and lets it paint over the portrait.
    """

    painted = Signal(tuple)
    brush_changed = Signal()

    def __init__(self, viewport: Viewport) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self.brush = Brush()
        self.held: FaceOverlay | None = None
        self._held_image: QImage | None = None
        self._layer: StrokeLayer | None = None
        self._points: list[Point] = []
        self._kind = ""
        self._last = QPointF()
        self._at: QPointF | None = None

    # --- what it is set to, and what there is

    def set_brush(self, **values) -> None:
        """Other settings; see Brush."""
        brush = replace(self.brush, **values)
        if brush != self.brush:
            self.brush = brush
            self.brush_changed.emit()
            self._viewport.update()

    def resize(self, factor: float) -> None:
        """A larger or smaller brush."""
        self.set_brush(radius=self.brush.resized(factor).radius)

    @property
    def drawing(self) -> bool:
        """Whether a stroke is being drawn."""
        return bool(self._points)

    def show_held(self, overlay: FaceOverlay | None, strokes: tuple[Stroke, ...]) -> None:
        """What the worker says is held; strokes: of the project now, for what is older does not replace what was
        drawn meanwhile."""
        before, self.held = self.held, overlay
        if overlay is None or overlay.front is None:
            self._held_image = None
        elif before is None or before.front is not overlay.front:
            height, width = overlay.front.shape[:2]
            kinds = QImage.Format
            image = QImage(overlay.front.data, width, height, 4 * width, kinds.Format_RGBA8888_Premultiplied)
            self._held_image = image.convertToFormat(kinds.Format_ARGB32_Premultiplied)
        if not self.drawing and (overlay is None or overlay.strokes == strokes):
            self._layer = None
        self._viewport.update()

    def forget(self) -> None:
        """Nothing is drawn, and nothing is known of what is held."""
        self._points, self._layer, self.held, self._held_image, self._at = [], None, None, None, None

    # --- the mouse

    def press(self, event: QMouseEvent) -> bool:
        """Begin a stroke, if this press is one."""
        at = event.position()
        if event.button() != _LEFT or event.modifiers() & _CTRL or self.drawing or not self._over(at):
            return False
        viewport = self._viewport
        picture, ratio = viewport.picture_rect(0), viewport.devicePixelRatioF()
        old = self._layer
        if old is None or old.picture != picture:
            self._layer = StrokeLayer(viewport.panes()[0].intersected(picture), picture, ratio)
            if old is not None:
                self._layer.lay_under(old.image, old.rect(picture))
            elif self._held_image is not None:
                self._layer.lay_under(self._held_image, self._held_rect(picture))
        self._kind = self.brush.kind(bool(event.modifiers() & _SHIFT))
        self._points, self._last = [self._place(at)], at
        self._draw(at, at)
        return True

    def move(self, event: QMouseEvent) -> bool:
        """Go on with a stroke, or show where one would begin."""
        before, at = self._at, event.position()
        self._at = at if self.drawing or self._over(at) else None
        self._update_ring(before)
        self._update_ring(self._at)
        if not self.drawing:
            return False
        moved = at - self._last
        if (moved.x() ** 2 + moved.y() ** 2) ** 0.5 >= max(1.0, SPACING * self.screen_radius):
            self._points.append(self._place(at))
            self._draw(self._last, at)
            self._last = at
        return True

    def release(self, event: QMouseEvent) -> bool:
        """End a stroke."""
        if not self.drawing:
            return False
        if event.position() != self._last:
            self._points.append(self._place(event.position()))
            self._draw(self._last, event.position())
        points, self._points = self._points, []
        self.painted.emit(self.brush.strokes(points, self._kind))
        return True

    def cancel(self) -> bool:
        """Take the stroke back that is being drawn; whether there was one."""
        drawing = self.drawing
        self._points, self._layer = [], None if drawing else self._layer
        self._viewport.update()
        return drawing

    def undrawn(self) -> None:
        """The document did not take the stroke."""
        self._layer = None
        self._viewport.update()

    def leave(self) -> None:
        """The mouse is elsewhere."""
        if not self.drawing:
            self._update_ring(self._at)
            self._at = None

    def wheel(self, event: QWheelEvent) -> bool:
        """Alt and the wheel make it larger; and nothing is zoomed in the middle of a stroke."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            steps = event.angleDelta()  # with Alt some systems turn the wheel sideways
            self.resize(STEP ** ((steps.y() or steps.x()) / 120))
            return True
        return self.drawing

    @property
    def hovers(self) -> bool:
        """Whether the mouse is where it paints."""
        return self._at is not None

    # --- painting

    @property
    def screen_radius(self) -> float:
        """Of the brush, in screen units."""
        picture = self._viewport.picture_rect(0)
        return self.brush.radius * max(picture.width(), picture.height())

    def paint(self, painter: QPainter, picture: QRectF) -> None:
        """What is held, and the ring, over a portrait that lies in `picture`."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._layer is not None:
            self._layer.paint(painter, picture)
        elif self._held_image is not None:
            painter.drawImage(self._held_rect(picture), self._held_image)
        if self._at is not None:
            self._paint_ring(painter, self._at)

    def _paint_ring(self, painter: QPainter, at: QPointF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = max(self.screen_radius, 1.5)
        rings = [(radius, 255)] + (
            [(radius * self.brush.hardness, 110)] if 0 < self.brush.hardness < 1 else []
        )
        for ring, alpha in rings:
            for ink, width in ((QColor(0, 0, 0, alpha * 2 // 3), 3.0), (QColor(255, 255, 255, alpha), 1.2)):
                painter.setPen(QPen(ink, width))
                painter.drawEllipse(at, ring, ring)
        arm = 3.5  # a plus holds, a minus erases
        for ink, width in ((QColor(0, 0, 0, 170), 3.0), (QColor(255, 255, 255), 1.2)):
            painter.setPen(QPen(ink, width))
            painter.drawLine(at - QPointF(arm, 0), at + QPointF(arm, 0))
            if (self._kind if self.drawing else self.brush.kind()) != "erase":
                painter.drawLine(at - QPointF(0, arm), at + QPointF(0, arm))

    def _held_rect(self, picture: QRectF) -> QRectF:
        size = self._viewport.picture_size()
        across, down = picture.width() / size.width(), picture.height() / size.height()
        x0, y0, x1, y1 = self.held.front_box
        corner = picture.topLeft() + QPointF(x0 * across, y0 * down)
        return QRectF(corner, picture.topLeft() + QPointF(x1 * across, y1 * down))

    def _draw(self, start: QPointF, end: QPointF) -> None:
        radius = max(self.screen_radius * (1 + self.brush.hardness) / 2, 0.5)
        changed = self._layer.line(start, end, radius, self._kind == "erase")
        self._viewport.update(changed.toAlignedRect())

    def _update_ring(self, at: QPointF | None) -> None:
        if at is not None:
            room = max(self.screen_radius, 6.0) + 3
            ring = QRectF(at.x() - room, at.y() - room, 2 * room, 2 * room)
            self._viewport.update(ring.toAlignedRect())

    def _over(self, at: QPointF) -> bool:
        return self._viewport.has_frame and self._viewport.panes()[0].contains(at)

    def _place(self, at: QPointF) -> Point:
        picture = self._viewport.picture_rect(0)
        return (at.x() - picture.left()) / picture.width(), (at.y() - picture.top()) / picture.height()
