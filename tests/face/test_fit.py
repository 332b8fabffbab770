"""The head laid on portraits: landmarks, lips and lids to the pixel, the source's own expression, eyes."""

from __future__ import annotations

import numpy as np
import pytest

from lestalk_studio.face.camera import Pose, angles, exponential, similarity
from lestalk_studio.face.contours import CONTOURS, loop_maps
from lestalk_studio.face.fit import PortraitFit, fit_portrait, reprojection
from lestalk_studio.face.irisfit import refine_iris
from lestalk_studio.face.lipline import refine_lip_line
from lestalk_studio.face.nonneg import solve_nonnegative
from lestalk_studio.face.portrait import Portrait, load_portrait
from lestalk_studio.les.space import AUX, AUX_INDEX, INDEX


def _fitted(portrait: Portrait, detector, head) -> PortraitFit:
    return fit_portrait(portrait, detector.detect(portrait.rgb)[0], head)


@pytest.fixture(scope="module")
def neutral(hopper, detector, head) -> PortraitFit:
    return _fitted(hopper, detector, head)


@pytest.fixture(scope="module")
def smiling(astronaut, detector, head) -> PortraitFit:
    return _fitted(astronaut, detector, head)


def _fresh_error(fit: PortraitFit, portrait: Portrait, detector, head) -> float:
    """Median error against a detection of its own, of the picture moved by some pixels."""
    moved = np.pad(portrait.rgb, ((9, 0), (13, 0), (0, 0)), mode="edge")
    seen = detector.detect(moved)[0].landmarks - np.float32([13, 9, 0])
    return float(np.median(reprojection(fit, head, seen)))


def test_what_a_fit_holds(neutral, head):
    assert neutral.vertices.shape == head.neutral.shape and neutral.vertices.dtype == np.float32
    assert np.isfinite(neutral.vertices).all()
    assert neutral.R.shape == (3, 3) and abs(np.linalg.det(neutral.R) - 1) < 1e-5
    assert neutral.source_z.shape == (41,) and neutral.source_aux.shape == (len(AUX),)
    assert neutral.translation.shape == (2,) and len(neutral.identity) == len(head.identity)
    assert neutral.landmarks.shape == (478, 3)


def test_built_in_portraits_reproject(neutral, smiling, hopper, astronaut, detector, head):
    assert _fresh_error(neutral, hopper, detector, head) < 0.01
    assert _fresh_error(smiling, astronaut, detector, head) < 0.01


def test_shared_portraits_reproject(detector, head, shared_data):
    for path in sorted((shared_data / "portraits").glob("*.jpg")):
        portrait = load_portrait(path)
        fit = _fitted(portrait, detector, head)
        assert _fresh_error(fit, portrait, detector, head) < 0.01, path.name


def test_shared_neutral_portraits_are_near_neutral(detector, head, shared_data):
    for name in ("mona_lisa_leonardo", "la_donna_velata_raphael", "synthetic_woman_dark_skin"):
        fit = _fitted(load_portrait(shared_data / "portraits" / f"{name}.jpg"), detector, head)
        assert fit.mouth_closed and fit.source_z.max() < 0.25, name


def test_neutral_face_is_neutral(neutral):
    assert neutral.mouth_closed
    assert neutral.source_z.min() >= 0 and neutral.source_z.max() < 0.2


def test_smile_is_seen(smiling):
    z = smiling.source_z
    assert not smiling.mouth_closed
    assert z[INDEX["AU12"]] > 0.5 and z[INDEX["AU06"]] > 0.3 and z[INDEX["AU25"]] > 0.15
    assert z[INDEX["AU15"]] < 0.1 and z[INDEX["AU04"]] < 0.1


def test_closed_lips_lie_on_one_line(neutral, head):
    upper = neutral.vertices[head.loops["lip_inner_upper"], :2]
    lower = neutral.vertices[head.loops["lip_inner_lower"], :2]
    order = np.argsort(upper[:, 0])
    there = np.interp(lower[:, 0], upper[order, 0], upper[order, 1])
    assert np.abs(there - lower[:, 1]).max() < 0.006 * neutral.iod_px
    assert np.array_equal(upper[[0, -1]], lower[[0, -1]])


