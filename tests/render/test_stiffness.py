"""What goes with the head and what stays on the shoulders."""

import numpy as np
import pytest

from lestalk_studio.render.stiffness import rigid_weight
from tests.render.conftest import pose

RINGS = (
    (slice(158, 190), slice(122, 165)),
    (slice(165, 215), slice(265, 300)),
)  # of the suit, left and right


@pytest.mark.parametrize("roll", [15, -15])
def test_the_ring_of_a_suit_stays_while_the_head_rolls_in_it(fitted, renderers, roll):
    picture = fitted["astronaut"].portrait.rgb.astype(int)
    frame = renderers["astronaut"].render(*pose(head_roll=roll))
    for ring in RINGS:
        assert np.mean(np.abs(frame - picture)[ring].max(-1) > 30) < 0.02
    neck = np.s_[195:215, 190:240]
    assert np.abs(frame - picture)[neck].mean() > 2  # and is no neck


def person(collar, lock):
    """A head on a neck and shoulders; with a collar beside the neck, or a lock that hangs as far to its other side:
    nodes (60, 60) of face and person, and where both are."""
    y, x = np.mgrid[0:60, 0:60]
    face = np.hypot((x - 30) / 7, (y - 22) / 9) < 1
    there = np.hypot((x - 30) / 11, (y - 20) / 13) < 1
    there |= (abs(x - 30) < 5) & (y > 25)
    there |= y > 42
    stands, hangs = (x > 36) & (x < 42) & (y > 33), (x > 18) & (x < 24) & (y > 15)
    there |= (stands & collar) | (hangs & lock)
    return face, there.astype(np.float32), stands & (y < 40), hangs & (y > 24) & (y < 34)


def test_a_collar_stands_and_a_lock_hangs():
    crop = np.full((240, 240, 3), 128, np.uint8)
    face, there, collar, lock = person(True, True)
    weight = rigid_weight(face, crop, np.kron(there, np.ones((4, 4), np.float32)))
    assert weight[collar].mean() < 0.15
    assert weight[lock].mean() > 0.6
    # The same column without background above it hangs on the head.
    face, there, collar, _ = person(True, True)
    there[10:34, 37:42] = 1
    hanging = rigid_weight(face, crop, np.kron(there, np.ones((4, 4), np.float32)))
    assert hanging[collar].mean() > 20 * weight[collar].mean()
