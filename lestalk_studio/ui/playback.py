"""Playing: a clock moves the playhead, at any speed and in both directions; late frames are left out."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from lestalk_studio.audio.playback import SoundOutput
from lestalk_studio.ui.session import Session

FASTEST = 8.0


class Playback(QObject):
    """clock: seconds that go on by themselves; the playhead follows it and never drifts from it.

    sound: where it can be opened, its clock takes the place of the other, and the picture follows the sound.
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
        self._session, self._silent_clock, self._sound = session, clock, sound
        self._clock = clock
        self.speed = 0.0
        self._from = (0.0, 0.0)
        self._expected = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        session.playhead_changed.connect(self._moved)

    @property
    def playing(self) -> bool:
        """Whether the playhead moves by itself."""
        return self.speed != 0.0

    def play(self, speed: float = 1.0) -> None:
        """Play from the playhead; at the end, from the beginning."""
        first, last = self._range()
        if speed > 0 and self._session.playhead >= last:
            self._session.seek(first)
        elif speed < 0 and self._session.playhead <= first:
            self._session.seek(last)
        was, self.speed = self.playing, speed
        self._start_at(self._session.playhead)
        self._timer.start(max(5, round(500 / self._session.project.fps)))
        if not was:
            self.playing_changed.emit(True)

    def _start_at(self, time: float) -> None:
        heard = self._sound is not None and self._sound.start(time, self.speed)
        self._clock = self._sound.elapsed if heard else self._silent_clock
        self._from = (self._clock(), time)
        self._expected = time

    def pause(self) -> None:
        """Stand still."""
        self._timer.stop()
        if self._sound is not None:
            self._sound.stop()
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

    def tick(self) -> None:
        """Bring the playhead to where the clock is."""
        if not self.playing:
            return
        began, start = self._from
        now = start + (self._clock() - began) * self.speed
        first, last = self._range()
        frame = 1 / self._session.project.fps
        if self.speed > 0 and now >= last + frame:
            self._turn(first, last, now)
        elif self.speed < 0 and now < first:
            self._turn(last, first, now)
        else:
            self._go(min(max(now, 0.0), last))

    def _turn(self, again: float, end: float, now: float) -> None:
        if self._session.loop:
            self._start_at(again)
            self._go(again)
        else:
            self._go(end)
            self.pause()

    def _go(self, time: float) -> None:
        fps = self._session.project.fps
        self._expected = int(time * fps + 1e-6) / fps
        self._session.seek(self._expected)

    def _moved(self, time: float) -> None:
        # Somebody scrubbed while it plays: go on from there.
        if self.playing and abs(time - self._expected) > 1e-6:
            self._start_at(time)

    def _range(self) -> tuple[float, float]:
        project = self._session.project
        last = self._session.last_frame / project.fps
        end = last if project.end is None else min(last, project.end - 1 / project.fps)
        first = min(project.start or 0.0, last)
        # A playhead beyond the range plays on from where it is.
        return (first, max(end, first)) if first <= self._session.playhead <= end else (0.0, last)
