"""While nothing is asked of the window yet, what it will need is loaded, so that the first project comes soon."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QThread, QTimer

from lestalk_studio.cancelling import cancellable
from lestalk_studio.errors import Cancelled, StudioError
from lestalk_studio.pipeline import warm_up
from lestalk_studio.pipeline.builtins import portrait_path
from lestalk_studio.ui.demo_project import demo_project
from lestalk_studio.ui.lingering import linger
from lestalk_studio.ui.recent import recent_projects

if TYPE_CHECKING:
    from lestalk_studio.ui.main_window import MainWindow

log = logging.getLogger(__name__)

AFTER_MS = 300
"""The window is painted first, and answers."""


class WarmUp(QThread):
    """Does some steps, one after the other; one that fails is left out: who needs it will tell why."""

    def __init__(self, steps: Iterable[Callable[[], object]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps, self._stopping = steps, False

    def run(self) -> None:
        threading.current_thread().name = "QThread WarmUp"
        for step in self._steps:
            if self._stopping:
                return
            try:
                with cancellable(lambda: self._stopping):
                    step()
            except Cancelled:
                log.info("not made ready: it is not wanted any more")
            except (StudioError, ImportError, OSError) as error:
                log.info("not made ready: %s", error)

    def let_go(self) -> None:
        """Stop after the step it is at, which is not waited for."""
        self._stopping = True
        if self.isRunning():
            linger(self)


def warm_up_soon(window: MainWindow) -> WarmUp:
    """Begin with it beside `window`, until the program ends."""
    made = WarmUp(_steps(window), window)
    QTimer.singleShot(AFTER_MS, made, made.start)
    QCoreApplication.instance().aboutToQuit.connect(made.let_go)
    return made


def _steps(window: MainWindow) -> Iterable[Callable[[], object]]:
    yield from warm_up.steps()
    if not recent_projects():  # who comes for the first time is likely to try the demo
        yield lambda: _see_demo(window)


def _see_demo(window: MainWindow) -> None:
    """The window's steps remember it."""
    demo = demo_project()
    with cancellable(lambda: window.session.project.portrait not in (None, demo.portrait)):
        window.parts.fit(window.parts.look(portrait_path(demo.portrait), demo.face))
