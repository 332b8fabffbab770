"""The editor on a real sound server: the playhead on the screen is where the recorded sound is."""

import time

import numpy as np
import pytest
from PySide6.QtCore import Qt

from lestalk_studio.ui.main_window import MainWindow
from tests.audio.null_sink import Recorder, sink_or_skip
from tests.audio.test_null_sink import EVERY_S, RATE, beeps, loud_spans
from tests.e2e.editor.conftest import fake_parts
from tests.e2e.editor.windows import shown_window
from tests.pipeline.media import write_wav

pytestmark = pytest.mark.audio


@pytest.fixture
def sink():
    return sink_or_skip()


@pytest.fixture
def heard_window(sink, qtbot, tmp_path):
    with shown_window(qtbot, tmp_path / "settings", lambda: MainWindow(fake_parts())) as window:
        window.viewport.dropped.emit(write_wav(tmp_path / "beeps.wav", beeps(4.0), RATE))
        qtbot.waitUntil(lambda: window.preview.up_to_date)
        qtbot.waitUntil(lambda: window.sound_output.report.state == "open", timeout=10_000)
        yield window


def test_the_playhead_on_the_screen_is_where_the_sound_is(heard_window, sink, qtbot):
    places = []
    heard_window.session.playhead_changed.connect(lambda at: places.append((time.monotonic(), at)))
    recorder = Recorder(sink)
    recorder.wait()
    qtbot.keyClick(heard_window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: heard_window.session.playhead >= 2.0, timeout=10_000)
    qtbot.keyClick(heard_window, Qt.Key.Key_Space)
    qtbot.wait(300)
    samples = recorder.stop()
    recorder.skip_if_pieces_are_lost()
    starts = [start for start, _ in loud_spans(samples)]
    clocks = np.array([recorder.clock_of(start) for start in starts[:18]])
    places = np.array(places)
    # A frame stays for 40 ms: on the average the playhead is half of that behind.
    shown = places[np.searchsorted(places[:, 0], clocks[1:]) - 1, 1]
    errors = shown - EVERY_S * np.arange(1, len(clocks))
    assert len(clocks) >= 15 and abs(np.median(errors)) < 0.08, np.round(1000 * errors)
