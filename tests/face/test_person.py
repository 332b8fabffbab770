import logging

import cv2
import numpy as np
import pytest

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


@pytest.mark.parametrize("content", [None, b"", b"no model"])
def test_without_a_usable_model_nobody_is_told_apart_and_one_sentence_says_so(
    content, monkeypatch, tmp_path, caplog
):
    if content is not None:
        (tmp_path / person.MODEL_NAME).write_bytes(content)
    monkeypatch.setattr(person, "models_dir", lambda: tmp_path)
    with caplog.at_level(logging.WARNING):
        assert person.person_share(np.zeros((8, 8, 3), np.uint8)) is None
    (told,) = caplog.messages
    assert (
        person.MODEL_NAME in told and told.endswith("install LES Talker Studio again.") and "\n" not in told
    )
