"""How skin is shaded under the portrait's light."""

import numpy as np

from lestalk_studio.render.light import Light

UP, DOWN, AHEAD = np.eye(3)[1], -np.eye(3)[1], np.eye(3)[2]


def leaning(towards):
    normal = AHEAD + 0.5 * towards
    return normal / np.linalg.norm(normal)


def test_under_flat_light_what_turns_away_gets_darker_to_whatever_side():
    light = Light(1.0, np.zeros(3), np.full(3, 200.0, np.float32))
    up, down = light.ratio(np.stack((AHEAD, AHEAD)), np.stack((leaning(UP), leaning(DOWN))))
    assert up == down < 1.0


def test_under_light_from_above_what_turns_up_gets_brighter():
    light = Light(0.8, 0.3 * UP, np.full(3, 200.0, np.float32))
    up, down = light.ratio(np.stack((AHEAD, AHEAD)), np.stack((leaning(UP), leaning(DOWN))))
    assert up > 1.0 > down


def test_skin_that_does_not_turn_keeps_its_shade():
    light = Light(0.8, np.array((0.1, 0.3, 0.2)), np.full(3, 200.0, np.float32))
    normals = np.stack((leaning(UP), leaning(DOWN), AHEAD))
    assert (light.ratio(normals, normals) == 1.0).all()
