"""Every verb is one step that undo takes back, exactly, and redo does again."""

import importlib
import pkgutil

import pytest

from lestalk_studio.document.clipboard import copy_keys, read_clip
from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.presets import Preset
from lestalk_studio.document.project import EXPRESSION_MODELS, Project
from lestalk_studio.document.selection import selection_of
from lestalk_studio.document.settings import ExportSettings, Marker
from lestalk_studio.document.strokes import Stroke
from lestalk_studio.document.track import Track
from lestalk_studio.document.transition import HOLD, LINEAR, cubic
from lestalk_studio.ui import commands
from lestalk_studio.ui.commands.base import EditCommand
from lestalk_studio.ui.session import Session

for _module in pkgutil.iter_modules(commands.__path__, commands.__name__ + "."):
    importlib.import_module(_module.name)
VERBS = {
    verb.__name__: verb
    for verb in EditCommand.__subclasses__()
    if verb.__module__.startswith("lestalk_studio")
}

RICH = Project(
    tracks=(
        Track("happy", (Keyframe(0.4, 1.0, LINEAR), Keyframe(1.0, 2.0), Keyframe(2.0, 0.5))),
        Track("sad", (Keyframe(1.0, 1.0), Keyframe(1.6, 0.2)), muted=True),
        Track("AU12", (Keyframe(0.2, -0.4), Keyframe(1.2, 0.6, HOLD))),
        Track("head_yaw", (Keyframe(0.0, 10.0),)),
    ),
    markers=(Marker(1.0, "one"), Marker(2.0, "two")),
    start=0.4,
    end=2.4,
    strokes=(Stroke("still", ((0.4, 0.6),), 0.02),),
)
PICKED = selection_of([("happy", 0.4), ("happy", 1.0), ("sad", 1.0)])


def start(session):
    return session.project, session.selection


ARGUMENTS = {
    "FillFromVoice": lambda s: (("fear",), (Keyframe(0.2, 1.0), Keyframe(0.6, 2.0))),
    "SetValues": lambda s: (0.8, {"happy": 2.5, "AU04": 0.3}),
    "InsertKeys": lambda s: (0.8, ("happy", "sad", "fear")),
    "InsertKey": lambda s: ("happy", 0.8, 2.0),
    "RemoveKeys": lambda s: (),
    "MoveKeys": lambda s: (start(s), 0.2, 0.1),
    "DragCopies": lambda s: (start(s), 0.2, 0.1),
    "RaiseKeys": lambda s: (1,),
    "SetKeyValues": lambda s: (0.7,),
    "ScaleKeys": lambda s: (start(s), 0.4, 1.5, 0.5, 0.0),
    "NudgeKeys": lambda s: (3,),
    "DuplicateKeys": lambda s: (0.3,),
    "PasteKeys": lambda s: (read_clip(copy_keys(s.project, s.selection)), 1.3),
    "SetTransition": lambda s: (HOLD,),
    "BendCurve": lambda s: (s.project.track("happy"), 0.4, cubic(0.2, 0.5, 0.7, -0.1)),
    "MuteLane": lambda s: (("happy", "fear"), True),
    "SoloLane": lambda s: (("happy",), True),
    "ClearLane": lambda s: ("happy",),
    "AddMarker": lambda s: (0.5, "new"),
    "RenameMarker": lambda s: (1.0, "other"),
    "RemoveMarker": lambda s: (1.0,),
    "MoveMarker": lambda s: (s.project, Marker(1.0, "one"), 2.0),
    "SetRange": lambda s: (None, 1.0),
    "ApplyPreset": lambda s: (s.project, Preset("grin", (("happy", 2.0), ("AU12", 0.5))), 0.9, 0.5),
    "SetMedia": lambda s: ("portrait", "builtin:astronaut"),
    "LinkMedia": lambda s: ({"portrait": "builtin:astronaut", "audio": "builtin:speech"},),
    "UsePerformance": lambda s: ("/films/talk.csv",),
    "ChooseFace": lambda s: (1,),
    "SetLips": lambda s: ("source",),
    "SetTakeBack": lambda s: (0.3,),
    "SetExpressionModel": lambda s: (
        next(model for model in EXPRESSION_MODELS if model != s.project.expression_model),
    ),
    "SetBlinks": lambda s: (False,),
    "SetHeadMotion": lambda s: (False,),
    "SetOccluders": lambda s: (False,),
    "SetAppearance": lambda s: (0.35,),
    "PaintFront": lambda s: ((Stroke("erase", ((0.4, 0.6), (0.5, 0.6)), 0.02),),),
    "ClearFront": lambda s: (),
    "SetSeed": lambda s: (5,),
    "Revert": lambda s: (Project(fps=30.0), "yesterday"),
    "SetFrameRate": lambda s: (30.0,),
    "SetExport": lambda s: (ExportSettings(format="webm"),),
}


