import gc
import weakref

import pytest

from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.track import Track
from lestalk_studio.ui.commands.keys import MoveKeys, RemoveKeys, SetValues
from lestalk_studio.ui.commands.lanes import MuteLane
from lestalk_studio.ui.commands.markers import AddMarker, SetRange
from lestalk_studio.ui.session import Session


@pytest.fixture
def session(qapp):
    happy = Track("happy", (Keyframe(0.4, 1.0), Keyframe(1.2, 3.0)))
    made = Session(Project(tracks=(happy,)))
    yield made
    made.undo_stack.clear()  # here, and not in whatever order garbage is collected


def test_every_command_can_be_taken_back(session):
    before = session.project
    session.push(SetValues(session, 0.8, {"happy": 2.0, "AU12": 0.5}))
    session.push(MuteLane(session, ("happy",), True))
    session.push(AddMarker(session, 0.4, "smile"))
    session.push(SetRange(session, 0.2, 1.0))
    after = session.project
    assert after.track("AU12").value_at(0.8) == 0.5 and after.track("happy").muted and after.start == 0.2
    for _ in range(4):
        session.undo_stack.undo()
    assert session.project == before
    for _ in range(4):
        session.undo_stack.redo()
    assert session.project == after


def test_a_drag_is_one_step_and_counts_from_its_beginning(session):
    start = session.project, {"happy": frozenset({0.4})}
    session.select(start[1])
    gesture = session.begin_gesture()
    for by in (0.04, 0.08, 0.2):
        session.push(MoveKeys(session, start, by, gesture=gesture))
    assert session.undo_stack.count() == 1
    assert session.project.track("happy").times == (0.6, 1.2)
    assert session.selection == {"happy": frozenset({0.6})}
    session.undo_stack.undo()
    assert session.project == start[0] and session.selection == start[1]


def test_a_drag_that_returns_leaves_no_step(session):
    start = session.project, {"happy": frozenset({0.4})}
    gesture = session.begin_gesture()
    session.push(MoveKeys(session, start, 0.2, gesture=gesture))
    session.push(MoveKeys(session, start, 0.0, gesture=gesture))
    assert session.undo_stack.count() == 0 and session.project == start[0]


def test_two_drags_are_two_steps(session):
    for level in (1.0, 2.0):
        session.push(SetValues(session, 0.0, {"sad": level}, session.begin_gesture()))
    assert session.undo_stack.count() == 2


def test_changes_are_told_by_name(session, qtbot):
    told = []
    session.document_changed.connect(told.append)
    session.push(SetValues(session, 0.8, {"sad": 2.0}))
    session.push(RemoveKeys(session, {"happy": frozenset({0.4})}))
    assert told == [("sad",), ("happy",)]


def test_what_changes_nothing_is_not_remembered(session):
    assert not session.push(MuteLane(session, ("happy",), False))
    assert session.undo_stack.count() == 0


def test_what_the_document_forbids_is_told(session, qtbot):
    with qtbot.waitSignal(session.refused) as told:
        assert not session.attempt(SetValues, 0.0, {"happy": 99.0})
    assert told.args[0].startswith("Happy must be from 0 to 10")
    assert session.undo_stack.count() == 0


def test_the_playhead_stands_on_frames_within_the_clip(session):
    session.seek(0.055)
    assert session.playhead == 0.04 and session.frame == 1
    session.seek(-3)
    assert session.playhead == 0.0
    session.seek(99)
    assert session.frame == session.last_frame == 30
    session.step(-1)
    assert session.frame == 29


def test_saving_makes_it_unmodified_until_the_next_change(session, tmp_path):
    session.push(SetValues(session, 0.8, {"sad": 2.0}))
    assert session.is_modified
    session.save(tmp_path / "a.lestalk")
    assert not session.is_modified
    session.undo_stack.undo()
    assert session.is_modified
    other = Session()
    assert other.load(tmp_path / "a.lestalk") == ()
    assert other.project.track("sad").value_at(0.8) == 2.0


def test_an_out_point_before_the_in_point_takes_it_away(session):
    session.push(SetRange(session, 1.0, None))
    session.push(SetRange(session, 1.0, 0.5, moved="end"))
    assert (session.project.start, session.project.end) == (None, 0.5)


def test_steps_of_a_drag_are_forgotten_once_they_are_one(session):
    steps = []
    for i in range(20):
        command = SetValues(session, 0.0, {"happy": i / 10}, 1)
        steps.append(weakref.ref(command))
        session.push(command)
    del command
    gc.collect()
    assert session.undo_stack.count() == 1
    assert sum(step() is not None for step in steps) == 1
    session.undo_stack.clear()
    gc.collect()
    assert not any(step() is not None for step in steps)
