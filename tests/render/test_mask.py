import numpy as np
import pytest

from lestalk_studio.render.mask import bounding_box, opening_mask, smooth_curve

X = np.linspace(10, 60, 21, dtype=np.float32)


def lens(gap, y=30.0):
    bow = gap / 2 * np.sin(np.linspace(0, np.pi, 21)).astype(np.float32)
    return np.column_stack((X, y - bow)), np.column_stack((X, y + bow))


def test_area_of_an_opening_is_right_to_a_few_percent():
    upper, lower = lens(16.0)
    mask = opening_mask(upper, lower, (0, 0, 80, 60))
    exact = 16.0 * 50 * 2 / np.pi
    assert mask.sum() == pytest.approx(exact, rel=0.06)


def test_a_closed_opening_vanishes():
    upper, _ = lens(8.0)
    assert opening_mask(upper, upper, (0, 0, 80, 60)).max() == 0


def test_crossed_edges_are_closed():
    upper, lower = lens(8.0)
    assert opening_mask(lower, upper, (0, 0, 80, 60)).max() == 0


def test_coverage_grows_continuously_from_closed():
    areas = [opening_mask(*lens(g), (0, 0, 80, 60)).sum() for g in (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)]
    assert areas == sorted(areas)
    assert areas[0] < 3


def test_a_rolled_mouth_opens_like_an_upright_one():
    angle = np.radians(70)
    turn = np.array(((np.cos(angle), -np.sin(angle)), (np.sin(angle), np.cos(angle))), np.float32)
    curves = [(c - (35, 30)) @ turn.T + (40, 40) for c in lens(16.0)]
    mask = opening_mask(*curves, (0, 0, 80, 80))
    assert mask.sum() == pytest.approx(16.0 * 50 * 2 / np.pi, rel=0.08)


def test_smooth_curve_passes_through_its_points():
    points = lens(9.0)[0]
    curve = smooth_curve(points, 6)
    np.testing.assert_allclose(curve[::6], points, atol=1e-4)


def test_bounding_box_stays_in_the_picture():
    assert bounding_box(np.array([(-5.0, 2.0), (500.0, 8.0)]), 3, (20, 30)) == (0, 0, 30, 12)
