"""The picture follows the sound; without a device all goes on silently."""

import pytest
from PySide6.QtCore import Qt

from tests.e2e.editor.conftest import FakeStream


@pytest.fixture
def speaking(window, voice, qtbot):
    window.viewport.dropped.emit(voice)
    qtbot.waitUntil(lambda: window.preview.up_to_date)
    return window


def test_space_is_heard_and_the_playhead_follows_the_device(speaking, qtbot):
    speaking.session.seek(0.4)
    qtbot.keyClick(speaking, Qt.Key.Key_Space)
    speaking.playback._timer.stop()
    stream = FakeStream.last
    stream.run(0.6)
    assert abs(stream.heard[0]).max() > 0.1
    speaking.playback.tick()
    assert speaking.session.playhead == pytest.approx(1.0, abs=0.13)
    assert "on" in speaking.status.sound.text()
    qtbot.keyClick(speaking, Qt.Key.Key_Space)
    stream.run(0.1)
    assert not stream.heard[-1].any()


def test_without_a_device_it_plays_silently_and_says_so(speaking, qtbot, monkeypatch):
    def none(rate, callback):
        raise OSError("no device")

    monkeypatch.setattr(speaking.sound_output, "_open_stream", none)
    qtbot.keyClick(speaking, Qt.Key.Key_Space)
    assert speaking.playback.playing
    assert "silently" in speaking.status.sound.text()
