"""The preferences of the preview: how much memory its frames may fill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFormLayout, QLabel, QSpinBox, QWidget

from lestalk_studio.ui.preview_settings import LEAST_MB, MOST_MB, PreviewSettings
from lestalk_studio.ui.texts import tr

if TYPE_CHECKING:
    from lestalk_studio.ui.main_window import MainWindow


class PreviewPage(QWidget):
    """Changes hold at once."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._preview = window.preview
        form = QFormLayout(self)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        now = PreviewSettings.stored()
        self.memory = QSpinBox()
        self.memory.setRange(LEAST_MB, MOST_MB)
        self.memory.setSingleStep(128)
        self.memory.setSuffix(" MB")
        self.memory.setValue(now.memory_mb)
        self.memory.valueChanged.connect(self._store)
        form.addRow(tr("Memory for rendered frames"), self.memory)
        hint = QLabel(tr("Frames that lie in memory play without being rendered again."))
        hint.setObjectName("hint")
        hint.setWordWrap(True)
        form.addRow(hint)

    def _store(self) -> None:
        settings = PreviewSettings(self.memory.value())
        settings.store()
        self._preview.use(settings)
