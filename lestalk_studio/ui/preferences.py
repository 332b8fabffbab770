"""The preferences dialog: pages by subject; what is changed there holds at once and is remembered.

A page is a QWidget made with the main window as its one argument; it reads and writes QSettings itself. To
add one, add a line to `pages`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lestalk_studio.ui.device_control import DevicePage
from lestalk_studio.ui.look_page import LookPage
from lestalk_studio.ui.preview_page import PreviewPage
from lestalk_studio.ui.sound_page import SoundPage
from lestalk_studio.ui.texts import tr

if TYPE_CHECKING:
    from lestalk_studio.ui.main_window import MainWindow

LAST_PAGE = "preferences/page"


@dataclass(frozen=True)
class Page:
    """One subject. name: for the settings, never shown. build: makes the page for a main window."""

    name: str
    title: str
    build: Callable[[MainWindow], QWidget]


def pages() -> tuple[Page, ...]:
    """The pages in the order of the list, in the user's language."""
    return (
        Page("look", tr("Look and language"), LookPage),
        Page("preview", tr("Preview"), PreviewPage),
        Page("sound", tr("Sound"), SoundPage),
        Page("device", tr("Device"), DevicePage),
    )


class PreferencesDialog(QDialog):
    """A list of subjects and the page of the chosen one. Opens where it was left."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle(tr("Preferences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._pages = pages()
        self.list, self._stack = QListWidget(), QStackedWidget()
        self.list.setAccessibleName(tr("Subjects"))
        for page in self._pages:
            self.list.addItem(page.title)
            self._stack.addWidget(_framed(page.title, page.build(window)))
        widest = self.list.sizeHintForColumn(0)
        self.list.setFixedWidth(max(130, min(widest + 32, 240)))
        self.list.currentRowChanged.connect(self._show)
        names = [page.name for page in self._pages]
        last = str(QSettings().value(LAST_PAGE, names[0]))
        self.list.setCurrentRow(names.index(last) if last in names else 0)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.button(QDialogButtonBox.StandardButton.Close).setText(tr("Close"))
        close.rejected.connect(self.close)
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(self.list)
        across.addWidget(self._stack, 1)
        down = QVBoxLayout(self)
        down.addLayout(across, 1)
        down.addWidget(close)
        self.resize(680, 460)

    def page(self, name: str) -> QWidget:
        """The page called `name`. Raises KeyError for an unknown one."""
        for i, page in enumerate(self._pages):
            if page.name == name:
                return self._stack.widget(i).widget().findChild(QWidget, "page")
        raise KeyError(name)

    def turn_to(self, name: str) -> None:
        """Show the page called `name`."""
        self.list.setCurrentRow([page.name for page in self._pages].index(name))

    def _show(self, row: int) -> None:
        self._stack.setCurrentIndex(row)
        QSettings().setValue(LAST_PAGE, self._pages[row].name)


def _framed(title: str, page: QWidget) -> QScrollArea:
    head = QLabel(title)
    head.setObjectName("title")
    page.setObjectName("page")
    if isinstance(form := page.layout(), QFormLayout):
        form.setContentsMargins(0, 0, 0, 0)
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setSpacing(14)
    column.addWidget(head)
    column.addWidget(page)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area


def show_preferences(window: MainWindow, name: str | None = None) -> PreferencesDialog:
    """Open the dialog, or bring the open one to the front; `name`: the page to show."""
    dialog = window.findChild(PreferencesDialog) or PreferencesDialog(window)
    if name is not None:
        dialog.turn_to(name)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    return dialog
