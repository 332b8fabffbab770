"""Painted teeth: a row of different teeth in their gum, as fine as the portrait's pixels, as light as its light."""

import numpy as np
import pytest

from lestalk_studio.render.light import Light
from lestalk_studio.render.mouth import _enamel_light
from lestalk_studio.render.oral import oral_part
from lestalk_studio.render.teeth import GUM_LINE, TEXTURE_HEIGHT, TEXTURE_WIDTH, teeth_texture

MIDDLE = TEXTURE_WIDTH // 2


def gaps(texture, row):
    """Columns of the front half where one tooth ends and the next begins."""
    light = texture[row, TEXTURE_WIDTH // 4 : 3 * TEXTURE_WIDTH // 4, :3].mean(1)
    low = (light[1:-1] < light[:-2]) & (light[1:-1] <= light[2:]) & (light[1:-1] < 0.93 * np.median(light))
    at = np.flatnonzero(low) + TEXTURE_WIDTH // 4 + 1
    return at[np.insert(np.diff(at) > 12, 0, True)]


def edge(texture):
    """Row in each column where the teeth end."""
    return (texture[..., 3] > 0.5).sum(0)


@pytest.mark.parametrize("upper", [True, False])
def test_no_tooth_is_like_the_one_on_the_other_side(upper):
    texture = teeth_texture(upper)
    assert texture.shape == (TEXTURE_HEIGHT, TEXTURE_WIDTH, 4) and texture.dtype == np.float32
    assert texture.min() >= 0 and texture.max() <= 1
    crown = texture[int(0.6 * TEXTURE_HEIGHT), :, :3]
    assert np.abs(crown - crown[::-1]).mean() > 0.004
    assert np.abs(edge(texture) - edge(texture)[::-1]).max() >= 2
    widths = np.diff(gaps(texture, int(0.75 * TEXTURE_HEIGHT)))
    assert len(widths) >= 4 and widths.std() / widths.mean() > 0.05


def test_teeth_touch_in_the_middle_and_part_at_their_edges():
    """Dark lines from gum to edge would be keys of a piano."""
    texture = teeth_texture(True)
    rows = [int((GUM_LINE + share * (0.97 - GUM_LINE)) * TEXTURE_HEIGHT) for share in (0.5, 0.85)]
    middle, out = (texture[row, 380:640, :3].mean(1) for row in rows)
    assert middle.min() > 0.65 * np.median(middle)
    assert out.min() < 0.9 * middle.min()


@pytest.mark.parametrize("upper", [True, False])
def test_canines_are_pointed_and_incisors_flat(upper):
    texture = teeth_texture(upper)
    at = gaps(texture, int(0.6 * TEXTURE_HEIGHT))
    right = at[
        np.abs(at - MIDDLE).argmin() :
    ]  # where central and lateral incisor and canine begin, and this ends

    def pointed(tooth):
        begins, ends = right[tooth], right[tooth + 1]
        quarter = (ends - begins) // 4
        rows = edge(texture)
        return rows[(begins + ends) // 2] - rows[[begins + quarter, ends - quarter]].mean()

    assert pointed(2) > 2.5 * max(pointed(0), pointed(1))


@pytest.mark.parametrize("upper", [True, False])
def test_no_gum_shows_past_the_teeth(upper):
    """Between a tooth and nothing lies half a tooth, not half a gum."""
    texture = teeth_texture(upper)
    past = (texture[..., 3] < 0.5) & (np.arange(TEXTURE_HEIGHT) > 0.5 * TEXTURE_HEIGHT)[:, None]
    red, green = texture[past][:, 0], texture[past][:, 1]
    assert past.any() and (green > 0.8 * red).all()


def test_nothing_of_teeth_is_finer_than_the_pixels(fitted):
    """What is would shimmer while the jaw moves."""
    head, points = fitted["hopper"].head, fitted["hopper"].fit.vertices
    part = oral_part(head, "teeth_lower")
    wide = float(np.ptp(points[part.vertices, 0]))
    coarse, fine = part.texture(points, 1.0), part.texture(points, 2.0)
    assert wide < coarse.shape[1] < 3 * wide
    assert abs(fine.shape[1] - 2 * coarse.shape[1]) <= 2
    assert part.texture(points * 100, 2.0).shape == (TEXTURE_HEIGHT, TEXTURE_WIDTH, 4)


def enamel(*bright):
    red, _, blue = _enamel_light(Light(1.0, np.zeros(3), np.array(bright, np.float32)), 100.0)
    return blue / red


def test_brown_skin_is_no_brown_light():
    brown, orange = (190.0, 135.0, 105.0), (230.0, 140.0, 60.0)
    assert enamel(*brown) > 0.75 > 1.3 * brown[2] / brown[0]
    assert enamel(*orange) < enamel(*brown) - 0.1
