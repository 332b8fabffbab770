"""The exports of this program: one runs, the others wait for it, and what is not finished outlives a crash."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from lestalk_studio.errors import StudioError
from lestalk_studio.pipeline.estimate import Estimate
from lestalk_studio.pipeline.export import Exported
from lestalk_studio.pipeline.export_store import ExportOrder, ExportStore
from lestalk_studio.pipeline.parts import Parts
from lestalk_studio.ui.errands import Errands
from lestalk_studio.ui.export_worker import ExportWorker
from lestalk_studio.ui.tasks import TimeLeft

WAITING, RUNNING, STOPPING, DONE, FAILED, STOPPED, LEFT = (
    "waiting", "running", "stopping", "done", "failed", "stopped", "left"
)  # fmt: skip
PATIENCE_MS = 150
"""A worker that has not stopped by then finishes its step on its own, and is no longer waited for."""

MOST_ENDED = 20
"""So many that have ended stay on the list."""


@dataclass(eq=False)
class ExportJob:
    """An order and how far it is. state: one of the above; 'left' = from a program that is gone.

    stage: what is done now, as a name of a step. kept: frames a stopped one can go on from. place: file or
    folder that is finished, or the part of it that is.
    """

    order: ExportOrder
    estimate: Estimate | None = None
    state: str = WAITING
    stage: str = ""
    done: int = 0
    total: int = 0
    kept: int = 0
    sentence: str = ""
    place: Path | None = None
    made: Exported | None = None
    left: TimeLeft = field(default_factory=TimeLeft)

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do of it without being asked."""
        return self.state in (WAITING, RUNNING, STOPPING)

    @property
    def has_ended(self) -> bool:
        """Whether it came to an end in this program, whichever."""
        return self.state in (DONE, FAILED, STOPPED)


