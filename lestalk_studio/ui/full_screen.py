"""The preview alone on the whole screen; everything else comes back as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from lestalk_studio.ui.texts import tr

if TYPE_CHECKING:
    from lestalk_studio.ui.main_window import MainWindow

HINT_MS = 3000
IDLE_MS = 2000
"""The mouse is hidden once it was not moved for so long."""


class FullScreen(QObject):
    """changed(on). The window itself fills the screen with its docks and bars hidden, so that every key goes on
    working.
    """

    changed = Signal(bool)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._state: QByteArray | None = None
        self._geometry: QByteArray | None = None
        self._was_maximised = False
        self._hidden: list = []
        self._leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), window)
        self._leave.setEnabled(False)
        self._leave.activated.connect(lambda: self.set_on(False))
        self._hint = QTimer(self, singleShot=True, interval=HINT_MS)
        self._hint.timeout.connect(lambda: window.viewport.set_hint(""))
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(lambda: window.viewport.setCursor(Qt.CursorShape.BlankCursor))

    @property
    def on(self) -> bool:
        """Whether the preview fills the screen."""
        return self._state is not None

    def set_on(self, on: bool) -> None:
        """Enter or leave."""
        if on == self.on:
            return
        self._enter() if on else self._return()
        self.changed.emit(on)

    def _enter(self) -> None:
        window = self._window
        self._state, self._geometry = window.saveState(), window.saveGeometry()
        self._was_maximised = window.isMaximized()
        bars = [window.menuBar(), window.statusBar(), window.view_panel.bar]
        docks = list(window._docks.values())
        self._hidden = [widget for widget in (*bars, *docks) if not widget.isHidden()]
        for widget in self._hidden:
            widget.hide()
        window.showFullScreen()
        self._leave.setEnabled(True)
        window.viewport.setFocus()
        window.viewport.set_hint(tr("Escape leaves full screen"))
        window.viewport.installEventFilter(self)
        self._hint.start()
        self._idle.start()

    def _return(self) -> None:
        window = self._window
        self._leave.setEnabled(False)
        self._hint.stop()
        self._idle.stop()
        window.viewport.removeEventFilter(self)
        window.viewport.unsetCursor()
        window.viewport.set_hint("")
        window.showMaximized() if self._was_maximised else window.showNormal()
        for widget in self._hidden:
            widget.show()
        window.restoreGeometry(self._geometry)
        window.restoreState(self._state)
        self._state = self._geometry = None
        self._hidden = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseMove:
            if self._window.viewport.cursor().shape() == Qt.CursorShape.BlankCursor:
                self._window.viewport.unsetCursor()
            self._idle.start()
        return False
