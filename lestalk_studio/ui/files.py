"""Opening, saving, choosing media, with the questions they need."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from lestalk_studio.document.media import missing_media
from lestalk_studio.document.project import Project
from lestalk_studio.document.storage import SUFFIX, DamagedProject, load_project
from lestalk_studio.errors import StudioError
from lestalk_studio.pipeline.parts import Parts
from lestalk_studio.ui.commands.project import SetMedia, UsePerformance
from lestalk_studio.ui.demo_project import demo_project
from lestalk_studio.ui.errands import run_aside
from lestalk_studio.ui.glances import Glances
from lestalk_studio.ui.media_kinds import file_filter, kind_of, role_title
from lestalk_studio.ui.recent import remember_project
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.texts import tr


class Files:
    """Methods return whether it went on; False = the user stopped, or it failed and was told.

    parts: the chain's steps, for what dialogs look at.
    """

    def __init__(self, window: QWidget, session: Session, parts: Parts | None = None) -> None:
        self._window, self.session = window, session
        self.glances = Glances(parts, window)

    def close(self) -> None:
        """End the threads that look at files."""
        self.glances.close()

    # --- projects

    def new(self) -> bool:
        """An empty project."""
        if not self.may_leave():
            return False
        self.session.open(Project())
        return True

    def new_from_media(self) -> bool:
        """A dialog with a place for a portrait and one for a voice."""
        if not self.may_leave():
            return False
        from lestalk_studio.ui.new_project_dialog import NewProjectDialog

        self._show(NewProjectDialog(self.session, self.glances, self._window))
        return True

    def demo(self) -> bool:
        """The demo project, which is there to be tried and changed."""
        if not self.may_leave():
            return False
        self.session.open(demo_project())
        return True

    def open(self, path: Path | None = None) -> bool:
        """A project file; asked for when None. What media are missing is asked for in a dialog."""
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
            self.session.load(path)
        except DamagedProject as error:
            return self._told(error) if error.backup is None else self._open_backup(path, error)
        except StudioError as error:
            return self._told(error)
        remember_project(self.session.file.absolute())
        self.session.file_changed.emit()  # the list of recent projects is another one now
        self.ask_for_missing()
        return True

    def _open_backup(self, path: Path, error: DamagedProject) -> bool:
        """Offer the newest intact version of a damaged file; it is saved under the file's own name."""
        buttons = QMessageBox.StandardButton
        question = tr("Open its older version {name} now?").format(name=error.backup.name)
        answer = QMessageBox.question(
            self._window,
            tr("Damaged project"),
            f"{error}\n\n{question}",
            buttons.Yes | buttons.No,
            buttons.Yes,
        )
        if answer != buttons.Yes:
            return False
        try:
            self.session.open(load_project(error.backup).project, path)
        except StudioError as failure:
            return self._told(failure)
        self.session.undo_stack.resetClean()  # the file does not say this
        self.ask_for_missing()
        return True

    def save(self) -> bool:
        """To the project's file; asked for when it has none, and when somebody else wrote to it meanwhile."""
        if self.session.file is None:
            return self.save_as()
        if not self.session.changed_elsewhere:
            return self._write(self.session.file)
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(tr("Changed meanwhile"))
        box.setText(
            tr(
                "{name} was changed by another window or program since it was opened here. Replaced, it stays"
                " among the saved versions."
            ).format(name=self.session.file.name)
        )
        roles = QMessageBox.ButtonRole
        elsewhere = box.addButton(tr("Save as …"), roles.AcceptRole)
        replace = box.addButton(tr("Replace it"), roles.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(elsewhere)
        box.exec()
        if box.clickedButton() is elsewhere:
            return self.save_as()
        return box.clickedButton() is replace and self._write(self.session.file)

    def save_as(self) -> bool:
        """To a file that is asked for."""
        start = str(self.session.file or Path.home() / f"untitled{SUFFIX}")
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save project"), start, tr("Projects") + f" (*{SUFFIX})"
        )
        if not chosen:
            return False
        path = Path(chosen)
        return self._write(path if path.suffix else path.with_suffix(SUFFIX))

    def _write(self, path: Path) -> bool:
        try:
            self.session.save(path)
        except StudioError as error:
            return self._told(error)
        remember_project(path.absolute())
        self.session.file_changed.emit()  # the list of recent projects is another one now
        return True

    def revert(self) -> bool:
        """A dialog of the versions kept beside the file."""
        from lestalk_studio.ui.versions_dialog import VersionsDialog, versions_of

        file = self.session.file
        versions = [] if file is None else run_aside(lambda: versions_of(file))
        if not versions:
            self.session.refused.emit(
                tr("There is no older version yet; each save keeps the one before, five of them at most.")
            )
            return False
        self._show(VersionsDialog(self.session, versions, self._window))
        return True

    # --- media and settings

    def media(self) -> None:
        """A dialog of all media."""
        from lestalk_studio.ui.media_dialog import MediaDialog

        self._show(MediaDialog(self.session, self.glances.search, False, self._window))

    def ask_for_missing(self) -> bool:
        """A dialog of the missing media, if there are any; whether there were."""
        if not missing_media(self.session.project):
            return False
        from lestalk_studio.ui.media_dialog import MediaDialog

        self._show(MediaDialog(self.session, self.glances.search, True, self._window))
        return True

    def settings(self) -> None:
        """The dialog of the project's settings."""
        from lestalk_studio.ui.project_settings import ProjectSettingsDialog

        self._show(ProjectSettingsDialog(self.session, self.glances, self._window))

    def choose_portrait(self) -> bool:
        """A picture from a dialog."""
        return self._choose("portrait")

    def choose_voice(self) -> bool:
        """A sound from a dialog."""
        return self._choose("audio")

    def _choose(self, role: str) -> bool:
        chosen, _ = QFileDialog.getOpenFileName(self._window, role_title(role), "", file_filter(role))
        return bool(chosen) and self.session.attempt(SetMedia, role, Path(chosen))

    def take(self, path: Path) -> bool:
        """A file that was dropped: a project, a portrait, a voice or a performance by its ending."""
        match kind_of(path):
            case "project":
                return self.open(path)
            case "picture":
                return self.session.attempt(SetMedia, "portrait", path)
            case "sound":
                return self.session.attempt(SetMedia, "audio", path)
            case "video":
                return self._take_video(path)
            case "table":
                return self.session.attempt(UsePerformance, path)
        self.session.refused.emit(
            tr("{name} is neither picture, sound, video nor project; drop a PNG, JPEG, WAV or MP3.").format(
                name=path.name
            )
        )
        return False

    def _take_video(self, path: Path) -> bool:
        """Ask what of a video is wanted."""
        box = QMessageBox(self._window)
        box.setWindowTitle(tr("Video"))
        box.setText(tr("What of {name} is wanted?").format(name=path.name))
        roles = QMessageBox.ButtonRole
        voice = box.addButton(tr("Its voice"), roles.AcceptRole)
        both = box.addButton(tr("Voice and face"), roles.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(voice)
        box.exec()
        if box.clickedButton() is voice:
            return self.session.attempt(SetMedia, "audio", path)
        if box.clickedButton() is both:
            return self.session.attempt(UsePerformance, path, path)
        return False

    # --- questions

    def may_leave(self) -> bool:
        """Ask to save what is not saved."""
        if not self.session.is_modified:
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
        return self.session.file.stem if self.session.file else tr("Untitled")

    def tell(self, sentence: str) -> None:
        """A failure, in a box."""
        QMessageBox.warning(self._window, tr("LES Talker Studio"), sentence)

    def _told(self, error: StudioError) -> bool:
        self.tell(str(error))
        return False

    @staticmethod
    def _show(dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
