"""Missing media are listed, found again together, left out, or left for later."""

import shutil
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog

from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.storage import load_project, save_project
from lestalk_studio.document.track import Track
from lestalk_studio.ui.media_dialog import MediaDialog
from tests.e2e.editor.dialogs import drop, none_open, opened

OK, CANCEL = QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel


@pytest.fixture
def moved(window, portrait, voice, tmp_path):
    """A project whose media were moved to another folder after it was saved, opened in the window."""
    project = Project(
        portrait=portrait,
        audio=voice,
        au_source=tmp_path / "take.csv",
        tracks=(Track("happy", (Keyframe(1, 2),)),),
    )
    save_project(project, tmp_path / "film.lestalk")
    other = tmp_path / "archive" / "sounds"
    other.mkdir(parents=True)
    shutil.move(portrait, tmp_path / "archive" / portrait.name)
    shutil.move(voice, other / voice.name)
    assert window.open_file(tmp_path / "film.lestalk")
    return tmp_path / "archive"


def click(qtbot, dialog, which):
    qtbot.mouseClick(dialog.buttons.button(which), Qt.MouseButton.LeftButton)


def test_each_missing_file_is_listed_with_where_it_was(window, moved):
    dialog = opened(window, MediaDialog)
    assert list(dialog.rows) == ["portrait", "audio", "au_source"]
    assert str(moved.parent / "face.png") in dialog.rows["portrait"].place.text()
    assert "missing" in dialog.rows["audio"].state.text()
    assert not dialog.buttons.button(OK).isEnabled()


def test_the_others_are_found_beside_the_first_and_all_is_one_undo_step(window, moved, qtbot, monkeypatch):
    dialog = opened(window, MediaDialog)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(moved / "face.png"), ""))
    qtbot.mouseClick(dialog.rows["portrait"].locate, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "audio" in dialog.found)
    assert "found beside it" in dialog.rows["audio"].state.text()
    qtbot.mouseClick(dialog.rows["au_source"].leave_out, Qt.MouseButton.LeftButton)
    click(qtbot, dialog, OK)
    project = window.session.project
    assert (project.portrait, project.audio) == (moved / "face.png", moved / "sounds" / "voice.wav")
    assert project.au_source is None
    assert window.session.undo_stack.count() == 1 and window.isWindowModified()
    qtbot.waitUntil(lambda: window.viewport.has_frame)
    window.session.undo_stack.undo()
    assert window.session.project.portrait == moved.parent / "face.png" and not window.isWindowModified()


def test_a_file_is_dropped_on_its_row(window, moved):
    dialog = opened(window, MediaDialog)
    drop(dialog.rows["portrait"], moved / "face.png")
    assert dialog.draft.portrait == moved / "face.png"
    dialog.reject()


def test_left_for_later_the_project_is_edited_and_saved_as_it_is(window, moved, qtbot):
    click(qtbot, opened(window, MediaDialog), CANCEL)
    assert none_open(window) and window.session.undo_stack.count() == 0
    window.inspector.rows["sad"].spin.setValue(1.0)
    assert window.files.save()
    again = load_project(moved.parent / "film.lestalk")
    assert again.project.track("sad").keys and len(again.missing) == 3
    window.actions_by_name["media"].trigger()
    assert "missing" in opened(window, MediaDialog).rows["portrait"].state.text()
    opened(window, MediaDialog).reject()


def test_media_are_replaced_at_any_time(window, portrait, voice, tmp_path, qtbot):
    window.session.open(replace(Project(), portrait=portrait, audio=voice))
    other = tmp_path / "other.png"
    shutil.copy(portrait, other)
    window.actions_by_name["media"].trigger()
    dialog = opened(window, MediaDialog)
    drop(dialog.rows["portrait"], other)
    click(qtbot, dialog, OK)
    assert window.session.project.portrait == other
    assert window.session.undo_stack.undoText() == "Relink media"


def test_nothing_chosen_changes_nothing(window, qtbot):
    window.actions_by_name["media"].trigger()
    dialog = opened(window, MediaDialog)
    assert "Nothing chosen" in dialog.rows["audio"].place.text()
    assert not dialog.rows["audio"].leave_out.isEnabled()
    click(qtbot, dialog, CANCEL)
    assert window.session.undo_stack.count() == 0
