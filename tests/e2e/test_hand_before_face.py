"""`lestalk frame` on a portrait with a hand over the mouth."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image

from lestalk_studio.face import hands
from lestalk_studio.pipeline.builtins import portrait_path
from lestalk_studio.pipeline.parts import fit, look
from tests.render.laid_hand import with_hand


@pytest.fixture(scope="module")
def laid():
    return with_hand(fit(look(portrait_path("builtin:hopper"), 0)))


@pytest.fixture
def frame(lestalk, laid, tmp_path):
    """Render the portrait with the hand; the share of the hand that keeps still, and what was said on stderr."""
    portrait = tmp_path / "hand.png"
    Image.fromarray(laid[0]).save(portrait)
    core = cv2.erode(laid[1].astype(np.uint8), np.ones((9, 9), np.uint8)) > 0

    def run(*more):
        out = tmp_path / "out.png"
        result = lestalk("frame", "--portrait", portrait, "--emotion", "surprised:3", *more, "-o", out)
        assert result.exit_code == 0, result.output
        with Image.open(out) as picture:
            moved = np.abs(np.asarray(picture.convert("RGB")).astype(int) - laid[0]).max(2)
        return (moved[core] <= 2).mean(), result.stderr

    return run


def test_the_hand_stays_while_the_jaw_drops(frame):
    kept, said = frame()
    assert kept > 0.97
    assert said == ""
    assert frame("--occluders", "none")[0] < 0.8


@pytest.mark.parametrize("content", [None, b"damaged"])
def test_with_a_damaged_hand_model_the_frame_is_made_and_one_sentence_told(
    frame, content, tmp_path, monkeypatch
):
    if content is not None:
        (tmp_path / hands.MODEL_NAME).write_bytes(content)
    monkeypatch.setattr(hands, "models_dir", lambda: tmp_path)
    kept, said = frame()
    assert kept < 0.8
    (sentence,) = said.strip().splitlines()
    assert "hand model" in sentence and sentence.endswith("install LES Talker Studio again.")
