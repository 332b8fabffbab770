"""Large portraits are looked at smaller where single pixels do not matter, and nothing is found elsewhere for it."""

import cv2
import numpy as np

from lestalk_studio.render import smaller
from lestalk_studio.render.fringe import hair_hold
from lestalk_studio.render.renderer import PortraitRenderer
from lestalk_studio.render.smaller import LARGEST, Smaller
from tests.render.conftest import pose
from tests.render.test_sizes import enlarged


def test_an_ordinary_portrait_is_looked_at_as_it_is(renderers):
    renderer = renderers["astronaut"]
    seen = Smaller.of(renderer._crop, renderer._points, renderer._unit)
    assert seen.crop is renderer._crop and seen.points is renderer._points and seen.unit == renderer._unit


def test_points_stay_on_what_they_mark():
    x, y = np.meshgrid(np.linspace(60.3, 1200.7, 6), np.linspace(80.6, 1100.2, 5))
    points = np.column_stack((x.ravel(), y.ravel(), np.arange(30))).astype(np.float32)
    picture = np.zeros((1200, 1301, 3), np.uint8)
    for x, y, _ in points:
        cv2.circle(picture, (round(16 * x), round(16 * y)), 16 * 12, (255, 255, 255), -1, shift=4)
    seen = Smaller.of(picture, points, 4 * LARGEST)
    assert seen.unit == LARGEST
    assert seen.crop.shape == (300, 325, 3)
    for x, y, _ in seen.points:
        v, u = np.mgrid[int(y) - 8 : int(y) + 10, int(x) - 8 : int(x) + 10]
        light = seen.crop[v, u, 0].astype(float)
        middle = np.array(((u * light).sum(), (v * light).sum())) / light.sum()
        assert np.abs(middle - (x, y)).max() < 0.1
    assert np.allclose(seen.points[:, 2], points[:, 2] / 4)


def test_the_same_is_found_as_in_all_its_pixels(fitted, monkeypatch):
    """Light, wrinkles and what hair holds of a portrait eight times as large."""
    face = fitted["astronaut"]
    enlarged_face = enlarged(face, 8)
    made = []
    for largest in (LARGEST, np.inf):
        monkeypatch.setattr(smaller, "LARGEST", largest)
        made.append(PortraitRenderer(*enlarged_face, face.head, occluders="none"))
    assert made[0]._unit > 1.25 * LARGEST
    depths = [one._wrinkles._depth for one in made]
    assert depths[0].shape == depths[1].shape
    assert np.abs(depths[0] - depths[1]).max() < 0.1 * np.abs(depths[1]).max()
    moved = [one._deform.displacement(*pose(AU04=1.0, AU12=0.5)) / one._unit for one in made]
    assert np.abs(moved[0] - moved[1]).max() < 0.005
    bright = [one._light.bright for one in made]
    assert np.abs(bright[0] - bright[1]).max() <= 2


def test_a_fringe_is_as_free_as_in_the_picture_itself(shared_data):
    from lestalk_studio.pipeline.parts import Parts

    parts = Parts()
    face = parts.fit(parts.look(shared_data / "portraits" / "synthetic_girl_fringe.jpg", 0))
    head, unit = face.head, float(face.fit.scale)
    points = face.fit.vertices.astype(np.float32)
    own = hair_hold(face.portrait.rgb, points, head.neutral, head, unit)
    factor = 3 * LARGEST / unit
    large = cv2.resize(face.portrait.rgb, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    seen = Smaller.of(large, points * factor, unit * factor)
    for found, there in zip(
        own, hair_hold(seen.crop, seen.points, head.neutral, head, seen.unit), strict=True
    ):
        assert np.abs(found - there).mean() < 0.01


def test_a_wide_mean_of_a_large_picture_is_the_same_mean():
    rng = np.random.default_rng(5)
    picture = cv2.resize(rng.uniform(60, 200, (9, 12, 3)).astype(np.float32), (900, 700))
    picture += rng.normal(0, 20, picture.shape).astype(np.float32)
    for sigma in (11.0, 13.0, 41.0):
        off = np.abs(smaller.blurred(picture, sigma) - cv2.GaussianBlur(picture, (0, 0), sigma))
        assert off[60:-60, 60:-60].max() < 1 and off.mean() < 0.25  # of 255
    assert np.array_equal(smaller.blurred(picture, 3.0), cv2.GaussianBlur(picture, (0, 0), 3.0))