class ExportQueue(QObject):
    """changed: jobs came, went or moved. job_changed(job): its state or progress. told(sentence).

    idle: the last job that was open has ended. Orders are written to the disk in a thread of their own.
    parts: as for ExportWorker.
    """

    changed = Signal()
    job_changed = Signal(object)
    told = Signal(str)
    idle = Signal()

    def __init__(
        self, parts: Parts | None = None, parent: QObject | None = None, store: ExportStore | None = None
    ) -> None:
        super().__init__(parent)
        self.jobs: list[ExportJob] = []
        self._parts = parts
        self._store = store or ExportStore()
        self._errands = Errands(self)
        self._errands.failed.connect(self.told)
        self._worker: ExportWorker | None = None
        self._ending: list[ExportWorker] = []
        self._closed = False
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._go_on_without)

    # --- what users ask for

    @property
    def running(self) -> ExportJob | None:
        """The job that is at work."""
        return next((job for job in self.jobs if job.state in (RUNNING, STOPPING)), None)

    @property
    def is_busy(self) -> bool:
        """Whether something runs or waits."""
        return not self._closed and any(job.is_open for job in self.jobs)

    def is_wanted(self, path: Path) -> bool:
        """Whether an open job writes to `path`."""
        return any(job.is_open and job.order.target.path == path for job in self.jobs)

    def add(self, order: ExportOrder, estimate: Estimate | None = None) -> ExportJob:
        """Put an order at the end, and begin with it if nothing else runs. estimate: uncorrected."""
        job = ExportJob(order, estimate)
        self.jobs.append(job)
        self._keep(order)
        self.changed.emit()
        self._next()
        return job

    def remove(self, job: ExportJob) -> None:
        """Take a job off the list; one that runs is stopped before."""
        if job not in self.jobs:
            return
        if job.state in (RUNNING, STOPPING):
            self.cancel(job)
        self.jobs.remove(job)
        self._drop(job)
        self.changed.emit()
        self._next()

    def move(self, job: ExportJob, by: int) -> None:
        """Let a waiting job change places with the waiting one before (-1) or behind (1) it."""
        waiting = [one for one in self.jobs if one.state == WAITING]
        if job not in waiting:
            return
        place = waiting.index(job) + by
        if 0 <= place < len(waiting):
            here, there = self.jobs.index(job), self.jobs.index(waiting[place])
            self.jobs[here], self.jobs[there] = self.jobs[there], self.jobs[here]
            self._arrange()
            self.changed.emit()

    def cancel(self, job: ExportJob) -> None:
        """Stop a job that runs or waits; what is finished is kept for `again`."""
        if job.state == WAITING:
            self._end(job, STOPPED)
        elif job.state == RUNNING:
            job.state = STOPPING
            self._patience.start()
            self._worker.cancel()
            self.job_changed.emit(job)

    def again(self, job: ExportJob) -> None:
        """Try a job once more that failed, was stopped, or was left over; it goes on where it was."""
        if job.is_open or job not in self.jobs:
            return
        self.jobs.remove(job)
        self.jobs.append(job)
        job.state, job.sentence, job.place, job.made = WAITING, "", None, None
        self._keep(job.order)
        self.changed.emit()
        self._next()

    def clear_ended(self) -> None:
        """Take everything off the list that is not open; what an earlier program left stays."""
        for job in [job for job in self.jobs if job.has_ended]:
            self.jobs.remove(job)
            self._drop(job)
        self.changed.emit()

    # --- across starts

    def find_left(self, then: Callable[[int], None] | None = None) -> None:
        """Look for what programs that are gone did not finish; `then` is called with how many there were."""

        def found(answer: object) -> None:
            orders = answer if isinstance(answer, tuple) else ()
            for order in orders:
                self.jobs.append(ExportJob(order, state=LEFT))
            if orders:
                self.changed.emit()
            if then is not None:
                then(len(orders))

        self._errands.do(self._store.take_over, found)

    def keep_for_next_start(self) -> None:
        """Before `close`: what is open stays on the disk."""
        self._closed = True

    def drop_all(self) -> None:
        """Before `close`: nothing is gone on with."""
        for job in self.jobs:
            if job.is_open:
                self._drop(job)
        self._closed = True

    def leave(self) -> None:
        """Begin to end: stop what runs, without waiting for it."""
        self._closed = True
        self._patience.stop()
        for worker in self._workers():
            worker.leave()

    def close(self) -> None:
        """End the threads; orders that are on the disk stay there."""
        self.leave()
        for worker in self._workers():
            worker.stop()
        self._errands.do(self._store.end, lambda _: None)
        self._errands.stop()

    # --- inside

    def _workers(self) -> list[ExportWorker]:
        return [*self._ending, *([self._worker] if self._worker is not None else [])]

    def _keep(self, order: ExportOrder) -> None:
        names = [job.order.name for job in self.jobs if job.is_open or job.state == LEFT]
        self._errands.do(lambda: (self._store.keep(order), self._store.arrange(names)))

    def _arrange(self) -> None:
        names = [job.order.name for job in self.jobs if job.is_open]
        self._errands.do(lambda: self._store.arrange(names))

    def _drop(self, job: ExportJob) -> None:
        self._errands.do(lambda: self._store.drop(job.order.name))

    def _next(self) -> None:
        if self._closed or self.running is not None:
            return
        job = next((job for job in self.jobs if job.state == WAITING), None)
        if job is None:
            return
        if self._worker is None:
            self._worker = self._made_worker()
        job.state, job.stage, job.done, job.total, job.left = RUNNING, "", 0, 0, TimeLeft()
        self._worker.ask((job.order, job.estimate))
        self.job_changed.emit(job)

    def _made_worker(self) -> ExportWorker:
        worker = ExportWorker(self._parts, self)
        worker.stage.connect(lambda name: self._stage(worker, name))
        worker.progress.connect(lambda done, total: self._progress(worker, done, total))
        worker.exported.connect(self._exported)
        worker.stopped.connect(self._stopped)
        worker.broke.connect(self._broke)
        worker.finished.connect(lambda: self._gone(worker))
        return worker

    def _gone(self, worker: ExportWorker) -> None:
        if worker in self._ending:
            self._ending.remove(worker)
            worker.deleteLater()

    def _go_on_without(self) -> None:
        job = self.running
        if job is None or self._worker is None:
            return
        self._worker.leave()
        self._ending.append(self._worker)
        self._worker = None
        self._end(job, STOPPED)

    def _stage(self, worker: ExportWorker, name: str) -> None:
        job = self.running
        if job is not None and worker is self._worker:
            job.stage = name
            self.job_changed.emit(job)

    def _progress(self, worker: ExportWorker, done: int, total: int) -> None:
        job = self.running
        if job is not None and worker is self._worker and job.state == RUNNING:
            job.done, job.total = done, total
            job.left.update(done, total)
            self.job_changed.emit(job)

    def _job(self, order: ExportOrder) -> ExportJob | None:
        return next((job for job in self.jobs if job.order.name == order.name), None)

    def _exported(self, order: ExportOrder, made: Exported) -> None:
        job = self._job(order)
        if job is not None:
            job.made, job.place, job.done, job.total = made, made.path, made.frames, made.frames
            self._end(job, DONE)

    def _stopped(self, order: ExportOrder, kept: int) -> None:
        job = self._job(order)
        if job is not None and job.state in (STOPPING, STOPPED, RUNNING):
            job.kept = kept
            self._end(job, STOPPED)

    def _broke(self, order: ExportOrder, sentence: str, place: Path | None) -> None:
        job = self._job(order)
        if job is not None:
            job.sentence, job.place = sentence, place
            self._end(job, FAILED)

    def _end(self, job: ExportJob, state: str) -> None:
        job.state = state
        ended = [one for one in self.jobs if one.has_ended]
        for old in ended[:-MOST_ENDED]:
            self.jobs.remove(old)
            self.changed.emit()
        if self._closed:
            return
        if not any(one.state == STOPPING for one in self.jobs):
            self._patience.stop()
        self._drop(job)
        self.job_changed.emit(job)
        self._next()
        if not self.is_busy:
            self.idle.emit()


def checked_order(order: ExportOrder) -> ExportOrder:
    """`order` with its target's quality as its project says, once it is sure that it can be written.

    Raises StudioError.
    """
    from lestalk_studio.pipeline.project_render import files_read
    from lestalk_studio.pipeline.target import check_apart, check_writable

    if order.project.portrait is None:
        raise StudioError("There is no portrait to render; choose one in the File menu.")
    check_writable(order.target)
    check_apart(order.target, order.project_file, *files_read(order.project))
    return replace(order, target=replace(order.target, quality=order.project.export.quality))
