"""A project file that somebody else writes to, and places that cannot be saved to or looked into."""

import os

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from lestalk_studio.document.backups import backups
from lestalk_studio.document.project import Project
from lestalk_studio.document.storage import load_project, save_project
from lestalk_studio.ui.commands.markers import AddMarker
from lestalk_studio.ui.commands.project import SetMedia
from lestalk_studio.ui.recent import recent_projects, remember_project
from lestalk_studio.ui.recent_menu import RecentMenu


@pytest.fixture
def film(window, tmp_path):
    path = tmp_path / "film.lestalk"
    save_project(Project(fps=24.0), path)
    assert window.open_file(path)
    window.session.attempt(AddMarker, 1.0, "mine")
    return path


@pytest.fixture
def answer(monkeypatch):
    """Answers the question by the button with this text; gives what was asked."""
    asked = []

    def by(text):
        def press(box):
            asked.append(box.text())
            button = next(b for b in box.buttons() if b.text().replace("&", "") == text)
            monkeypatch.setattr(box, "clickedButton", lambda: button, raising=False)
            return 0

        monkeypatch.setattr(QMessageBox, "exec", press)
        return asked

    return by


def by_somebody_else(film):
    save_project(Project(fps=30.0), film)
    os.utime(film, ns=(1, 1))  # whatever the clock's grain is


def test_saving_over_anothers_work_is_asked_and_keeps_it_among_the_versions(window, film, answer):
    by_somebody_else(film)
    asked = answer("Cancel")
    window.actions_by_name["save"].trigger()
    assert "film.lestalk was changed" in asked[0]
    assert load_project(film).project.fps == 30.0 and window.isWindowModified()
    answer("Replace it")
    window.actions_by_name["save"].trigger()
    assert load_project(film).project.markers and not window.isWindowModified()
    assert load_project(backups(film)[0]).project.fps == 30.0
    window.session.attempt(AddMarker, 2.0, "again")
    window.actions_by_name["save"].trigger()
    assert len(asked) == 2, "what was saved here is known"


def test_anothers_work_is_left_alone_by_saving_elsewhere(window, film, answer, monkeypatch):
    by_somebody_else(film)
    answer("Save as …")
    other = film.with_name("mine.lestalk")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(other), ""))
    window.actions_by_name["save"].trigger()
    assert load_project(film).project.fps == 30.0
    assert load_project(other).project.markers and window.session.file == other


@pytest.mark.parametrize("name", ["ä ö ß 'q' & %20.lestalk", "x" * 200 + ".lestalk"])
def test_odd_names_are_names(window, film, name):
    place = film.parent / "Ein Ordner mit Leerzeichen" / "naïve"
    place.mkdir(parents=True)
    assert window.files._write(place / name)
    assert window.open_file(place / name) and window.session.project.markers
    assert recent_projects()[0] == place / name


def test_where_nothing_can_be_saved_it_is_said_and_nothing_is_remembered(window, film, monkeypatch):
    said = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *arguments: said.append(arguments[2]))
    remembered = recent_projects()
    for place in (
        film.parent / "no folder" / "film.lestalk",
        film.parent / ("x" * 300 + ".lestalk"),
        film.parent,
    ):
        assert not window.files._write(place)
    assert len(said) == 3 and all("could not be saved" in sentence for sentence in said)
    assert recent_projects() == remembered and window.session.file == film and window.isWindowModified()


def test_a_remembered_place_that_cannot_be_looked_into_is_missing(window, tmp_path, portrait):
    unreachable = tmp_path / ("x" * 300 + ".lestalk")
    remember_project(unreachable)
    window.start.refresh()
    assert not window.start.recent[unreachable].open.isEnabled()
    (menu,) = window.findChildren(RecentMenu)
    menu.fill()
    assert not menu.actions()[0].isEnabled()
    window.session.open(
        Project(portrait=tmp_path / ("x" * 300 + ".png"), audio=tmp_path / ("x" * 300 + ".wav"))
    )
    assert window.files.ask_for_missing()
    assert window.session.attempt(SetMedia, "portrait", portrait)
