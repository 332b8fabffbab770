"""The part of the status bar that shows what goes on in the background, with a button to stop it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from lestalk_studio.ui.elided_label import ElidedLabel
from lestalk_studio.ui.tasks import Tasks, left_text
from lestalk_studio.ui.texts import tr

WIDEST = 420
"""Pixels of the text; a longer one is cut."""
SHOW_MS = 50
"""Shown so often at most: a task may tell of every frame."""


class TaskBar(QWidget):
    """The task that began last; where none runs, what is missing and a button that offers it again."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._key: str | None = None
        self.text, self.left = ElidedLabel(""), QLabel()
        self.left.setObjectName("hint")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(110, 8)
        self.stop = QToolButton()
        self.stop.setText("✕")
        self.stop.setToolTip(tr("Stop this"))
        self.stop.setAccessibleName(tr("Stop what runs in the background"))
        self.offer = QPushButton()
        self.stop.clicked.connect(self._stop)
        self.offer.clicked.connect(self._again)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(8)
        for part in (self.text, self.bar, self.left, self.stop, self.offer):
            row.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._soon = QTimer(self, singleShot=True, interval=SHOW_MS)
        self._soon.timeout.connect(self.show_now)
        tasks.changed.connect(self._later)
        self.show_now()

    def _later(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def show_now(self) -> None:
        """Show the state of this moment."""
        running = self._tasks.running
        self._key = next(reversed(running), None)
        task = running.get(self._key) if self._key else None
        missing = None if task else next(iter(self._tasks.missing.values()), None)
        self.setVisible(bool(task or missing))
        for part in (self.bar, self.left):
            part.setVisible(task is not None)
        self.stop.setVisible(task is not None and task.cancel is not None)
        self.offer.setVisible(missing is not None)
        if task is not None:
            others = tr(" (and {n} more)").format(n=len(running) - 1) if len(running) > 1 else ""
            self._say(f"{task.text} …{others}")
            self.bar.setRange(0, task.total)
            self.bar.setValue(task.done)
            self.left.setText(left_text(task.left.seconds))
            self.left.setVisible(bool(self.left.text()))
        elif missing is not None:
            self._say(missing.sentence)
            self.offer.setText(missing.offer)

    def _say(self, text: str) -> None:
        self.text.setText(text)
        self.text.setFixedWidth(min(WIDEST, self.text.fontMetrics().horizontalAdvance(text) + 2))

    def _stop(self) -> None:
        task = self._tasks.running.get(self._key) if self._key else None
        if task is not None and task.cancel is not None:
            task.cancel()

    def _again(self) -> None:
        key = next(iter(self._tasks.missing), None)
        if key is not None:
            self._tasks.missing.pop(key).again()
            self.show_now()
