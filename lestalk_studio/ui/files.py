"""Opening, saving, choosing media, with the questions they need."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from lestalk_studio.document.media import relink_one
from lestalk_studio.document.project import Project
from lestalk_studio.document.storage import SUFFIX
from lestalk_studio.errors import StudioError
from lestalk_studio.ui.commands.project import SetMedia
from lestalk_studio.ui.demo_project import demo_project
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.start_panel import remember_project
from lestalk_studio.ui.texts import tr

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff")
SOUNDS = (".wav", ".mp3", ".ogg", ".flac", ".m4a", ".aac", ".opus", ".mp4", ".mov", ".mkv", ".webm", ".avi")


class Files:
    """Each method returns whether it went on; False = the user stopped, or it failed and was told."""

    def __init__(self, window: QWidget, session: Session) -> None:
        self._window, self._session = window, session

    def new(self) -> bool:
        """An empty project."""
        if not self.may_leave():
            return False
        self._session.open(Project())
        return True

    def demo(self) -> bool:
        """The demo project, which is there to be tried and changed."""
        if not self.may_leave():
            return False
        self._session.open(demo_project())
        return True

    def open(self, path: Path | None = None) -> bool:
        """A project file; asked for when None."""
        if not self.may_leave():
            return False
        if path is None:
            chosen, _ = QFileDialog.getOpenFileName(
                self._window, tr("Open project"), "", tr("Projects") + f" (*{SUFFIX})"
            )
            if not chosen:
                return False
            path = Path(chosen)
        try:
            missing = self._session.load(path)
        except StudioError as error:
            self.tell(str(error))
            return False
        remember_project(Path(path).absolute())
        for item in missing:
            self._find(item.role, item.path)
        return True

    def _find(self, role: str, path: Path) -> None:
        current = getattr(self._session.project, role)
        if current is None or Path(current).is_file():
            return  # found beside one that was looked for before
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, tr("{name} is missing: where is it?").format(name=path.name), str(path.parent)
        )
        if chosen:
            project, _ = relink_one(self._session.project, role, Path(chosen))
            file = self._session.file
            self._session.open(project, file)
            self._session.undo_stack.resetClean()
        else:
            self._session.refused.emit(
                tr("{path} is missing; choose another file in the File menu.").format(path=path)
            )

    def save(self) -> bool:
        """To the project's file; asked for when it has none."""
        return self.save_as() if self._session.file is None else self._write(self._session.file)

    def save_as(self) -> bool:
        """To a file that is asked for."""
        start = str(self._session.file or Path.home() / f"untitled{SUFFIX}")
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save project"), start, tr("Projects") + f" (*{SUFFIX})"
        )
        if not chosen:
            return False
        path = Path(chosen)
        return self._write(path if path.suffix else path.with_suffix(SUFFIX))

    def _write(self, path: Path) -> bool:
        remember_project(path.absolute())  # before the session tells of its new file
        try:
            self._session.save(path)
        except StudioError as error:
            self.tell(str(error))
            return False
        return True

    def choose_portrait(self) -> bool:
        """A picture from a dialog."""
        return self._choose("portrait", tr("Choose portrait"), PICTURES)

    def choose_voice(self) -> bool:
        """A sound from a dialog."""
        return self._choose("audio", tr("Choose voice"), SOUNDS)

    def _choose(self, role: str, title: str, suffixes: tuple[str, ...]) -> bool:
        kinds = " ".join(f"*{suffix}" for suffix in suffixes)
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, title, "", f"{title} ({kinds});;" + tr("All files") + " (*)"
        )
        return bool(chosen) and self._session.attempt(SetMedia, role, Path(chosen))

    def take(self, path: Path) -> bool:
        """A file that was dropped: a project, a portrait or a voice by its ending."""
        ending = path.suffix.casefold()
        if ending == SUFFIX:
            return self.open(path)
        if ending in PICTURES:
            return self._session.attempt(SetMedia, "portrait", path)
        if ending in SOUNDS:
            return self._session.attempt(SetMedia, "audio", path)
        if ending == ".csv":
            return self._session.attempt(SetMedia, "au_source", path)
        self._session.refused.emit(
            tr("{name} is neither picture, sound nor project; drop a PNG, JPEG, WAV or MP3.").format(
                name=path.name
            )
        )
        return False

    def may_leave(self) -> bool:
        """Ask to save what is not saved."""
        if not self._session.is_modified:
            return True
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self._window,
            tr("Unsaved changes"),
            tr("Save the changes to {name}?").format(name=self.title()),
            buttons.Save | buttons.Discard | buttons.Cancel,
            buttons.Save,
        )
        if answer == buttons.Save:
            return self.save()
        return answer == buttons.Discard

    def title(self) -> str:
        """Name of the project for people."""
        return self._session.file.stem if self._session.file else tr("Untitled")

    def tell(self, sentence: str) -> None:
        """A failure, in a box."""
        QMessageBox.warning(self._window, tr("LES Talker Studio"), sentence)
