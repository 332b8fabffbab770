"""A main window that is shown, used, and closed without questions."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSettings

from lestalk_studio.ui.lingering import wait_for_lingering
from lestalk_studio.ui.main_window import MainWindow


@contextmanager
def shown_window(
    qtbot, settings: Path, make: Callable[[], MainWindow], patience: float = 10.0
) -> Iterator[MainWindow]:
    """What `make` makes, shown, with settings of its own in that folder; patience: seconds for its threads to end."""
    # Qt reads XDG_CONFIG_HOME once a process; a folder and a name of its own keep tests apart.
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(settings))
    QCoreApplication.setOrganizationName(f"lestalk-test-{uuid.uuid4().hex}")
    window = make()
    with qtbot.waitActive(window):  # keys go nowhere before
        window.show()
    yield window
    window.playback.pause()
    window.shut_down()
    window.session.undo_stack.setClean()
    window.close()
    window.deleteLater()
    assert wait_for_lingering(patience)
