"""Strokes of the brush: what none can be is refused, and what is painted comes back from the file."""

import json
import math
from dataclasses import replace

import pytest

from lestalk_studio.document.migrations import SCHEMA
from lestalk_studio.document.project import Project
from lestalk_studio.document.storage import DamagedProject, load_project, save_project
from lestalk_studio.document.strokes import (
    KINDS,
    MOST_POINTS,
    MOST_POINTS_IN_ALL,
    MOST_STROKES,
    Stroke,
    digest,
    points_from_text,
    points_to_text,
)

LINE = ((0.4, 0.6), (0.5, 0.61234567))
GOOD = {"kind": "still", "radius": 0.02, "hardness": 0.5, "snap": True, "points": "0.4,0.6 0.5,0.61"}


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("kind", "paint", "kind must be one of still, head, erase"),
        ("kind", None, "kind must be one of"),
        ("points", (), "at least one point"),
        ("points", "0,0", "at least one point"),
        ("points", None, "at least one point"),
        ("points", ((0.1,),), "two numbers"),
        ("points", (0.1, 0.2), "two numbers"),
        ("points", ("ab",), "two numbers"),
        ("points", ((0.1, "0.2"),), "must be a number"),
        ("points", ((math.nan, 0.2),), "must be a number"),
        ("points", ((0.1, 2.5),), "from -1 to 2"),
        ("points", ((0.1, 0.1),) * (MOST_POINTS + 1), "more than 2000 points"),
        ("radius", 0.0, "radius must be from"),
        ("radius", math.inf, "radius must be a number"),
        ("radius", 3, "radius must be from"),
        ("hardness", 1.1, "hardness must be from 0 to 1"),
        ("hardness", True, "hardness must be a number"),
        ("snap", 1, "snap must be true or false"),
    ],
)
def test_no_stroke_is_like_this(field, value, words):
    with pytest.raises(ValueError, match=words):
        Stroke(**{"kind": "still", "points": LINE, "radius": 0.02} | {field: value})


def test_a_project_keeps_a_bounded_number_of_strokes():
    dot = Stroke("still", (LINE[0],), 0.02)
    assert len(Project(strokes=(dot,) * MOST_STROKES).strokes) == MOST_STROKES
    with pytest.raises(ValueError, match="clear the painting"):
        Project(strokes=(dot,) * (MOST_STROKES + 1))
    long = Stroke("still", (LINE[0],) * MOST_POINTS, 0.02)
    with pytest.raises(ValueError, match="clear the painting"):
        Project(strokes=(long,) * (MOST_POINTS_IN_ALL // MOST_POINTS + 1))
    for wrong in ("still", None, 3, ("still",), ({"kind": "still"},)):
        with pytest.raises(ValueError, match=r"must be a (list|Stroke)"):
            Project(strokes=wrong)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "paint"},
        {"radius": "0.02"},
        {"radius": -1},
        {"points": ""},
        {"points": [[0.4, 0.6]]},
        {"points": "0.4 0.6"},
        {"points": "0.4,nan"},
        {"points": "0.4,0.6,0.7"},
        {"points": "0.4,1e300"},
        {"points": "0.4,٠.٦"},
        {"points": "0.4,0.6 " * (MOST_POINTS + 1)},
        {"points": None},
        {"pressure": 1},
    ],
)
def test_a_damaged_stroke_is_told_in_one_sentence(change, tmp_path):
    path = tmp_path / "p.lestalk"
    data = {"format": "lestalk-project", "version": SCHEMA, "strokes": [GOOD | change]}
    path.write_text(json.dumps(data))
    with pytest.raises(DamagedProject, match=r"cannot be opened: .*[^.]\.$") as told:
        load_project(path)
    assert "\n" not in str(told.value) and len(str(told.value)) < 500


@pytest.mark.parametrize("strokes", [{}, "still", [3], [{}], [{"kind": "still", "radius": 0.1}], None])
def test_strokes_are_a_list_of_strokes(strokes, tmp_path):
    path = tmp_path / "p.lestalk"
    path.write_text(json.dumps({"format": "lestalk-project", "version": SCHEMA, "strokes": strokes}))
    with pytest.raises(DamagedProject, match="cannot be opened"):
        load_project(path)


def test_what_was_painted_comes_back_in_its_order(tmp_path):
    strokes = tuple(
        Stroke(kind, ((-0.25, 0.5), (0.123456, 1.0), (2.0, 0.0)), 0.01 * (i + 1), i / 2, i == 1)
        for i, kind in enumerate(KINDS)
    )
    project = Project(strokes=strokes, front_mask=tmp_path / "masks" / "hand.png")
    path = tmp_path / "p.lestalk"
    save_project(project, path)
    loaded = load_project(path)
    assert loaded.project == project and loaded.project.strokes[1].points[1] == (0.12346, 1.0)
    assert [item.role for item in loaded.missing] == ["front_mask"]
    text = path.read_text()
    assert '"front_mask": "masks/hand.png"' in text
    assert '"points": "-0.25,0.5 0.12346,1 2,0"' in text


def test_points_are_written_shortly_and_read_back():
    points = ((0.0, -0.0), (1.0, 0.5), (-0.00001, 0.33333))
    assert points_to_text(points) == "0,0 1,0.5 -0.00001,0.33333"
    assert points_from_text(points_to_text(points)) == points


def test_a_file_from_before_there_was_a_brush_has_nothing_painted(tmp_path):
    path = tmp_path / "p.lestalk"
    path.write_text('{"format": "lestalk-project", "version": 2, "seed": 3}')
    loaded = load_project(path)
    assert loaded.migrated and loaded.project == Project(seed=3)


def test_strokes_have_a_name_that_tells_them_apart():
    one = Stroke("still", LINE, 0.02)
    others = [
        replace(one, kind="erase"),
        replace(one, radius=0.03),
        replace(one, hardness=0.1),
        replace(one, snap=True),
        replace(one, points=LINE[:1]),
    ]
    names = {digest(()), digest((one,)), digest((one, one)), *(digest((other,)) for other in others)}
    assert len(names) == 8
    assert digest((replace(one),)) == digest((one,))


def test_what_was_painted_is_told_as_changed():
    before = Project()
    after = replace(before, strokes=(Stroke("erase", LINE, 0.02),))
    assert after.changed(before) == ("strokes",)
    assert after != before
