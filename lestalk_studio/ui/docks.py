"""The docks around the preview, and how much room each has at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow

from lestalk_studio.ui.texts import tr

if TYPE_CHECKING:
    from lestalk_studio.ui.main_window import MainWindow


def build_docks(window: MainWindow) -> dict[str, QDockWidget]:
    """The docks by name, placed in `window`."""
    docks = {}
    for name, title, widget in (
        ("timeline", tr("Timeline"), window.timeline),
        ("inspector", tr("Inspector"), window.inspector),
        ("radar", tr("LES radar"), window.radar),
        ("presets", tr("Presets"), window.presets),
        ("history", tr("History"), window.history),
        ("exports", tr("Exports"), window.background.panel),
    ):
        docks[name] = QDockWidget(title, window)
        docks[name].setObjectName(name)
        docks[name].setWidget(widget)
    window.setDockNestingEnabled(True)
    place_docks(window, docks)
    return docks


def place_docks(window: QMainWindow, docks: dict[str, QDockWidget]) -> None:
    """Put the docks where they are at first."""
    areas = Qt.DockWidgetArea
    places = {"timeline": areas.BottomDockWidgetArea, "inspector": areas.RightDockWidgetArea}
    for name, dock in docks.items():
        window.addDockWidget(places.get(name, areas.LeftDockWidgetArea), dock)
    window.tabifyDockWidget(docks["presets"], docks["history"])
    window.tabifyDockWidget(docks["history"], docks["exports"])
    docks["presets"].raise_()
    window.setCorner(Qt.Corner.BottomRightCorner, areas.RightDockWidgetArea)
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    window.resizeDocks([docks["radar"], docks["inspector"]], [360, 420], across)
    window.resizeDocks([docks["radar"], docks["presets"]], [262, 228], down)
    window.resizeDocks([docks["timeline"]], [360], down)
