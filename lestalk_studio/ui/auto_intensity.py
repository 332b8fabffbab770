"""Auto intensity: an emotion's level curve filled from the voice, with keys that stay editable."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal

from lestalk_studio.cancelling import checkpoint
from lestalk_studio.document.channels import CHANNELS
from lestalk_studio.document.fit import fit_keys
from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.pipeline.analysis import load_voice
from lestalk_studio.ui.commands.auto import FillFromVoice
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.workers import LatestWorker

TOLERANCE = 0.06
"""How far the keys may leave the measured level: less than anybody sees."""


@dataclass(frozen=True)
class EffortRequest:
    """Measure the voice of `project` for the emotions `names`."""

    project: Project
    names: tuple[str, ...]


class EffortWorker(LatestWorker):
    """measured(EffortRequest, tuple of Keyframe): none when nobody speaks."""

    measured = Signal(object, object)
    gives_way = True

    def work(self, request: EffortRequest) -> None:
        keys = effort_keys(request.project)
        checkpoint()
        self.measured.emit(request, keys)


def effort_keys(project: Project) -> tuple[Keyframe, ...]:
    """Automatic keys of the vocal effort in the project's sound. Raises StudioError for an unusable file."""
    from lestalk_studio.audio.decode import load_audio
    from lestalk_studio.nets.audio_to_intensity import voice_intensity

    samples = load_voice(project) if project.audio is not None else load_audio(Path(project.au_source))
    levels = voice_intensity(samples, project.fps)
    if not levels.any():
        return ()
    return fit_keys(np.arange(len(levels)) / project.fps, levels, TOLERANCE)


class AutoIntensity(QObject):
    """`fill(names)`: one undo step some moments later. busy(text, '' = done), told(sentence)."""

    busy = Signal(str)
    told = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asked: EffortRequest | None = None
        self._worker = EffortWorker(self)
        self._worker.measured.connect(self._measured)
        self._worker.failed.connect(self._failed)

    def fill(self, names: tuple[str, ...]) -> bool:
        """Begin to measure for those of the lanes `names` that are emotions; whether there was anything to do."""
        emotions = tuple(name for name in names if CHANNELS[name].group == "emotion")
        project = self._session.project
        if not emotions:
            self.told.emit(tr("Choose an emotion's lane first; its level is filled from the voice."))
            return False
        if project.audio is None and project.au_source is None:
            self.told.emit(tr("There is no voice to take the intensity from; choose one in the File menu."))
            return False
        self.busy.emit(tr("Listening to the voice"))
        self._asked = EffortRequest(project, emotions)
        self._worker.ask(self._asked)
        return True

    def cancel(self) -> None:
        """Give up measuring; the lanes stay as they are."""
        self._asked = None
        self._worker.cancel()
        self.busy.emit("")
        self.told.emit(tr("Stopped; the level was not filled from the voice."))

    def leave(self) -> None:
        """Begin to end."""
        self._worker.leave()

    def close(self) -> None:
        """End the thread."""
        self._worker.let_go()

    def _measured(self, request: EffortRequest, keys: tuple[Keyframe, ...]) -> None:
        if request is not self._asked:
            return  # given up, or asked anew, meanwhile
        self.busy.emit("")
        now = self._session.project
        # Another voice meanwhile: what was measured belongs to nothing here.
        if (now.audio, now.au_source) != (request.project.audio, request.project.au_source):
            return
        if not keys:
            self.told.emit(tr("Nobody speaks in the voice, so there is no intensity to take from it."))
        elif self._session.attempt(FillFromVoice, request.names, keys):
            self.told.emit(tr("The level was filled from the voice; keys set by hand were kept."))
        else:
            self.told.emit(tr("The level follows the voice already."))

    def _failed(self, sentence: str) -> None:
        self.busy.emit("")
        self.told.emit(sentence)
