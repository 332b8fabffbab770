"""The dock of the exports: what runs, what waits, what is done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from lestalk_studio.ui.export_queue import DONE, RUNNING, WAITING, ExportJob, ExportQueue
from lestalk_studio.ui.export_row import ExportRow
from lestalk_studio.ui.tasks import Tasks
from lestalk_studio.ui.texts import tr

TASK = "export"


class ExportPanel(QWidget):
    """Rows of a queue, in its order."""

    def __init__(self, queue: ExportQueue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        self._tasks: Tasks | None = None
        self.rows: list[ExportRow] = []
        self.empty = QLabel(tr("No exports. File > Export … adds one; it runs while you work on."))
        self.empty.setObjectName("hint")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setContentsMargins(16, 24, 16, 24)
        self.clear = QPushButton(tr("Clear what has ended"))
        self.clear.clicked.connect(queue.clear_ended)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(6, 6, 6, 6)
        self._column.setSpacing(6)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        self._area = area
        foot = QHBoxLayout()
        foot.setContentsMargins(6, 0, 6, 6)
        foot.addStretch(1)
        foot.addWidget(self.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.empty, 1)
        column.addWidget(area, 1)
        column.addLayout(foot)
        queue.changed.connect(self._rebuild)
        queue.job_changed.connect(self._refresh)
        self._rebuild()

    def use(self, tasks: Tasks) -> None:
        """Tell the running export to `tasks`, for the status bar."""
        self._tasks = tasks
        self._follow()

    def row(self, job: ExportJob) -> ExportRow:
        """The row of a job. Raises StopIteration for one that is not on the list."""
        return next(row for row in self.rows if row.job is job)

    def _rebuild(self) -> None:
        known = {row.job: row for row in self.rows}
        wanted = [known.pop(job, None) or self._made(job) for job in self._queue.jobs]
        for row in known.values():
            row.hide()
            row.deleteLater()
        if wanted != self.rows:
            self.rows = wanted
            for row in wanted:
                self._column.removeWidget(row)
            for place, row in enumerate(wanted):
                self._column.insertWidget(place, row)
                row.show()
        self._area.setVisible(bool(self.rows))
        self.empty.setVisible(not self.rows)
        for row in self.rows:
            self._show(row)
        self._follow()

    def _made(self, job: ExportJob) -> ExportRow:
        row = ExportRow(job)
        row.asked.connect(lambda verb: self._do(job, verb))
        return row

    def _do(self, job: ExportJob, verb: str) -> None:
        queue = self._queue
        {
            "cancel": queue.cancel,
            "again": queue.again,
            "remove": queue.remove,
            "up": lambda job: queue.move(job, -1),
            "down": lambda job: queue.move(job, 1),
        }[verb](job)

    def _refresh(self, job: ExportJob) -> None:
        row = next((row for row in self.rows if row.job is job), None)
        if row is not None:
            self._show(row)
            if job.state == RUNNING and job.stage and not job.total:
                self._area.ensureWidgetVisible(row)
        if job.state != RUNNING:
            for other in self.rows:
                if other.job.state == WAITING:
                    self._show(other)
        self._follow()

    def _show(self, row: ExportRow) -> None:
        waiting = [job for job in self._queue.jobs if job.state == WAITING]
        row.refresh(first=waiting[:1] == [row.job], last=waiting[-1:] == [row.job])

    def _follow(self) -> None:
        ended = any(job.has_ended for job in self._queue.jobs)
        self.clear.setVisible(ended)
        if self._tasks is None:
            return
        job = self._queue.running
        if job is None:
            self._tasks.end(TASK)
            return
        text = tr("Exporting {name}").format(name=job.order.target.path.name)
        self._tasks.begin(TASK, text, lambda: self._cancel_running())
        self._tasks.progress(TASK, job.done, job.total)

    def _cancel_running(self) -> None:
        job = self._queue.running
        if job is not None:
            self._queue.cancel(job)


def ended_text(job: ExportJob) -> str:
    """One sentence for the status bar when a job has ended; '' for one that was stopped."""
    if job.state == DONE:
        return tr("Exported {path}.").format(path=job.order.target.path)
    return job.sentence
