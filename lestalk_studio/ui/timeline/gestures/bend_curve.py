"""A Bezier handle follows the mouse."""

from __future__ import annotations

from lestalk_studio.document.joining import drag_handle
from lestalk_studio.document.transition import Transition
from lestalk_studio.ui.commands.keys import BendCurve
from lestalk_studio.ui.timeline.gestures.base import Gesture, Modifiers


class BendCurveGesture(Gesture):
    """The span's transition becomes a custom cubic; time never runs back."""

    def begin(self) -> None:
        self.track = self.session.project.track(self.hit.name)
        self.place = self.track.place(self.hit.time)
        self.key = self.track.keys[self.place]
        self.number = self.session.begin_gesture()

    def drag(self, x: float, y: float, modifiers: Modifiers) -> None:
        at = self.scene.time(x), self.scene.axis.value(y)
        bent = drag_handle(self.track, self.place, self.hit.which - 1, *at)
        self._put(bent.keys[self.place].transition)

    def _put(self, transition: Transition) -> None:
        self.session.attempt(BendCurve, self.hit.name, self.key.time, transition, gesture=self.number)

    def cancel(self) -> None:
        if self.moved:
            self._put(self.key.transition)
