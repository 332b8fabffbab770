"""The measuring sticks themselves: a benchmark that measures wrongly is worse than none."""

from __future__ import annotations

import json

import numpy as np
import pytest

from tests.benchmarks import judges
from tests.benchmarks.alignment import cosine, displacement, line_fit
from tests.benchmarks.figures import Figure, table, write


@pytest.fixture
def landmarks():
    """(478, 3) points spread like a face, irises 100 px apart."""
    points = np.random.default_rng(1).uniform(0, 300, (478, 3)).astype(np.float32)
    points[468], points[473] = (100, 120, 0), (200, 120, 0)
    return points


def test_head_motion_is_no_displacement(landmarks):
    angle, scale = np.radians(7), 1.1
    turn = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    moved = landmarks[:, :2] @ turn.T + (13, -5)
    assert np.abs(displacement(landmarks, moved, aligned=True)).max() < 1e-5


def test_a_moved_lip_is_measured_in_inter_ocular_distances(landmarks):
    moved = landmarks.copy()
    moved[14, 1] += 25
    field = displacement(landmarks, moved)
    assert field[14] == pytest.approx((0.0, 0.25), abs=1e-5)
    assert np.abs(np.delete(field, 14, axis=0)).max() < 1e-5


def test_cosine_of_nothing_is_zero():
    assert cosine(np.zeros((3, 2)), np.ones((3, 2))) == 0.0


def test_line_fit_tells_a_line_from_a_step():
    x = np.arange(7.0)
    assert line_fit(x, 3 * x + 1) == pytest.approx(1.0)
    assert line_fit(x, (x > 3).astype(float)) < 0.85


@pytest.mark.parametrize(
    ("figure", "met"),
    [
        (Figure("a", 61.0, "%", 60.0), True),
        (Figure("a", 41.0, "ms", 40.0, at_least=False), False),
        (Figure("a", None, "r", 0.25), False),
        (Figure("a", float("nan"), "r", 0.25), False),
        (Figure("a", 5.0, "fps"), None),
    ],
)
def test_a_goal_is_met_or_missed(figure, met):
    assert figure.met is met
    assert "a" in table([figure])


def test_figures_of_an_earlier_run_are_kept(tmp_path):
    path = tmp_path / "build" / "bench.json"
    write([Figure("first", 1.0, "s"), Figure("second", 2.0, "s")], path)
    write([Figure("second", 3.0, "s", 4.0, at_least=False)], path)
    entries = {entry["name"]: entry for entry in json.loads(path.read_text())}
    assert entries["first"]["value"] == 1.0
    assert {"name", "value", "unit", "goal", "met"} <= entries["second"].keys()
    assert entries["second"]["value"] == 3.0 and entries["second"]["met"] is True


@pytest.mark.parametrize("emotion", judges.BASIC)
def test_the_blendshape_judge_knows_its_templates(emotion, landmarks):
    judge = judges.BlendshapeJudge()
    names = [
        n + side for n in judge.STRONG for side in (("",) if n in ("jawOpen", "browInnerUp") else ("Left",))
    ]
    rest = dict.fromkeys(names, 0.3)
    shown = dict(rest)
    for name, weight in judges.TEMPLATES[emotion].items():
        key = name if name in rest else name + "Left"
        shown[key] += weight * judge.STRONG[name]
    assert judges.top(judge.read(np.zeros((1, 1, 3), np.uint8), landmarks, shown, rest)) == emotion
    assert judges.top(judge.read(np.zeros((1, 1, 3), np.uint8), landmarks, rest, rest)) == "neutral"


def test_the_gain_takes_a_bias_out():
    source = dict.fromkeys(judges.LABELS, 0.0) | {"sad": 0.9, "happy": 0.1}
    edited = dict.fromkeys(judges.LABELS, 0.0) | {"sad": 0.6, "happy": 0.4}
    assert judges.top(edited) == "sad"
    assert judges.top(judges.gain(edited, source)) == "happy"


def test_the_crop_follows_the_box():
    picture = np.zeros((400, 600, 3), np.uint8)
    picture[100:200, 300:400] = 255
    assert judges.crop_square(picture, (350.0, 150.0, 100.0), 64).min() > 100
    assert judges.crop_square(picture, (350.0, 150.0, 90.0), 16).min() == 255
    assert judges.crop_square(picture, (100.0, 300.0, 100.0), 64).max() == 0


def test_the_names_that_others_read_are_measured():
    from tests.benchmarks.goals import GOALS
    from tests.benchmarks.suite import MEASUREMENTS, Bench

    stable = "landmark_reprojection lip_r render_ms_512 render_ms_1024 export_fps_512 peak_mb emotion_readout level_r2"
    measured = {name for names in MEASUREMENTS.values() for name in names}
    assert set(stable.split()) <= measured == set(GOALS)
    assert all(callable(getattr(Bench, method)) for method in MEASUREMENTS)
