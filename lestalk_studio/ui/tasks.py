"""What goes on in the background, for whoever shows it: text, progress, time left, and how to stop it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from lestalk_studio.ui.texts import tr

SETTLE_S = 0.5
"""No time left is told before something went on so long."""


@dataclass
class Task:
    """One piece of work. done, total: 0, 0 where it does not say how far it is. cancel: None = cannot."""

    text: str
    cancel: Callable[[], None] | None = None
    done: int = 0
    total: int = 0
    left: TimeLeft = field(default_factory=lambda: TimeLeft())


@dataclass(frozen=True)
class Missing:
    """What is not there because it was stopped, and how to have it after all."""

    sentence: str
    offer: str
    again: Callable[[], None]


class TimeLeft:
    """Seconds that are left of a work, by how fast it went so far."""

    def __init__(self) -> None:
        self._began: tuple[float, int] | None = None
        self._done = 0
        self.seconds: float | None = None

    def update(self, done: int, total: int, now: float | None = None) -> float | None:
        """Seconds left when `done` of `total` are finished at `now`; None while it is too early to say."""
        now = time.monotonic() if now is None else now
        if self._began is None or done < self._done:
            self._began = now, done
        self._done = done
        began, first = self._began
        self.seconds = None
        if done > first and now - began >= SETTLE_S:
            self.seconds = (now - began) / (done - first) * (total - done)
        return self.seconds


class Tasks(QObject):
    """Running tasks by a key that whoever runs them chooses. changed: something of them."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.running: dict[str, Task] = {}
        self.missing: dict[str, Missing] = {}

    def begin(self, key: str, text: str, cancel: Callable[[], None] | None = None) -> None:
        """The task `key` does what `text` says now; one that runs already is renamed and begins anew."""
        self.missing.pop(key, None)
        task = self.running.get(key)
        if task is None or task.text != text:
            self.running[key] = Task(text, cancel)
        self.changed.emit()

    def progress(self, key: str, done: int, total: int) -> None:
        """How far it is; unknown keys are passed over: it was ended meanwhile."""
        task = self.running.get(key)
        if task is not None:
            task.done, task.total = done, total
            task.left.update(done, total)
            self.changed.emit()

    def end(self, key: str, missing: Missing | None = None) -> None:
        """It is over; `missing`: what is not there now."""
        ended = self.running.pop(key, None)
        if missing is not None:
            self.missing[key] = missing
        if ended is not None or missing is not None:
            self.changed.emit()

    def found(self, key: str) -> None:
        """What was missing is there, or no longer wanted."""
        if self.missing.pop(key, None) is not None:
            self.changed.emit()

    def follow(self, key: str, cancel: Callable[[], None] | None = None) -> Callable[[str], None]:
        """For a signal that tells a text while it works and '' when it is done."""
        return lambda text: self.begin(key, text, cancel) if text else self.end(key)


def clock(seconds: float) -> str:
    """Seconds as 0:07, 1:05 or 1:02:03."""
    minutes, rest = divmod(max(0, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def left_text(seconds: float | None) -> str:
    """'0:07 left', '' while nobody knows."""
    return "" if seconds is None else tr("{time} left").format(time=clock(seconds))
