"""`.venv/bin/python docs/make_screenshots.py [NAME ...]`: picture the real window with the demo project.

Writes docs/pictures/editor*.jpg, all or those named: editor, light, curves, radar, presets, export, brush.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

TIME, BETWEEN = 5.6, 2.96
SIZE = (1440, 900)
PICTURES = Path(__file__).resolve().parent / "pictures"
QUALITY = 82


def _pump(until: Callable[[], bool], seconds: float) -> bool:
    from PySide6.QtCore import QCoreApplication

    end = time.monotonic() + seconds
    while not until():
        if time.monotonic() > end:
            return False
        QCoreApplication.processEvents()
        time.sleep(0.01)
    return True


def _rest(seconds: float) -> None:
    _pump(lambda: False, seconds)


def _ready(window) -> None:
    if not _pump(lambda: window.viewport.has_frame and window.preview.up_to_date, 180.0):
        raise SystemExit("The picture did not come.")


def _open(window) -> None:
    window.resize(*SIZE)
    window.show()
    window.files.demo()
    window.actions_by_name["keyed_only"].trigger()  # so that every lane with keys is in the picture
    _ready(window)
    # The radar's trail needs some frames before this one.
    for frame in range(12, -1, -1):
        window.session.seek(TIME - frame / window.session.project.fps)
        _ready(window)
    _rest(6.0)  # thumbnails, and the bar of frames that lie ready


def _editor(window):
    return window


def _curves(window):
    window.canvas.active = ("happy", "sad")
    window.actions_by_name["curves"].trigger()
    _rest(0.5)
    return window.timeline


def _after_curves(window) -> None:
    window.actions_by_name["curves"].trigger()


def _dock(widget):
    from PySide6.QtWidgets import QDockWidget

    while not isinstance(widget, QDockWidget):
        widget = widget.parentWidget()
    return widget


def _large(widget, width: int, height: int):
    """A dock's content, off the window and with room."""
    _dock(widget).setFloating(True)
    _dock(widget).resize(width, height)
    widget.setFocus()
    _rest(1.0)
    return widget


def _radar(window):
    for frame in range(12, -1, -1):  # between two feelings
        window.session.seek(BETWEEN - frame / window.session.project.fps)
        _ready(window)
    return _large(window.radar, 480, 440)


def _presets(window):
    return _large(window.presets, 560, 440)


def _export(window):
    window.actions_by_name["export"].trigger()
    window.exporting.path.setText("/home/anna/Videos/demo.mp4")
    measuring = window.exporting.estimate.text()
    _pump(lambda: window.exporting.estimate.text() != measuring, 60.0)
    return window.exporting


def _after_export(window) -> None:
    window.exporting.hide()


def _after_dock(window) -> None:
    for widget in (window.radar, window.presets):
        _dock(widget).setFloating(False)
    _dock(window.presets).raise_()
    window.session.seek(TIME)
    _ready(window)
    _rest(0.5)


def _brush(window):
    from lestalk_studio.document.strokes import Stroke
    from lestalk_studio.ui.commands.front import PaintFront

    window.actions_by_name["show_both"].setChecked(True)
    window.actions_by_name["front_brush"].setChecked(True)
    _ready(window)
    window.viewport.fit_face()
    chin, cheek = ((0.46, 0.505), (0.49, 0.52), (0.53, 0.52)), ((0.62, 0.40), (0.60, 0.46), (0.56, 0.50))
    for points in (chin, cheek):
        window.session.attempt(PaintFront, (Stroke("still", points, 0.018, 0.8),))
    _ready(window)
    _rest(1.0)
    return window.view_panel


def _after_brush(window) -> None:
    window.actions_by_name["front_brush"].setChecked(False)
    window.actions_by_name["show_result"].setChecked(True)
    window.viewport.fit()
    window.session.undo_stack.setIndex(0)
    _ready(window)


def _light(window):
    from lestalk_studio.ui.appearance import choose

    choose("light")
    _rest(1.0)
    return window


# name -> (what is pictured, what puts it back)
PLAN: dict[str, tuple[Callable, Callable]] = {
    "editor": (_editor, lambda window: None),
    "curves": (_curves, _after_curves),
    "radar": (_radar, _after_dock),
    "presets": (_presets, _after_dock),
    "export": (_export, _after_export),
    "brush": (_brush, _after_brush),
    "light": (_light, lambda window: None),
}


def make(names: list[str], folder: Path = PICTURES) -> list[Path]:
    """Write the pictures `names` as JPEG; returns their paths."""
    from PySide6.QtWidgets import QApplication

    from lestalk_studio.ui.appearance import choose
    from lestalk_studio.ui.main_window import MainWindow

    app = QApplication.instance() or QApplication([])
    app.setOrganizationName("lestalk-pictures")
    choose("dark")
    window = MainWindow()
    _open(window)
    made = []
    for name in names:
        show, put_back = PLAN[name]
        path = folder / ("editor.jpg" if name == "editor" else f"editor_{name}.jpg")
        show(window).grab().toImage().save(str(path), "JPEG", QUALITY)
        put_back(window)
        made.append(path)
    window.session.undo_stack.setClean()
    window.close()
    return made


def main() -> int:
    """Read the names and picture them in a home of their own."""
    names = sys.argv[1:] or list(PLAN)
    if unknown := set(names) - set(PLAN):
        sys.stderr.write(f"There is no picture {', '.join(sorted(unknown))}; there are {', '.join(PLAN)}.\n")
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        for kind in ("STATE", "CACHE", "CONFIG"):
            os.environ[f"XDG_{kind}_HOME"] = f"{home}/{kind}"
        for path in make(names):
            sys.stdout.write(f"{path} ({path.stat().st_size // 1000} kB)\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
