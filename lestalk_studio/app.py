"""The program with a window."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from pathlib import Path


def run(file: Path | None = None, self_test: Path | None = None, say: Callable[[str], None] = print) -> int:
    """Open the editor, with the project `file` if given, until its window is closed. Returns an exit code.

    self_test: folder for what the self-test makes; it runs in the window, closes it, and tells by `say`.
    """
    from PySide6.QtWidgets import QApplication

    from lestalk_studio.ui.appearance import dress
    from lestalk_studio.ui.language import speak
    from lestalk_studio.ui.main_window import MainWindow
    from lestalk_studio.ui.warm_up import warm_up_soon
    from lestalk_studio.ui.window_layout import WindowLayout

    if self_test is not None:
        from lestalk_studio.ui.self_test import emptied, run_self_test

        emptied(self_test)
    # Python's handlers only run between events; unsaved work is in the state folder anyway.
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.SIG_DFL)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    app.setOrganizationName("lestalk-studio")
    app.setApplicationName("LES Talker Studio")
    app.setDesktopFileName("lestalk-studio")
    speak(app)
    dress(app)
    window = MainWindow()
    if self_test is None:
        WindowLayout(window)
    window.show()
    if self_test is not None:
        return run_self_test(app, window, self_test, say)
    warm_up_soon(window)
    window.background.offer_left()
    if not window.offer_recovery(file) and file is not None:
        window.open_file(file)
    return app.exec()
