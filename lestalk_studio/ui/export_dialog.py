"""The export dialog: what and where to, then progress with the time left, beside further editing."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lestalk_studio.document.settings import ExportSettings
from lestalk_studio.pipeline.export import Exported
from lestalk_studio.pipeline.parts import Parts
from lestalk_studio.pipeline.target import Target, video_target
from lestalk_studio.ui.commands.project import SetExport
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.texts import tr, tr_name
from lestalk_studio.ui.workers import ExportWorker

ENDINGS = {"mp4": ".mp4", "webm": ".webm", "folder": ""}


class ExportDialog(QDialog):
    """Renders a snapshot of the project: what is edited meanwhile is in the next export."""

    def __init__(self, session: Session, parts: Parts | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._began = 0.0
        self._made: Exported | None = None
        self.worker = ExportWorker(parts, self)
        self.setWindowTitle(tr("Export"))
        self.setMinimumWidth(520)
        self.format = _choice((("mp4", tr("Video, plays everywhere (MP4)")), ("webm", tr("Video for the web (WebM)")),
                               ("folder", tr("Pictures (PNG, a folder)"))))  # fmt: skip
        self.size = _choice((("source", tr("As the portrait")), (1080, "1080"), (720, "720"), (512, "512")))
        self.range = _choice((("in_out", tr("Between in and out point")), ("all", tr("Everything"))))
        self.sound = QCheckBox(tr("With the voice"))
        self.path = QLineEdit()
        self.path.setPlaceholderText(tr("File to write"))
        browse = QPushButton(tr("Browse …"))
        self.start_button, self.close_button = QPushButton(tr("Export")), QPushButton(tr("Close"))
        self.cancel_button, self.folder_button = QPushButton(tr("Cancel")), QPushButton(tr("Open folder"))
        self.start_button.setDefault(True)
        self.bar, self.note = QProgressBar(), QLabel()
        self.bar.setTextVisible(False)
        self.note.setWordWrap(True)
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        where = QHBoxLayout()
        where.addWidget(self.path, 1)
        where.addWidget(browse)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.addRow(tr("Format"), self.format)
        form.addRow(tr("Longer side, pixels"), self.size)
        form.addRow(tr("Range"), self.range)
        form.addRow("", self.sound)
        form.addRow(tr("File"), where)
        buttons = QHBoxLayout()
        buttons.addWidget(self.folder_button)
        buttons.addStretch(1)
        for button in (self.cancel_button, self.close_button, self.start_button):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self.bar)
        column.addWidget(self.note)
        column.addLayout(buttons)
        browse.clicked.connect(self._browse)
        self.format.currentIndexChanged.connect(self._new_ending)
        self.start_button.clicked.connect(self.start)
        self.cancel_button.clicked.connect(self.worker.cancel)
        self.close_button.clicked.connect(self.hide)
        self.folder_button.clicked.connect(self._open_folder)
        self.worker.stage.connect(lambda name: self.note.setText(tr_name(name) + " …"))
        self.worker.progress.connect(self._progress)
        self.worker.exported.connect(self._exported)
        self.worker.failed.connect(lambda sentence: self._ended(sentence))
        self.worker.cancelled.connect(
            lambda kept: self._ended(tr("Stopped.") + (f" {kept}." if kept else ""))
        )
        self._running(False)

    def show_again(self) -> None:
        """Open with the project's settings; while an export runs, with its progress."""
        if not self.cancel_button.isVisibleTo(self):
            self._take(self._session.project.export)
            self.note.clear()
            self.folder_button.hide()
        self.show()
        self.raise_()

    def _take(self, settings: ExportSettings) -> None:
        for box, value in (
            (self.format, settings.format),
            (self.size, settings.size),
            (self.range, settings.range),
        ):
            if box.findData(value) < 0:
                box.addItem(str(value), value)
            box.setCurrentIndex(box.findData(value))
        self.sound.setChecked(settings.sound)
        file = self._session.file
        beside = (file or Path.home() / tr("untitled")).with_suffix(ENDINGS[settings.format])
        self.path.setText(str(settings.path or beside))

    def settings(self) -> ExportSettings:
        """What is chosen now."""
        return replace(
            self._session.project.export,
            format=self.format.currentData(),
            size=self.size.currentData(),
            range=self.range.currentData(),
            sound=self.sound.isChecked(),
            path=Path(self.path.text()).absolute() if self.path.text().strip() else None,
        )

    def start(self) -> None:
        """Begin the export of the project as it is now."""
        settings = self.settings()
        if settings.path is None:
            self.note.setText(tr("Name the file to write."))
            return
        try:
            target = _target(settings)
        except ValueError as error:
            self.note.setText(f"{error}.")
            return
        self._session.attempt(SetExport, settings)
        self._began = time.monotonic()
        self._running(True)
        self.bar.setRange(0, 0)
        self.worker.ask((self._session.project, target))

    def _progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if done == 1:
            self._began = time.monotonic()
        elif done > 1:
            left = (time.monotonic() - self._began) / (done - 1) * (total - done)
            text = tr("Frame {done} of {total}, {left} s left")
            self.note.setText(text.format(done=done, total=total, left=round(left)))

    def _exported(self, made: Exported) -> None:
        self._made = made
        self._ended(tr("Wrote {path} ({n} frames).").format(path=made.path, n=made.frames))
        self.bar.setRange(0, 1)
        self.bar.setValue(1)
        self.folder_button.show()

    def _ended(self, sentence: str) -> None:
        self._running(False)
        self.note.setText(sentence)

    def _running(self, on: bool) -> None:
        self.cancel_button.setVisible(on)
        self.start_button.setEnabled(not on)
        self.bar.setVisible(on)
        self.folder_button.setVisible(False)

    def _browse(self) -> None:
        if self.format.currentData() == "folder":
            chosen = QFileDialog.getExistingDirectory(self, tr("Folder for the pictures"), self.path.text())
        else:
            ending = ENDINGS[self.format.currentData()]
            chosen, _ = QFileDialog.getSaveFileName(self, tr("Export to"), self.path.text(), f"*{ending}")
        if chosen:
            self.path.setText(chosen)

    def _new_ending(self) -> None:
        if self.path.text():
            self.path.setText(str(Path(self.path.text()).with_suffix(ENDINGS[self.format.currentData()])))

    def _open_folder(self) -> None:
        if self._made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made.path.parent)))

    def shut_down(self) -> None:
        """Stop what runs and end the thread."""
        self.worker.cancel()
        self.worker.stop()


def _choice(entries) -> QComboBox:
    box = QComboBox()
    for value, text in entries:
        box.addItem(text, value)
    return box


def _target(settings: ExportSettings) -> Target:
    if settings.format == "folder":
        return Target(settings.path, "folder")
    path = settings.path
    if path.suffix.lower() != ENDINGS[settings.format]:
        path = path.with_name(path.name + ENDINGS[settings.format])
    return video_target(str(path))
