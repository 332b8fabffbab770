"""Opening, dropping, playing, saving, recovering; the preview answers."""

import subprocess
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from lestalk_studio.document.storage import load_project
from lestalk_studio.errors import StudioError
from lestalk_studio.ui.actions import action_table
from lestalk_studio.ui.commands.keys import SetValues
from lestalk_studio.ui.playback import Playback
from lestalk_studio.ui.recent import recent_projects
from lestalk_studio.ui.shortcut_sheet import ShortcutSheet


def brightness(window) -> int:
    return window.viewport._image.pixelColor(5, 5).red()


def test_dropping_portrait_and_voice_shows_face_and_waveform(window, portrait, voice, qtbot):
    window.viewport.dropped.emit(portrait)
    window.viewport.dropped.emit(voice)
    qtbot.waitUntil(lambda: window.viewport.has_frame and window.preview.up_to_date)
    assert window.canvas.wave is not None
    assert window.session.duration == pytest.approx(2.0, abs=0.05)


def test_the_face_follows_a_slider_and_undo(window, portrait, qtbot):
    window.viewport.dropped.emit(portrait)
    qtbot.waitUntil(lambda: window.viewport.has_frame and window.preview.up_to_date)
    before = brightness(window)
    window.inspector.rows["AU12"].spin.setValue(1.0)
    qtbot.waitUntil(lambda: window.preview.up_to_date)
    assert brightness(window) > before
    window.session.undo_stack.undo()
    qtbot.waitUntil(lambda: window.preview.up_to_date)
    assert brightness(window) == before


def test_the_demo_project_is_one_click_away_and_plays(window, qtbot):
    assert window.start.isVisible()
    window.start.buttons[0].click()
    qtbot.waitUntil(lambda: window.viewport.has_frame and window.preview.up_to_date)
    assert not window.start.isVisible() and window.canvas.wave is not None
    assert not window.isWindowModified() and window.session.duration > 5


def test_saved_projects_are_offered_at_the_start(window, tmp_path):
    window.files._write(tmp_path / "smile.lestalk")
    assert recent_projects() == [tmp_path / "smile.lestalk"]


def test_something_else_dropped_is_told(window, tmp_path):
    window.viewport.dropped.emit(tmp_path / "notes.txt")
    assert "neither picture, sound, video nor project" in window.statusBar().currentMessage()


def test_a_portrait_without_a_face_is_told_in_the_picture_and_the_next_one_works(window, portrait, qtbot):
    parts = window.preview._frames._preview._parts

    def faceless(path, face):
        raise StudioError("No face was found in face.png; choose a picture that shows one.")

    window.preview._frames._preview._parts = replace(parts, look=faceless)
    with qtbot.waitSignal(window.preview.failed):
        window.viewport.dropped.emit(portrait)
    assert window.viewport.trouble.startswith("No face was found") and not window.start.isVisible()
    window.preview._frames._preview._parts = parts
    window.session.undo_stack.undo()
    window.session.undo_stack.redo()
    qtbot.waitUntil(lambda: window.viewport.has_frame)
    assert window.viewport.trouble == ""


def test_saving_and_opening_by_the_window(window, tmp_path):
    window.session.attempt(SetValues, 0.4, {"happy": 2.0})
    assert window.isWindowModified()
    window.files._write(tmp_path / "smile.lestalk")
    assert not window.isWindowModified() and "smile" in window.windowTitle()
    assert load_project(tmp_path / "smile.lestalk").project == window.session.project
    window.files.new()
    assert window.session.project.key_count == 0
    assert window.open_file(tmp_path / "smile.lestalk")
    assert window.session.project.key_count == 1


def test_playing_follows_the_clock_and_drops_frames(window):
    now = [0.0]
    playback = Playback(window.session, lambda: now[0], window)
    window.session.set_media_seconds(4.0)
    playback.play()
    now[0] = 1.03
    playback.tick()
    assert window.session.frame == 25
    playback.faster(1)
    now[0] += 0.5
    playback.tick()
    assert window.session.frame == 50
    now[0] += 99
    playback.tick()
    assert window.session.frame == window.session.last_frame and not playback.playing


def test_looping_plays_between_in_and_out(window):
    now = [0.0]
    playback = Playback(window.session, lambda: now[0], window)
    window.session.set_media_seconds(4.0)
    window.session.seek(1.0)
    window.editing.set_in()
    window.session.seek(2.0)
    window.editing.set_out()
    window.session.set_loop(True)
    playback.play()
    assert window.session.playhead == 1.0
    now[0] += 0.5
    playback.tick()
    assert window.session.playhead == 1.48
    now[0] += 0.6
    playback.tick()
    assert window.session.playhead == 1.04 and playback.playing  # the out point is at 2.04, no time is lost
    playback.pause()


@pytest.mark.parametrize(
    ("key", "frame"),
    [(Qt.Key.Key_Comma, 24), (Qt.Key.Key_Period, 26), (Qt.Key.Key_Home, 0), (Qt.Key.Key_End, 124)],
)
def test_stepping_by_keys(window, qtbot, key, frame):
    window.session.seek(1.0)
    qtbot.keyClick(window, key)
    assert window.session.frame == frame


def test_space_and_jkl_play(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert window.playback.speed == 1.0
    qtbot.keyClick(window, Qt.Key.Key_L)
    assert window.playback.speed == 2.0
    qtbot.keyClick(window, Qt.Key.Key_K)
    assert not window.playback.playing
    window.session.seek(2.0)
    qtbot.keyClick(window, Qt.Key.Key_J)
    assert window.playback.speed == -1.0
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert not window.playback.playing


def test_no_key_is_given_twice():
    keys = [key for spec in action_table() for key in spec.keys]
    assert len(keys) == len(set(keys))


def test_the_sheet_under_f1_lists_the_shortcuts(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F1)
    sheet = window.findChild(ShortcutSheet)
    assert sheet.isVisible()
    sheet.close()


def test_nothing_heavy_is_imported_to_show_the_window():
    code = (
        "import sys; from PySide6.QtWidgets import QApplication; app = QApplication([]);"
        "from lestalk_studio.ui.main_window import MainWindow; w = MainWindow(); w.show();"
        "app.processEvents();"
        "heavy = {'torch', 'cv2', 'librosa', 'mediapipe', 'av', 'scipy', 'numba'} & set(sys.modules);"
        "w.shut_down(); print(sorted(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() == "[]", done.stderr
