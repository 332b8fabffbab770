"""The preferences of how the window looks and speaks: theme and language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from lestalk_studio.ui import appearance, language, retranslate
from lestalk_studio.ui.texts import tr

if TYPE_CHECKING:
    from lestalk_studio.ui.main_window import MainWindow


class LookPage(QWidget):
    """Both change at once."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        form = QFormLayout(self)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.theme, self.language = QComboBox(), QComboBox()
        for value, title in appearance.choices():
            self.theme.addItem(title, value)
        self.theme.setCurrentIndex(self.theme.findData(appearance.stored_choice()))
        self.language.addItem(tr("As the system"), language.SYSTEM)
        for code in language.languages():
            self.language.addItem(language.language_title(code), code)
        self.language.setCurrentIndex(self.language.findData(language.stored_choice()))
        form.addRow(tr("Theme"), self.theme)
        form.addRow(tr("Language"), self.language)
        self.theme.currentIndexChanged.connect(lambda _: appearance.choose(self.theme.currentData()))
        self.language.currentIndexChanged.connect(self._speak)

    def _speak(self, _index: int) -> None:
        retranslate.choose(self._window, self.language.currentData())
