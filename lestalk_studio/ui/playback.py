"""Playing: the clock of the sound moves the playhead, at any speed and in both directions; late frames are left out."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from lestalk_studio.audio.devices import NoSystem
from lestalk_studio.audio.playback import SoundOutput
from lestalk_studio.ui.session import Session

FASTEST = 8.0
LONGEST_MS, SHORTEST_MS = 20, 2
"""Between two looks at the clock. The next one is when the next frame is due."""


class Playback(QObject):
    """The playhead follows what is heard, and without a device the clock; it never drifts from it.

    clock: seconds, for playing without `sound`.
    """

    playing_changed = Signal(bool)

    def __init__(
        self,
        session: Session,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
        sound: SoundOutput | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._sound = session, sound or SoundOutput(NoSystem(), clock)
        self.speed = 0.0
        self._held = False
        self._expected = 0.0
        self._loop: tuple[float, float] | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        session.playhead_changed.connect(self._moved)
        session.loop_changed.connect(self._range_changed)
        session.document_changed.connect(self._range_changed)
        session.media_length_changed.connect(self._range_changed)

    @property
    def playing(self) -> bool:
        """Whether the playhead moves by itself, or will when the mouse lets go of it."""
        return self.speed != 0.0

    @property
    def moving(self) -> bool:
        """Whether it does at this moment."""
        return self.playing and not self._held

    def play(self, speed: float = 1.0) -> None:
        """Play from the playhead; at the end, from the beginning."""
        first, last = self._range()
        session, was = self._session, self.playing
        before = session.playhead
        self.speed = speed
        if speed > 0 and before >= last:
            self._go(first)
        elif speed < 0 and before <= first:
            self._go(last)
        if was and session.playhead == before and not self._held:
            self._loop = self._loop_now()
            self._sound.change(speed, self._loop)
        else:
            self._start()
        self._timer.start(SHORTEST_MS)
        if not was:
            self.playing_changed.emit(True)

    def _start(self) -> None:
        """Play from the playhead on."""
        self._held = False
        self._expected = self._session.playhead
        self._loop = self._loop_now()
        self._sound.play(self._expected, self.speed, self._loop)

    def pause(self) -> None:
        """Stand still."""
        self._timer.stop()
        self._sound.stop()
        self._held = False
        if self.playing:
            self.speed = 0.0
            self.playing_changed.emit(False)

    def toggle(self) -> None:
        """Play or pause."""
        self.pause() if self.playing else self.play()

    def faster(self, direction: int) -> None:
        """L (1) and J (-1): play that way, and twice as fast each time more."""
        if self.speed * direction > 0:
            self.play(max(-FASTEST, min(FASTEST, self.speed * 2)))
        else:
            self.play(float(direction))

    def hold(self, on: bool) -> None:
        """The mouse takes hold of the playhead, or lets go: then playing goes on from there."""
        if on and self.moving:
            self._held = True
            self._timer.stop()
            self._sound.stop()
        elif not on and self._held:
            self._start()
            self._timer.start(SHORTEST_MS)

    def tick(self) -> None:
        """Bring the playhead to where the clock is."""
        if not self.moving:
            return
        now = self._sound.position()
        first, last = self._range()
        frame = 1 / self._session.project.fps
        if self._loop is None and self.speed > 0 and now >= last + frame:
            self._go(last)
            self.pause()
        elif self._loop is None and self.speed < 0 and now < first:
            self._go(first)
            self.pause()
        else:
            self._go(min(max(now, 0.0), last))
            self._timer.start(self._until_next_frame(now))

    def _until_next_frame(self, now: float) -> int:
        frames = now * self._session.project.fps
        part = frames - math.floor(frames)
        left = 1 - part if self.speed > 0 else part
        milliseconds = math.ceil(1000 * left / (self._session.project.fps * abs(self.speed)))
        return min(max(milliseconds, SHORTEST_MS), LONGEST_MS)

    def _go(self, time: float) -> None:
        fps = self._session.project.fps
        self._expected = int(time * fps + 1e-6) / fps
        self._session.seek(self._expected)

    def _moved(self, time: float) -> None:
        # Somebody moved the playhead while it plays: go on from there.
        if self.moving and abs(time - self._expected) > 1e-6:
            self._start()

    def _range_changed(self, *_) -> None:
        if self.moving and self._loop_now() != self._loop:
            self._loop = self._loop_now()
            self._sound.change(self.speed, self._loop)

    def _loop_now(self) -> tuple[float, float] | None:
        """Start and end [s] of what is repeated; the end is behind the last frame."""
        if not self._session.loop:
            return None
        first, last = self._range()
        return first, last + 1 / self._session.project.fps

    def _range(self) -> tuple[float, float]:
        """Times of the first and the last frame to play."""
        project = self._session.project
        last = self._session.last_frame / project.fps
        end = last if project.end is None else min(last, project.end - 1 / project.fps)
        first = min(project.start or 0.0, last)
        # A playhead beyond the range plays on from where it is.
        return (first, max(end, first)) if first <= self._session.playhead <= end else (0.0, last)
