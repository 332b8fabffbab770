"""A renderer that is slower than the frames come: some are left out, and the picture stays with the sound."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from tests.audio.fake_device import FakeSystem
from tests.e2e.editor.conftest import GreyRenderer


class SlowRenderer(GreyRenderer):
    """Renders one frame each time it is let."""

    def __init__(self):
        self.let, self.waiting, self.slow = threading.Semaphore(0), threading.Semaphore(0), False

    def render(self, z, aux):
        if self.slow:
            self.waiting.release()
            assert self.let.acquire(timeout=20)
        return super().render(z, aux)


@pytest.fixture
def speakers():
    """Their clock stands still between the calls of `run`."""
    return FakeSystem()


@pytest.fixture
def slow(window, portrait, voice, qtbot, monkeypatch):
    for name in ("IDLE_MS", "REFINE_MS"):  # nothing is rendered ahead
        monkeypatch.setattr(f"lestalk_studio.ui.preview_worker.{name}", 60_000)
    renderer = SlowRenderer()
    preview = window.preview._frames._preview
    preview._parts = replace(preview._parts, renderer=lambda face, size: renderer)
    window.viewport.dropped.emit(portrait)
    window.viewport.dropped.emit(voice)
    window.inspector.rows["AU12"].spin.setValue(0.2)
    window.session.seek(2.0)
    window.inspector.rows["AU12"].spin.setValue(0.9)  # each frame is another one
    window.session.seek(0.0)
    qtbot.waitUntil(lambda: window.preview.up_to_date and window.sound_output.report.state == "open")
    yield renderer
    renderer.slow = False
    for _ in range(100):
        renderer.let.release()


def test_frames_are_left_out_and_the_newest_is_shown(window, slow, speakers, qtbot):
    frames = []
    window.preview.frame_ready.connect(lambda frame: frames.append(frame.time))
    qtbot.keyClick(window, Qt.Key.Key_Space)
    slow.slow = True
    slow_by = 0.2
    for step in range(1, 7):
        # The sound goes on while one frame is being rendered.
        for _ in range(5):
            speakers.stream.run(slow_by / 5)
            window.playback.tick()
        playhead = window.session.playhead
        assert playhead == pytest.approx(step * slow_by, abs=0.041), "the playhead waits for no frame"
        assert slow.waiting.acquire(timeout=20)
        shown = len(frames)
        slow.let.release()
        qtbot.waitUntil(lambda shown=shown: len(frames) > shown)
        assert playhead - frames[-1] <= slow_by + 0.041, "the picture falls behind"
    window.playback.pause()
    assert len(frames) <= 8, "30 frames long, and most were left out"
    assert frames == sorted(frames)
    slow.slow = False
    slow.let.release()
    qtbot.waitUntil(lambda: window.preview.up_to_date)
    assert frames[-1] == window.session.playhead, "at rest it is the frame under the playhead"
