"""The project's media: where each file is, which are missing, and choosing, finding or leaving them out."""

from __future__ import annotations

from dataclasses import replace
from os.path import isdir, isfile
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from lestalk_studio.document.project import MEDIA, Project
from lestalk_studio.document.settings import BUILTIN, MediaPath
from lestalk_studio.ui.commands.project import LinkMedia
from lestalk_studio.ui.drops import accept_files, dropped_files
from lestalk_studio.ui.glances import MediaSearch, SearchRequest
from lestalk_studio.ui.label_roles import set_role
from lestalk_studio.ui.media_kinds import file_filter, role_title
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.texts import tr


class MediaDialog(QDialog):
    """Changes are gathered and become one undo step when the dialog is agreed to.

    only_missing: asked after opening; else all media are listed.
    """

    def __init__(
        self, session: Session, search: MediaSearch, only_missing: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Missing media") if only_missing else tr("Media"))
        self._session = session
        self.draft: Project = session.project
        self.found: set[str] = set()  # roles that were found by themselves
        self._search, self._asked = search, None
        search.searched.connect(self._searched)
        roles = [role for role in MEDIA if not only_missing or is_missing(getattr(self.draft, role))]
        self.rows = {role: _Row(role) for role in roles}
        self._head = QLabel()
        self._head.setWordWrap(True)
        self._note = QLabel()
        self._note.setWordWrap(True)
        self._note.setObjectName("hint")
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.buttons.button(kinds.Ok).setText(tr("Use these"))
        self.buttons.button(kinds.Cancel).setText(tr("Later") if only_missing else tr("Cancel"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        column.addWidget(self._head)
        for role, row in self.rows.items():
            row.locate.clicked.connect(lambda _=False, which=role: self.ask(which))
            row.leave_out.clicked.connect(lambda _=False, which=role: self.put(which, None))
            row.dropped.connect(lambda path, which=role: self.link(which, path))
            column.addWidget(row)
        column.addWidget(self._note)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self._only_missing = only_missing
        self.setMinimumWidth(620)
        self._show()
        self.resize(620, self.heightForWidth(620) if self.hasHeightForWidth() else self.sizeHint().height())

    # --- what is shown

    def _show(self) -> None:
        missing = 0
        for role, row in self.rows.items():
            path = getattr(self.draft, role)
            missing += is_missing(path)
            row.show_path(path, role in self.found, getattr(self._session.project, role))
        if self._only_missing:
            self._head.setText(_missing_text(len(self.rows)))
        else:
            self._head.setText(
                tr("The files this project is made of. Choose another one, or drop it on its row.")
            )
        changed = any(getattr(self.draft, role) != getattr(self._session.project, role) for role in MEDIA)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(changed)
        note = tr("The project can be edited and saved without them; File > Media … asks again.")
        self._note.setText(note if missing else "")
        self._note.setVisible(bool(missing))

    # --- changing

    def ask(self, role: str) -> None:
        """Choose the file of a role."""
        now = getattr(self.draft, role)
        folder = now if isinstance(now, Path) else self._session.file
        start = "" if folder is None else str(_nearest_folder(folder))
        chosen, _ = QFileDialog.getOpenFileName(self, role_title(role), start, file_filter(role))
        if chosen:
            self.link(role, Path(chosen))

    def link(self, role: str, path: Path) -> None:
        """`role` is at `path`; other missing files are looked for in its folder."""
        self.put(role, path)
        if any(is_missing(getattr(self.draft, other)) for other in MEDIA):
            self._note.setText(tr("Looking for the others in {folder} …").format(folder=path.parent))
            self._note.show()
            self._asked = SearchRequest(self.draft, role, path)
            self._search.ask(self._asked)

    def put(self, role: str, path: MediaPath) -> None:
        """Another file, or None, for a role."""
        self.draft = replace(self.draft, **{role: path})
        self.found.discard(role)
        self._show()

    def _searched(self, request: SearchRequest, found: Project) -> None:
        if request is not self._asked:
            return
        for role in MEDIA:
            # What was chosen or left out meanwhile stays as it is.
            if is_missing(getattr(self.draft, role)) and not is_missing(getattr(found, role)):
                self.draft = replace(self.draft, **{role: getattr(found, role)})
                self.found.add(role)
        self._show()

    def accept(self) -> None:
        paths = {
            role: getattr(self.draft, role)
            for role in MEDIA
            if getattr(self.draft, role) != getattr(self._session.project, role)
        }
        if paths:
            self._session.attempt(LinkMedia, paths)
        super().accept()


class _Row(QFrame):
    """One medium. dropped(path): a file was dropped on it."""

    dropped = Signal(Path)

    def __init__(self, role: str) -> None:
        super().__init__()
        self.setObjectName("zone")
        self.setAcceptDrops(True)
        self.title = QLabel(f"<b>{role_title(role)}</b>")
        self.state = QLabel()
        self.place = QLabel()
        self.place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.place.setWordWrap(True)
        self.place.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.locate = QPushButton(tr("Locate …"))
        self.leave_out = QPushButton(tr("Leave out"))
        for button in (self.locate, self.leave_out):
            button.setAutoDefault(False)
            button.setMinimumWidth(96)
        line = QHBoxLayout()
        line.addWidget(self.title)
        line.addWidget(self.state, 1)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setColumnStretch(0, 1)
        grid.addLayout(line, 0, 0)
        grid.addWidget(self.place, 1, 0)
        grid.addWidget(self.locate, 0, 1, 2, 1)
        grid.addWidget(self.leave_out, 0, 2, 2, 1)

    def show_path(self, path: MediaPath, found: bool, before: MediaPath) -> None:
        """The file now, whether it was found by itself, and what the project has."""
        self.leave_out.setEnabled(path is not None)
        if path is None:
            left_out = before is not None
            state, role = (tr("left out"), "warning") if left_out else (tr("none"), "hint")
        elif is_missing(path):
            state, role = tr("missing"), "warning"
        elif path == before:
            state, role = tr("there"), "hint"
        else:
            state, role = (tr("found beside it") if found else tr("chosen")), "keys"
        self.locate.setText(tr("Locate …") if is_missing(path) else tr("Choose …"))
        self.state.setText(f"· {state}")
        set_role(self.state, role)
        if path is None:
            self.place.setText(_shown(before) if before is not None else tr("Nothing chosen"))
        elif is_missing(path):
            self.place.setText(tr("was at {path}").format(path=_shown(path)))
        else:
            self.place.setText(_shown(path))
        self.place.setToolTip(_shown(path) if path is not None else "")

    def dragEnterEvent(self, event) -> None:
        accept_files(event)

    def dropEvent(self, event) -> None:
        self.dropped.emit(dropped_files(event)[0])
        event.acceptProposedAction()


def is_missing(path: MediaPath) -> bool:
    """Whether a file is named that is not there."""
    return isinstance(path, Path) and not isfile(path)


def _missing_text(count: int) -> str:
    if count == 1:
        return tr("A file of this project is not where it was. Say where it is, or leave it out.")
    return tr(
        "{n} files of this project are not where they were. Say where one is, and the others are looked for"
        " in its folder."
    ).format(n=count)


def _shown(path: MediaPath) -> str:
    if isinstance(path, str) and path.startswith(BUILTIN):
        return tr("built in: {name}").format(name=path.removeprefix(BUILTIN))
    return str(path)


def _nearest_folder(path: Path) -> Path:
    """The innermost folder above `path` that is there."""
    return next((folder for folder in path.parents if isdir(folder)), Path.home())
