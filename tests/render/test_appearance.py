"""Folds laid on the skin of a portrait."""

from __future__ import annotations

import numpy as np
import pytest

from lestalk_studio.face.skinmap import skin_uv
from lestalk_studio.render.appearance import Look
from lestalk_studio.render.renderer import PortraitRenderer
from tests.render.conftest import pose

SIZE = 64


def spot(channel: int, value: float, x: float, y: float, strength: float = 1.0, reach: float = 0.12) -> Look:
    """Holds `value` around a place of the face whatever is asked, and nothing for no z."""
    u, v = skin_uv(np.array((x, y, 0.3), np.float32)) * SIZE - 0.5
    rows, columns = np.mgrid[0:SIZE, 0:SIZE]
    near = np.exp(-((rows - v) ** 2 + (columns - u) ** 2) / (2 * (reach * SIZE / 2.9) ** 2))
    basis = np.zeros((1, 3, SIZE, SIZE), np.float32)
    basis[0, channel] = value * near
    return Look(lambda z: np.full(1, np.any(z), np.float32), basis, strength)


@pytest.fixture
def made(fitted):
    face = fitted["astronaut"]

    def make(look=None, size="source"):
        return PortraitRenderer(face.portrait.rgb, face.fit, face.head, size=size, look=look)

    return make


def test_nothing_asked_gives_back_the_portrait_exactly(made, fitted):
    frame = made(spot(0, -1.0, 0.5, -0.7)).render(*pose())
    assert np.array_equal(frame, fitted["astronaut"].portrait.rgb)


def test_strength_zero_is_as_without(made):
    asked = pose(AU12=0.6, AU04=0.5)
    assert np.array_equal(made(spot(0, -1.0, 0.5, -0.7, 0.0)).render(*asked), made().render(*asked))


def test_a_hollow_darkens_its_place_and_no_other(made):
    asked = pose(AU25=0.05)
    plain = made().render(*asked).astype(int)
    dark = made(spot(0, -0.5, 0.55, -0.6)).render(*asked).astype(int)
    change = (dark - plain).sum(2)
    changed = np.argwhere(change < -6)
    assert len(changed) > 50
    assert change.max() <= 6
    # On the subject's left, which is the picture's right half of the face.
    landmark = made().shape_of(*asked).points
    assert changed[:, 1].mean() > landmark[:, 0].mean()
    assert np.ptp(changed[:, 0]) < 0.35 * np.ptp(landmark[:, 1])


def test_twice_the_strength_is_twice_the_log(made):
    asked = pose(AU25=0.05)
    plain, once, twice = (
        made(look).render(*asked).astype(float).mean(2)
        for look in (None, *(spot(0, -0.2, 0.55, -0.6, s) for s in (1.0, 2.0)))
    )
    at = np.unravel_index(np.argmin(once - plain), plain.shape)
    assert np.log(twice[at] / plain[at]) == pytest.approx(2 * np.log(once[at] / plain[at]), rel=0.15)


def test_skin_that_leans_to_the_light_grows_brighter(made):
    """The astronaut is lit from her right: what leans to her left loses light."""
    asked = pose(AU25=0.05)
    renderer = made()
    assert renderer._light.direction[0] < 0
    plain = renderer.render(*asked).astype(int)
    left = made(spot(1, 0.5, 0.0, -1.6)).render(*asked).astype(int)
    right = made(spot(1, -0.5, 0.0, -1.6)).render(*asked).astype(int)
    assert (left - plain).sum() < 0 < (right - plain).sum()


def test_a_batch_is_as_one_by_one_and_the_same_every_time(made):
    look = spot(0, -0.5, 0.55, -0.6)
    poses = [pose(AU12=0.6), pose(AU04=0.7, head_yaw=6), pose()]
    z, aux = (np.stack(some) for some in zip(*poses, strict=True))
    renderer = made(look, 256)
    batch = renderer.render_batch(z, aux)
    for one, asked in zip(batch, poses, strict=True):
        assert np.array_equal(one, renderer.render(*asked))
        assert np.array_equal(one, made(look, 256).render(*asked))


def test_a_breath_of_edit_is_a_breath_of_change(made, fitted):
    from lestalk_studio.nets.les_to_look import LesToLook

    net = LesToLook()
    frame = made(Look(net.shares, net.basis)).render(*pose(AU04=1e-3, AU12=1e-3)).astype(int)
    assert np.abs(frame - fitted["astronaut"].portrait.rgb).max() <= 8
