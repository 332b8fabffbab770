"""What the empty window offers: recent projects, a new one, the demo."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from lestalk_studio.ui.texts import tr

MOST_RECENT = 5


def recent_projects() -> list[Path]:
    """Project files opened or saved last that are still there, the latest first."""
    try:
        names = json.loads(QSettings().value("recent", "[]"))
    except (TypeError, ValueError):
        names = []
    return [Path(name) for name in names if isinstance(name, str) and Path(name).is_file()][:MOST_RECENT]


def remember_project(path: Path) -> None:
    """Put a project file first among the recent ones. One that is not there is not shown."""
    others = [str(other) for other in recent_projects() if other != path]
    QSettings().setValue("recent", json.dumps([str(path), *others][:MOST_RECENT]))


class StartPanel(QFrame):
    """Lies in the middle of the empty preview. open_recent(path): a recent project was chosen."""

    def __init__(
        self, choices: list[tuple[str, Callable]], open_recent: Callable[[Path], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("start")
        self._open_recent = open_recent
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 22)
        column.setSpacing(8)
        title = QLabel(tr("Drop a portrait and a voice here"))
        title.setObjectName("title")
        hint = QLabel(tr("A picture with a face; WAV, MP3 or a video with speech."))
        hint.setObjectName("hint")
        for label in (title, hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addSpacing(8)
        self.buttons = []
        for text, call in choices:
            button = QPushButton(text)
            button.clicked.connect(lambda _=False, act=call: act())
            column.addWidget(button)
            self.buttons.append(button)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        column.addSpacing(6)
        column.addLayout(self._recent)
        self.refresh()

    def refresh(self) -> None:
        """Show the recent projects as they are now."""
        while (entry := self._recent.takeAt(0)) is not None:
            entry.widget().hide()
            entry.widget().deleteLater()
        paths = recent_projects()
        if paths:
            head = QLabel(tr("Recent projects"))
            head.setObjectName("hint")
            self._recent.addWidget(head)
            head.show()
        for path in paths:
            button = QPushButton(path.stem)
            button.setObjectName("recent")
            button.setToolTip(str(path))
            button.clicked.connect(lambda _=False, chosen=path: self._open_recent(chosen))
            self._recent.addWidget(button)
            button.show()
        self.place()

    def place(self) -> None:
        """In the middle of the parent."""
        room = self.parentWidget().rect()
        width = min(420, room.width() - 16)
        self.layout().activate()
        self.resize(width, min(self.layout().totalHeightForWidth(width), room.height() - 8))
        self.move((room.width() - self.width()) // 2, (room.height() - self.height()) // 2)
