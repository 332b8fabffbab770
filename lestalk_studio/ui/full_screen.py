"""The preview alone on the whole screen; everything else comes back as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from lestalk_studio.ui.texts import tr

if TYPE_CHECKING:
    from lestalk_studio.ui.main_window import MainWindow

HINT_MS = 3000
IDLE_MS = 2000
"""The mouse is hidden once it was not moved for so long."""
SETTLE_MS = 1000
"""Time in which a window manager has given the window its old size."""


class FullScreen(QObject):
    """changed(on). The window itself fills the screen with its docks and bars hidden, so that every key goes on
    working.
    """

    changed = Signal(bool)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._state: QByteArray | None = None
        self._geometry = QRect()
        self._was_maximised = False
        self._wanted: tuple[QByteArray, QSize] | None = None
        self._focus: QWidget | None = None
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
        self._wanted, self._focus = None, window.focusWidget()
        self._state, self._geometry = window.saveState(), window.geometry()
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
        if self._was_maximised:
            window.showMaximized()
        else:
            window.showNormal()
            window.setGeometry(self._geometry)
        for widget in self._hidden:
            widget.show()
        self._hidden = []
        if self._focus is not None:
            self._focus.setFocus()
        # Docks get their sizes only in a window of the old size, which some window managers give later.
        self._wanted = self._state, self._geometry.size()
        self._state = None
        window.installEventFilter(self)
        window.restoreState(self._wanted[0])
        QTimer.singleShot(SETTLE_MS, self._settle)

    def _settle(self) -> None:
        if self._wanted is not None:
            self._wanted = None
            self._window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() == QEvent.Type.Resize and self._wanted is not None:
                state, size = self._wanted
                if event.size() == size:
                    QTimer.singleShot(0, lambda: self._window.restoreState(state))
        elif event.type() == QEvent.Type.MouseMove:
            if self._window.viewport.cursor().shape() == Qt.CursorShape.BlankCursor:
                self._window.viewport.unsetCursor()
            self._idle.start()
        return False
