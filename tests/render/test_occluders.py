"""What stands in front of a face is found, nothing is found where nothing stands, and it keeps still."""

from copy import copy
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from lestalk_studio.render.frontmap import front_map
from lestalk_studio.render.occluders import find_occluders, occluders_of
from lestalk_studio.render.renderer import PortraitRenderer
from tests.render.conftest import pose


def _with_microphone(face, side=0.1, colour=(36, 36, 40)):
    """A dark ball before the chin on a rod that comes from below: the picture and where the ball and rod are."""
    rgb, unit = face.portrait.rgb, face.fit.scale
    cx, cy = face.fit.translation
    ball = (round(cx + side * unit), round(cy + 1.2 * unit))
    mask = np.zeros(rgb.shape[:2], np.uint8)
    cv2.circle(mask, ball, round(0.3 * unit), 255, -1, cv2.LINE_AA)
    foot = (ball[0] + round(0.2 * unit), rgb.shape[0] + 5)
    cv2.line(mask, ball, foot, 255, round(0.26 * unit), cv2.LINE_AA)
    share = cv2.GaussianBlur(mask, (0, 0), 0.7)[..., None] / 255.0
    grain = np.random.default_rng(3).normal(0, 6, (*rgb.shape[:2], 1))
    picture = rgb * (1 - share) + (np.array(colour) + grain) * share
    return np.clip(picture, 0, 255).astype(np.uint8), mask > 127


@pytest.fixture(scope="module", params=["hopper", "astronaut"])
def taken(request, fitted):
    face = fitted[request.param]
    picture, mask = _with_microphone(face)
    return SimpleNamespace(face=face, picture=picture, mask=mask)


@pytest.fixture(scope="module")
def held(taken):
    # Objects are looked for once a fit, and the one shared with other tests is of the picture without them.
    return PortraitRenderer(taken.picture, copy(taken.face.fit), taken.face.head)


def _laid(found, mask):
    """The found mask and the true one, both over the found box at the found size."""
    x0, y0, x1, y1 = found.box
    true = cv2.resize(mask[y0:y1, x0:x1].astype(np.float32), found.still.shape[::-1]) > 0.5
    return np.maximum(found.still, found.worn) > 0.5, true


@pytest.mark.parametrize("name", ["hopper", "astronaut"])
def test_nothing_is_found_on_a_face_that_nothing_hides(name, fitted):
    face = fitted[name]
    assert find_occluders(face.portrait.rgb, face.fit, face.head) is None


def test_a_microphone_is_found_to_its_border(taken):
    found = find_occluders(taken.picture, taken.face.fit, taken.face.head)
    mine, true = _laid(found, taken.mask)
    face = front_map(taken.picture, taken.face.fit, taken.face.head).face
    hit = (mine & true & face).sum()
    assert hit > 0.9 * (true & face).sum()
    assert hit > 0.85 * (mine & face).sum()
    assert found.still[mine].mean() > 0.9  # it belongs to nothing that moves


def test_a_portrait_is_looked_at_once(taken, monkeypatch):
    own = copy(taken.face.fit)
    first = occluders_of(taken.picture, own, taken.face.head)
    monkeypatch.setattr(
        "lestalk_studio.render.occluders.find_occluders", lambda *_: pytest.fail("looked again")
    )
    assert occluders_of(taken.picture, own, taken.face.head) is first


