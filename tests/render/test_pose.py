import cv2
import numpy as np
import pytest

from lestalk_studio.render.pose import RigidMotion, rotation
from tests.render.conftest import pose

NOSE = np.array((0.0, 0.0, 1.0), np.float32)
CROWN = np.array((0.0, 1.0, 0.0), np.float32)


@pytest.mark.parametrize(
    ("angles", "point", "axis"),
    [((10, 0, 0), NOSE, 0), ((0, 10, 0), NOSE, 1), ((0, 0, 10), CROWN, 0)],
    ids=["yaw turns left", "pitch looks up", "roll tilts left"],
)
def test_positive_angles_go_where_they_say(angles, point, axis):
    moved = rotation(*angles) @ point
    assert moved[axis] == pytest.approx(np.sin(np.radians(10)), abs=1e-6)


def test_rotations_keep_lengths():
    turn = rotation(20, -15, 8)
    np.testing.assert_allclose(turn @ turn.T, np.eye(3), atol=1e-6)


def motion(pose, unit=100.0):
    return RigidMotion(np.array(pose, np.float32), np.eye(3, dtype=np.float32), np.zeros(3), unit)


def test_translation_is_in_inter_ocular_distances_and_up_is_up():
    point = np.array([(5.0, 7.0, 0.0)], np.float32)
    np.testing.assert_allclose(motion((0, 0, 0, 0.1, 0.2, 0)).displacement(point), [(10.0, -20.0)], atol=1e-4)


def test_nearer_is_larger():
    points = np.array([(-50.0, 0, 0), (50.0, 0, 0)], np.float32)
    moved = motion((0, 0, 0, 0, 0, 1.0))(points)
    assert np.ptp(moved[:, 0]) > 105


def test_no_motion_changes_nothing():
    points = np.random.default_rng(0).normal(size=(9, 3)).astype(np.float32)
    still = motion((0,) * 6)
    assert still.still
    assert still(points) is points


@pytest.mark.parametrize(
    "turn", [{"head_roll": 12}, {"head_roll": -12, "head_y": 0.1}, {"head_z": 0.8}], ids=str
)
def test_teeth_and_eyes_go_with_the_head(renderers, fitted, turn):
    """Seen in the head's own axes, what lies behind lips and lids is what the portrait shows there."""
    renderer, face = renderers["astronaut"], fitted["astronaut"]
    z, aux = pose(**turn)
    frame, shape = renderer.render(z, aux), renderer.shape_of(z, aux)
    portrait, loops = face.portrait.rgb, face.head.loops
    for names in (
        ("lip_inner_upper", "lip_inner_lower"),
        ("lid_upper_l", "lid_lower_l"),
        ("lid_upper_r", "lid_lower_r"),
    ):
        rows = np.concatenate([loops[name] for name in names])
        now, was = shape.points[rows, :2] - 0.5, face.fit.vertices[rows, :2] - 0.5
        matrix = cv2.estimateAffine2D(was.astype(np.float32), now.astype(np.float32))[0]
        there = cv2.warpAffine(
            frame, matrix, portrait.shape[1::-1], flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
        )
        inside = np.zeros(portrait.shape[:2], np.uint8)
        outline = np.vstack((was[: len(was) // 2], was[len(was) // 2 :][::-1]))
        cv2.fillConvexPoly(inside, cv2.convexHull(np.rint(outline).astype(np.int32)), 1)
        inside = cv2.erode(inside, np.ones((2, 2), np.uint8)) > 0
        apart = np.abs(there.astype(float) - portrait).mean(2)[inside]
        assert np.median(apart) < 12
        assert apart.mean() < 18


def test_how_far_points_come_along_a_way_is_where_they_come():
    points = np.random.default_rng(6).normal(0, 80, (40, 3)).astype(np.float32)
    way = np.array((0.6, -0.8), np.float32)
    moved = motion((12, -7, 9, 0.2, -0.1, 0.3))
    np.testing.assert_allclose(moved.along(points, way), moved(points)[:, :2] @ way, atol=1e-3)
