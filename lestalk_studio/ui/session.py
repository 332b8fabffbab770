"""The open project: one immutable value, its undo history, the selection and the playhead."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from lestalk_studio.document.backups import original_of
from lestalk_studio.document.checks import moment
from lestalk_studio.document.project import Project
from lestalk_studio.document.selection import Selection, keys_between, selection_of
from lestalk_studio.document.storage import load_project, save_project
from lestalk_studio.errors import StudioError
from lestalk_studio.pipeline.analysis import stamp
from lestalk_studio.ui.commands.base import EditCommand, push
from lestalk_studio.ui.errands import run_aside

EMPTY_SECONDS = 5.0
"""How long a clip without voice and keys is, to have something to work on."""
_log = logging.getLogger(__name__)


class Session(QObject):
    """What every part of the window shows and changes. All changes of the project are pushed commands.

    document_changed(what): names of the fields and channels that differ, as `Project.changed` gives them.
    refused(sentence): something asked for was not possible.
    """

    document_changed = Signal(tuple)
    selection_changed = Signal()
    playhead_changed = Signal(float)
    media_length_changed = Signal(float)
    file_changed = Signal()
    loop_changed = Signal(bool)
    refused = Signal(str)

    def __init__(self, project: Project | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project = project or Project()
        self.selection: Selection = {}
        self.playhead = 0.0
        self.file: Path | None = None
        self.auto_key = True
        self.loop = False
        self.undo_stack = QUndoStack(self)
        self._media_seconds = 0.0
        self._gestures = 0
        self._seen: tuple | None = None  # the file as it was read or written last

    # --- the project

    def push(self, command: EditCommand) -> bool:
        """Do `command` and remember it, unless it changes nothing and belongs to no gesture."""
        if not command.changes and not command.in_gesture:
            return False
        push(self.undo_stack, command)
        return True

    def attempt(self, make, *arguments, **options) -> bool:
        """Make a command and push it; what the document forbids is told by `refused`, and False returned."""
        try:
            return self.push(make(self, *arguments, **options))
        except (ValueError, StudioError) as error:
            self.refused.emit(_sentence(StudioError.translate(str(error))))
            return False

    def begin_gesture(self) -> int:
        """A number for the commands of one drag."""
        self._gestures += 1
        return self._gestures

    def show_project(self, project: Project, selection: Selection) -> None:
        """For commands alone: make `project` the current one."""
        what = self.project.changed(project)
        self.project = project
        if what:
            self.document_changed.emit(what)
        self.select(selection)

    def open(self, project: Project, file: Path | None = None) -> None:
        """Begin anew with `project`; the history is forgotten."""
        what = self.project.changed(project)
        self.undo_stack.clear()
        self.project, self.selection, self.file, self._seen = project, {}, file, None
        self._media_seconds = 0.0
        self.document_changed.emit(what)
        self.selection_changed.emit()
        self.file_changed.emit()
        self.seek(project.start or 0.0)

    def load(self, file: Path) -> tuple:
        """Open a project file. Returns its missing media. Raises StudioError as load_project does.

        An older version of a project, as saving keeps it, is that project, changed.
        """
        seen = stamp(Path(file))
        loaded = run_aside(lambda: load_project(file))
        original = original_of(Path(file))
        self.open(loaded.project, original or Path(file))
        self._seen = seen if original is None else stamp(original)
        if original is not None:
            self.undo_stack.resetClean()  # the file does not say this
        return loaded.missing

    def save(self, file: Path) -> None:
        """Write the project. Raises StudioError when the disk refuses."""
        project = self.project
        run_aside(lambda: save_project(project, file))
        self.file, self._seen = Path(file), stamp(Path(file))
        if self.project is project:  # nothing came from the background meanwhile
            self.undo_stack.setClean()
        self.file_changed.emit()

    @property
    def changed_elsewhere(self) -> bool:
        """Whether the project's file is another one than was opened or saved here last."""
        now = None if self.file is None else stamp(self.file)
        return now is not None and self._seen is not None and now != self._seen and now[1] >= 0

    @property
    def is_modified(self) -> bool:
        """Whether something was done since it was opened or saved."""
        return not self.undo_stack.isClean()

    # --- selection

    def select(self, selection: Selection) -> None:
        """Make these keys the selection; times without a key are left out."""
        present = selection_of(
            (name, key.time)
            for name, times in selection.items()
            for time in times
            if (key := self.project.track(name).key_at(time)) is not None
        )
        if present != self.selection:
            self.selection = present
            self.selection_changed.emit()

    def select_all(self) -> None:
        """Every key of the project."""
        names = [track.name for track in self.project.tracks]
        self.select(keys_between(self.project, names, 0.0, float("inf")))

    # --- time

    @property
    def duration(self) -> float:
        """Seconds of the clip: of its voice or performance, and at least up to its last key."""
        last_key = self.project.last_key
        # A key on the last frame needs that frame.
        length = max(self._media_seconds, last_key + 1 / self.project.fps if last_key else 0.0)
        return length if length > 0 else EMPTY_SECONDS

    @property
    def frame(self) -> int:
        """The frame under the playhead."""
        return round(self.playhead * self.project.fps)

    @property
    def last_frame(self) -> int:
        """The last frame of the clip."""
        return max(0, int(self.duration * self.project.fps - 1e-6))

    def set_media_seconds(self, seconds: float) -> None:
        """Length of the voice or performance, once it is known."""
        if seconds != self._media_seconds:
            self._media_seconds = seconds
            self.media_length_changed.emit(self.duration)

    def seek(self, time: float) -> None:
        """The playhead to the frame nearest to `time` [s], within the clip."""
        fps = self.project.fps
        frame = min(max(round(time * fps), 0), self.last_frame)
        time = moment(frame / fps)
        if time != self.playhead:
            self.playhead = time
            self.playhead_changed.emit(time)

    def step(self, frames: int) -> None:
        """The playhead on by whole frames."""
        self.seek((self.frame + frames) / self.project.fps)

    def set_loop(self, loop: bool) -> None:
        """Whether playing begins again at the in point."""
        if loop != self.loop:
            self.loop = loop
            self.loop_changed.emit(loop)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")
