"""File > Open recent: the projects that were open last."""

from __future__ import annotations

from collections.abc import Callable
from os.path import isfile
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from lestalk_studio.ui.recent import forget_project, recent_projects
from lestalk_studio.ui.texts import tr


class RecentMenu(QMenu):
    """Filled when it is shown. Projects that are gone are greyed; the last entry takes them off the list."""

    def __init__(self, open_it: Callable[[Path], object], parent: QWidget | None = None) -> None:
        super().__init__(tr("Open recent"), parent)
        self._open_it = open_it
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Show the list as it is now."""
        self.clear()
        paths = recent_projects()
        gone = [path for path in paths if not isfile(path)]
        for path in paths:
            shown = path.stem.replace("&", "&&")
            text = tr("{name} (missing)").format(name=shown) if path in gone else shown
            action = self.addAction(text)
            action.setToolTip(str(path))
            action.setEnabled(path not in gone)
            action.triggered.connect(lambda _=False, chosen=path: self._open_it(chosen))
        if not paths:
            self.addAction(tr("No project yet")).setEnabled(False)
        if gone:
            self.addSeparator()
            self.addAction(tr("Take missing ones off the list")).triggered.connect(
                lambda _=False: [forget_project(path) for path in gone]
            )
