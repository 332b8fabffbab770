"""The docks around the preview, and how much room each has at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget

from lestalk_studio.ui.texts import tr

if TYPE_CHECKING:
    from lestalk_studio.ui.main_window import MainWindow


def build_docks(window: MainWindow) -> dict[str, QDockWidget]:
    """The docks by name, placed in `window`."""
    areas = Qt.DockWidgetArea
    docks = {}
    for name, title, widget, area in (
        ("timeline", tr("Timeline"), window.timeline, areas.BottomDockWidgetArea),
        ("inspector", tr("Inspector"), window.inspector, areas.RightDockWidgetArea),
        ("radar", tr("LES radar"), window.radar, areas.LeftDockWidgetArea),
        ("presets", tr("Presets"), window.presets, areas.LeftDockWidgetArea),
        ("history", tr("History"), window.history, areas.LeftDockWidgetArea),
    ):
        dock = QDockWidget(title, window)
        dock.setObjectName(name)
        dock.setWidget(widget)
        window.addDockWidget(area, dock)
        docks[name] = dock
    exports = docks["exports"] = QDockWidget(tr("Exports"), window)
    exports.setObjectName("exports")
    exports.setWidget(window.background.panel)
    window.addDockWidget(areas.LeftDockWidgetArea, exports)
    window.setDockNestingEnabled(True)
    window.tabifyDockWidget(docks["presets"], docks["history"])
    window.tabifyDockWidget(docks["history"], exports)
    docks["presets"].raise_()
    window.setCorner(Qt.Corner.BottomRightCorner, areas.RightDockWidgetArea)
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    window.resizeDocks([docks["radar"], docks["inspector"]], [360, 420], across)
    window.resizeDocks([docks["radar"], docks["presets"]], [262, 228], down)
    window.resizeDocks([docks["timeline"]], [360], down)
    return docks
