"""After a crash: what was not saved, to take up, to keep for later or to forget."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lestalk_studio.document.recovery import Recoverable
from lestalk_studio.ui.autosave import Autosave
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.versions_dialog import contents_text, moment_text

_WORK = Qt.ItemDataRole.UserRole


class RecoveryDialog(QDialog):
    """One row a work. What is neither taken up nor deleted is offered again at the next start.

    opening: the file that is opened unless a work is taken up; its own work is marked first.
    """

    def __init__(
        self,
        autosave: Autosave,
        works: Sequence[Recoverable],
        opening: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Unsaved work"))
        self._autosave = autosave
        text = tr("The program ended before this was saved. Take it up where it was?")
        if opening is not None:
            text += " " + tr("Otherwise {name} is opened as it was saved.").format(name=opening.name)
        head = QLabel(text)
        head.setWordWrap(True)
        self.list = QTreeWidget()
        self.list.setHeaderLabels([tr("Project"), tr("Last change"), tr("Holds")])
        self.list.setRootIsDecorated(False)
        self.list.setStyleSheet("QTreeView::item { padding: 3px 2px; }")
        self.list.setAccessibleName(tr("Unsaved work"))
        for work in sorted(works, key=lambda work: not _same(work.project_file, opening)):
            name = work.project_file.stem if work.project_file else tr("Untitled")
            item = QTreeWidgetItem(self.list, [name, moment_text(work.written), contents_text(work.project)])
            item.setToolTip(0, str(work.project_file or tr("never saved")))
            item.setData(0, _WORK, work)
        for column in range(2):
            self.list.resizeColumnToContents(column)
            self.list.setColumnWidth(column, self.list.columnWidth(column) + 18)
        self.take_up = QPushButton(tr("Take it up"))
        self.take_up.setDefault(True)
        self.delete = QPushButton(tr("Delete"))
        self.later = QPushButton(tr("Decide later"))
        self.take_up.clicked.connect(self.accept)
        self.delete.clicked.connect(self._delete)
        self.later.clicked.connect(self.reject)
        self.delete.setAutoDefault(False)
        self.list.itemActivated.connect(lambda *_: self.accept())
        row = QHBoxLayout()
        row.addWidget(self.delete)
        row.addStretch(1)
        row.addWidget(self.later)
        row.addWidget(self.take_up)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        column.addWidget(head)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        self.list.setCurrentItem(self.list.topLevelItem(0))
        self.resize(560, 260)

    @property
    def chosen(self) -> Recoverable | None:
        """The work that is marked."""
        item = self.list.currentItem()
        return None if item is None else item.data(0, _WORK)

    def accept(self) -> None:
        if self.chosen is not None:
            self._autosave.recover(self.chosen)
            super().accept()

    def _delete(self) -> None:
        self.chosen.discard()
        self.list.takeTopLevelItem(self.list.currentIndex().row())
        if not self.list.topLevelItemCount():
            self.reject()


def _same(one: Path | None, other: Path | None) -> bool:
    return one is not None and other is not None and one.absolute() == other.absolute()
