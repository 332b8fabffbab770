"""The picture follows the sound; without a device all goes on silently."""

import threading

import numpy as np
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

from lestalk_studio.document.project import Project
from lestalk_studio.ui.preferences import show_preferences
from lestalk_studio.ui.sound_settings import SoundSettings
from tests.audio.fake_device import HEADPHONES, SPEAKERS
from tests.e2e.editor.mouse import drag, move, press, release


@pytest.fixture
def speaking(window, voice, qtbot):
    window.viewport.dropped.emit(voice)
    qtbot.waitUntil(lambda: window.preview.up_to_date)
    qtbot.waitUntil(lambda: window.sound_output.report.state in ("open", "absent"))
    QApplication.processEvents()
    return window


def loudness(samples) -> float:
    return float(np.abs(samples).max())


def message(window) -> str:
    return window.statusBar().currentMessage()


def test_space_is_heard_and_the_playhead_follows_the_device(speaking, speakers, qtbot):
    speaking.session.seek(0.4)
    speakers.stream.run(0.2)
    qtbot.keyClick(speaking, Qt.Key.Key_Space)
    heard = speakers.stream.run(0.6)
    assert loudness(heard) > 0.1
    speaking.playback.tick()
    assert speaking.session.playhead == pytest.approx(1.0, abs=0.13)
    assert speaking.status.sound.text() == "Sound: on"
    qtbot.keyClick(speaking, Qt.Key.Key_Space)
    assert not speakers.stream.run(0.1)[200:].any()


def test_the_playhead_waits_until_the_first_sound_is_heard(speaking, speakers, qtbot):
    speakers.lead = 0.1
    qtbot.keyClick(speaking, Qt.Key.Key_Space)
    speakers.stream.block(160)
    speaking.playback.tick()
    assert speaking.session.playhead == 0.0
    speakers.stream.run(0.5)
    speaking.playback.tick()
    assert speaking.session.playhead == pytest.approx(0.4, abs=0.05)


def test_a_loop_is_seamless_and_the_playhead_goes_round_with_it(speaking, speakers, qtbot):
    speaking.session.seek(0.4)
    speaking.editing.set_in()
    speaking.session.seek(0.76)
    speaking.editing.set_out()
    speaking.session.seek(0.4)
    speakers.stream.run(0.2)
    speaking.session.set_loop(True)
    qtbot.keyClick(speaking, Qt.Key.Key_Space)
    heard = speakers.stream.run(1.0)
    steps = np.abs(np.diff(heard[160:]))
    assert steps.max() < 0.06, "a click at the seam"
    # 0.4 s round: what is heard at 0.8 is what was heard at 0.4.
    assert np.allclose(heard[7000:9000], heard[13400:15400], atol=1e-3)
    speaking.playback.tick()
    assert speaking.session.playhead == pytest.approx(0.6, abs=0.06) and speaking.playback.playing


def test_stepping_by_keys_lets_the_frame_be_heard_and_can_be_switched_off(speaking, speakers, qtbot):
    speaking.session.seek(0.6)
    speakers.stream.run(0.3)
    qtbot.keyClick(speaking, Qt.Key.Key_Period)
    assert loudness(speakers.stream.run(0.2)) > 0.05
    assert loudness(speakers.stream.run(0.2)) == 0.0
    qtbot.keyClick(speaking, Qt.Key.Key_Comma)
    assert loudness(speakers.stream.run(0.2)) > 0.05
    speaking.actions_by_name["scrub_sound"].trigger()
    qtbot.keyClick(speaking, Qt.Key.Key_Comma)
    assert loudness(speakers.stream.run(0.2)) == 0.0
    assert not SoundSettings.stored().scrub


def test_dragging_the_playhead_is_heard_and_then_playing_goes_on(speaking, speakers, qtbot):
    canvas = speaking.canvas
    y = 8
    qtbot.keyClick(speaking, Qt.Key.Key_Space)
    speakers.stream.run(0.1)
    press(canvas, canvas.scene().x(0.5), y)
    assert speaking.playback.playing and not speaking.playback.moving
    speakers.stream.run(0.1)
    move(canvas, canvas.scene().x(0.56), y)
    assert loudness(speakers.stream.run(0.1)) > 0.05
    speaking.playback.tick()
    assert speaking.session.frame == 14
    release(canvas, canvas.scene().x(0.56), y)
    assert speaking.playback.moving
    speakers.stream.run(0.4)
    speaking.playback.tick()
    assert speaking.session.playhead == pytest.approx(0.96, abs=0.1)


def test_the_volume_slider_and_mute_are_heard_and_remembered(speaking, speakers, qtbot):
    speaking.session.set_loop(True)
    qtbot.keyClick(speaking, Qt.Key.Key_Space)
    full = loudness(speakers.stream.run(0.5))
    speaking.volume.slider.setValue(50)
    speakers.stream.run(0.1)
    assert loudness(speakers.stream.run(0.5)) == pytest.approx(full / 8, rel=0.1)
    qtbot.mouseClick(speaking.volume.mute, Qt.MouseButton.LeftButton)
    speakers.stream.run(0.1)
    assert loudness(speakers.stream.run(0.5)) == 0.0
    assert speaking.status.sound.text() == "Sound: muted"
    assert speaking.actions_by_name["mute_sound"].isChecked()
    assert SoundSettings.stored() == SoundSettings(0.5, True, True, "")
    speaking.volume.slider.setValue(100)
    assert not speaking.volume.mute.isChecked()


