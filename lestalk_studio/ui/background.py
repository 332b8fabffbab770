"""What a window does beside being edited: analyses and exports, with their place in the status bar and the docks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDockWidget, QMessageBox

from lestalk_studio.pipeline.parts import Parts
from lestalk_studio.ui.device_control import DeviceControl
from lestalk_studio.ui.export_dialog import ExportDialog
from lestalk_studio.ui.export_panel import ExportPanel, ended_text
from lestalk_studio.ui.export_queue import DONE, FAILED, ExportJob, ExportQueue
from lestalk_studio.ui.status_line import StatusLine
from lestalk_studio.ui.tasks import Missing, Tasks
from lestalk_studio.ui.texts import tr

if TYPE_CHECKING:
    from lestalk_studio.ui.main_window import MainWindow

PORTRAIT, ANALYSIS, EFFORT = "portrait", "analysis", "effort"


class Background(QObject):
    """The export queue with its dialog and panel, and the tasks of a window's workers in its status bar.

    parts: the chain's steps, to estimate an export; apart: whether exports run in a process of their own, with the
    real steps.
    """

    def __init__(self, window: MainWindow, parts: Parts | None = None, apart: bool = True) -> None:
        super().__init__(window)
        self._window = window
        self.queue = ExportQueue(None if apart else parts, self)
        self.dialog = ExportDialog(window.session, self.queue, window.preview, parts, window)
        self.panel = ExportPanel(self.queue)
        self.devices = DeviceControl(self)
        self._dock: QDockWidget | None = None

    def connect(self, status: StatusLine, dock: QDockWidget) -> None:
        """Show what goes on in `status`, and the queue in `dock`."""
        self._dock = dock
        self.panel.use(status.tasks)
        self.devices.attach(status.device)
        self.devices.told.connect(status.tell)
        self.queue.told.connect(status.tell)
        self.queue.job_changed.connect(lambda job: self._job_changed(job, status))
        self.dialog.added.connect(lambda _: self.show_queue())
        self._watch_preview(status.tasks)
        effort = self._window.auto_intensity
        effort.busy.connect(status.tasks.follow(EFFORT, effort.cancel))

    def _watch_preview(self, tasks: Tasks) -> None:
        preview = self._window.preview
        preview.busy.connect(tasks.follow(PORTRAIT, preview.cancel_portrait))
        for signal in (preview.frame_ready, preview.failed):
            signal.connect(lambda _: tasks.end(PORTRAIT))
        preview.analysing.connect(tasks.follow(ANALYSIS, preview.cancel_analysis))
        preview.progress.connect(lambda done, total: tasks.progress(ANALYSIS, done, total))
        no_picture = (tr("The portrait is not prepared, so there is no picture."), tr("Prepare it"))
        no_motion = (tr("The performance is not analysed, so the face stays still."), tr("Analyse it"))
        preview.halted.connect(_when(tasks, PORTRAIT, *no_picture, preview.resume_portrait))
        preview.unheard.connect(_when(tasks, ANALYSIS, *no_motion, preview.analyse_again))

    def show_queue(self) -> None:
        """Bring the dock of the exports to the front."""
        if self._dock is not None:
            self._dock.show()
            self._dock.raise_()

    def offer_left(self) -> None:
        """Show the exports that programs that are gone did not finish, to be gone on with."""

        def found(count: int) -> None:
            if count:
                self.show_queue()
                self._window.status.tell(
                    tr("Exports were not finished when the program ended; go on with them in their list.")
                )

        self.queue.find_left(found)

    def may_leave(self) -> bool:
        """Ask what becomes of exports that are not finished, if there are any."""
        if not self.queue.is_busy:
            return True
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr("Exports are running"))
        box.setText(tr("Exports are not finished yet."))
        box.setInformativeText(
            tr("What is finished of them is kept, and the next start can go on from there.")
        )
        later = box.addButton(tr("Quit, go on next time"), QMessageBox.ButtonRole.AcceptRole)
        drop = box.addButton(tr("Quit and forget them"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(tr("Stay"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        self.queue.idle.connect(box.accept)
        box.exec()
        box.deleteLater()
        if not self.queue.is_busy and box.clickedButton() is None:
            return True  # they ended while the question stood there
        if box.clickedButton() is later:
            self.queue.keep_for_next_start()
            return True
        if box.clickedButton() is drop:
            self.queue.drop_all()
            return True
        return False

    def leave(self) -> None:
        """Begin to end: stop whatever runs, without waiting for it."""
        self.queue.leave()
        self.dialog.leave()

    def close(self) -> None:
        """End the threads."""
        self.dialog.shut_down()
        self.queue.close()
        self.devices.close()

    def _job_changed(self, job: ExportJob, status: StatusLine) -> None:
        if job.state in (DONE, FAILED):
            status.tell(ended_text(job))


def _when(tasks: Tasks, key: str, sentence: str, offer: str, again):
    """For a signal that tells whether something is missing."""
    missing = Missing(sentence, offer, again)
    return lambda on: tasks.end(key, missing) if on else tasks.found(key)
