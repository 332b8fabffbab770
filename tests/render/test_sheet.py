"""The inverse of a displaced sheet: exact where it is stretched, clean where it folds."""

import numpy as np

from lestalk_studio.render.sheet import Sheet

ROWS, COLUMNS, FINE, PIXELS = 40, 50, 2, 8.0  # pixels a node


def sheet(order=None):
    order = np.zeros((ROWS, COLUMNS), np.float32) if order is None else order
    return Sheet(order, np.full(2, 1 / PIXELS, np.float32), FINE)


def sideways(way):
    """Displacement (ROWS, COLUMNS, 2) along x by way (COLUMNS,)."""
    forward = np.zeros((ROWS, COLUMNS, 2), np.float32)
    forward[..., 0] = way
    return forward


def test_nothing_moved_comes_from_its_own_place():
    assert not sheet().inverse(np.zeros((ROWS, COLUMNS, 2), np.float32)).any()


def test_what_is_stretched_threefold_comes_from_where_it_was():
    way = np.interp(np.arange(COLUMNS), (10, 20, COLUMNS - 1), (0, 20 * PIXELS, 0))
    back = sheet().inverse(sideways(way))[ROWS]
    came_from = np.arange(len(back)) / FINE + back[:, 0] / PIXELS
    there = np.interp(came_from, np.arange(COLUMNS), way)
    np.testing.assert_allclose(there, -back[:, 0], atol=1e-3)


def test_where_it_folds_what_has_more_of_the_order_is_in_front():
    way = np.where(np.arange(COLUMNS) < 20, 12 * PIXELS, 0.0)  # the left part moves over the right
    head = np.repeat((way > 0)[None].astype(np.float32), ROWS, 0)
    back = sheet(head).inverse(sideways(way))[ROWS]
    x = np.arange(len(back)) / FINE
    covered = (x > 12) & (x < 31)
    np.testing.assert_allclose(back[covered, 0], -12 * PIXELS, atol=1e-3)
    assert not back[x > 32].any()
    behind = sheet(1 - head).inverse(sideways(way))[ROWS]
    assert not behind[x > 20].any()


def test_what_leaves_the_border_goes_on_beyond_it():
    back = sheet().inverse(sideways(np.full(COLUMNS, 20.0)))
    np.testing.assert_allclose(back[..., 0], -20.0, atol=1e-3)
