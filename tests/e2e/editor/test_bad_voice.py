"""A voice that is of no use: why is said where the voice would be, and nothing of another one stays there."""

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from lestalk_studio.ui.commands.project import SetMedia
from lestalk_studio.ui.timeline.scene import RULER_HEIGHT


@pytest.fixture
def heard(window, portrait, voice, qtbot):
    for role, path in (("portrait", portrait), ("audio", voice)):
        assert window.session.attempt(SetMedia, role, path)
    qtbot.waitUntil(lambda: window.canvas.wave is not None and window.preview.up_to_date, timeout=20_000)


def make(folder, kind):
    path = folder / "my voice.wav"
    if kind != "missing":
        path.write_bytes({"empty": b"", "words": b"hello, this is text"}[kind])
    return path


@pytest.mark.parametrize("kind", ["empty", "words", "missing"])
def test_a_useless_voice_takes_the_place_of_the_old_one_until_it_is_taken_back(
    window, heard, tmp_path, qtbot, kind
):
    canvas, session = window.canvas, window.session
    assert session.duration == pytest.approx(2.0)
    session.attempt(SetMedia, "audio", make(tmp_path, kind))
    qtbot.waitUntil(lambda: "my voice.wav" in canvas.wave_trouble, timeout=20_000)
    assert canvas.wave is None and window.preview.known is None
    qtbot.waitUntil(lambda: canvas.wave_trouble in window.statusBar().currentMessage())
    point = QPoint(round(canvas.scene().x(0.5)), RULER_HEIGHT + 20)
    QApplication.sendEvent(canvas, QHelpEvent(QEvent.Type.ToolTip, point, canvas.mapToGlobal(point)))
    assert QToolTip.text() == canvas.wave_trouble
    QToolTip.hideText()
    session.undo_stack.undo()
    qtbot.waitUntil(lambda: canvas.wave is not None and not canvas.wave_trouble, timeout=20_000)
    assert session.duration == pytest.approx(2.0)


def test_taking_a_useless_voice_out_leaves_no_complaint(window, heard, tmp_path, qtbot):
    window.session.attempt(SetMedia, "audio", make(tmp_path, "empty"))
    qtbot.waitUntil(lambda: bool(window.canvas.wave_trouble), timeout=20_000)
    window.session.attempt(SetMedia, "audio", None)
    qtbot.waitUntil(lambda: not window.canvas.wave_trouble, timeout=20_000)
