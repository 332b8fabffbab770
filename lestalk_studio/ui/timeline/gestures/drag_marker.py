"""A marker, the in or the out point follows the mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt

from lestalk_studio.document.settings import Marker
from lestalk_studio.ui.commands.markers import MoveMarker, SetRange
from lestalk_studio.ui.texts import timecode
from lestalk_studio.ui.timeline.gestures.base import Gesture, Modifiers
from lestalk_studio.ui.timeline.snap import snap, targets


class _DragTime(Gesture):
    cursor = Qt.CursorShape.SizeHorCursor

    def begin(self) -> None:
        self.project = self.session.project
        self.number = self.session.begin_gesture()
        self.at = self.hit.time

    def drag(self, x: float, y: float, modifiers: Modifiers) -> None:
        invert = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        wanted = self.hit.time + (x - self.x0) / self.scene.view.scale
        near = targets(self.project, {}, self.session.playhead, self.scene.view)
        near = [target for target in near if target[0] != self.hit.time]
        self.at = snap(wanted, self.scene.view, self.project.fps, near, self.canvas.snapping != invert).time
        self.put(self.at)

    def put(self, time: float) -> None:
        raise NotImplementedError

    def cancel(self) -> None:
        if self.moved:
            self.put(self.hit.time)

    def hint(self) -> str:
        return timecode(self.at, self.project.fps) if self.moved else ""


class DragMarker(_DragTime):
    """A click jumps there, a drag moves it."""

    def put(self, time: float) -> None:
        marker = Marker(self.hit.time, self.hit.name)
        self.session.attempt(MoveMarker, self.project, marker, time, gesture=self.number)

    def release(self) -> None:
        if not self.moved:
            self.session.seek(self.hit.time)


class DragRange(_DragTime):
    """The in or the out point; it stops a frame before the other."""

    def put(self, time: float) -> None:
        start, end, frame = self.project.start, self.project.end, 1 / self.project.fps
        if self.hit.kind == "in":
            start = time if end is None else max(min(time, end - frame), 0.0)
        else:
            end = max(time, (start or 0.0) + frame)
        self.session.attempt(SetRange, start, end, gesture=self.number)
