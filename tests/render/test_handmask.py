"""Hands before a face are held still to their border; hands elsewhere change nothing."""

from copy import copy
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from lestalk_studio.face import hands
from lestalk_studio.face.hands import Hand, hands_near
from lestalk_studio.render.frontmap import front_map
from lestalk_studio.render.handmask import hand_areas
from lestalk_studio.render.occluders import find_occluders
from lestalk_studio.render.renderer import PortraitRenderer
from tests.render.conftest import pose
from tests.render.laid_hand import with_hand

PLACES = {"mouth": ((0.05, -0.95), 0.0), "chin": ((0.1, -1.3), -20.0), "cheek": ((0.7, -0.6), -50.0)}


@pytest.fixture(scope="module", params=["hopper", "astronaut"])
def face(request, fitted):
    return fitted[request.param]


@pytest.fixture(scope="module")
def laid(face):
    picture, mask = with_hand(face, *PLACES["mouth"])
    return SimpleNamespace(face=face, picture=picture, mask=mask)


@pytest.fixture(scope="module")
def held(laid):
    return PortraitRenderer(laid.picture, copy(laid.face.fit), laid.face.head)


def _share_of(found, mask, face):
    """Found, true and face masks over the found box."""
    x0, y0, x1, y1 = found.box
    true = cv2.resize(mask[y0:y1, x0:x1].astype(np.float32), found.still.shape[::-1]) > 0.5
    return (np.maximum(found.still, found.worn) > 0.5) & face, true & face


def _core(mask, size=7):
    return cv2.erode(mask.astype(np.uint8), np.ones((size, size), np.uint8)) > 0


@pytest.mark.parametrize("place", PLACES)
def test_a_hand_in_the_faces_own_tone_is_found_to_its_border(place, face):
    picture, mask = with_hand(face, *PLACES[place])
    found = find_occluders(picture, face.fit, face.head)
    mine, true = _share_of(found, mask, front_map(picture, face.fit, face.head).face)
    assert (mine & true).sum() > 0.9 * true.sum()
    assert (mine & true).sum() > 0.75 * (mine | true).sum()
    assert found.worn.max() == 0  # it hangs on an arm, not on the head


def test_the_hand_keeps_still_and_the_face_moves(laid, held):
    core = _core(laid.mask)
    core[round(laid.face.fit.translation[1] + 2.0 * laid.face.fit.scale) :] = False
    for edit in (pose(AU25=0.8, AU26=0.9), pose(AU12=1.0, AU25=0.5), pose(head_yaw=10.0)):
        frame = held.render(*edit)
        moved = np.abs(frame.astype(int) - laid.picture).max(2)
        assert (moved <= 2)[core].mean() > 0.97
        assert (moved > 3)[~laid.mask].mean() > 0.02


def test_without_holding_it_is_dragged_along(laid):
    free = PortraitRenderer(laid.picture, laid.face.fit, laid.face.head, occluders="none")
    frame = free.render(*pose(AU25=0.8, AU26=0.9))
    assert (np.abs(frame.astype(int) - laid.picture).max(2) <= 2)[_core(laid.mask)].mean() < 0.8


def test_no_edit_is_the_portrait_itself(laid, held):
    assert np.array_equal(held.render(*pose()), laid.picture)


def test_what_is_behind_the_hand_has_lips_and_no_fingers(laid, held):
    plate, box = held._front.plate, held.crop_box
    front = front_map(laid.picture, laid.face.fit, laid.face.head)
    seen = front_map(laid.face.portrait.rgb, laid.face.fit, laid.face.head)
    whole = laid.picture.copy()
    whole[box[1] : box[3], box[0] : box[2]] = plate
    completed = front_map(whole, laid.face.fit, laid.face.head)
    hidden = _share_of(find_occluders(laid.picture, laid.face.fit, laid.face.head), laid.mask, front.face)[1]
    skin = hidden & ~front.lips
    off = np.abs(completed.picture.astype(int) - seen.picture).mean(2)
    assert np.median(off[skin]) < 25
    lab = cv2.cvtColor(completed.picture, cv2.COLOR_RGB2LAB).astype(int)
    inner = front.lips & hidden & (cv2.erode(front.lips.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0)
    assert np.median(lab[inner, 1]) > np.median(lab[skin, 1]) + 2


def test_a_hand_beside_the_face_changes_no_pixel(face):
    picture, _ = with_hand(face, (1.9, -1.2), -70.0)
    front = front_map(picture, face.fit, face.head)
    assert hands_near(picture, face.fit)  # it is seen
    assert hand_areas(front, hands_near(picture, face.fit)) == []
    assert find_occluders(picture, face.fit, face.head) is None
    edit = pose(AU12=0.8, AU26=0.5, head_yaw=5.0)
    auto, none = (
        PortraitRenderer(picture, copy(face.fit), face.head, occluders=said).render(*edit)
        for said in ("auto", "none")
    )
    assert np.array_equal(auto, none)


@pytest.mark.parametrize("place", ["mouth", "chin"])
def test_fingers_guessed_where_nothing_but_face_is_hold_nothing(place, fitted):
    """The landmarks of a hand, on a smooth face that no hand is before."""
    face = fitted["astronaut"]
    picture, _ = with_hand(face, *PLACES[place])
    guessed = hands_near(picture, face.fit)
    front = front_map(face.portrait.rgb, face.fit, face.head)
    assert guessed
    assert not any(area.before for area in hand_areas(front, guessed))


@pytest.mark.parametrize("fault", ["far outside", "a point", "not a number"])
def test_senseless_landmarks_are_borne(fault, face):
    points = np.random.default_rng(0).normal(0, 30, (21, 3)).astype(np.float32)
    points[:, :2] += face.fit.translation[:2]
    if fault == "far outside":
        points += 1e5
    elif fault == "a point":
        points[:] = points[0]
    else:
        points[3] = np.nan
    front = front_map(face.portrait.rgb, face.fit, face.head)
    assert not any(area.before for area in hand_areas(front, [Hand(points, 1)]))


def test_without_the_model_the_rest_is_found_as_before(laid, tmp_path, monkeypatch):
    monkeypatch.setattr(hands, "models_dir", lambda: tmp_path)
    assert find_occluders(laid.face.portrait.rgb, laid.face.fit, laid.face.head) is None
    free = PortraitRenderer(laid.picture, copy(laid.face.fit), laid.face.head).render(*pose(AU26=0.9))
    assert (np.abs(free.astype(int) - laid.picture).max(2) <= 2)[_core(laid.mask)].mean() < 0.9
