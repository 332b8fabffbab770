"""The mouse on the timeline: what a press begins, the cursor, the wheel, and going on beyond the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QToolTip

from lestalk_studio.ui.commands.keys import InsertKey, InsertKeys
from lestalk_studio.ui.commands.lanes import MuteLane, SoloLane
from lestalk_studio.ui.timeline.gestures.base import Gesture, Modifiers
from lestalk_studio.ui.timeline.gestures.bend_curve import BendCurveGesture
from lestalk_studio.ui.timeline.gestures.box_select import BoxSelect
from lestalk_studio.ui.timeline.gestures.drag_marker import DragMarker
from lestalk_studio.ui.timeline.gestures.drag_range import DragEdge, DragRange, NewRange
from lestalk_studio.ui.timeline.gestures.move_keys import MoveKeysGesture
from lestalk_studio.ui.timeline.gestures.pan import Pan
from lestalk_studio.ui.timeline.gestures.scale_keys import ScaleKeysGesture
from lestalk_studio.ui.timeline.gestures.scale_values import ScaleValuesGesture
from lestalk_studio.ui.timeline.gestures.scrub import Scrub
from lestalk_studio.ui.timeline.hit import REACH, Hit, hit
from lestalk_studio.ui.timeline.scene import CURVES, HEADER_WIDTH, TOP
from lestalk_studio.ui.timeline.shapes import nearest_on_curve

if TYPE_CHECKING:
    from lestalk_studio.ui.timeline.canvas import TimelineCanvas

WHEEL_ZOOM = 1.2
EDGE_MS = 30
FASTEST_EDGE = 30.0
"""Pixels a tick that the view goes on while something is dragged beyond its edge, at most."""

_GESTURES: dict[str, type[Gesture]] = {
    "key": MoveKeysGesture,
    "handle": BendCurveGesture,
    "marker": DragMarker,
    "in": DragEdge,
    "out": DragEdge,
    "range": DragRange,
    "scale_start": ScaleKeysGesture,
    "scale_end": ScaleKeysGesture,
    "scale_top": ScaleValuesGesture,
    "scale_bottom": ScaleValuesGesture,
    "ruler": Scrub,
    "wave": Scrub,
    "lane": BoxSelect,
    "graph": BoxSelect,
    "nothing": BoxSelect,
}
_CURSORS = {
    "key": Qt.CursorShape.PointingHandCursor,
    "handle": Qt.CursorShape.PointingHandCursor,
    "scale_start": Qt.CursorShape.SizeHorCursor,
    "scale_end": Qt.CursorShape.SizeHorCursor,
    "scale_top": Qt.CursorShape.SizeVerCursor,
    "scale_bottom": Qt.CursorShape.SizeVerCursor,
    "in": Qt.CursorShape.SizeHorCursor,
    "out": Qt.CursorShape.SizeHorCursor,
    "range": Qt.CursorShape.OpenHandCursor,
    "marker": Qt.CursorShape.SizeHorCursor,
}


class Mouse(QObject):
    """At most one gesture goes on at a time."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas)
        self._canvas, self._session = canvas, canvas.session
        self.gesture: Gesture | None = None
        self._last: tuple[float, float, Modifiers, QPoint] | None = None
        self._edge = QTimer(self, interval=EDGE_MS)
        self._edge.timeout.connect(self._go_on)

    # --- buttons

    def press(self, event: QMouseEvent) -> None:
        """Begin what lies under the mouse."""
        if self.gesture is not None:
            return
        canvas = self._canvas
        x, y = event.position().x(), event.position().y()
        under = hit(canvas.scene(), x, y)
        if event.button() == Qt.MouseButton.MiddleButton:
            self._begin(Pan(canvas, under, x, y, event.modifiers()))
        elif event.button() == Qt.MouseButton.RightButton:
            if under.kind == "key" and under.time not in self._session.selection.get(under.name, ()):
                self._session.select({under.name: frozenset({under.time})})
            if under.kind in ("key", "lane", "name", "mute", "solo") and under.name not in canvas.active:
                canvas.set_active({under.name})  # so that what is pasted goes where it was asked for
            canvas.menu_asked.emit(under, event.globalPosition().toPoint())
        elif event.button() == Qt.MouseButton.LeftButton:
            kind = _GESTURES.get(under.kind)
            if under.kind == "ruler" and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                kind = NewRange
            if kind is not None:
                self._begin(kind(canvas, under, x, y, event.modifiers()))
            else:
                self._click(under, event.modifiers())

    def _begin(self, gesture: Gesture) -> None:
        self.gesture, self._last = gesture, None
        if gesture.cursor is not None:
            self._canvas.setCursor(gesture.cursor)
        gesture.begin()
        self._canvas.update()

    def _click(self, under: Hit, modifiers: Modifiers) -> None:
        canvas, session = self._canvas, self._session
        if under.kind == "group":
            canvas.set_folded(canvas.folded ^ {under.name})
        elif under.kind == "mute":
            session.attempt(MuteLane, (under.name,), not session.project.track(under.name).muted)
        elif under.kind == "solo":
            session.attempt(SoloLane, (under.name,), not session.project.track(under.name).soloed)
        elif under.kind == "name":
            if canvas.mode == CURVES and not modifiers:
                canvas.set_active({under.name})
            else:
                canvas.activate(under.name, modifiers)

    def move(self, event: QMouseEvent) -> None:
        """Go on with the gesture, or show what could be done here."""
        x, y = event.position().x(), event.position().y()
        if self.gesture is not None:
            self._last = (x, y, event.modifiers(), event.globalPosition().toPoint())
            self._drag()
            self._edge.start() if self.gesture is not None and any(self._beyond()) else self._edge.stop()
            return
        under = hit(self._canvas.scene(), x, y)
        self._canvas.setCursor(_CURSORS.get(under.kind, Qt.CursorShape.ArrowCursor))
        row = self._canvas.scene().row_at(y)
        self._canvas.set_hovered(
            row.name if row is not None and not row.is_group and x < HEADER_WIDTH else ""
        )

    def _drag(self) -> None:
        gesture, canvas = self.gesture, self._canvas
        x, y, modifiers, where = self._last
        if gesture.follows and gesture.in_scene:
            # The gesture counts in the view of its press; the view may have gone on since.
            x += (canvas.view.start - gesture.scene.view.start) * gesture.scene.view.scale
        gesture.move_to(x, y, modifiers)
        text = gesture.hint()
        if text:
            QToolTip.showText(where + QPoint(14, 10), text, canvas)
        canvas.update()

    def _beyond(self) -> tuple[float, float]:
        """Pixels by which the mouse is left of the lanes (< 0) or right, and above (< 0) or below them, where the
        gesture makes the view go on.
        """
        x, y = self._last[:2]
        across = min(x - HEADER_WIDTH, 0.0) + max(x - self._canvas.width(), 0.0)
        down = min(y - TOP, 0.0) + max(y - self._canvas.height(), 0.0)
        return across * self.gesture.follows, down * self.gesture.follows_lanes

    def _go_on(self) -> None:
        if self.gesture is None or self._last is None or not any(self._beyond()):
            self._edge.stop()
            return
        across, down = (min(max(pixels / 2, -FASTEST_EDGE), FASTEST_EDGE) for pixels in self._beyond())
        if across > 0 and not self.gesture.in_scene and self._canvas.view.end >= self._session.duration:
            across = 0.0  # keys may go beyond the clip, the playhead does not
        if across:
            self._canvas.set_view(self._canvas.view.panned(across))
        if down:
            self._canvas.set_scroll(round(self._canvas.scroll + down))
        self._drag()

    def release(self) -> None:
        """The button went up."""
        if self.gesture is not None:
            self._end().release()
            self._canvas.update()

    def _end(self) -> Gesture:
        gesture, self.gesture = self.gesture, None
        self._edge.stop()
        self._canvas.setCursor(Qt.CursorShape.ArrowCursor)
        return gesture

    def cancel(self) -> bool:
        """Take back the drag that is going on; whether there was one."""
        if self.gesture is None:
            return False
        self._end().cancel()
        self._canvas.update()
        return True

    def double_click(self, event: QMouseEvent) -> None:
        """Rename a marker, add a key, or go to one."""
        canvas, session = self._canvas, self._session
        x, y = event.position().x(), event.position().y()
        under = hit(canvas.scene(), x, y)
        frame_time = round(under.time * session.project.fps) / session.project.fps
        if under.kind == "marker":
            canvas.rename_asked.emit(under.time)
        elif under.kind == "lane":
            session.attempt(InsertKeys, frame_time, (under.name,))
        elif under.kind == "graph" and canvas.active:
            tracks = [session.project.track(name) for name in canvas.active]
            axis = canvas.scene().axis
            name = nearest_on_curve(tracks, under.time, y, axis, 3 * REACH) or canvas.active[0]
            channel = session.project.track(name).channel
            session.attempt(InsertKey, name, frame_time, channel.limited(axis.value(y)))
        elif under.kind == "key":
            session.seek(under.time)

    # --- wheel and picture

    def wheel(self, event: QWheelEvent) -> None:
        """Ctrl zooms about the cursor, Shift pans, else the lanes scroll."""
        canvas = self._canvas
        turned, modifiers = event.angleDelta(), event.modifiers()
        steps = (turned.y() or turned.x()) / 120
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            canvas.zoom(WHEEL_ZOOM**steps, event.position().x())
        elif modifiers & Qt.KeyboardModifier.ShiftModifier or not turned.y():
            canvas.set_view(canvas.view.panned(-steps * 80))
        else:
            canvas.set_scroll(round(canvas.scroll - steps * 60))
        event.accept()

    def paint(self, painter: QPainter) -> None:
        """What only the gesture shows."""
        if self.gesture is not None:
            self.gesture.paint(painter)
