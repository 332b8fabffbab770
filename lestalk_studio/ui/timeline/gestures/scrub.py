"""The playhead follows the mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt

from lestalk_studio.ui.timeline.gestures.base import Gesture, Modifiers
from lestalk_studio.ui.timeline.snap import snap, targets


class Scrub(Gesture):
    """On ruler and waveform."""

    follows, in_scene = True, False

    def begin(self) -> None:
        self.canvas.scrubbing.emit(True)
        self.drag(self.x0, self.y0, self.modifiers)

    def move_to(self, x: float, y: float, modifiers: Modifiers) -> None:
        self.drag(x, y, modifiers)

    def drag(self, x: float, y: float, modifiers: Modifiers) -> None:
        scene = self.canvas.scene()
        time = scene.time(x)
        # To frames always; to keys and markers only while Shift is held, or scrubbing would stick.
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            near = targets(scene.project, {}, None, scene.view)
            time = snap(time, scene.view, scene.project.fps, near).time
        self.session.seek(time)

    def release(self) -> None:
        self.canvas.scrubbing.emit(False)

    cancel = release
