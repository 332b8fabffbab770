"""Where a person ends: colours may take from the net's person what is the background's, not what only looks like it."""

import numpy as np

from lestalk_studio.render.matte import _cut_through


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
