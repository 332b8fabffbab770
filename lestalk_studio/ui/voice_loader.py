"""Reads the voice's full sound beside everything else."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import Signal

from lestalk_studio.errors import StudioError
from lestalk_studio.ui.workers import LatestWorker

log = logging.getLogger(__name__)


class VoiceLoader(LatestWorker):
    """ask(Path of a sound file); loaded(the path, its Sound)."""

    loaded = Signal(object, object)

    def work(self, request: Path) -> None:
        from lestalk_studio.audio.full_sound import load_full_sound

        try:
            sound = load_full_sound(request, lambda: self.outdated)
        except StudioError as error:
            log.info("the analysed sound is played: %s", error)  # the analysis has told why, if it matters
            return
        if sound is not None:
            self.loaded.emit(request, sound)
