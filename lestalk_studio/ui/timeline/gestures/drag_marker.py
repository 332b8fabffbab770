"""A marker follows the mouse, and what all dragged moments share."""

from __future__ import annotations

from PySide6.QtCore import Qt

from lestalk_studio.document.settings import Marker
from lestalk_studio.ui.commands.markers import MoveMarker
from lestalk_studio.ui.texts import timecode
from lestalk_studio.ui.timeline.gestures.base import Gesture, Modifiers
from lestalk_studio.ui.timeline.snap import snap, targets


class DragTime(Gesture):
    """A moment that snaps as keys do. Subclasses write `put`."""

    follows = True
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
        """Bring what is dragged to `time` [s]."""
        raise NotImplementedError

    def cancel(self) -> None:
        if self.moved:
            self.put(self.hit.time)

    def hint(self) -> str:
        return timecode(self.at, self.project.fps) if self.moved else ""


class DragMarker(DragTime):
    """A click jumps there, a drag moves it."""

    def put(self, time: float) -> None:
        marker = Marker(self.hit.time, self.hit.name)
        self.session.attempt(MoveMarker, self.project, marker, time, gesture=self.number)

    def release(self) -> None:
        if not self.moved:
            self.session.seek(self.hit.time)