@pytest.fixture
def session(qapp):
    made = Session(RICH)
    made.select(PICKED)
    yield made
    made.undo_stack.clear()  # here, and not in whatever order garbage is collected


@pytest.mark.parametrize("name", sorted(VERBS))
def test_a_verb_is_one_step_there_and_back(session, name):
    assert name in ARGUMENTS, f"the verb {name} is not tried here"
    assert session.attempt(VERBS[name], *ARGUMENTS[name](session))
    after, picked = session.project, session.selection
    stack = session.undo_stack
    assert after != RICH and stack.count() == 1 and stack.undoText()
    for _ in range(2):
        stack.undo()
        assert session.project == RICH and session.selection == PICKED
        stack.redo()
        assert session.project == after and session.selection == picked


def test_all_verbs_one_after_another_are_taken_back_one_by_one(session):
    states = [session.project]
    for name in sorted(set(VERBS) - {"Revert"}):
        session.select(PICKED)
        try:
            session.attempt(VERBS[name], *ARGUMENTS[name](session))
        except ValueError:
            continue  # e.g. the selection is gone by now
        if session.project != states[-1]:
            states.append(session.project)
    assert len(states) > 25 and session.undo_stack.count() == len(states) - 1
    for state in reversed(states[:-1]):
        session.undo_stack.undo()
        assert session.project == state
    for state in states[1:]:
        session.undo_stack.redo()
        assert session.project == state


def test_undo_has_no_limit(session):
    for i in range(1200):
        session.attempt(VERBS["SetSeed"], i + 1)
    assert session.undo_stack.undoLimit() == 0 and session.undo_stack.count() == 1200
    while session.undo_stack.canUndo():
        session.undo_stack.undo()
    assert session.project == RICH


def test_a_project_is_the_same_after_undo_down_to_what_is_shared(session):
    session.attempt(VERBS["SetValues"], 0.8, {"happy": 2.5})
    assert session.project.track("sad") is RICH.track("sad")
    session.undo_stack.undo()
    assert session.project is RICH


def test_another_portrait_takes_what_was_painted_over_the_old_one_along(session):
    session.attempt(VERBS["SetMedia"], "front_mask", "/masks/hand.png")
    assert session.project.strokes
    session.attempt(VERBS["SetMedia"], "portrait", "builtin:hopper")
    assert session.project.strokes == () and session.project.front_mask is None
    session.undo_stack.undo()
    assert session.project.strokes and session.project.front_mask is not None


def test_a_portrait_that_was_only_moved_keeps_what_was_painted_over_it(session):
    painted = session.project.strokes
    session.attempt(VERBS["LinkMedia"], {"portrait": "/old/anna.png"})
    assert session.project.strokes == ()
    session.undo_stack.undo()
    session.attempt(VERBS["LinkMedia"], {"audio": "/sounds/voice.wav"})
    assert session.project.strokes == painted
    session.open(Project(portrait="/old/anna.png", strokes=painted))
    session.attempt(VERBS["LinkMedia"], {"portrait": "/new/anna.png"})
    assert session.project.strokes == painted
