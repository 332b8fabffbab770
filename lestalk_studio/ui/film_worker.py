"""The thread that decodes the driving video's picture at the playhead."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal

from lestalk_studio.errors import StudioError
from lestalk_studio.ui.shown import image_of
from lestalk_studio.ui.workers import LatestWorker

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class FilmRequest:
    """The picture of the video at `path` at `time` [s]; None closes what is open."""

    path: Path | None
    time: float = 0.0


class FilmWorker(LatestWorker):
    """picture_ready(FilmRequest, QImage). A video stays open until another is asked for."""

    picture_ready = Signal(object, object)

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._stills = None

    def run(self) -> None:
        super().run()
        self._close()

    def work(self, request: FilmRequest) -> None:
        if request.path != self._path:
            self._close()
        if request.path is None:
            return
        if self._stills is None:
            from lestalk_studio.face.stills import VideoStills

            self._stills = VideoStills(request.path).__enter__()
            self._path = request.path
        try:
            picture = self._stills.at(request.time)
        except StudioError:
            self._close()
            raise
        self.picture_ready.emit(request, image_of(picture))

    def _close(self) -> None:
        if self._stills is not None:
            self._stills.__exit__(None, None, None)
        self._stills = self._path = None