def test_nonsense_in_the_settings_is_as_if_nothing_were_set(window):
    QSettings().setValue("sound/volume", "loud")
    assert SoundSettings.stored().volume == 1.0
    QSettings().setValue("sound/volume", 7)
    assert SoundSettings.stored().volume == 1.0


def test_a_device_chosen_in_the_menu_is_used_and_remembered(speaking, speakers, qtbot):
    qtbot.keyClick(speaking, Qt.Key.Key_Space)
    speakers.stream.run(0.2)
    first = speakers.stream
    speaking.volume.open_menu()
    qtbot.waitUntil(lambda: len(speaking.volume.menu.actions()) > 5)
    entry = next(a for a in speaking.volume.menu.actions() if a.text().startswith("Headphones"))
    entry.trigger()
    speaking.volume.menu.close()
    qtbot.waitUntil(lambda: speaking.sound_output.report.state == "open")
    assert first.closed and speakers.stream.device == HEADPHONES
    assert loudness(speakers.stream.run(0.3)) > 0.1, "playing goes on there"
    assert SoundSettings.stored().device == HEADPHONES.key


def test_the_preferences_list_the_devices(speaking, speakers, qtbot):
    dialog = show_preferences(speaking, "sound")
    page = dialog.page("sound")
    qtbot.waitUntil(lambda: page.device.count() == 3)
    assert page.device.itemText(0) == "System default"
    page.device.setCurrentIndex(2)
    page.device.activated.emit(2)
    assert SoundSettings.stored().device == HEADPHONES.key
    speakers.unplug(HEADPHONES)
    qtbot.mouseClick(page.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "not there" in page.device.currentText())
    dialog.close()


def test_an_unplugged_device_gives_way_to_another_while_it_plays(speaking, speakers, qtbot):
    qtbot.keyClick(speaking, Qt.Key.Key_Space)
    speakers.stream.run(0.3)
    speakers.unplug(SPEAKERS)
    speaking.playback.tick()
    qtbot.waitUntil(lambda: "went away" in message(speaking))
    assert len(speakers.streams) == 2 and speaking.playback.playing
    before = speaking.session.playhead
    assert loudness(speakers.stream.run(0.3)) > 0.1
    speaking.playback.tick()
    assert speaking.session.playhead >= before + 0.25


def test_when_the_last_device_goes_it_plays_on_silently(speaking, speakers, qtbot):
    qtbot.keyClick(speaking, Qt.Key.Key_Space)
    speakers.stream.run(0.3)
    speakers.unplug(HEADPHONES)
    speakers.unplug(SPEAKERS)
    speaking.playback.tick()
    qtbot.waitUntil(lambda: "no sound device" in message(speaking))
    before = speaking.session.playhead
    speakers.offset += 0.4
    speaking.playback.tick()
    assert speaking.session.playhead >= before + 0.36
    assert speaking.status.sound.text() == "Sound: no device, playing silently"


def test_a_device_that_does_not_answer_any_more_is_left_and_said_so(speaking, speakers, qtbot, monkeypatch):
    """As when the sound server is killed: it asks for no more sound, and cannot be closed."""
    monkeypatch.setattr("lestalk_studio.audio.playback.CLOSING_S", 0.05)
    answers = threading.Event()
    line = speaking.sound_output._line
    line._patience = 0.5
    speakers.stream.abort = lambda: answers.wait(20)
    qtbot.keyClick(speaking, Qt.Key.Key_Space)
    speakers.stream.run(0.3)
    speakers.offset += 0.6
    speaking.playback.tick()
    qtbot.waitUntil(lambda: "does not answer" in message(speaking))
    assert speaking.status.sound.text() == "Sound: no device, playing silently"
    before = speaking.session.playhead
    speakers.offset += 0.2
    speaking.playback.tick()
    assert speaking.playback.playing and speaking.session.playhead >= before + 0.16
    answers.set()


def test_without_a_device_it_plays_silently_says_so_and_finds_one_later(window, voice, speakers, qtbot):
    speakers.plugged = []
    window.viewport.dropped.emit(voice)
    qtbot.waitUntil(lambda: "silently" in window.status.sound.text())
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert window.playback.playing
    speakers.offset += 0.5
    window.playback.tick()
    assert window.session.playhead >= 0.48
    qtbot.keyClick(window, Qt.Key.Key_Space)
    speakers.plugged = [HEADPHONES]
    qtbot.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.sound_output.report.state == "open")
    assert loudness(speakers.stream.run(0.2)) > 0.1


def test_a_remembered_device_that_is_gone_gives_way_to_the_default(window, voice, speakers, qtbot):
    speakers.unplug(HEADPHONES)
    window.sound.set_device(HEADPHONES)
    window.viewport.dropped.emit(voice)
    qtbot.waitUntil(lambda: "Headphones is not there" in message(window))
    assert speakers.stream.device is None and window.sound.device == HEADPHONES


def test_another_voice_is_silent_until_it_is_read(speaking, speakers, qtbot):
    speaking.session.open(Project())
    assert not speaking.sound_output.has_sound
    assert speaking.status.sound.text() == "Sound: no voice yet"


def test_dragging_the_volume_with_the_mouse_leaves_the_keys_to_the_timeline(speaking, qtbot):
    slider = speaking.volume.slider
    drag(slider, (slider.width() - 6, slider.height() / 2), (slider.width() / 2, slider.height() / 2))
    assert 30 < slider.value() < 70
    speaking.session.seek(1.0)
    qtbot.keyClick(speaking, Qt.Key.Key_Right)
    assert speaking.session.frame == 26
