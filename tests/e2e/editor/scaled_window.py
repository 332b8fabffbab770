"""Run by test_scaling in a process of its own: `scaled_window.py LANGUAGE OUT.png [dialogs]`, tells as JSON.

QT_SCALE_FACTOR is read once, when the program starts; so this cannot be a test in the same process.
"""

from __future__ import annotations

import json
import sys

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QDialog, QLabel, QLineEdit, QWidget

from lestalk_studio.audio.pyramid import Pyramid
from lestalk_studio.ui import preferences
from lestalk_studio.ui.demo_project import demo_project
from lestalk_studio.ui.elided_label import ElidedLabel
from lestalk_studio.ui.language import speak
from lestalk_studio.ui.theme import DARK, apply_theme
from lestalk_studio.ui.timeline.scene import HEADER_WIDTH, TOP
from tests.audio.fake_device import FakeSystem
from tests.e2e.editor.conftest import fake_parts
from tests.pipeline.media import tone

SIZE = (1280, 760)


def pixels(image: QImage) -> np.ndarray:
    """(H, W, 3) of real pixels."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).astype(int)


def clipped(window: QWidget) -> list[str]:
    """Texts that have less room than they need."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        if isinstance(widget, QLabel) and widget.text() and not isinstance(widget, ElidedLabel):
            wide = widget.fontMetrics().horizontalAdvance(widget.text())
            if widget.wordWrap():
                if widget.heightForWidth(widget.width()) > widget.height() + 1:
                    found.append(widget.text())
            elif wide > widget.width() + 1:
                found.append(widget.text())
        elif isinstance(widget, QAbstractButton) and widget.text():
            needed = widget.sizeHint().width() if not isinstance(widget, QCheckBox) else 0
            if needed > widget.width() + 1:
                found.append(widget.text())
        elif isinstance(widget, QLineEdit):
            text = widget.placeholderText()
            if text and widget.fontMetrics().horizontalAdvance(text) + 8 > widget.width():
                found.append(text)
    return found


def blurred(across: np.ndarray, colour: QColor) -> int:
    """Pixels across a line, (N, 3), that are neither the line nor what lies beside it: 0 = sharp."""
    on = np.abs(across - colour.getRgb()[:3]).max(axis=1) <= 3
    off = np.minimum(np.abs(across - across[0]).max(axis=1), np.abs(across - across[-1]).max(axis=1)) <= 3
    assert on.any(), "the line is not where it should be"
    return int((~on & ~off).sum())


def clipped_in_dialogs(window) -> list[str]:
    """As `clipped`, of the preferences, the export and the shortcuts."""
    found = []
    for page in preferences.pages():
        dialog = preferences.show_preferences(window, page.name)
        QApplication.processEvents()
        found += clipped(dialog)
    dialog.close()
    for show in (window.exporting.show_again, window.show_shortcuts):
        show()
        QApplication.processEvents()
        for dialog in window.findChildren(QDialog):
            if dialog.isVisible():
                found += clipped(dialog)
                dialog.close()
    return found


def main() -> None:
    """Show the window, measure it, picture it."""
    from lestalk_studio.audio.playback import SoundOutput
    from lestalk_studio.ui.main_window import MainWindow

    app = QApplication([])
    app.setOrganizationName("lestalk-scaled")
    speak(app, sys.argv[1])
    apply_theme(app, DARK)
    speakers = FakeSystem()
    window = MainWindow(fake_parts(), SoundOutput(speakers, speakers.now))
    window.resize(*SIZE)
    window.show()
    window.session.open(demo_project())
    window.session.set_media_seconds(8.0)
    window.canvas.set_wave(Pyramid(tone(8.0)[:, 0], 16000))
    window.session.seek(1.52)
    for _ in range(5):
        app.processEvents()
    ratio = window.devicePixelRatioF()
    canvas = window.canvas
    picture = pixels(canvas.grab().toImage())
    x = canvas.scene().x(window.session.playhead)
    row = next(r for r in canvas.scene().visible_rows() if not r.is_group and not r.keys)
    lane_y = canvas.scene().y(row) + row.height / 2
    around = slice(round((x - 4) * ratio), round((x + 6) * ratio))
    across = picture[round(lane_y * ratio), around]
    along = picture[round((TOP - 2) * ratio) : round((TOP + 4) * ratio), round((HEADER_WIDTH + 6) * ratio)]
    icon = window.presets.list.item(0).icon().pixmap(QSize(72, 72), ratio)
    grabbed = window.grab()
    grabbed.save(sys.argv[2])
    told = {
        "ratio": ratio,
        "pixels": [grabbed.width(), grabbed.height()],
        "canvas_layer": canvas._layer.devicePixelRatio(),
        "icon": icon.width(),
        "clipped": clipped(window),
        "playhead_blur": blurred(across, QColor(DARK.playhead)),
        "ruler_blur": blurred(along, QColor(DARK.line)),
    }
    if "dialogs" in sys.argv[3:]:
        told["clipped"] += clipped_in_dialogs(window)
    window.playback.pause()
    window.shut_down()
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
