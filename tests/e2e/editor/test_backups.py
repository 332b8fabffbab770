"""The last five versions of a project's file are kept, and any of them is brought back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox

from lestalk_studio.document.backups import backup_path, backups
from lestalk_studio.document.storage import load_project
from lestalk_studio.ui.commands.keys import SetValues
from lestalk_studio.ui.recent import recent_projects
from lestalk_studio.ui.versions_dialog import VersionsDialog
from tests.e2e.editor.dialogs import none_open, opened

OK = QDialogButtonBox.StandardButton.Ok


@pytest.fixture
def film(window, tmp_path):
    """A project that was saved seven times, with another level each time."""
    file = tmp_path / "film.lestalk"
    for level in range(7):
        window.session.attempt(SetValues, 0.4, {"happy": float(level)})
        assert window.files._write(file)
    return file


def level(window):
    return window.session.project.track("happy").value_at(0.4)


def test_five_versions_are_kept(film):
    kept = [load_project(backup).project.track("happy").value_at(0.4) for backup in backups(film)]
    assert kept == [5.0, 4.0, 3.0, 2.0, 1.0]


def test_reverting_is_one_undo_step_and_leaves_the_file(window, film, qtbot):
    window.actions_by_name["revert"].trigger()
    dialog = opened(window, VersionsDialog)
    assert dialog.list.topLevelItemCount() == 5 and not dialog.buttons.button(OK).isEnabled()
    dialog.list.setCurrentItem(dialog.list.topLevelItem(2))
    qtbot.mouseClick(dialog.buttons.button(OK), Qt.MouseButton.LeftButton)
    assert level(window) == 3.0 and window.isWindowModified()
    assert load_project(film).project.track("happy").value_at(0.4) == 6.0
    window.session.undo_stack.undo()
    assert level(window) == 6.0 and not window.isWindowModified()
    window.session.undo_stack.redo()
    assert window.files.save() and load_project(film).project.track("happy").value_at(0.4) == 3.0


def test_a_damaged_version_is_shown_but_cannot_be_chosen(window, film):
    backup_path(film, 1).write_text("{")
    window.actions_by_name["revert"].trigger()
    dialog = opened(window, VersionsDialog)
    dialog.list.setCurrentItem(dialog.list.topLevelItem(0))
    assert "cannot be read" in dialog.list.topLevelItem(0).text(1) and dialog.chosen is None
    dialog.reject()


def test_without_older_versions_it_is_said(window):
    window.actions_by_name["revert"].trigger()
    assert none_open(window) and "no older version" in window.statusBar().currentMessage()


def test_a_damaged_file_offers_its_older_version(window, film, monkeypatch):
    film.write_text("{ half")
    asked = []

    def yes(_, __, text, *___):
        asked.append(text)
        return QMessageBox.StandardButton.Yes

    monkeypatch.setattr(QMessageBox, "question", yes)
    assert window.open_file(film)
    assert "film.lestalk.1~" in asked[0]
    assert level(window) == 5.0 and window.session.file == film and window.isWindowModified()
    assert window.files.save() and load_project(film).project == window.session.project


@pytest.mark.parametrize("way", ["opened", "dropped"])
def test_an_older_version_opened_by_itself_is_saved_to_the_projects_file(window, film, way):
    older, backups_before = backup_path(film, 2), backup_path(film, 2).read_bytes()
    window.open_file(older) if way == "opened" else window.viewport.dropped.emit(older)
    assert level(window) == 4.0 and window.session.file == film and window.isWindowModified()
    assert window.files.save() and load_project(film).project.track("happy").value_at(0.4) == 4.0
    assert (
        backup_path(film, 3).read_bytes() == backups_before
    )  # saving moved it on, and wrote nothing into it
    assert recent_projects() == [film]
