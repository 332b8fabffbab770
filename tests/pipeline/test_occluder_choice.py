"""What a job or a project says of occluders reaches the renderer and the key of a frame."""

from types import SimpleNamespace

import numpy as np

from lestalk_studio.les.space import AUX, DIM
from lestalk_studio.pipeline.parts import FittedFace, Parts, with_occluders
from lestalk_studio.pipeline.prepared import Prepared


def _face(**said):
    portrait = SimpleNamespace(rgb=np.zeros((8, 8, 3), np.uint8))
    return FittedFace(portrait, SimpleNamespace(), None, **said)


def test_a_face_keeps_its_choice_until_another_is_made():
    face = _face()
    assert face.occluders == "auto"
    assert with_occluders(face, None) is face and with_occluders(face, "auto") is face
    assert with_occluders(face, "none").occluders == "none"


def test_frames_with_and_without_are_not_mistaken_for_one_another(monkeypatch):
    monkeypatch.setattr("lestalk_studio.pipeline.prepared.Overlayer", lambda face: None)
    z, aux = np.zeros(DIM, np.float32), np.zeros(len(AUX), np.float32)
    keys = {
        Prepared(_face(occluders=said), Parts(), ("stamp", 0, said), b"content").key(256, z, aux)
        for said in ("auto", "none")
    }
    assert len(keys) == 2
