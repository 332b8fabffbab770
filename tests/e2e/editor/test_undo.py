"""Whatever an action changes in the project is an undo step, listed in the history."""

import pytest
from PySide6.QtWidgets import QDialog, QMessageBox

from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.selection import selection_of
from lestalk_studio.document.settings import Marker
from lestalk_studio.document.track import Track
from lestalk_studio.ui.actions import action_table
from lestalk_studio.ui.commands.markers import AddMarker
from lestalk_studio.ui.commands.project import SetSeed

RICH = Project(
    tracks=(
        Track("happy", (Keyframe(0.4, 1.0), Keyframe(1.0, 2.0), Keyframe(2.0, 0.5))),
        Track("sad", (Keyframe(1.0, 1.0), Keyframe(1.6, 0.2)), muted=True),
    ),
    markers=(Marker(1.0, "one"), Marker(2.0, "two")),
    start=0.4,
    end=2.4,
)
PICKED = selection_of([("happy", 0.4), ("happy", 1.0), ("sad", 1.0)])
# These open another project, ask for a file or end the program.
ELSEWHERE = {
    "new",
    "demo",
    "open",
    "save",
    "save_as",
    "choose_portrait",
    "choose_voice",
    "quit",
    "undo",
    "redo",
}
CHANGING = {
    *(
        "cut",
        "paste",
        "duplicate",
        "delete",
        "add_key",
        "nudge_left",
        "nudge_right",
        "raise_keys",
        "lower_keys",
    ),
    *("to_hold", "to_linear", "to_ease_in", "to_ease_out", "to_overshoot"),  # RICH has the other one
    *("add_marker", "mute", "solo", "set_in", "set_out", "clear_range"),
}


@pytest.fixture
def session(window):
    window.session.open(RICH)
    window.session.select(PICKED)
    return window.session


def test_every_action_that_changes_the_project_is_one_step_there_and_back(window, session, monkeypatch):
    monkeypatch.setattr(QMessageBox, "exec", lambda _: 0)
    changing = set()
    for name in (spec.name for spec in action_table() if spec.name not in ELSEWHERE):
        session.open(RICH)
        session.select(PICKED)
        window.actions_by_name["copy"].trigger()
        session.seek(0.8)
        window.canvas.set_active({"happy"})
        window.actions_by_name[name].trigger()
        window.playback.pause()
        for dialog in window.findChildren(QDialog):
            dialog.close()
        after, stack = session.project, session.undo_stack
        assert stack.count() == (after != RICH), name
        if after != RICH:
            changing.add(name)
            stack.undo()
            assert session.project == RICH and session.selection == PICKED, name
            stack.redo()
            assert session.project == after, name
    assert changing == CHANGING


def test_the_history_dock_lists_the_steps_and_a_click_goes_back(window, session):
    for level in (1.0, 2.0, 3.0):
        window.inspector.rows["fear"].spin.setValue(level)
    session.attempt(AddMarker, 0.5, "new")
    model = window.history.model()
    texts = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert texts[0] == "Start" and texts[-1] == "Add marker" and len(texts) == session.undo_stack.count() + 1
    window.history.setCurrentIndex(model.index(0, 0))
    assert session.project == RICH


def test_saving_in_the_middle_of_the_history_marks_the_saved_state(window, session, tmp_path):
    session.attempt(SetSeed, 1)
    session.attempt(SetSeed, 2)
    session.undo_stack.undo()
    assert window.files._write(tmp_path / "film.lestalk") and not window.isWindowModified()
    session.undo_stack.redo()
    assert window.isWindowModified()
    session.undo_stack.undo()
    assert not window.isWindowModified()