@pytest.mark.parametrize("which", ["neutral", "smiling"])
def test_openings_never_cross(which, request, head):
    fit = request.getfixturevalue(which)
    for upper, lower in (
        ("lip_inner_upper", "lip_inner_lower"),
        ("lid_upper_l", "lid_lower_l"),
        ("lid_upper_r", "lid_lower_r"),
    ):
        top, bottom = fit.vertices[head.loops[upper], :2], fit.vertices[head.loops[lower], :2]
        order = np.argsort(top[:, 0])
        below = bottom[:, 1] - np.interp(bottom[:, 0], top[order, 0], top[order, 1])
        assert below.min() > -0.01 * fit.iod_px


@pytest.mark.parametrize("name", sorted(CONTOURS))
def test_loops_lie_on_their_contours(name, smiling, head):
    line = smiling.vertices[head.loops[name], :2].astype(np.float64)
    marks = smiling.landmarks[list(CONTOURS[name]), :2]
    start, edge = line[:-1], np.diff(line, axis=0)
    length = np.maximum((edge**2).sum(axis=1), 1e-12)
    part = np.clip(((marks[:, None] - start) * edge).sum(axis=2) / length, 0, 1)
    away = np.linalg.norm(start + part[..., None] * edge - marks[:, None], axis=2).min(axis=1)
    assert np.median(away) < (0.02 if "outer" in name else 0.006) * smiling.iod_px


def test_loop_maps_rise(head):
    for name, loop in loop_maps(head).items():
        assert (np.diff(loop.mark_at) > 0).all() and (np.diff(loop.at) > 0).all(), name


def test_eyes(neutral):
    for eye in (neutral.eye_l, neutral.eye_r):
        assert 0.07 < eye.iris_radius / neutral.iod_px < 0.13
        assert 0.15 < eye.radius / neutral.iod_px < 0.32
        assert np.hypot(*(eye.centre - eye.iris_centre)) < 0.5 * eye.radius
    assert neutral.eye_l.iris_centre[0] > neutral.eye_r.iris_centre[0]
    assert abs(neutral.source_aux[AUX_INDEX["gaze_yaw"]]) < 10


def test_depth_is_a_face(neutral, head):
    marks = head.landmarks(neutral.vertices)
    assert marks[1, 2] > marks[468, 2] > marks[234, 2]  # nose before eye before ear
    assert 0.4 < np.ptp(marks[:468, 2]) / neutral.iod_px / 2 < 1.3


@pytest.mark.parametrize("factor", [128 / 600, 2.0])
def test_size_does_not_matter(factor, hopper, neutral, detector, head):
    import cv2

    rgb = cv2.resize(
        hopper.rgb,
        None,
        fx=factor,
        fy=factor,
        interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC,
    )
    fit = _fitted(Portrait(rgb), detector, head)
    skin = head.regions["skin_face"]
    apart = np.hypot(*(fit.vertices[skin, :2] / factor - neutral.vertices[skin, :2]).T) / neutral.iod_px
    assert np.median(apart) < (0.05 if factor < 1 else 0.01)


def test_a_rolled_head(hopper, neutral, detector, head):
    import cv2

    turn = cv2.getRotationMatrix2D((256, 300), 30, 1.0)
    fit = _fitted(Portrait(cv2.warpAffine(hopper.rgb, turn, (512, 600))), detector, head)
    roll = angles(fit.R)[2] - angles(neutral.R)[2]
    assert abs(abs(roll) - 30) < 2
    assert fit.mouth_closed and fit.source_z.max() < 0.25


def test_mirrored_face_gives_mirrored_units(astronaut, smiling, detector, head):
    other = _fitted(Portrait(np.ascontiguousarray(astronaut.rgb[:, ::-1])), detector, head)
    assert np.abs(other.source_z[:27] - smiling.source_z[:27]).max() < 0.12


