"""Soft limits of what a face can do."""

import numpy as np

from lestalk_studio.les.limits import CEILING, KNEE, displaced, lowered, union

GRID = np.linspace(0, 3, 301)


def test_union_of_one_cause_is_that_cause():
    np.testing.assert_array_equal(union(GRID, np.zeros_like(GRID)), GRID)
    np.testing.assert_array_equal(union(np.zeros_like(GRID), GRID), GRID)


def test_union_is_near_the_larger_and_grows_with_both():
    own, asked = np.meshgrid(GRID, GRID)
    both = union(own, asked)
    assert (both >= np.maximum(own, asked)).all()
    assert (both <= np.maximum(own, asked) * 1.19 + 1e-12).all()
    assert (np.diff(both, axis=0) >= -1e-12).all() and (np.diff(both, axis=1) >= -1e-12).all()


def test_upper_limit_is_identity_below_the_knee_and_smooth_above():
    limited = displaced(np.zeros_like(GRID), GRID)
    np.testing.assert_array_equal(limited[GRID <= KNEE], GRID[GRID <= KNEE])
    assert limited.max() < CEILING
    slope = np.diff(limited) / np.diff(GRID)
    assert (slope > 0).all() and np.abs(np.diff(slope)).max() < 0.05


def test_lowering_never_leads_below_absent():
    change = -np.linspace(0, 3, 601)
    for intensity in (0.0, 0.02, 0.5, 1.2):
        left = lowered(np.full_like(change, intensity), change)
        assert left[0] == intensity
        assert (left >= 0).all() and (np.diff(left) <= 1e-12).all()
        slope = np.diff(left) / np.diff(change)
        if intensity > 0.1:
            assert np.abs(np.diff(slope)).max() < 0.1


def test_no_change_is_no_displacement_even_beyond_the_limit():
    base = np.linspace(-1, 3, 41)
    assert not displaced(base, base).any()
    assert not displaced(base, lowered(base, np.zeros_like(base))).any()


def test_the_ceiling_holds_for_any_base_below_it():
    base, changed = np.meshgrid(np.linspace(0, 2, 41), GRID)
    final = base + displaced(base, changed)
    assert (final <= np.maximum(base, CEILING) + 1e-6).all()
    assert (np.diff(final, axis=0) >= -1e-12).all()
    assert (np.diff(final, axis=1) >= -1e-12).all()


def test_a_base_beyond_the_limit_can_be_taken_back_wholly():
    assert displaced(np.array([2.0]), np.array([0.0])) == -2.0
