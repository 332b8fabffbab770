"""Lips pushed out to a funnel shade the teeth."""

import numpy as np
import pytest

from lestalk_studio.render.facemesh import Opening
from lestalk_studio.render.funnel import Funnel
from tests.render.conftest import pose

UNIT, FORWARD = 100.0, np.array((0.0, 0.0, 1.0))
POINTS = np.zeros((8, 3))
POINTS[:3] = POINTS[3:6] = (-20, 0, 10), (0, 0, 10), (20, 0, 10)
OPENING = Opening(np.arange(3), np.arange(3, 6))


def shade(out: float, half_width: float, half_height: float = 10.0):
    """What comes through an oval opening, its lips `out` pixels before where they were."""
    funnel = Funnel(OPENING, [np.array((6,)), np.array((7,))], POINTS, FORWARD, UNIT)
    now = POINTS.copy()
    now[:6, 2] += out
    y, x = np.mgrid[-20:21, -60:61]
    mask = ((x / half_width) ** 2 + (y / half_height) ** 2 <= 1).astype(np.float32)
    return funnel.shade(now, FORWARD, mask)


def test_lips_that_are_where_they_were_and_wide_ones_take_no_light():
    assert shade(0.0, 12.0) is None
    assert shade(12.0, 40.0) is None


def test_the_funnels_middle_is_lighter_than_its_edge_and_its_light_is_red():
    light = shade(12.0, 15.0, 15.0)
    middle, edge = light[20, 60], light[20, 46]
    assert (edge < middle).all() and (middle < 1).all() and edge.min() > 0.1
    assert edge[0] > edge[2]


def test_the_shade_comes_without_a_jump():
    steps = [shade(out, 15.0) for out in np.arange(3.0, 13.0, 0.5)]
    means = [1.0 if s is None else float(s.mean()) for s in steps]
    assert means == sorted(means, reverse=True)
    assert np.abs(np.diff(means)).max() < 0.25 * (means[0] - means[-1])


@pytest.mark.parametrize("name", ["hopper"])
def test_teeth_lie_in_the_shade_of_lips_that_funnel(renderers, fitted, name):
    renderer, face = renderers[name], fitted[name]
    loops = [face.head.loops[f"lip_inner_{edge}"] for edge in ("upper", "lower")]

    def light(**values):
        frame, shape = renderer.render(*pose(**values)), renderer.shape_of(*pose(**values))
        (x, top), (_, bottom) = (shape.points[loop[len(loop) // 2], :2] for loop in loops)
        half = int(0.06 * shape.unit)
        return frame[int(top) + 3 : int(bottom) - 2, int(x) - half : int(x) + half].mean()

    assert light(AU22=1.0) < 0.75 * light(AU12=1.0, AU25=0.8)