def _drawn_eye(centre, radius):
    y, x = np.mgrid[:200, :260].astype(np.float64) + 0.5
    skin = np.full((200, 260), 190.0)
    white = (((x - 130) / 45) ** 2 + ((y - 100) / 19) ** 2) < 1
    iris = np.hypot(x - centre[0], y - centre[1]) < radius
    skin[white] = 225.0
    skin[white & iris] = 60.0
    ring = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    outline = np.column_stack([130 + 45 * np.cos(ring), 100 + 19 * np.sin(ring)])
    return np.repeat(skin[..., None], 3, axis=2).astype(np.uint8), outline


@pytest.mark.parametrize("off", [(0, 0), (3, -2), (-4, 3)])
def test_iris_is_sharpened_on_its_edge(off):
    true = np.array([133.0, 98.0])
    rgb, outline = _drawn_eye(true, 18.5)
    found, radius = refine_iris(rgb, outline, true + off, 21.0, 200.0)
    assert np.hypot(*(found - true)) < 1.6 and abs(radius - 18.5) < 1.5


def test_iris_stays_where_nothing_is_seen():
    guess = np.array([130.0, 100.0])
    found, radius = refine_iris(
        np.full((200, 260, 3), 128, np.uint8), _drawn_eye(guess, 18)[1], guess, 19.0, 200.0
    )
    assert np.array_equal(found, guess) and radius == 19.0


def test_lip_line_finds_a_dark_valley():
    y, x = np.mgrid[:120, :300].astype(np.float64)
    true = 61.3 + 6 * np.sin(x / 60)
    picture = 170 - 90 * np.exp(-(((y + 0.5 - true) / 2.0) ** 2))
    rgb = np.repeat(picture[..., None], 3, axis=2).astype(np.uint8)
    places = np.linspace(60, 240, 41)
    start = np.column_stack([places, 61.3 + 6 * np.sin((places - 0.5) / 60) + 2.0])
    found = refine_lip_line(rgb, start, 140.0)
    middle = slice(8, -8)
    want = 61.3 + 6 * np.sin((found[middle, 0] - 0.5) / 60)
    assert np.abs(found[middle, 1] - want).max() < 0.35
    assert np.array_equal(found[[0, -1]], start[[0, -1]])


def test_lip_line_stays_where_nothing_is_seen():
    points = np.column_stack([np.linspace(20, 80, 41), np.full(41, 50.0)])
    assert np.array_equal(refine_lip_line(np.full((100, 100, 3), 128, np.uint8), points, 60.0), points)
    assert np.array_equal(refine_lip_line(np.zeros((4, 4, 3), np.uint8), points, 60.0), points)


def test_nonnegative_least_squares_against_scipy():
    from scipy.optimize import nnls

    rng = np.random.default_rng(0)
    a = rng.normal(size=(60, 12))
    b = rng.normal(size=(5, 60))
    found = solve_nonnegative(a.T @ a, b @ a, tolerance=1e-10, sweeps=5000)
    for row, target in zip(found, b, strict=True):
        assert np.allclose(row, nnls(a, target)[0], atol=1e-6)


def test_similarity_and_pose_undo_each_other():
    rng = np.random.default_rng(1)
    points = rng.normal(size=(30, 3))
    turn = exponential(np.array([0.2, -0.5, 0.1]))
    scale, rotation, shift = similarity(points, 3.0 * points @ turn.T + [1, 2, 3], np.ones(30))
    assert np.isclose(scale, 3.0) and np.allclose(rotation, turn) and np.allclose(shift, [1, 2, 3])
    pose = Pose(turn, 50.0, np.array([100.0, 80.0]))
    vectors = rng.normal(size=(4, 3))
    assert np.allclose(pose.back(pose.turn(vectors)), vectors)
    assert np.allclose(pose.project(np.zeros((1, 3)))[0], [100, 80, 0])
