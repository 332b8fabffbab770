"""Pictures of presets on the current portrait, rendered in a thread of their own, one after the other."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from lestalk_studio.document.presets import Preset
from lestalk_studio.document.project import Project
from lestalk_studio.errors import StudioError
from lestalk_studio.pipeline.parts import Parts
from lestalk_studio.pipeline.thumbnails import ThumbnailMaker
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.workers import LatestWorker

SIDE = 72
"""Of a thumbnail on the screen; it is rendered twice as large, to be crisp at 200 %."""
WAIT_MS = 250
"""The picture at the playhead is more urgent."""
_SHOWS = {"portrait", "face", "take_back", "appearance"}
_HELD = {"occluders", "strokes", "front_mask"}
"""What changes little of a picture: it stays until the new one is there."""
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ThumbnailRequest:
    """Presets to picture on the portrait of `project`, in this order. number: of the portrait shown."""

    number: int
    project: Project
    presets: tuple[Preset, ...]


class ThumbnailWorker(LatestWorker):
    """made(number of the request, Preset, QImage): stops after the one it is at when asked again."""

    made = Signal(int, object, QImage)

    def __init__(self, parts: Parts | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._maker = ThumbnailMaker(parts or Parts(), 2 * SIDE)

    def work(self, request: ThumbnailRequest) -> None:
        try:
            for preset in request.presets:
                if self.outdated:
                    return
                rgb = self._maker.picture(request.project, preset)
                if rgb is not None:
                    side = rgb.shape[0]
                    image = QImage(rgb.data, side, side, 3 * side, QImage.Format.Format_RGB888).copy()
                    self.made.emit(request.number, preset, image)
        except StudioError as error:
            log.info("no thumbnails: %s", error)  # the preview tells it


class Thumbnails(QObject):
    """made(Preset, QImage); cleared: the portrait is another one, what was made shows the old.

    `ask(presets)` for pictures; they come some moments later. gives_way: whether something else is more
    urgent now, so that none are begun.
    """

    made = Signal(object, QImage)
    cleared = Signal()

    def __init__(self, session: Session, parts: Parts | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._presets: tuple[Preset, ...] = ()
        self._number = 0
        self.gives_way: Callable[[], bool] = lambda: False
        self.images: dict[tuple, QImage] = {}
        self.worker = ThumbnailWorker(parts, self)
        self.worker.made.connect(self._came)
        self._soon = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._soon.timeout.connect(self._begin)
        session.document_changed.connect(self._changed)

    def ask(self, presets: tuple[Preset, ...]) -> None:
        """Picture these; the ones that are there already are not made again."""
        self._presets = presets
        if any(preset.values not in self.images for preset in presets):
            self._soon.start()

    def image(self, preset: Preset) -> QImage | None:
        """The picture of a preset on the portrait of now, or None while there is none."""
        return self.images.get(preset.values)

    def close(self) -> None:
        """End the thread."""
        self._soon.stop()
        self.worker.let_go()

    def _changed(self, what: tuple[str, ...]) -> None:
        if (_SHOWS | _HELD).intersection(what):
            self._number += 1
            self.images.clear()
            if _SHOWS.intersection(what):
                self.cleared.emit()
            self._soon.start()

    def _begin(self) -> None:
        if self.gives_way():
            self._soon.start()
            return
        wanted = tuple(preset for preset in self._presets if preset.values not in self.images)
        if wanted and self._session.project.portrait is not None:
            self.worker.ask(ThumbnailRequest(self._number, self._session.project, wanted))

    def _came(self, number: int, preset: Preset, image: QImage) -> None:
        if number == self._number:
            self.images[preset.values] = image
            self.made.emit(preset, image)
