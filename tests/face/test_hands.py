"""Hands are found near a face, and a program without its hand model goes on."""

import logging
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from lestalk_studio.face import hands
from lestalk_studio.face.fit import fit_portrait
from lestalk_studio.face.hands import FINGERS, HandFinder, hands_near
from tests.render.laid_hand import with_hand


@pytest.fixture(scope="module")
def faces(hopper, astronaut, detector, head):
    made = {}
    for name, portrait in (("hopper", hopper), ("astronaut", astronaut)):
        fit = fit_portrait(portrait, detector.detect(portrait.rgb)[0], head)
        made[name] = SimpleNamespace(portrait=portrait, fit=fit, head=head)
    return made


@pytest.mark.parametrize("name", ["hopper", "astronaut"])
def test_a_hand_over_the_mouth_is_found_where_it_is(name, faces):
    picture, mask = with_hand(faces[name])
    (hand,) = hands_near(picture, faces[name].fit)
    assert hand.looks == 2
    wide = cv2.dilate(mask.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    points = np.rint(hand.landmarks[:, :2]).astype(int)
    assert wide[points[:, 1], points[:, 0]].mean() > 0.9
    assert 0.8 < hand.palm / faces[name].fit.scale < 2.2
    # All fingers point to the left of the picture.
    assert all(hand.landmarks[tip, 0] < hand.landmarks[0, 0] for *_, tip in FINGERS)


@pytest.mark.parametrize("name", ["hopper", "astronaut"])
def test_no_hand_is_seen_in_a_face(name, faces):
    fit = faces[name].fit
    chin = fit.landmarks[152, 1]
    found = hands_near(faces[name].portrait.rgb, fit)
    assert all((hand.landmarks[:, 1] > chin).all() for hand in found)


def test_mona_lisas_hands_are_found_where_they_are_painted(shared_data):
    from lestalk_studio.face.portrait import load_portrait

    rgb = load_portrait(shared_data / "portraits" / "mona_lisa_leonardo.jpg").rgb
    with HandFinder() as finder:
        found = finder.look(rgb)
    assert found
    assert all((points[:, 1] > 0.7 * rgb.shape[0]).all() for points in found)


@pytest.mark.parametrize("eyes", [(-500.0, -500.0), (0.0, 0.0), (5000.0, 10.0)])
def test_a_face_at_the_edge_or_beyond_is_borne(eyes, hopper):
    with HandFinder() as finder:
        assert finder.near(hopper.rgb, np.array(eyes), 60.0) == []
        assert finder.near(hopper.rgb[:3, :3], np.array((1.0, 1.0)), 60.0) == []


@pytest.mark.parametrize("content", [None, b"", b"no model"])
def test_without_a_usable_model_there_are_no_hands_and_one_sentence(
    content, faces, tmp_path, monkeypatch, caplog
):
    if content is not None:
        (tmp_path / hands.MODEL_NAME).write_bytes(content)
    monkeypatch.setattr(hands, "models_dir", lambda: tmp_path)
    picture, _ = with_hand(faces["hopper"])
    with caplog.at_level(logging.WARNING):
        assert hands_near(picture, faces["hopper"].fit) == []
    (told,) = caplog.messages
    assert hands.MODEL_NAME in told and "install LES Talker Studio again" in told and "\n" not in told
