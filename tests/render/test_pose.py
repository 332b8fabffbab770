import numpy as np
import pytest

from lestalk_studio.render.pose import RigidMotion, rotation

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
