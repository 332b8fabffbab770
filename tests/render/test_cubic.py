import cv2
import numba
import numpy as np
import pytest

from lestalk_studio.render.cubic import ALONG, DOWN, cubic


@numba.njit
def _sampled(picture, place, part, down, along, out):
    height, width = part.shape
    flat = picture.reshape(-1)
    for y in range(height):
        for x in range(width):
            first = 4 * ((place[y, x, 1] - 1) * width + place[y, x, 0] - 1)
            out[y, x, 0], out[y, x, 1], out[y, x, 2], out[y, x, 3] = cubic(
                flat, first, 4 * width, np.int64(part[y, x]), down, along
            )


@pytest.mark.parametrize("contrast", [40, 1000])
def test_samples_are_those_of_opencv(contrast):
    rng = np.random.default_rng(3)
    noise = cv2.GaussianBlur(rng.normal(size=(90, 120, 4)), (0, 0), 0.8)
    picture = np.clip(128 + contrast * noise, 0, 255).astype(np.uint8)
    x = rng.uniform(1, 117, (90, 120)).astype(np.float32)
    y = rng.uniform(1, 87, (90, 120)).astype(np.float32)
    maps = cv2.convertMaps(x, y, cv2.CV_16SC2)
    out = np.empty_like(picture)
    _sampled(picture, *maps, DOWN, ALONG, out)
    apart = np.abs(out.astype(int) - cv2.remap(picture, *maps, cv2.INTER_CUBIC))
    assert apart.max() <= 1 and (apart > 0).mean() < 0.01


def test_whole_pixels_are_themselves():
    picture = np.random.default_rng(4).integers(0, 256, (40, 50, 4), np.uint8)
    y, x = np.mgrid[0:40, 0:50].astype(np.int16)
    place = np.dstack((np.clip(x, 1, 47), np.clip(y, 1, 37)))
    out = np.empty_like(picture)
    _sampled(picture, place, np.zeros((40, 50), np.uint16), DOWN, ALONG, out)
    assert np.array_equal(out, picture[place[..., 1], place[..., 0]])
