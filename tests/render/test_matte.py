"""Where a person ends: colours may take from the net's person what is the background's, not what only looks like it."""

import numpy as np

from lestalk_studio.render.border import belongs
from lestalk_studio.render.matte import Background, _cut_through


def disc_with_bite():
    """A person, a piece at its rim, and the rest; (h, w) bool each."""
    y, x = np.mgrid[0:120, 0:120]
    person = np.hypot(x - 60, y - 60) < 40
    piece = person & (y < 32)
    return person, piece, person & ~piece


def painted(person, colour, background):
    picture = np.full((*person.shape, 3), background, np.uint8)
    picture[person] = colour
    return picture


def test_a_piece_of_the_person_in_the_backgrounds_colours_is_given_back():
    person, piece, left = disc_with_bite()
    picture = painted(person, (200, 160, 130), (20, 20, 90))
    assert (_cut_through(picture, person, left) == piece).all()


def test_what_is_really_background_stays_cut_off():
    person, _, left = disc_with_bite()
    picture = painted(left, (200, 160, 130), (20, 20, 90))
    assert not _cut_through(picture, person, left).any()


def test_a_hole_in_the_person_is_closed():
    person, _, _ = disc_with_bite()
    hole = np.zeros_like(person)
    hole[55:65, 55:65] = True
    picture = painted(person & ~hole, (200, 160, 130), (20, 20, 90))
    assert (_cut_through(picture, person, person & ~hole) == hole).all()


def test_a_cord_beside_the_head_that_the_border_cuts_in_two_stays_whole():
    """Gold before a dark flag with stars; the soft border of a dark cap reaches into it."""
    y, x = np.mgrid[0:200, 0:200]
    crop = np.full((200, 200, 3), (20, 20, 70), np.uint8)
    crop[((y // 14) + (x // 14)) % 3 == 0] = (230, 230, 220)
    crop[:, 60:68] = (235, 150, 50)
    cap = (x >= 72) & (np.abs(y - 100) < 60)
    crop[(x >= 68) & (x < 72) & (np.abs(y - 100) < 60)] = (25, 22, 40)
    crop[cap] = (15, 12, 15)
    share = np.where(cap | ((x >= 68) & (np.abs(y - 100) < 60)), 1.0, 0.0).astype(np.float32)
    share[41:160, 64:68] = 0.2
    background = Background.of(crop, share, 80.0)
    assert background.known[50:150, 60:68].all()
    # Hair that the border has as little of is not taken for cord.
    crop[50:150, 64:68] = (90, 70, 60)
    assert not Background.of(crop, share, 80.0).known[55:145, 64:68].any()


def test_what_a_pixel_belongs_to_is_of_its_colour_and_near():
    crop = np.zeros((40, 60, 3), np.uint8)
    crop[:, :20], crop[:, 20:24], crop[:, 24:] = 200, 190, 100
    own, other, asked = (np.zeros((40, 60), bool) for _ in range(3))
    own[:, :20], asked[:, 20:24], other[:, 24:] = True, True, True
    assert belongs(crop, asked, own, other, 6.0)[:, 20:24].all()
    crop[:, 20:24] = 110
    assert not belongs(crop, asked, own, other, 6.0).any()
    assert not belongs(crop, asked & False, own, other, 6.0).any()
