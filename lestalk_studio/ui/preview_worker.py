"""The thread that renders what the preview shows, and the one that makes renderers ready for it."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from lestalk_studio.document.project import Project
from lestalk_studio.errors import StudioError
from lestalk_studio.les.performance import Performance
from lestalk_studio.pipeline.frame_store import FrameStore
from lestalk_studio.pipeline.parts import Parts
from lestalk_studio.pipeline.prepared import Prepared
from lestalk_studio.pipeline.preview import Preview, PreviewFrame
from lestalk_studio.ui.shown import Shown, image_of
from lestalk_studio.ui.workers import LatestWorker

log = logging.getLogger(__name__)

REFINE_MS = 120
"""A frame that could be larger is rendered anew once nothing was asked for so long."""
IDLE_MS = 200
"""Frames are rendered ahead once nothing was asked for so long."""
SPARING_FRAMES = 24
"""So many about the playhead are rendered ahead while something else needs the processor."""
TELL_S = 0.1
"""What is rendered ahead is told this often at most."""


@dataclass(frozen=True)
class FrameRequest:
    """A frame to show. number: counts requests, to tell which frame answers which. frames: of the clip.

    size, overlays, source: as pipeline.preview.Preview.frame takes them.
    """

    number: int
    project: Project
    time: float
    performance: Performance | None
    size: int
    frames: int = 0
    overlays: frozenset[str] = frozenset()
    source: bool = False


class RendererBuilder(LatestWorker):
    """Makes a renderer of (Prepared, size) for a PreviewWorker without holding up its frames."""

    def __init__(self, parent: PreviewWorker) -> None:
        super().__init__(parent)
        self._for = parent

    def work(self, request: tuple[Prepared, int | str]) -> None:
        prepared, size = request
        # Each frame that is shown meanwhile asks again.
        if self._for.lacks(prepared, size):
            renderer = prepared.build(size)
            if not self.stopping:
                self._for.take(prepared, size, renderer)


class PreviewWorker(LatestWorker):
    """frame_ready(FrameRequest, Shown or None); covered(Covered): which frames lie ready; told(sentence).

    A request is answered by the frame that is quickest to have, and again by a larger one where that is
    wanted. While nothing is asked for it renders the frames around the last one; a question stops that after
    the frame it is at.
    """

    frame_ready = Signal(object, object)
    covered = Signal(object)
    told = Signal(str)

    def __init__(self, parts: Parts | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preview = Preview(parts, self.stage.emit, told=self._gave_up_store)
        self._builder = RendererBuilder(self)
        self._settings = threading.Lock()
        self._use: tuple[int, FrameStore | None] | None = None
        self._built: list[tuple] = []
        self._sparing = False
        self._source: tuple[np.ndarray | None, QImage | None] = (
            None,
            None,
        )  # the portrait's picture is made once

    def use(self, limit: int, store: FrameStore | None) -> None:
        """From the next request on, keep `limit` bytes of frames in memory, and frames in `store`, if any."""
        with self._settings:
            self._use = limit, store

    def spare(self, on: bool) -> None:
        """Leave the processor to something else: what is asked for comes as ever, little is rendered ahead."""
        was, self._sparing = self._sparing, on
        if was and not on:
            self.again()

    def lacks(self, prepared: Prepared, size: int | str) -> bool:
        """For the builder: whether this renderer is neither kept nor handed over."""
        with self._settings:
            handed = any(one is prepared and other == size for one, other, _ in self._built)
        return not handed and not prepared.has(size)

    def take(self, prepared: Prepared, size: int | str, renderer: object) -> None:
        """For the builder: a renderer is ready; the last request is answered again, as it may look better now."""
        with self._settings:
            self._built.append((prepared, size, renderer))
        self.again()

    def let_go(self) -> None:
        self._builder.leave()
        super().let_go()
        self._builder.let_go()

    def work(self, request: FrameRequest) -> None:
        self._settle()
        frame = self._show(request, quick=True)
        self._tell(request)
        if frame is None:
            return
        ready = self._preview.ready(request.project)
        lacking = self._preview.lacking(request.project, request.size)
        moving = self._preview.moving_size(ready, request.size)
        if moving in lacking:  # after this one the request comes again
            self._builder.ask((ready, moving))
            return
        if not frame.fine:
            if not self.rest(REFINE_MS):
                return
            if lacking:
                self._builder.ask((ready, lacking[0]))
            else:
                self._show(request, quick=False)
                if self._preview.lacking(request.project, request.size) or self.outdated:
                    return
        if self.rest(IDLE_MS):
            self._look_ahead(request)

    def _settle(self) -> None:
        with self._settings:
            use, built = self._use, self._built
            self._use, self._built = None, []
        if use is not None:
            self._preview.cache.limit, self._preview.store = use
        for prepared, size, renderer in built:
            prepared.keep(size, renderer)

    def _show(self, request: FrameRequest, quick: bool):
        frame = self._preview.frame(
            request.project,
            request.time,
            request.performance,
            request.size,
            request.overlays,
            request.source,
            quick,
        )
        self.frame_ready.emit(request, None if frame is None else self._painted(frame))
        return frame

    def _painted(self, frame: PreviewFrame) -> Shown:
        if frame.source is not self._source[0]:
            self._source = frame.source, None if frame.source is None else image_of(frame.source)
        return Shown(frame, image_of(frame.rgb), self._source[1])

    def _look_ahead(self, request: FrameRequest) -> None:
        told = time.monotonic()
        project, now = request.project, request.time
        try:
            ahead = self._preview.ahead(project, now, request.performance, request.frames, request.size)
            for count, _ in enumerate(ahead, 1):
                if self.outdated or (self._sparing and count >= SPARING_FRAMES):
                    break
                if time.monotonic() - told > TELL_S:
                    self._tell(request)
                    told = time.monotonic()
        except StudioError as error:
            log.info("not rendered ahead: %s", error)  # told when the frame itself is asked for
        self._tell(request)

    def _tell(self, request: FrameRequest) -> None:
        self.covered.emit(self._preview.covered(request.project.fps))

    def _gave_up_store(self, sentence: str) -> None:
        self.told.emit(sentence)
