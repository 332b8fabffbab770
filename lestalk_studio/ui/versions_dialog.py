"""Going back to one of the last saved versions of the project's file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lestalk_studio.document.backups import backups
from lestalk_studio.document.project import Project
from lestalk_studio.document.storage import load_project
from lestalk_studio.errors import StudioError
from lestalk_studio.ui.commands.project import Revert
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.texts import tr

_VERSION = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Version:
    """An older version of a project's file; project None = it cannot be read any more."""

    file: Path
    saved: float
    project: Project | None


def versions_of(file: Path) -> list[Version]:
    """The versions kept beside `file`, the newest first."""
    found = []
    for backup in backups(file):
        try:
            project = load_project(backup).project
            saved = backup.stat().st_mtime
        except (StudioError, OSError):
            project, saved = None, 0.0
        found.append(Version(backup, saved, project))
    return found


def moment_text(seconds: float) -> str:
    """Seconds since 1970 as date and time the way the user writes them."""
    when = QDateTime.fromSecsSinceEpoch(int(seconds))
    return QLocale().toString(when, QLocale.FormatType.ShortFormat)


def contents_text(project: Project) -> str:
    """How much is in a project: its keys and lanes."""
    lanes = sum(1 for track in project.tracks if track.keys)
    return tr("{keys} keys in {lanes} lanes").format(keys=project.key_count, lanes=lanes)


class VersionsDialog(QDialog):
    """Reverting is one undo step, so it can be taken back; the file itself changes with the next save."""

    def __init__(self, session: Session, versions: Sequence[Version], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Revert to a saved version"))
        self._session = session
        head = QLabel(
            tr(
                "The last versions of {name}. Reverting is one undo step; the file changes when you save."
            ).format(name=session.file.name if session.file else "")
        )
        head.setWordWrap(True)
        self.list = QTreeWidget()
        self.list.setHeaderLabels([tr("Saved"), tr("Holds"), tr("File")])
        self.list.setRootIsDecorated(False)
        self.list.setStyleSheet("QTreeView::item { padding: 3px 2px; }")
        for version in versions:
            row = (
                [tr("unknown"), tr("cannot be read"), version.file.name]
                if version.project is None
                else [moment_text(version.saved), contents_text(version.project), version.file.name]
            )
            item = QTreeWidgetItem(self.list, row)
            item.setData(0, _VERSION, version)
            item.setDisabled(version.project is None)
        for column in range(2):
            self.list.resizeColumnToContents(column)
            self.list.setColumnWidth(column, self.list.columnWidth(column) + 18)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self._ok = self.buttons.button(kinds.Ok)
        self._ok.setText(tr("Revert"))
        self._ok.setEnabled(False)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.list.itemSelectionChanged.connect(lambda: self._ok.setEnabled(self.chosen is not None))
        self.list.itemActivated.connect(lambda *_: self.accept())
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        column.addWidget(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.buttons)
        self.resize(560, 300)

    @property
    def chosen(self) -> Version | None:
        """The version that is marked, None while none that can be read is."""
        items = self.list.selectedItems()
        version = items[0].data(0, _VERSION) if items else None
        return version if version is not None and version.project is not None else None

    def accept(self) -> None:
        version = self.chosen
        if version is None:
            return
        self._session.attempt(Revert, version.project, moment_text(version.saved))
        super().accept()
