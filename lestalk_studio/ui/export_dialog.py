"""The export dialog: what to write and where, how long it takes and how large it gets; it adds to the queue."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lestalk_studio.document.settings import ExportSettings
from lestalk_studio.errors import StudioError
from lestalk_studio.pipeline.estimate import Estimate
from lestalk_studio.pipeline.export_store import ExportOrder
from lestalk_studio.pipeline.parts import Parts
from lestalk_studio.ui.commands.project import SetExport
from lestalk_studio.ui.errands import Errands
from lestalk_studio.ui.export_form import ENDINGS, ExportForm, target_of
from lestalk_studio.ui.export_queue import ExportQueue, checked_order
from lestalk_studio.ui.export_row import estimate_text
from lestalk_studio.ui.export_worker import EstimateWorker
from lestalk_studio.ui.preview_control import PreviewControl
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.texts import tr

ANYWHERE = Path("/estimate")
"""In place of the path in what is measured: it makes no difference."""
SETTLED_MS = 350
"""Nothing is measured before the choice stays so long."""


class ExportDialog(QDialog):
    """Orders a snapshot of the project: what is edited meanwhile is in the next export. added(job)."""

    added = Signal(object)

    def __init__(
        self,
        session: Session,
        queue: ExportQueue,
        preview: PreviewControl,
        parts: Parts | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._queue, self._preview = session, queue, preview
        self._measured: tuple[tuple, Estimate] | None = None
        self._errands = Errands(self)
        self._estimates = EstimateWorker(parts, self)
        self._estimates.estimated.connect(self._estimated)
        self._estimates.failed.connect(self._cannot)
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settled.timeout.connect(self._estimate)
        self.setWindowTitle(tr("Export"))
        self.setMinimumWidth(560)
        self.form = form = ExportForm()
        self.format, self.quality, self.range, self.sound = form.format, form.quality, form.range, form.sound
        self.size, self.fps, self.path = form.size, form.fps, form.path
        self.estimate, self.note = QLabel(), QLabel()
        self.estimate.setToolTip(
            tr("Measured on frames of this clip, and corrected by what past exports on this machine took.")
        )
        for label in (self.estimate, self.note):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.start_button, self.close_button = QPushButton(tr("Export")), QPushButton(tr("Close"))
        self.start_button.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.estimate, 1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.start_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(12)
        column.addWidget(self.form)
        column.addWidget(self.note)
        column.addStretch(1)
        column.addLayout(buttons)
        self.form.browse.clicked.connect(self._browse)
        self.form.changed.connect(self._changed)
        self.start_button.clicked.connect(self.start)
        self.close_button.clicked.connect(self.reject)
        session.document_changed.connect(self._changed)
        queue.idle.connect(self._changed)

    def show_again(self) -> None:
        """Open with the project's settings."""
        self.form.show_settings(self._session.project, self._session.file)
        self._say("")
        self.show()
        self.raise_()
        self.activateWindow()
        self._changed()

    def hideEvent(self, event) -> None:
        self._settled.stop()
        self._estimates.forget()
        super().hideEvent(event)

    # --- what it will take

    def _changed(self, *_) -> None:
        if not self.isVisible():
            return
        self._estimates.cancel()
        self._measured = None
        self.estimate.setText(tr("Measuring …"))
        self._settled.start()

    def _estimate(self) -> None:
        project = self._session.project
        if project.portrait is None:
            self._cannot(tr("There is no portrait yet; choose one in the File menu."))
        elif self._queue.is_busy:
            self._cannot(tr("Measured when no other export runs."))
        else:
            order = self._order(replace(self._settings(), path=ANYWHERE))
            self._estimates.ask(order)

    def _estimated(self, order: ExportOrder, shown: Estimate, measured: Estimate) -> None:
        if order.project.export == replace(self._settings(), path=ANYWHERE):
            self._measured = _same(order), measured
            self.estimate.setText(estimate_text(shown.frames, shown.seconds, shown.bytes))

    def _cannot(self, sentence: str) -> None:
        self.estimate.setText(sentence)

    # --- ordering

    def _settings(self) -> ExportSettings:
        return self.form.settings(self._session.project.export)

    def _order(self, settings: ExportSettings) -> ExportOrder:
        project = replace(self._session.project, export=settings)
        known = self._preview.known
        return ExportOrder(project, target_of(settings), self._session.file, known)

    def start(self) -> None:
        """Order the export of the project as it is now."""
        settings = self._settings()
        if settings.path is None or not settings.path.name:
            self._say(tr("Name the file to write."))
            return
        order = self._order(settings)
        if self._queue.is_wanted(order.target.path):
            text = tr("An export to {path} is in the queue already; name another file, or remove that one.")
            self._say(text.format(path=order.target.path))
            return
        self.start_button.setEnabled(False)
        self._errands.do(lambda: _looked_at(order), lambda answer: self._checked(settings, answer))

    def _checked(self, settings: ExportSettings, answer: object) -> None:
        self.start_button.setEnabled(True)
        if isinstance(answer, Exception):
            told = str(answer) if isinstance(answer, StudioError) else f"{answer}"
            self._say(told)
            return
        order, exists = answer
        if exists and not self._may_replace(order.target.path):
            return
        self._session.attempt(SetExport, settings)
        measured = None
        if self._measured is not None and self._measured[0] == _same(order):
            measured = self._measured[1]
        self.hide()
        self.added.emit(self._queue.add(order, measured))

    def _may_replace(self, path: Path) -> bool:
        buttons = QMessageBox.StandardButton
        question = tr("{name} is there already. Replace it?").format(name=path.name)
        answer = QMessageBox.question(self, tr("Export"), question, buttons.Yes | buttons.No, buttons.No)
        return answer == buttons.Yes

    def _say(self, sentence: str) -> None:
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))
        self.layout().activate()
        self.resize(self.width(), max(self.height(), self.layout().heightForWidth(self.width())))

    def _browse(self) -> None:
        kind, now = self.form.format.currentData(), self.form.path.text()
        if kind == "folder":
            chosen = QFileDialog.getExistingDirectory(self, tr("Folder for the pictures"), now)
        else:
            options = QFileDialog.Option.DontConfirmOverwrite  # asked when it is ordered
            chosen, _ = QFileDialog.getSaveFileName(
                self, tr("Export to"), now, f"*{ENDINGS[kind]}", options=options
            )
        if chosen:
            self.form.path.setText(chosen)

    # --- the end

    def leave(self) -> None:
        """Begin to end."""
        self._settled.stop()
        self._estimates.leave()

    def shut_down(self) -> None:
        """End the threads."""
        self.leave()
        self._estimates.stop()
        self._errands.stop()


def _same(order: ExportOrder) -> tuple:
    """What an estimate holds for."""
    return replace(order.project, export=replace(order.project.export, path=None)), order.target.kind


def _looked_at(order: ExportOrder) -> tuple[ExportOrder, bool]:
    """The order, checked, and whether something would be replaced. Raises StudioError."""
    order = checked_order(order)
    path = order.target.path
    exists = path.is_file() if order.target.kind != "folder" else path.is_dir() and any(path.glob("*.png"))
    return order, exists
