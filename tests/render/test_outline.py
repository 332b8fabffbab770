"""The far cheek of a turned head comes out from behind its outline, and what is beside it makes room."""

import numpy as np
import pytest

from lestalk_studio.pipeline.parts import fit, look
from lestalk_studio.render.outline import FarOutline
from lestalk_studio.render.pose import FLIP, RigidMotion, rotation
from lestalk_studio.render.renderer import PortraitRenderer
from tests.render.conftest import pose

UNIT = 60.0


def ball(yaw):
    """A ball of a head that the portrait shows turned by yaw degrees: points, head space, normals, orientation."""
    longitude, latitude = np.meshgrid(
        np.radians(np.linspace(-100, 100, 81)), np.radians(np.linspace(-60, 60, 41))
    )
    rest = np.column_stack(
        [
            (np.sin(longitude) * np.cos(latitude)).ravel(),
            np.sin(latitude).ravel(),
            (np.cos(longitude) * np.cos(latitude)).ravel(),
        ]
    )
    orientation = rotation(yaw, 0, 0)
    turned = rest @ orientation.T
    points = turned * FLIP * UNIT + (200, 200, 0)
    return points.astype(np.float32), rest, turned.astype(np.float32), orientation


def outline(yaw):
    points, rest, normals, orientation = ball(yaw)
    return FarOutline(points, rest, normals, orientation, np.arange(len(points)), UNIT), points, orientation


def motion(orientation, **turned):
    angles = [turned.get(name, 0.0) for name in ("yaw", "pitch", "roll")]
    return RigidMotion(np.array((*angles, 0, 0, 0)), orientation, np.array((200.0, 200.0, 0.0)), UNIT)


def test_a_head_that_faces_the_viewer_has_no_far_outline():
    assert outline(5)[0].amount == 0 and outline(35)[0].amount == 1


def test_only_the_far_rim_is_left_to_what_lies_beside_it():
    far, points, _ = outline(35)
    side = points[:, 0] - 200
    low = (points[:, 2] > 0) & (points[:, 1] > 200 + 0.3 * UNIT)
    assert far.cover[low & (side > 0.8 * UNIT)].min() < 0.1
    assert (far.cover[side < 0.3 * UNIT] == 1).all()


@pytest.mark.parametrize("yaw", [35, -35])
def test_a_ball_turned_keeps_its_outline_and_so_do_its_surroundings(yaw):
    far, points, orientation = outline(yaw)
    way = np.sign(yaw)
    held, pushed, drawn = far(motion(orientation, yaw=-way * 15))
    moved = motion(orientation, yaw=-way * 15)(points)
    rim = (way * (points[:, 0] - 200) > 0.97 * UNIT) & (np.abs(points[:, 1] - 200) < 10)
    rim &= points[:, 2] > 0
    assert rim.any()
    # What was the outline turns away from it; its surroundings stay there, but for what is held back of it.
    left = way * (points - moved)[rim, 0]
    assert left.min() > 1
    gone = way * (points[:, :2] - moved[:, :2] - pushed)[rim, 0]
    assert np.abs(gone).max() < 0.6 * left.max() and np.abs(gone).mean() < 0.35 * left.mean()
    assert (way * held[:, 0]).max() <= 0 and drawn.min() < 0.2
    near_side = way * (points[:, 0] - 200) < 0
    assert not pushed[near_side].any() and (drawn[near_side] > 0.99).all()


def test_without_a_turn_nothing_is_pushed():
    far, _, orientation = outline(35)
    held, pushed, drawn = far(motion(orientation))
    assert np.abs(held).max() < 1e-3 and np.abs(pushed).max() < 1e-3 and drawn.min() > 0.999


@pytest.fixture(scope="module")
def pearl(shared_data):
    face = fit(look(shared_data / "portraits/girl_with_a_pearl_earring_vermeer.jpg", 0))
    return PortraitRenderer(face.portrait.rgb, face.fit, face.head, size=640)


def steps(renderer, frame):
    """Pixels by which the silhouette before the dark wall bends within six rows, at most, from scarf to chin."""
    x0, y0, _, y1 = renderer.crop_box
    rows = slice(int(y0 + 0.30 * (y1 - y0)), int(y0 + 0.62 * (y1 - y0)))
    edge = np.argmax(frame[rows].astype(float).sum(2) > 150, axis=1).astype(float)
    assert edge.min() > x0
    return np.abs(edge[6:] - 2 * edge[3:-3] + edge[:-6]).max()


@pytest.mark.parametrize("turned", [{"head_yaw": 5}, {"head_yaw": 15}, {"head_yaw": 15, "head_roll": 15}])
def test_a_cheek_that_comes_into_view_is_no_more_stepped_than_the_portrait(pearl, turned):
    assert steps(pearl, pearl.render(*pose(**turned))) <= steps(pearl, pearl.render(*pose()))


def specked(frame, shape, mouth):
    """Share of rows in which the far cheek, once it has begun before the dark wall, is dark again in its rim."""
    x, y = shape.points[mouth.upper, :2].mean(0)
    rows = slice(int(y - 0.75 * shape.unit), int(y - 0.1 * shape.unit))
    light = frame[rows, int(x - 0.8 * shape.unit) : int(x - 0.15 * shape.unit)].astype(int).sum(2)
    begins = np.argmax(light > 330, axis=1)
    return np.mean([row[at : at + 8].min() < 330 for row, at in zip(light, begins, strict=True)])


def test_a_jaw_that_drops_leaves_no_specks_along_the_far_cheek(shared_data):
    face = fit(look(shared_data / "portraits/girl_with_a_pearl_earring_vermeer.jpg", 0))
    renderer = PortraitRenderer(face.portrait.rgb, face.fit, face.head)
    opened = pose(AU26=1, AU25=1)
    shape = renderer.shape_of(*opened)
    assert specked(renderer.render(*opened), shape, renderer._mouth_opening) < 0.05
