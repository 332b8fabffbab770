"""The first minutes: recent projects, a new one from a portrait and a voice, the demo that plays."""

import json

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QMessageBox

from lestalk_studio.document.project import Project
from lestalk_studio.document.storage import save_project
from lestalk_studio.errors import StudioError
from lestalk_studio.ui.demo_project import demo_project
from lestalk_studio.ui.new_project_dialog import NewProjectDialog
from lestalk_studio.ui.recent import recent_projects, remember_project
from lestalk_studio.ui.recent_menu import RecentMenu
from tests.e2e.editor.dialogs import drop, none_open, opened

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def new(window, qtbot):
    qtbot.mouseClick(window.start.buttons[1], LEFT)
    return opened(window, NewProjectDialog)


def test_portrait_and_voice_are_dropped_in_one_dialog_and_looked_at(window, new, portrait, voice, qtbot):
    assert not new.create.isEnabled()
    drop(new.portrait, portrait)
    assert new.portrait.text.text() == "Detecting the face …"
    drop(new.voice, voice)
    assert new.voice.text.text() == "Reading the voice …" and not new.create.isEnabled()
    qtbot.waitUntil(new.create.isEnabled)
    assert "2 faces found" in new.portrait.text.text() and "00:02:00" in new.voice.text.text()
    qtbot.mouseClick(new.create, LEFT)
    assert window.session.project == Project(portrait=portrait, audio=voice)
    assert window.isWindowModified() and none_open(window)
    qtbot.waitUntil(lambda: window.viewport.has_frame and window.canvas.wave is not None)
    assert not window.start.isVisible()


def test_files_find_their_place_wherever_they_fall(new, portrait, voice):
    drop(new, voice, portrait)
    assert (new.portrait.path, new.voice.path) == (portrait, voice)
    drop(new.portrait, voice)
    assert (new.portrait.path, new.voice.path) == (portrait, voice)


def test_of_several_faces_one_is_clicked(window, new, portrait, qtbot):
    drop(new.portrait, portrait)
    qtbot.waitUntil(new.create.isEnabled)
    qtbot.mouseClick(new.faces.buttons[1], LEFT)
    assert new.portrait.picture.marked == 1
    qtbot.mouseClick(new.create, LEFT)
    assert window.session.project == Project(portrait=portrait, face=1)


def test_a_picture_without_a_face_is_told_in_its_place_and_another_one_works(new, portrait, qtbot, tmp_path):
    worker, good = new._glances.portrait, new._glances.portrait._parts

    class Faceless:
        @staticmethod
        def glance(path):
            raise StudioError(
                f"No face is found in {path.name}; choose a portrait with the whole face in view."
            )

    worker._parts = Faceless
    drop(new.portrait, portrait)
    qtbot.waitUntil(lambda: "No face is found in face.png" in new.portrait.text.text())
    assert not new.create.isEnabled()
    worker._parts = good
    new.portrait.set_path(portrait)
    qtbot.waitUntil(new.create.isEnabled)


def test_a_voice_that_is_none_is_told_and_holds_the_project_up(new, portrait, qtbot, tmp_path):
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"nothing")
    drop(new, portrait, broken)
    qtbot.waitUntil(lambda: "broken.wav" in new.voice.text.text() and new.portrait.ready)
    assert not new.create.isEnabled()


def test_cancelling_leaves_everything_as_it_was(window, new, portrait):
    drop(new.portrait, portrait)
    new.reject()
    assert window.session.project == Project() and window.start.isVisible()


def test_the_demo_project_plays_by_itself_when_it_is_ready(window, qtbot):
    qtbot.mouseClick(window.start.buttons[0], LEFT)
    assert window.session.project == demo_project() and not window.playback.playing
    qtbot.waitUntil(lambda: window.playback.playing)
    assert window.viewport.has_frame and window.canvas.wave is not None
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert not window.playback.playing
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert window.playback.playing


def test_whoever_edits_the_demo_first_is_not_played_over(window, qtbot):
    qtbot.mouseClick(window.start.buttons[0], LEFT)
    window.inspector.rows["sad"].spin.setValue(1.0)
    qtbot.waitUntil(lambda: window.viewport.has_frame and window.preview.up_to_date)
    assert not window.playback.playing


def test_recent_projects_are_opened_by_a_click(window, tmp_path, qtbot):
    film = tmp_path / "film.lestalk"
    save_project(Project(fps=24.0), film)
    remember_project(film)
    window.start.refresh()
    qtbot.mouseClick(window.start.recent[film].open, LEFT)
    assert window.session.file == film and window.session.project.fps == 24.0


def test_a_recent_project_that_is_gone_is_marked_and_taken_off_the_list(window, tmp_path, qtbot):
    here, gone = tmp_path / "here.lestalk", tmp_path / "gone.lestalk"
    save_project(Project(), here)
    remember_project(here)
    remember_project(gone)
    window.start.refresh()
    row = window.start.recent[gone]
    assert not row.open.isEnabled() and "missing" in row.open.text()
    qtbot.mouseClick(row.remove, LEFT)
    assert list(window.start.recent) == [here] == recent_projects()


def test_the_file_menu_opens_recent_projects_too(window, tmp_path):
    here, gone = tmp_path / "here & now.lestalk", tmp_path / "gone.lestalk"
    save_project(Project(fps=24.0), here)
    remember_project(gone)
    remember_project(here)
    (menu,) = window.findChildren(RecentMenu)
    menu.fill()
    entries = [action for action in menu.actions() if action.text()]
    assert [action.isEnabled() for action in entries] == [True, False, True]
    entries[2].trigger()
    assert recent_projects() == [here]
    entries[0].trigger()
    assert window.session.file == here


def test_damaged_settings_leave_the_list_empty(window):
    for stored in ("nonsense", "3", json.dumps([3, None])):
        QSettings().setValue("recent", stored)
        assert recent_projects() == []


def test_leaving_unsaved_work_for_a_new_project_is_asked(window, monkeypatch):
    window.inspector.rows["sad"].spin.setValue(1.0)
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Cancel)
    window.actions_by_name["new_from_media"].trigger()
    assert none_open(window) and window.session.project.key_count == 1


def test_a_video_is_taken_as_voice_or_as_voice_and_face(window, tmp_path, monkeypatch):
    wanted = []

    def answer(box):
        button = next((b for b in box.buttons() if b.text() == wanted[0]), box.buttons()[-1])
        monkeypatch.setattr(QMessageBox, "clickedButton", lambda _: button)

    monkeypatch.setattr(QMessageBox, "exec", answer)
    film = tmp_path / "talk.mp4"
    wanted[:] = ["Voice and face"]
    drop(window.viewport, film)
    project = window.session.project
    assert (project.au_source, project.audio, project.lips) == (film, film, "source")
    window.session.undo_stack.undo()
    wanted[:] = ["Its voice"]
    drop(window.viewport, film)
    assert (window.session.project.au_source, window.session.project.audio) == (None, film)
