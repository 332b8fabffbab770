"""What takes long shows its progress and can be stopped; what is missing then is said and offered again."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from lestalk_studio.cancelling import checkpoint
from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.pipeline.parts import SeenFace
from lestalk_studio.ui import auto_intensity
from lestalk_studio.ui.commands.project import SetMedia
from tests.e2e.editor.conftest import fake_parts

LEFT_BUTTON = Qt.MouseButton.LeftButton


class Slow:
    """A step of the chain that goes on until it may end, or is stopped at a checkpoint."""

    def __init__(self, real, with_progress=False):
        self.real, self.with_progress = real, with_progress
        self.begun, self.may_end, self.stopped = (threading.Event() for _ in range(3))

    def __call__(self, *arguments, **options):
        self.begun.set()
        try:
            for step in range(100_000):
                if self.may_end.wait(0.005):
                    break
                checkpoint()
                if self.with_progress:
                    arguments[1](min(step + 1, 99), 100)
        except BaseException:
            self.stopped.set()
            raise
        return self.real(*arguments, **options)


@pytest.fixture
def slow(window):
    """Make one step of the preview and the analysis slow; it ends with the test."""
    made = []

    def make(name, **options):
        step = Slow(getattr(fake_parts(), name), **options)
        parts = replace(fake_parts(), **{name: step})
        window.preview._frames._preview._parts = parts
        window.preview._analysis._parts = parts
        made.append(step)
        return step

    yield make
    for step in made:
        step.may_end.set()


def press(qtbot, button):
    qtbot.waitUntil(button.isVisible)
    qtbot.mouseClick(button, LEFT_BUTTON)


def test_listening_can_be_stopped_and_done_again(window, slow, portrait, voice, qtbot):
    speech = slow("speech")
    window.viewport.dropped.emit(portrait)
    window.viewport.dropped.emit(voice)
    bar = window.status.task
    qtbot.waitUntil(lambda: speech.begun.is_set() and "Listening" in bar.text.text())
    press(qtbot, bar.stop)
    assert speech.stopped.wait(5)
    bar.show_now()
    assert "not analysed" in bar.text.text() and not bar.bar.isVisible()
    assert not window.preview.up_to_date and window.preview.known is None
    assert window.canvas is not None and window.session.duration == pytest.approx(
        2.0
    )  # the voice itself was read
    speech.may_end.set()
    press(qtbot, bar.offer)
    qtbot.waitUntil(lambda: window.preview.up_to_date and not bar.isVisible())


def test_following_a_face_tells_how_far_it_is(window, slow, portrait, tmp_path, qtbot):
    source = slow("source", with_progress=True)
    window.viewport.dropped.emit(portrait)
    video = tmp_path / "talk.csv"
    video.write_text("frame\n")
    window.session.attempt(SetMedia, "au_source", video)
    bar = window.status.task
    qtbot.waitUntil(lambda: bar.bar.isVisible() and bar.bar.maximum() == 100 and bar.bar.value() > 10)
    qtbot.waitUntil(lambda: bar.left.text().endswith("left"))
    press(qtbot, bar.stop)
    assert source.stopped.wait(5)
    bar.show_now()
    assert "not analysed" in bar.text.text()
    window.session.undo_stack.undo()  # without the source nothing is missing
    qtbot.waitUntil(lambda: not bar.isVisible())


@pytest.mark.parametrize("name", ["look", "fit", "renderer"])
def test_preparing_a_portrait_can_be_stopped_and_done_again(window, slow, portrait, qtbot, name):
    step = slow(name)
    window.viewport.dropped.emit(portrait)
    bar = window.status.task
    qtbot.waitUntil(lambda: step.begun.is_set() and bar.stop.isVisible())
    press(qtbot, bar.stop)
    assert step.stopped.wait(5)
    bar.show_now()
    assert "no picture" in bar.text.text()
    window.session.seek(0.4)  # does not begin it behind one's back
    assert not window.viewport.has_frame
    step.may_end.set()
    press(qtbot, bar.offer)
    qtbot.waitUntil(lambda: window.viewport.has_frame and not bar.isVisible())


def test_auto_intensity_can_be_stopped(window, voice, qtbot, monkeypatch):
    step = Slow(lambda project: (Keyframe(0.0, 1.0, auto=True), Keyframe(1.0, 2.0, auto=True)))
    monkeypatch.setattr(auto_intensity, "effort_keys", step)
    window.session.open(Project(audio=voice))
    qtbot.waitUntil(lambda: window.preview.up_to_date or window.preview.known is not None)
    window.canvas.set_active({"happy"})
    window.actions_by_name["auto_intensity"].trigger()
    bar = window.status.task
    qtbot.waitUntil(lambda: step.begun.is_set() and bar.stop.isVisible())
    press(qtbot, bar.stop)
    assert step.stopped.wait(5)
    bar.show_now()
    assert not bar.isVisible() and "not filled" in window.statusBar().currentMessage()
    assert window.session.project.track("happy").keys == ()
    step.may_end.set()
    with qtbot.waitSignal(window.auto_intensity.told):
        window.actions_by_name["auto_intensity"].trigger()
    assert window.session.project.track("happy").keys


def test_a_step_without_checkpoints_is_stopped_for_the_user_at_once(window, portrait, voice, qtbot):
    """What it gives in the end is not taken."""
    release = threading.Event()
    begun = threading.Event()

    def stuck(samples, fps, **options):
        begun.set()
        release.wait(20)
        return fake_parts().speech(samples, fps, **options)

    window.preview._analysis._parts = replace(fake_parts(), speech=stuck)
    window.viewport.dropped.emit(voice)
    qtbot.waitUntil(lambda: begun.is_set() and window.status.task.stop.isVisible())
    press(qtbot, window.status.task.stop)
    window.status.task.show_now()
    assert "not analysed" in window.status.task.text.text()
    release.set()
    window.preview._analysis.stop()
    qtbot.wait(20)
    assert window.preview.known is None


def test_another_voice_takes_the_place_of_one_that_is_being_listened_to(window, slow, voice, tmp_path, qtbot):
    from tests.pipeline.media import tone, write_wav

    speech = slow("speech")
    window.viewport.dropped.emit(voice)
    qtbot.waitUntil(speech.begun.is_set)
    other = write_wav(tmp_path / "other.wav", tone(3.0))
    window.viewport.dropped.emit(other)
    assert speech.stopped.wait(5)
    speech.may_end.set()
    qtbot.waitUntil(lambda: window.preview.known is not None and len(window.preview.known[1]) == 75)


def test_a_face_that_is_seen_late_is_not_taken_for_another_portrait(window, portrait, qtbot):
    seen = []
    parts = fake_parts()

    def look(path, face):
        seen.append(threading.current_thread())
        return SeenFace(parts.look(path, face).portrait, None)

    window.preview._frames._preview._parts = replace(parts, look=look)
    window.viewport.dropped.emit(portrait)
    qtbot.waitUntil(lambda: window.viewport.has_frame)
    assert seen and threading.main_thread() not in seen


def test_time_left_is_told_once_it_can_be_known():
    from lestalk_studio.ui.tasks import TimeLeft, clock

    left = TimeLeft()
    assert left.update(1, 100, now=10.0) is None
    assert left.update(2, 100, now=10.1) is None  # too early to say
    assert left.update(11, 101, now=11.0) == pytest.approx(9.0)
    assert left.update(5, 100, now=12.0) is None  # begun anew
    assert [clock(seconds) for seconds in (7.2, 65, 3723)] == ["0:07", "1:05", "1:02:03"]
