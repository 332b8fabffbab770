"""The in point, the out point or both follow the mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt

from lestalk_studio.ui.commands.markers import SetRange
from lestalk_studio.ui.timeline.gestures.base import Modifiers
from lestalk_studio.ui.timeline.gestures.drag_marker import DragTime
from lestalk_studio.ui.timeline.snap import snap, targets


class DragEdge(DragTime):
    """The in or the out point; it stops a frame before the other."""

    def put(self, time: float) -> None:
        start, end, frame = self.project.start, self.project.end, 1 / self.project.fps
        if self.hit.kind == "in":
            start = time if end is None else max(min(time, end - frame), 0.0)
        else:
            end = max(time, (start or 0.0) + frame)
        self.session.attempt(SetRange, start, end, gesture=self.number)


class DragRange(DragTime):
    """Both points together, by the bar between them; the range keeps its length. A click goes there."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def drag(self, x: float, y: float, modifiers: Modifiers) -> None:
        start, end, view = self.project.start, self.project.end, self.scene.view
        wanted = start + (x - self.x0) / view.scale
        near = [t for t in targets(self.project, {}, self.session.playhead, view) if t[0] not in (start, end)]
        enabled = self.canvas.snapping != bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        self.at = snap(wanted, view, self.project.fps, near, enabled).time
        self.session.attempt(SetRange, self.at, self.at + end - start, gesture=self.number)

    def release(self) -> None:
        if not self.moved:
            self.session.seek(self.scene.time(self.x0))

    def cancel(self) -> None:
        if self.moved:
            self.session.attempt(SetRange, self.project.start, self.project.end, gesture=self.number)


class NewRange(DragTime):
    """From the press to the mouse, by Alt on the ruler; it takes the place of any older range."""

    def put(self, time: float) -> None:
        fps = self.project.fps
        first, last = sorted((round(self.hit.time * fps) / fps, time))
        if last - first > 0.5 / fps:
            self.session.attempt(SetRange, first, last, gesture=self.number)

    def cancel(self) -> None:
        if self.moved:
            self.session.attempt(SetRange, self.project.start, self.project.end, gesture=self.number)
