"""The threads of exporting: one renders an order to its file, one measures how long that will take."""

from __future__ import annotations

import logging
import time
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from lestalk_studio.cancelling import checkpoint
from lestalk_studio.errors import Cancelled, StudioError, in_a_sentence
from lestalk_studio.pipeline.estimate import Estimate, Estimator
from lestalk_studio.pipeline.export import Exported
from lestalk_studio.pipeline.export_history import ExportHistory
from lestalk_studio.pipeline.export_process import export_apart
from lestalk_studio.pipeline.export_store import ExportOrder
from lestalk_studio.pipeline.parts import Parts
from lestalk_studio.pipeline.project_render import export_project
from lestalk_studio.pipeline.resume import PartKept, Stopped
from lestalk_studio.ui.workers import LatestWorker

log = logging.getLogger(__name__)

FORGET = object()


class ExportWorker(LatestWorker):
    """Renders the orders that `ask` gives it, as (ExportOrder, Estimate or None, uncorrected).

    stage and progress of it, then one of exported(order, Exported), stopped(order, frames that are kept) and
    broke(order, sentence, Path of the finished part or None). parts: steps of the chain to call in this thread; None
    = the real ones, in a process of their own.
    """

    exported = Signal(object, object)
    stopped = Signal(object, int)
    broke = Signal(object, str, object)

    def __init__(self, parts: Parts | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts

    def work(self, request: tuple[ExportOrder, Estimate | None]) -> None:
        order, estimate = request
        began = time.perf_counter()
        try:
            made = self._export(order)
        except Cancelled as stop:
            self.stopped.emit(order, stop.kept if isinstance(stop, Stopped) else 0)
        except PartKept as failure:
            log.warning("%s", failure)
            self.broke.emit(order, str(in_a_sentence(failure.reason)), failure.place)
        except Exception as error:
            log.warning("export failed", exc_info=not isinstance(error, StudioError))
            self.broke.emit(order, str(in_a_sentence(error)), None)
        else:
            if estimate is not None and made.resumed == 0:
                ExportHistory().note(estimate, order.target, time.perf_counter() - began, made.bytes)
            self.exported.emit(order, made)

    def _export(self, order: ExportOrder) -> Exported:
        told = self._stage, self.tell_progress, order.known, order.project_file
        if self._parts is None:
            return export_apart(order.project, order.target, *told)
        return export_project(order.project, order.target, self._parts, *told)

    def _stage(self, name: str) -> None:
        checkpoint()
        self.stage.emit(name)


class EstimateWorker(LatestWorker):
    """estimated(ExportOrder, Estimate to show, Estimate as measured); failed(sentence)."""

    estimated = Signal(object, object, object)
    gives_way = True

    def __init__(self, parts: Parts | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._estimator = Estimator(parts)

    def forget(self) -> None:
        """Give up measuring, and let go of what was prepared for it: a renderer takes much memory."""
        self.cancel()
        if self.isRunning():
            self.ask(FORGET)

    def work(self, order: ExportOrder | object) -> None:
        if order is FORGET:
            self._estimator.forget()
            return
        measured = self._estimator.estimate(order.project, order.target, order.known)
        checkpoint()
        self.estimated.emit(order, ExportHistory().corrected(measured, order.target), measured)


def folder_of(path: Path) -> Path:
    """The folder to open for a file or a folder of pictures that was written."""
    return path if path.is_dir() else path.parent
