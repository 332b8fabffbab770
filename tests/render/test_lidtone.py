"""Closed lids look like the skin around them; the white of a wide eye is no lash and no shadow."""

import cv2
import numpy as np
import pytest

from lestalk_studio.render.eyeball import LUMA, take_apart
from lestalk_studio.render.facemesh import Opening
from lestalk_studio.render.lidtone import LidTone
from lestalk_studio.render.renderer import PortraitRenderer
from tests.render.conftest import pose

SKIN, PURPLE = (205, 165, 140), (70, 40, 120)


def lab(colour):
    pixel = np.array(colour, np.float32).reshape(1, 1, 3) / 255
    return cv2.cvtColor(pixel, cv2.COLOR_RGB2LAB)[0, 0]


@pytest.fixture(scope="module")
def painted(fitted):
    """The astronaut with one skin colour all over and purple shadow around the eyes, and how it renders."""
    face = fitted["astronaut"]
    picture = face.portrait.rgb.copy()
    points = face.fit.vertices[:, :2]
    drawn = face.head.regions["skin_face"]
    cv2.fillConvexPoly(picture, cv2.convexHull(np.rint(points[drawn]).astype(np.int32)), SKIN)
    for side in "lr":
        loops = [points[face.head.loops[f"lid_{edge}_{side}"]] for edge in ("upper", "lower")]
        eye = np.rint(np.vstack((loops[0], loops[1][::-1]))).astype(np.int32)
        cv2.polylines(picture, [eye], True, PURPLE, thickness=5)
        cv2.fillPoly(picture, [eye], (60, 40, 40))
    return PortraitRenderer(picture, face.fit, face.head, occluders="none")


def test_closed_lids_have_the_colour_of_the_skin_around(painted):
    z, aux = pose(blink_l=1, blink_r=1)
    frame, shape = painted.render(z, aux), painted.shape_of(z, aux)
    for opening in painted._eye_openings:
        margin = shape.points[opening.upper, :2]
        middle = margin[len(margin) // 2] - (0, 0.07 * shape.unit)
        x, y = np.rint(middle).astype(int)
        seen = frame[y - 1 : y + 2, x - 1 : x + 2].reshape(-1, 3).mean(0)
        apart, purple = lab(seen) - lab(SKIN), lab(PURPLE) - lab(SKIN)
        assert np.hypot(*apart[1:]) < 0.4 * np.hypot(*purple[1:]), "a lid in another colour"
        assert abs(apart[0]) < 18


def test_no_eye_shows_between_closed_lids(painted):
    z, aux = pose(blink_l=1, blink_r=1)
    points = painted._pose(z, aux).points
    picture = np.full((*painted.shape, 3), 128, np.uint8)
    for opening, layer in zip(painted._eye_openings, painted._eyes, strict=True):
        lids = layer.lids(points[opening.upper, :2], points[opening.lower, :2])
        layer.draw(picture, lids, np.eye(2, 3, dtype=np.float32), np.zeros(2, np.float32))
    assert (picture == 128).all()


def test_an_open_eye_is_not_toned(painted):
    tone = np.zeros(len(painted._points), np.float32)
    for lid in painted._lid_tones:
        lid.apply(tone, painted._points)
    assert not tone.any()


def test_skin_in_place_of_the_eye_knows_only_skin():
    """A flat face with a dark eye: what is continued over the eye is the face's colour."""
    n = 41
    across, up = np.meshgrid(np.linspace(-1, 1, n), np.linspace(1, -1, n))
    rest = np.column_stack((across.ravel(), up.ravel(), np.zeros(n * n)))
    points = np.column_stack((100 + 90 * rest[:, 0], 100 - 90 * rest[:, 1], 0 * rest[:, 2])).astype(
        np.float32
    )
    a = (np.arange(n - 1)[:, None] * n + np.arange(n - 1)).ravel()
    triangles = np.vstack((np.column_stack((a, a + 1, a + n)), np.column_stack((a + 1, a + n + 1, a + n))))
    row = np.arange(14, 27)
    opening = Opening(19 * n + row, 21 * n + row)
    picture = np.full((200, 200, 3), SKIN, np.uint8)
    picture[86:115, 60:140] = (30, 20, 60)
    hair = np.zeros(n * n, bool)
    lid = LidTone(picture, points, rest, opening, triangles.astype(np.int32), hair)
    height, width = lid.skin.shape[:2]
    middle = lid.skin[height // 2, width // 2]
    assert np.abs(middle - np.array(SKIN)).max() < 30


def test_a_narrow_dark_eye_gets_white_when_it_is_wide():
    height, width, radius = 60, 100, 14
    patch = np.full((height, width, 3), (200, 160, 140), np.float32)
    x = np.linspace(12, 88, 40)
    upper = np.column_stack((x, 30 - 8 * np.sin(np.pi * (x - 12) / 76))).astype(np.float32)
    lower = np.column_stack((x, 30 + 6 * np.sin(np.pi * (x - 12) / 76))).astype(np.float32)
    outline = np.rint(np.vstack((upper, lower[::-1]))).astype(np.int32)
    cv2.fillPoly(patch, [outline], (70, 45, 40))
    centre = np.array((50.0, 30.0))
    inside = np.zeros((height, width), np.uint8)
    cv2.fillPoly(inside, [outline], 1)
    y, x = np.mgrid[:height, :width]
    iris = np.hypot(x - 50, y - 30) <= radius
    patch[iris & (inside > 0)] = (40, 30, 20)
    eye = take_apart(patch, (0, 0, width, height), upper, lower, centre, radius)
    white = (np.hypot(x - 50, y - 30) > 1.5 * radius) & (np.abs(y - 28) < 3) & (np.abs(x - 50) < 32)
    assert (eye.wide[white] @ LUMA).mean() > 1.4 * (eye.bare[white] @ LUMA).mean()
    core = np.hypot(x - 50, y - 30) < 0.9 * radius
    np.testing.assert_array_equal(eye.wide[core], eye.bare[core])
