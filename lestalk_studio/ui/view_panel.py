"""The preview with its row of switches below."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from lestalk_studio.ui import viewport_icons as icons
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.viewport import Viewport

ZOOMS = (50, 100, 200, 400)
ROW = (
    ("show_result", icons.draw_result),
    ("show_split", icons.draw_split),
    ("show_both", icons.draw_side_by_side),
    ("show_film", icons.draw_film),
    None,
    ("show_landmarks", icons.draw_landmarks),
    ("show_mesh", icons.draw_mesh),
    ("show_motion", icons.draw_motion),
    None,
    ("front_brush", icons.draw_brush),
    None,
    ("full_screen", icons.draw_full_screen),
)
"""Names of actions with what draws their signs; None is a gap."""


class ViewPanel(QWidget):
    """A preview over its bar. `use` fills the bar."""

    def __init__(self, viewport: Viewport) -> None:
        super().__init__()
        self.viewport = viewport
        self.bar = QWidget()
        self.zoom = QToolButton()
        self.zoom.setAccessibleName(tr("Zoom of the preview"))
        self.zoom.setToolTip(tr("Zoom of the preview"))
        self.zoom.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.zoom.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tools = QVBoxLayout()  # what is set where a tool is in hand
        self._row = QHBoxLayout(self.bar)
        self._row.setContentsMargins(4, 2, 4, 2)
        self._row.setSpacing(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.tools)
        column.addWidget(viewport, 1)
        column.addWidget(self.bar)
        self._actions: Mapping[str, QAction] = {}
        viewport.view_changed.connect(self._tell_zoom)
        viewport.menu_asked.connect(lambda where: self.menu().exec(where))

    def use(self, actions: Mapping[str, QAction]) -> None:
        """Fill the bar with the view's actions."""
        self._actions = actions
        menu = QMenu(self.zoom)
        menu.addAction(actions["fit_picture"])
        menu.addAction(actions["fit_face"])
        for percent in ZOOMS:
            if percent == 100:
                menu.addAction(actions["full_size"])
            else:
                menu.addAction(f"{percent} %", lambda _=False, to=percent: self._zoom_to(to))
        self.zoom.setMenu(menu)
        self._row.addWidget(self.zoom)
        self._row.addStretch(1)
        for entry in ROW:
            if entry is None:
                gap = QFrame()
                gap.setFixedWidth(9)
                self._row.addWidget(gap)
            else:
                self._row.addWidget(icons.SignButton(actions[entry[0]], entry[1]))
        self._tell_zoom()

    def menu(self) -> QMenu:
        """All switches of the view, for a right click."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._actions["fit_picture"])
        menu.addAction(self._actions["fit_face"])
        menu.addAction(self._actions["full_size"])
        menu.addSeparator()
        for entry in ROW:
            menu.addSeparator() if entry is None else menu.addAction(self._actions[entry[0]])
        return menu

    def _zoom_to(self, percent: int) -> None:
        now = self.viewport.percent
        if now:
            self.viewport.zoom_by(percent / now)

    def _tell_zoom(self) -> None:
        self.zoom.setMinimumWidth(self.zoom.fontMetrics().horizontalAdvance(tr("Fit") + " 0000 %") + 28)
        percent = self.viewport.percent
        if percent is None:
            self.zoom.setText("–")
        else:
            fitted = self.viewport.view.zoom is None
            self.zoom.setText(f"{tr('Fit')} {percent:.0f} %" if fitted else f"{percent:.0f} %")