def test_what_is_in_front_keeps_still_while_the_face_moves(taken, held):
    core = cv2.erode(taken.mask.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    core[taken.face.fit.translation[1].astype(int) + round(2.0 * taken.face.fit.scale) :] = False
    for edit in (pose(AU25=0.8, AU26=0.9), pose(AU12=1.0, AU25=0.5), pose(head_yaw=10.0, head_x=0.1)):
        frame = held.render(*edit)
        still = np.abs(frame.astype(int) - taken.picture).max(2) <= 2
        assert still[core].mean() > 0.97
        assert not np.array_equal(frame, taken.picture)


def test_without_holding_it_moves_along(taken):
    free = PortraitRenderer(taken.picture, taken.face.fit, taken.face.head, occluders="none")
    core = cv2.erode(taken.mask.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    frame = free.render(*pose(head_yaw=10.0, head_x=0.1))
    assert (np.abs(frame.astype(int) - taken.picture).max(2) <= 2)[core].mean() < 0.9


def test_the_face_behind_moves_up_to_the_border(taken, held):
    unit = taken.face.fit.scale
    near = (
        cv2.dilate(taken.mask.astype(np.uint8), np.ones((3, 3), np.uint8), iterations=round(0.15 * unit)) > 0
    )
    beside = near & ~(cv2.dilate(taken.mask.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0)
    face = np.zeros_like(beside)
    x, y = np.rint(taken.face.fit.landmarks[:468, :2].T).astype(int)
    cv2.fillConvexPoly(hull := face.astype(np.uint8), cv2.convexHull(np.column_stack((x, y))), 1)
    beside &= hull > 0
    frame = held.render(*pose(AU12=1.0, AU25=0.6, AU26=0.6))
    assert np.abs(frame.astype(int) - taken.picture).max(2)[beside].mean() > 3


def test_no_edit_is_the_portrait_itself(taken, held):
    assert np.array_equal(held.render(*pose()), taken.picture)


def test_a_breath_of_an_edit_is_a_breath_of_change(taken, held):
    frame = held.render(*pose(AU12=0.01))
    apart = np.abs(frame.astype(int) - taken.picture).max(2)
    assert np.percentile(apart, 99.5) <= 6
    assert apart.mean() < 0.5


def test_another_size_holds_the_same(taken):
    small = PortraitRenderer(taken.picture, copy(taken.face.fit), taken.face.head, size=300)
    rest = small.render(*pose())
    mask = cv2.resize(taken.mask.astype(np.uint8), rest.shape[1::-1], interpolation=cv2.INTER_AREA)
    core = cv2.erode(mask, np.ones((5, 5), np.uint8)) > 0
    core[
        round((taken.face.fit.translation[1] + 2.0 * taken.face.fit.scale) * 300 / max(taken.mask.shape)) :
    ] = False
    frame = small.render(*pose(AU25=0.8, AU26=0.9))
    assert (np.abs(frame.astype(int) - rest).max(2) <= 2)[core].mean() > 0.95


def test_a_beard_is_no_object(fitted):
    face = fitted["astronaut"]
    rgb, rest, unit = face.portrait.rgb.copy(), face.head.neutral, face.fit.scale
    skin = face.head.regions["skin_face"] & ~(
        face.head.regions["lips_upper"] | face.head.regions["lips_lower"]
    )
    chin = skin & (rest[:, 1] < -0.95) & (rest[:, 2] > -0.6)
    chin |= skin & (rest[:, 1] < -0.62) & (np.abs(rest[:, 0]) > 0.45) & (rest[:, 2] > -0.6)
    rng = np.random.default_rng(5)
    for x, y in face.fit.vertices[rng.choice(np.flatnonzero(chin), 3000), :2] + rng.normal(
        0, 0.02 * unit, (3000, 2)
    ):
        end = (round(x + rng.normal(0, 0.02 * unit)), round(y + rng.uniform(0.03, 0.09) * unit))
        shade = rng.uniform(0.6, 1.4)
        cv2.line(rgb, (round(x), round(y)), end, [v * shade for v in (62, 44, 30)], 1, cv2.LINE_AA)
    assert find_occluders(rgb, face.fit, face.head) is None


@pytest.mark.parametrize("picture", ["black", "white", "noise"])
def test_pictures_without_any_face_in_them_are_borne(picture, fitted):
    face = fitted["hopper"]
    shape = face.portrait.rgb.shape
    rgb = {
        "black": np.zeros(shape, np.uint8),
        "white": np.full(shape, 255, np.uint8),
        "noise": np.random.default_rng(0).integers(0, 256, shape, np.uint8),
    }[picture]
    assert find_occluders(rgb, face.fit, face.head) is None


def test_a_face_mostly_out_of_the_picture_is_left_alone(fitted):
    face = fitted["hopper"]
    assert front_map(face.portrait.rgb[:4, :4], face.fit, face.head) is None
    assert find_occluders(face.portrait.rgb[:40, :40], face.fit, face.head) is None
