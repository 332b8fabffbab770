"""Skin that the portrait hides is made up from what it shows."""

import numpy as np
import pytest

from lestalk_studio.render.compose import relight
from lestalk_studio.render.turning import HiddenSide, revealed

SKIN, WALL = (200, 160, 140), (10, 10, 20)


def half_pipe():
    """A face like a pipe: its left side turns away at x = 100 of a picture, before a dark wall."""
    angle, height = np.meshgrid(np.radians(np.linspace(-85, 40, 30)), np.linspace(20, 180, 20))
    points = np.column_stack(
        (160 + 60 * np.sin(angle).ravel(), height.ravel(), 60 * np.cos(angle).ravel())
    ).astype(np.float32)
    normals = np.column_stack((np.sin(angle).ravel(), 0 * height.ravel(), np.cos(angle).ravel()))
    a = (np.arange(19)[:, None] * 30 + np.arange(29)).ravel()
    triangles = np.vstack((np.column_stack((a, a + 30, a + 1)), np.column_stack((a + 1, a + 30, a + 31))))
    picture = np.full((200, 240, 3), WALL, np.uint8)
    picture[20:180, 100:] = SKIN
    return picture, points, normals.astype(np.float32), triangles.astype(np.int32)


def test_the_hidden_side_is_skin_and_neither_wall_nor_eye():
    picture, points, normals, triangles = half_pipe()
    features = np.abs(points[:, 1] - 100) < 12
    picture[88:112, 100:200] = (30, 20, 60)  # an eye that reaches the outline
    share = (points[:, 0] < 130).astype(np.float32)
    hidden = HiddenSide(picture, points, normals, share, features, triangles, unit=40.0)
    x, y = 96 - hidden.corner[0], 100 - hidden.corner[1]
    assert np.abs(hidden.skin[y - 5 : y + 5, x - 4 : x + 12] - SKIN).max() < 25


@pytest.mark.parametrize("turned", [0.001, 0.1, 0.19])
def test_a_side_that_only_begins_to_be_hidden_is_made_up_all_the_same(turned):
    picture, points, normals, triangles = half_pipe()
    features = np.zeros(len(points), bool)
    share = (points[:, 0] < 130).astype(np.float32)
    whole = HiddenSide(picture, points, normals, share, features, triangles, unit=40.0)
    hidden = HiddenSide(picture, points, normals, turned * share, features, triangles, unit=40.0)
    assert hidden.corner == whole.corner and np.array_equal(hidden.skin, whole.skin)
    facing = HiddenSide(picture, points, normals * 0 + (0, 0, 1), share, features, triangles, unit=40.0)
    assert np.isfinite(facing.skin).all()


def test_only_what_turns_to_the_viewer_is_made_up():
    _, _, normals, _ = half_pipe()
    share = np.ones(len(normals), np.float32)
    assert not revealed(normals, np.eye(3), share).any()
    angle = np.radians(15)
    turn = np.array([[np.cos(angle), 0, np.sin(angle)], [0, 1, 0], [-np.sin(angle), 0, np.cos(angle)]])
    amount = revealed(normals, turn, share)
    assert amount[normals[:, 2] < 0.15].min() > 0.5
    assert not amount[normals[:, 2] > 0.5].any()


def test_toning_below_nothing_takes_the_hidden_side():
    picture = np.full((4, 6, 3), 100, np.uint8)
    attributes = np.zeros((4, 6, 6), np.float32)
    attributes[..., 2:4] = 1.0
    attributes[:, :3, 4], attributes[:, 3:, 4] = -1.0, 1.0
    skins = tuple(np.full((4, 6, 3), level, np.float32) for level in (50, 60, 200))
    relight(picture, attributes, skins, np.zeros((3, 2), np.float32), 0.0)
    assert (picture[:, :3] == 200).all()
    assert (picture[:, 3:] == 50).all()
