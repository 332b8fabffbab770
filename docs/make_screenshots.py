"""`.venv/bin/python docs/make_screenshots.py`: open the demo project in the real window, picture it for the README."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

TIME = 5.6
SIZE = (1440, 900)
PICTURE = Path(__file__).resolve().parent / "pictures" / "editor.jpg"
QUALITY = 82


def _ready(window, seconds: float = 180.0) -> None:
    from PySide6.QtCore import QCoreApplication

    end = time.monotonic() + seconds
    while not (window.viewport.has_frame and window.preview.up_to_date):
        if time.monotonic() > end:
            raise SystemExit("The picture did not come.")
        QCoreApplication.processEvents()
        time.sleep(0.01)


def make(picture: Path = PICTURE) -> Path:
    """Write the window with the demo project at TIME as JPEG; returns its path."""
    from PySide6.QtWidgets import QApplication

    from lestalk_studio.ui.main_window import MainWindow
    from lestalk_studio.ui.theme import apply_theme

    app = QApplication.instance() or QApplication([])
    app.setOrganizationName("lestalk-pictures")
    apply_theme(app)
    window = MainWindow()
    window.resize(*SIZE)
    window.show()
    window.files.demo()
    window.actions_by_name["keyed_only"].trigger()  # so that every lane with keys is in the picture
    _ready(window)
    # The radar's trail needs some frames before this one.
    for frame in range(12, -1, -1):
        window.session.seek(TIME - frame / window.session.project.fps)
        _ready(window)
    end = time.monotonic() + 0.5
    while time.monotonic() < end:
        app.processEvents()
    window.grab().toImage().save(str(picture), "JPEG", QUALITY)
    window.shut_down()
    return picture


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        for kind in ("STATE", "CACHE", "CONFIG"):
            os.environ[f"XDG_{kind}_HOME"] = f"{home}/{kind}"
        made = make()
        sys.stdout.write(f"{made} ({made.stat().st_size // 1000} kB)\n")
