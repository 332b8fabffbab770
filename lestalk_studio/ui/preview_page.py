"""The preferences of the preview: how much memory and disk its frames may fill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLabel, QPushButton, QSpinBox, QWidget

from lestalk_studio.ui.preview_settings import (
    LEAST_DISK_MB,
    LEAST_MB,
    MOST_DISK_MB,
    MOST_MB,
    PreviewSettings,
)
from lestalk_studio.ui.texts import tr

if TYPE_CHECKING:
    from lestalk_studio.ui.main_window import MainWindow


class PreviewPage(QWidget):
    """Changes hold at once."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._preview = window.preview
        now = PreviewSettings.stored()
        self.memory = _megabytes(LEAST_MB, MOST_MB, now.memory_mb)
        self.disk = QCheckBox(tr("Keep rendered frames on the disk, too"))
        self.disk.setChecked(now.disk)
        self.disk_size = _megabytes(LEAST_DISK_MB, MOST_DISK_MB, now.disk_mb)
        self.disk_size.setEnabled(now.disk)
        self.used, self.clear = QLabel(), QPushButton(tr("Clear"))
        self.used.setMinimumWidth(90)
        self.clear.setEnabled(False)
        form = QFormLayout(self)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setVerticalSpacing(8)
        form.addRow(tr("Memory for rendered frames"), self.memory)
        form.addRow(_hint(tr("Frames that lie in memory play without being rendered again.")))
        form.addRow(self.disk)
        form.addRow(tr("Room on the disk"), self.disk_size)
        row = QHBoxLayout()
        row.addWidget(self.used)
        row.addWidget(self.clear)
        form.addRow(tr("Used"), row)
        form.addRow(
            _hint(
                tr(
                    "Frames on the disk are there again after the next start. They are made while nothing else is done."
                )
            )
        )
        self.memory.valueChanged.connect(self._store)
        self.disk_size.valueChanged.connect(self._store)
        self.disk.toggled.connect(self._store)
        self.disk.toggled.connect(self.disk_size.setEnabled)
        self.clear.clicked.connect(lambda: self._preview.look_after_disk(clear=True))
        self._preview.disk_used.connect(self._tell_used)
        self._preview.look_after_disk()

    def _store(self, *_) -> None:
        settings = PreviewSettings(self.memory.value(), self.disk.isChecked(), self.disk_size.value())
        settings.store()
        self._preview.use(settings)

    def _tell_used(self, used: int) -> None:
        self.used.setText(f"{used / 1024 / 1024:.0f} MB" if used else tr("nothing"))
        self.clear.setEnabled(used > 0)


def _megabytes(least: int, most: int, now: int) -> QSpinBox:
    spin = QSpinBox()
    spin.setRange(least, most)
    spin.setSingleStep(128)
    spin.setSuffix(" MB")
    spin.setValue(now)
    spin.setMinimumWidth(120)
    return spin


def _hint(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("hint")
    label.setWordWrap(True)
    return label
