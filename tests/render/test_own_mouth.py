"""A mouth that is open in the portrait parts where its jaws part."""

import numpy as np
import pytest

from lestalk_studio.render.own_mouth import OwnMouth, seat
from tests.render.conftest import pose

UNIT = 100.0
STILL = np.array(((1, 0, 0), (0, 1, 0)), np.float32)
UPPER, LOWER, CAVITY, LIP = (235, 225, 205), (190, 182, 165), (40, 14, 14), (170, 90, 85)


def speaking(tongue: bool = True):
    """A mouth half open: teeth at y 40..52 and 68..80, a tongue and the dark between them."""
    picture = np.full((120, 160, 3), LIP, np.uint8)
    x = np.linspace(40, 120, 21, dtype=np.float32)
    round_ = 20 * (1 - ((x - 80) / 40) ** 2)
    upper, lower = np.column_stack((x, 60 - round_)), np.column_stack((x, 60 + round_))
    columns = np.arange(160, dtype=np.float32)
    high = np.interp(columns, x, 60 - round_)
    low = np.interp(columns, x, 60 + round_)
    rows = np.arange(120)[:, None]
    inside = (rows >= high) & (rows <= low) & (np.abs(columns - 80) < 40)
    picture[inside] = CAVITY
    if tongue:
        picture[inside & (rows > 60) & (rows < 68)] = (120, 40, 40)
    picture[inside & (rows >= 40) & (rows <= 52)] = UPPER
    picture[inside & (rows >= 68) & (rows <= 80)] = LOWER
    return picture, upper.astype(np.float32), lower.astype(np.float32)


def laid(own, shape, jaw, change):
    """The mouth over nothing (green), its jaw `jaw` pixels lower than in the portrait."""
    back = STILL.copy()
    back[1, 2] = -jaw
    height, width = shape[:2]
    ground = np.full((height, width, 3), (0, 255, 0), np.float32)
    return own.lay(ground, (0, 0, width, height), STILL, back, change, 1.0, np.ones(3, np.float32))


def test_a_mouth_that_has_not_moved_is_the_portraits_own():
    picture, upper, lower = speaking()
    own = OwnMouth(picture, upper, lower, UNIT)
    out = laid(own, picture.shape, 0.0, 0.0)
    middle = np.s_[47:74, 64:96]
    assert np.abs(out[middle] - picture[middle]).max() < 1.0


@pytest.mark.parametrize("tongue", [True, False])
def test_lower_teeth_go_with_the_jaw_and_upper_ones_stay(tongue):
    picture, upper, lower = speaking(tongue)
    out = laid(OwnMouth(picture, upper, lower, UNIT), picture.shape, 10.0, 1.0)
    middle = np.s_[70:90]
    assert np.abs(out[47:51, middle] - UPPER).max() < 12
    assert np.abs(out[80:85, middle] - LOWER).max() < 12
    # Where they were, the jaw has left nothing behind.
    assert np.abs(out[70:77, middle] - LOWER).max(-1).min() > 60


def test_each_row_tells_its_light_and_both_one_hue():
    picture, upper, lower = speaking()
    rows = OwnMouth(picture, upper, lower, UNIT).rows
    assert np.abs(rows["upper"].colour - UPPER).max() < 6
    assert np.abs(rows["lower"].colour - LOWER).max() < 8
    assert rows["upper"].exact and np.abs(np.median(rows["upper"].edge[:, 1]) - 52) < 1.5
    assert rows["lower"].exact and np.abs(np.median(rows["lower"].edge[:, 1]) - 68) < 1.5


def test_a_shut_mouth_and_one_without_teeth_have_no_rows():
    picture, upper, lower = speaking()
    assert not OwnMouth(picture, upper, upper, UNIT).there
    picture[picture[..., 1] > 150] = CAVITY
    own = OwnMouth(picture, upper, lower, UNIT)
    assert own.there and own.rows == {"upper": None, "lower": None}
    assert np.isfinite(laid(own, picture.shape, 5.0, 0.5)).all()


def test_the_models_teeth_are_seated_where_the_portrait_bites():
    picture, upper, lower = speaking()
    row = OwnMouth(picture, upper, lower, UNIT).rows["upper"]
    points = np.column_stack((np.linspace(60, 100, 9), np.full(9, 47.0), np.zeros(9))).astype(np.float32)
    down = np.array((0.0, 1.0), np.float32)
    seat(points, np.arange(9), points[:, :2].copy(), row, down, True, UNIT)
    assert np.abs(points[:, 1] - 52).max() < 1.5
    far = points.copy()
    far[:, 1] -= 30
    seat(far, np.arange(9), far[:, :2].copy(), row, down, True, UNIT)
    assert np.abs(far[:, 1] - (points[:, 1] - 20)).max() < 0.01  # no further than a face can ask


def test_her_teeth_darken_as_her_lips_close_over_them(renderers, fitted):
    """A row of bright single pixels between lips that all but touch would flicker in speech."""
    renderer, face = renderers["astronaut"], fitted["astronaut"]
    loops = [face.head.loops[f"lip_inner_{edge}"] for edge in ("upper", "lower")]

    def brightest(amount):
        frame, shape = (f(*pose(AU25=-amount)) for f in (renderer.render, renderer.shape_of))
        upper, lower = (shape.points[loop, :2] for loop in loops)
        columns = upper[len(upper) // 2 - 2 : len(upper) // 2 + 3, 0]
        top, bottom = upper[len(upper) // 2, 1], lower[len(lower) // 2, 1] + 1
        part = frame[int(top) : int(bottom) + 1, int(columns.min()) : int(columns.max())]
        return float(lower[:, 1].mean() - upper[:, 1].mean()) / shape.unit, part.min(-1).max(0).mean()

    (wide, bright), (narrow, dark) = brightest(0.0), brightest(1.0)
    assert wide > 0.06 and 0.005 < narrow < 0.02
    assert dark < bright - 35
