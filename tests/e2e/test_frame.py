"""`lestalk frame`: a portrait with another expression, as a detector sees it."""

from __future__ import annotations

import json

import numpy as np
import pytest
from PIL import Image

from lestalk_studio.face.detector import FaceDetector
from lestalk_studio.pipeline.builtins import BUILTIN_PORTRAITS, portrait_path


def pixels(path):
    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB"))


@pytest.fixture
def frame(lestalk, tmp_path):
    """Render builtin:hopper with some options; its pixels."""

    def run(*more, portrait="builtin:hopper", name="out.png"):
        result = lestalk("frame", "--portrait", portrait, *more, "-o", tmp_path / name)
        assert result.exit_code == 0, result.output
        return pixels(tmp_path / name)

    return run


@pytest.fixture(scope="module")
def scores():
    """Blendshape scores of the face in a picture."""
    with FaceDetector() as detector:
        yield lambda rgb: detector.detect(rgb)[0].blendshapes


@pytest.mark.parametrize("name", BUILTIN_PORTRAITS)
def test_without_edits_the_portrait_comes_back_exactly(frame, name):
    assert np.array_equal(frame(portrait=f"builtin:{name}"), pixels(portrait_path(f"builtin:{name}")))


def test_a_smile_and_an_open_jaw_are_seen(frame, scores):
    before = scores(frame())
    assert scores(frame("--au", "AU12:+0.9"))["mouthSmileLeft"] > before["mouthSmileLeft"] + 0.3
    assert scores(frame("--arkit", "jawOpen:0.6"))["jawOpen"] > before["jawOpen"] + 0.2


@pytest.mark.parametrize("side", ["Left", "Right"])
def test_left_is_the_subjects_left(frame, side):
    changed = np.abs(frame("--arkit", f"eyeBlink{side}:1").astype(int) - frame()).sum(axis=2) > 30
    nose = 240
    mean_column = np.nonzero(changed)[1].mean()
    assert mean_column > nose if side == "Left" else mean_column < nose


def test_an_emotion_moves_the_face_and_not_the_background(frame):
    neutral, happy = frame(), frame("--emotion", "happy:3")
    changed = np.abs(happy.astype(int) - neutral).max(axis=2) > 8
    assert changed[200:400].mean() > 0.02
    assert not changed[:, :40].any()
    assert not changed[-60:].any()


def test_the_same_request_gives_the_same_picture(frame):
    first = frame("--emotion", "angry:2", "--au", "L12:+0.3")
    assert np.array_equal(first, frame("--emotion", "angry:2", "--au", "L12:+0.3"))


def test_the_size_is_the_longer_side(frame):
    assert frame("--size", 256, "--emotion", "sad:1").shape == (256, 218, 3)


def test_json(lestalk, tmp_path):
    out = tmp_path / "a.png"
    result = lestalk("frame", "--portrait", "builtin:hopper", "--json", "-o", out)
    made = json.loads(result.stdout)
    assert made["out"] == str(out)
    assert made["size"] == [512, 600]


@pytest.mark.parametrize("mode", ["L", "CMYK", "RGBA", "I;16"])
def test_pictures_of_other_modes(frame, tmp_path, astronaut, mode):
    source = Image.fromarray(astronaut)
    if mode == "I;16":
        picture = Image.fromarray(np.asarray(source.convert("L")).astype(np.uint16) * 257)
    else:
        picture = source.convert(mode)
    path = tmp_path / ("in.tif" if mode in ("CMYK", "I;16") else "in.png")
    picture.save(path)
    made = frame("--emotion", "surprised:2", portrait=path)
    assert made.shape == astronaut.shape


def test_appearance_folds_the_skin_and_zero_does_not(frame):
    asked = ("--emotion", "happy:3", "--size", "256")
    own = frame(*asked)
    assert np.array_equal(frame(*asked, "--appearance", "0.6", name="own.png"), own)
    plain = frame(*asked, "--appearance", "0", name="zero.png")
    folded = frame(*asked, "--appearance", "1", name="one.png")
    assert not np.array_equal(own, plain) and not np.array_equal(own, folded)
    change = folded.astype(int) - plain
    assert 0 < (np.abs(change).max(2) > 3).mean() < 0.2


@pytest.fixture
def chin_mask(tmp_path):
    """Save a mask of builtin:hopper's chin; its path and the mask itself, (H, W) bool."""

    def save(name="mask.png", scale=1, mode="L"):
        white = Image.new("L", (512, 600))
        white.paste(255, (230, 310, 300, 350))
        white.resize((512 * scale // 2, 300 * scale) if scale != 1 else (512, 600)).convert(mode).save(
            tmp_path / name
        )
        return tmp_path / name, np.asarray(white) > 0

    return save


@pytest.mark.parametrize("how", [{}, {"scale": 3}, {"mode": "RGBA"}], ids=["same size", "larger", "colour"])
def test_what_is_white_in_a_mask_keeps_still(frame, chin_mask, how):
    path, white = chin_mask(**how)
    portrait, edit = pixels(portrait_path("builtin:hopper")), ("--au", "AU26:+0.9", "--au", "AU25:+0.7")
    inside = np.zeros_like(white)
    inside[315:345, 235:295] = True
    held, free = frame(*edit, "--occluders", path), frame(*edit, "--occluders", "none")
    assert np.abs(held.astype(int) - portrait)[inside].max() <= 1
    assert np.abs(free.astype(int) - portrait)[inside].mean() > 4
    assert np.abs(held[:250].astype(int) - free[:250]).mean() < 0.5, "the rest moves as without"


def test_masks_that_cannot_be_used(refused, tmp_path, no_fit):
    (tmp_path / "text.png").write_text("hello")
    for name, words in (("none.png", "does not exist"), ("text.png", "is not a picture that can be read")):
        asked = ("--portrait", "builtin:hopper", "--occluders", tmp_path / name)
        assert words in refused("frame", *asked, out=tmp_path / "a.png")


def test_a_mask_of_other_proportions(refused, tmp_path):
    Image.new("L", (600, 512)).save(tmp_path / "wide.png")
    asked = ("--portrait", "builtin:hopper", "--occluders", tmp_path / "wide.png")
    message = refused("frame", *asked, out=tmp_path / "a.png")
    assert "600 x 512 px" in message and "(512 x 600)" in message


def test_occluders_that_are_neither_a_choice_nor_a_file(lestalk, tmp_path):
    result = lestalk("frame", "--portrait", "builtin:hopper", "--occluders", "some", "-o", tmp_path / "a.png")
    assert result.exit_code == 2 and "neither auto, none nor a picture file" in result.stderr


def test_a_picture_does_not_replace_its_mask(lestalk, chin_mask):
    path, _ = chin_mask()
    before = path.read_bytes()
    result = lestalk("frame", "--portrait", "builtin:hopper", "--occluders", path, "-o", path)
    assert result.exit_code == 1 and "is what is read" in result.stderr
    assert path.read_bytes() == before
