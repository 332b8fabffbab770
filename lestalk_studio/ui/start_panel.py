"""What the empty window offers: recent projects, a new one, the demo."""

from __future__ import annotations

from collections.abc import Callable
from os.path import isfile
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lestalk_studio.ui.recent import forget_project, recent_projects
from lestalk_studio.ui.texts import tr


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
        self.recent: dict[Path, RecentRow] = {}
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
        self.recent = {}
        paths = recent_projects()
        if paths:
            head = QLabel(tr("Recent projects"))
            head.setObjectName("hint")
            self._recent.addWidget(head)
            head.show()
        for path in paths:
            row = RecentRow(path, isfile(path), self._open_recent, self._forget)
            self._recent.addWidget(row)
            row.show()
            self.recent[path] = row
        self.place()

    def _forget(self, path: Path) -> None:
        forget_project(path)
        self.refresh()

    def place(self) -> None:
        """In the middle of the parent."""
        room = self.parentWidget().rect()
        width = min(420, room.width() - 16)
        self.layout().activate()
        self.resize(width, min(self.layout().totalHeightForWidth(width), room.height() - 8))
        self.move((room.width() - self.width()) // 2, (room.height() - self.height()) // 2)


class RecentRow(QWidget):
    """A project that was open before; one that is gone is marked, and each can be taken off the list."""

    def __init__(
        self, path: Path, there: bool, open_it: Callable[[Path], object], forget: Callable[[Path], object]
    ) -> None:
        super().__init__()
        self.open = QPushButton(path.stem if there else tr("{name} (missing)").format(name=path.stem))
        self.open.setObjectName("recent")
        self.open.setEnabled(there)
        self.open.setToolTip(str(path) if there else tr("{path} is no longer there.").format(path=path))
        self.open.clicked.connect(lambda _=False: open_it(path))
        self.open.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.remove = QToolButton()
        self.remove.setText("×")
        self.remove.setToolTip(tr("Take it off the list; the file stays"))
        self.remove.setAccessibleName(tr("Take {name} off the list").format(name=path.stem))
        self.remove.clicked.connect(lambda _=False: forget(path))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.open, 1)
        row.addWidget(self.remove)
