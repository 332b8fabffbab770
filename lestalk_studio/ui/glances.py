"""Threads that look at files for dialogs: at a portrait, a voice, a video's sound, and for missing media.

They belong to the window, not to a dialog: closing one never waits for what is still being looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from lestalk_studio.cancelling import cancellable
from lestalk_studio.document.media import relink_one
from lestalk_studio.document.project import Project
from lestalk_studio.document.settings import MediaPath
from lestalk_studio.errors import Cancelled, StudioError
from lestalk_studio.pipeline.analysis import voice_path
from lestalk_studio.pipeline.builtins import portrait_path
from lestalk_studio.pipeline.parts import Parts
from lestalk_studio.ui.workers import LatestWorker


class GlanceWorker(LatestWorker):
    """seen(path, what it shows), or refused(path, sentence). Subclasses write `look`."""

    seen = Signal(object, object)
    refused = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._request: MediaPath = None
        self.failed.connect(self._fell)

    def _fell(self, sentence: str) -> None:
        self.refused.emit(self._request, sentence)

    def work(self, request: MediaPath) -> None:
        self._request = request
        try:
            with cancellable(lambda: self.outdated):
                glance = self.look(request)
        except Cancelled:
            return
        except StudioError as error:
            self.refused.emit(request, str(error))
        else:
            self.seen.emit(request, glance)

    def look(self, path: MediaPath) -> object:
        """In this thread. May raise StudioError."""
        raise NotImplementedError


class PortraitGlances(GlanceWorker):
    """Gives PortraitGlance."""

    def __init__(self, parts: Parts | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts or Parts()

    def look(self, path: MediaPath) -> object:
        return self._parts.glance(portrait_path(str(path)))


class VoiceGlances(GlanceWorker):
    """Gives VoiceGlance."""

    def look(self, path: MediaPath) -> object:
        from lestalk_studio.pipeline.glance import glance_at_voice

        return glance_at_voice(voice_path(path))


@dataclass(frozen=True)
class SearchRequest:
    """`role` of `project` lies at `path` now: what else lies there?"""

    project: Project
    role: str
    path: Path


class MediaSearch(LatestWorker):
    """searched(SearchRequest, Project): the project with all that was found in the folder or below."""

    searched = Signal(object, object)

    def work(self, request: SearchRequest) -> None:
        found, _ = relink_one(request.project, request.role, request.path)
        self.searched.emit(request, found)


class SoundProbe(LatestWorker):
    """probed(path, whether the file has sound)."""

    probed = Signal(object, bool)

    def work(self, request: Path) -> None:
        from lestalk_studio.audio.decode import probe_audio

        try:
            probe_audio(request)
        except StudioError:
            self.probed.emit(request, False)
        else:
            self.probed.emit(request, True)


class Glances(QObject):
    """The threads of a window; each starts with the first thing it is asked."""

    def __init__(self, parts: Parts | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.portrait = PortraitGlances(parts, self)
        self.voice = VoiceGlances(self)
        self.sound = SoundProbe(self)
        self.search = MediaSearch(self)

    def close(self) -> None:
        """End the threads."""
        for worker in (self.portrait, self.voice, self.sound, self.search):
            worker.let_go()
