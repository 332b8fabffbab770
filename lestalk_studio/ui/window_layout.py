"""The window comes back as it was left: its place, its size and its docks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSettings
from PySide6.QtWidgets import QMainWindow

from lestalk_studio.ui.docks import place_docks

PLACE, DOCKS = "window/place", "window/docks"
VERSION = 1
"""Of what docks there are: what was kept of other docks is not taken up."""


class WindowLayout(QObject):
    """Takes up what was kept, and keeps it again whenever `window` is closed."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.restore()
        window.installEventFilter(self)

    def restore(self) -> None:
        """The window as it was left; as it is where nothing was kept, or something else."""
        kept = QSettings()
        place, docks = kept.value(PLACE), kept.value(DOCKS)
        if place is not None:
            self._window.restoreGeometry(place)
        if docks is not None:
            self._window.restoreState(docks, VERSION)

    def keep(self) -> None:
        """Remember the window as it is."""
        kept = QSettings()
        kept.setValue(PLACE, self._window.saveGeometry())
        kept.setValue(DOCKS, self._window.saveState(VERSION))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # On the full screen the docks are hidden for a while; that is not how the window was arranged.
        if event.type() == QEvent.Type.Close and not self._window.isFullScreen():
            self.keep()
        return False


def reset_layout(window: QMainWindow, docks: dict) -> None:
    """All docks where they are at first."""
    for dock in docks.values():
        dock.setFloating(False)
        window.removeDockWidget(dock)
    place_docks(window, docks)
    for dock in docks.values():
        dock.show()
    docks["presets"].raise_()
