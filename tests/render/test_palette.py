"""What is painted into a picture without colours has none either."""

import cv2
import numpy as np
import pytest

from lestalk_studio.render.palette import Palette
from lestalk_studio.render.renderer import PortraitRenderer
from tests.render.conftest import pose


def sepia(rgb: np.ndarray) -> np.ndarray:
    """A toned print, compressed as old photographs are found."""
    light = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    toned = np.dstack((light**0.85, 0.9 * light, 0.72 * light**1.25))
    _, coded = cv2.imencode(
        ".jpg", (255 * np.clip(toned, 0, 1)).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 75]
    )
    return cv2.imdecode(coded, cv2.IMREAD_COLOR)


def grey(rgb: np.ndarray) -> np.ndarray:
    return cv2.cvtColor(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)


@pytest.mark.parametrize("name", ["astronaut", "hopper"])
def test_only_toned_pictures_are_taken_for_toned(fitted, name):
    rgb = fitted[name].portrait.rgb
    colours = np.random.default_rng(0).uniform(0, 255, (50, 3)).astype(np.float32)
    assert Palette(rgb).toned == 0 and np.array_equal(Palette(rgb)(colours), colours)
    assert Palette(grey(rgb)).toned == 1 and np.ptp(Palette(grey(rgb))(colours), axis=1).max() < 1e-3
    assert Palette(sepia(rgb)).toned == 1
    one_colour = np.full((40, 40, 3), (90, 80, 70), np.uint8)
    assert np.isfinite(Palette(one_colour)(colours)).all()


def test_a_toned_picture_gets_its_own_tone(fitted):
    picture = sepia(fitted["hopper"].portrait.rgb)
    red = np.full((1, 3), (140, 30, 30), np.float32)
    light = float(red[0] @ np.array((0.299, 0.587, 0.114)))
    near = np.abs(picture.astype(float) @ np.array((0.299, 0.587, 0.114)) - light) < 4
    assert np.abs(Palette(picture)(red)[0] - picture[near].mean(0)).max() < 4


@pytest.mark.parametrize(
    "values",
    [{"AU26": 0.7, "AU25": 0.4}, {"AU19": 1.0, "AU26": 0.4}, {"blink_l": 1.0, "blink_r": 1.0, "AU12": 1.0}],
)
def test_a_black_and_white_portrait_stays_one(fitted, values):
    face = fitted["hopper"]
    frame = PortraitRenderer(grey(face.portrait.rgb), face.fit, face.head).render(*pose(**values))
    assert np.ptp(frame.astype(int), axis=2).max() <= 1
