"""An emotion's level is filled from the voice, and hand edits outlive another analysis."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from lestalk_studio.audio.decode import load_audio
from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.track import Track
from lestalk_studio.nets import audio_to_intensity
from lestalk_studio.paths import resources_dir
from lestalk_studio.training.effort_voices import Manner, Throat, raised
from lestalk_studio.training.vocoder import analysed
from lestalk_studio.ui.timeline.hit import Hit
from tests.pipeline.media import write_wav


@pytest.fixture(scope="module")
def raised_voice() -> np.ndarray:
    """Two seconds said calmly, and the same said with effort, no louder."""
    calm = load_audio(resources_dir() / "demo_speech.ogg")[24000:56000]
    said = analysed(calm)
    shout = raised(said, np.ones(len(said.pitch)), Manner(), Throat(), 0)[0]
    return np.concatenate([calm, shout * np.std(calm) / np.std(shout)])


@pytest.fixture
def loud(tmp_path, raised_voice):
    return write_wav(tmp_path / "loud.wav", raised_voice)


def fill(window, qtbot):
    with qtbot.waitSignal(window.auto_intensity.busy, check_params_cb=lambda text: not text, timeout=60_000):
        window.actions_by_name["auto_intensity"].trigger()


def test_the_level_rises_with_the_voice_in_one_step(window, qtbot, loud):
    window.session.open(Project(audio=loud))
    window.canvas.set_active({"happy"})
    fill(window, qtbot)
    track = window.session.project.track("happy")
    assert 2 <= len(track.keys) < 40 and all(key.auto for key in track.keys)
    assert track.value_at(3.0) > track.value_at(1.0) + 0.3
    assert window.session.undo_stack.count() == 1
    assert "filled from the voice" in window.statusBar().currentMessage()
    window.actions_by_name["undo"].trigger()
    assert window.session.project.track("happy").keys == ()


def test_keys_set_by_hand_outlive_another_analysis(window, qtbot, loud):
    mine = Keyframe(1.0, 2.5)
    window.session.open(Project(audio=loud, tracks=(Track("sad", (mine,)),)))
    window.canvas.set_active({"sad"})
    fill(window, qtbot)
    first = window.session.project.track("sad").keys
    assert mine in first and len(first) > 2
    fill(window, qtbot)
    assert window.session.project.track("sad").keys == first
    assert window.session.undo_stack.count() == 1


def test_the_window_does_not_measure_itself(window, qtbot, loud, monkeypatch):
    threads = []

    def measure(samples, fps):
        threads.append(threading.current_thread())
        return np.ones(50, np.float32)

    monkeypatch.setattr(audio_to_intensity, "voice_intensity", measure)
    window.session.open(Project(audio=loud))
    fill(window, qtbot)
    assert threads and threading.main_thread() not in threads


def test_without_sound_it_says_what_to_do(window, qtbot, tmp_path):
    window.actions_by_name["auto_intensity"].trigger()
    assert "no voice" in window.statusBar().currentMessage()
    hum = 0.05 * np.random.default_rng(0).normal(size=32000)
    window.session.open(Project(audio=write_wav(tmp_path / "hum.wav", hum)))
    fill(window, qtbot)
    assert "Nobody speaks" in window.statusBar().currentMessage()
    window.session.open(Project(audio=tmp_path / "gone.wav"))
    fill(window, qtbot)
    assert "gone.wav" in window.statusBar().currentMessage()
    assert window.session.undo_stack.count() == 0


def test_a_lane_that_is_no_emotion_is_refused(window):
    window.canvas.set_active({"AU12"})
    window.actions_by_name["auto_intensity"].trigger()
    assert "emotion" in window.statusBar().currentMessage()


def test_the_menu_of_an_emotions_lane_fills_that_lane(window, qtbot, loud):
    window.session.open(Project(audio=loud))
    window.canvas.set_active({"happy"})
    menu = window.timeline.menus.menu(Hit("name", "sad"))
    entry = next(action for action in menu.actions() if "intensity" in action.text())
    with qtbot.waitSignal(window.auto_intensity.busy, check_params_cb=lambda text: not text, timeout=60_000):
        entry.trigger()
    assert window.session.project.track("sad").keys and not window.session.project.track("happy").keys
    menu.close()
    other = window.timeline.menus.menu(Hit("name", "AU12"))
    assert not [action for action in other.actions() if "intensity" in action.text()]
    other.close()
