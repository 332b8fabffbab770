import cv2
import numpy as np
import pytest

from lestalk_studio.errors import StudioError
from lestalk_studio.face import person
from lestalk_studio.pipeline.builtins import portrait_path


def test_head_hair_and_shoulders_are_person_and_the_wall_is_not():
    rgb = cv2.imread(str(portrait_path("builtin:astronaut")))[..., ::-1][:512, 20:440]
    share = person.person_share(np.ascontiguousarray(rgb))
    assert share.shape == (256, 256)
    assert share.dtype == np.float32
    assert share[100:140, 110:150].min() > 0.9
    assert share[:60, :30].max() < 0.1


def test_a_wall_alone_is_nobody():
    noise = np.random.default_rng(1).integers(90, 120, (200, 200, 3)).astype(np.uint8)
    assert person.person_share(noise).mean() < 0.5


def test_a_missing_model_is_told_in_one_sentence(monkeypatch, tmp_path):
    monkeypatch.setattr(person, "models_dir", lambda: tmp_path)
    with pytest.raises(StudioError, match=r"selfie_segmenter\.tflite is missing; install"):
        person.person_share(np.zeros((8, 8, 3), np.uint8))
