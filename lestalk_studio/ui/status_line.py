"""The status bar: what is being worked on, how many keys there are, sound and device."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QStatusBar, QToolButton

from lestalk_studio.ui.task_bar import TaskBar
from lestalk_studio.ui.tasks import Tasks
from lestalk_studio.ui.texts import tr

MESSAGE_MS = 8000


class StatusLine(QObject):
    """Labels in a window's status bar: task, counts, sound, device."""

    def __init__(self, bar: QStatusBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self.tasks = Tasks(self)
        self.task, self.counts = TaskBar(self.tasks), QLabel()
        self.sound = QLabel(tr("Sound: no voice yet"))
        self.device = QToolButton()
        self.device.setAutoRaise(True)
        bar.addPermanentWidget(self.task)
        for label in (self.counts, self.sound):
            label.setContentsMargins(8, 0, 8, 0)
            bar.addPermanentWidget(label)
        bar.addPermanentWidget(self.device)

    def tell(self, sentence: str) -> None:
        """Show a sentence for some seconds."""
        self._bar.showMessage(sentence, MESSAGE_MS)

    def count(self, keys: int, selected: int) -> None:
        """How many keys the project has, and how many of them are selected."""
        picked = tr(", {n} selected").format(n=selected) if selected else ""
        counted = tr("1 key") if keys == 1 else tr("{n} keys").format(n=keys)
        self.counts.setText(counted + picked)
