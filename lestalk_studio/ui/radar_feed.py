"""What the face does at the playhead, computed beside the window from document and analysis, frame or no frame."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Signal

from lestalk_studio.document.project import Project
from lestalk_studio.les.performance import Performance
from lestalk_studio.les.space import DIM
from lestalk_studio.pipeline.preview import PreviewFrame
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.workers import LatestWorker


@dataclass(frozen=True)
class Reading:
    """base, result: z (41,) before and after the edits; base_levels, result_levels: (8,), as z is read. time: [s]."""

    time: float
    base: np.ndarray
    result: np.ndarray
    base_levels: np.ndarray
    result_levels: np.ndarray


class ReadingWorker(LatestWorker):
    """ask((Project, source z, time, Performance or None)); read(Reading)."""

    read = Signal(object)

    def work(self, request: tuple[Project, np.ndarray, float, Performance | None]) -> None:
        from lestalk_studio.pipeline.moment import moment_of

        project, source_z, time, performance = request
        *_, told = moment_of(project, source_z, time, performance)
        levels = told["base_levels"], told["result_levels"]
        self.read.emit(Reading(time, told["base"], told["result"], *levels))


class RadarFeed(QObject):
    """read(Reading or None): at each change of document, playhead, portrait and analysis.

    performance: gives what the analysis has found so far, None = nothing. Without a portrait's own expression
    (`set_source`) the portrait counts as neutral; with neither voice, portrait nor key there is nothing to read.
    """

    read = Signal(object)

    def __init__(
        self, session: Session, performance: Callable[[], Performance | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._performance = session, performance
        self._source_z = np.zeros(DIM, np.float32)
        self._worker = ReadingWorker(self)
        self._worker.read.connect(self._arrived)
        self._last: tuple | None = None
        self._empty = True
        session.document_changed.connect(self.refresh)
        session.playhead_changed.connect(self.refresh)

    def take_frame(self, frame: PreviewFrame | None) -> None:
        """A frame came: the portrait may be another one, or the analysis be done."""
        source_z = None if frame is None else frame.source_z
        if source_z is not None:
            self._source_z = source_z
        self.refresh()

    def refresh(self, *_) -> None:
        """Read anew, if anything differs."""
        project = self._session.project
        performance = self._performance()
        wanted = (project, self._source_z, self._session.playhead, performance)
        if self._last is not None and all(a is b for a, b in zip(wanted, self._last, strict=True)):
            return
        self._last = wanted
        self._empty = performance is None and project.portrait is None and not project.tracks
        if self._empty:
            self.read.emit(None)
        else:
            self._worker.ask(wanted)

    def _arrived(self, reading: Reading) -> None:
        if not self._empty:
            self.read.emit(reading)

    def close(self) -> None:
        """End the thread."""
        self._worker.let_go()
