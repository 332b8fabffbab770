import numpy as np
import pytest

from lestalk_studio.render.edges import close_edges, darken_contact, gap, part_edges, weld_if_closed
from lestalk_studio.render.facemesh import Opening


def mouth(height, upper_count=11, lower_count=7):
    """An opening from (0, 0) to (100, 0) with shared corners, `height` px at its widest."""
    top, bottom = np.linspace(0, 100, upper_count), np.linspace(0, 100, lower_count)[1:-1]
    upper = np.column_stack((top, -height / 2 * np.sin(np.pi * top / 100), np.zeros(upper_count)))
    lower = np.column_stack((bottom, height / 2 * np.sin(np.pi * bottom / 100), np.zeros(len(bottom))))
    points = np.vstack((upper, lower)).astype(np.float32)
    inner = np.arange(upper_count, len(points))
    return points, Opening(np.arange(upper_count), np.concatenate(((0,), inner, (upper_count - 1,))))


@pytest.mark.parametrize("meeting", [0.0, 0.2, 1.0])
def test_closing_fully_brings_the_edges_together(meeting):
    points, opening = mouth(20.0)
    shift = np.zeros_like(points)
    close_edges(points, shift, opening, 1.0, meeting)
    heights = (points + shift)[:, 1]
    target = 10 - 20 * meeting
    assert heights[5] == pytest.approx(target, abs=1.0)
    assert gap(points + shift, opening.upper, opening.lower).max() < 1.0


def test_closing_half_way_halves_the_opening():
    points, opening = mouth(20.0)
    shift = np.zeros_like(points)
    close_edges(points, shift, opening, 0.5, 0.16)
    assert gap(points + shift, opening.upper, opening.lower)[5] == pytest.approx(10.0, abs=0.8)


def test_corners_hold_still():
    points, opening = mouth(20.0)
    shift = np.zeros_like(points)
    close_edges(points, shift, opening, 1.0, 0.3)
    assert not shift[[0, 10]].any()


def test_edges_may_meet_but_not_pass():
    points, opening = mouth(4.0)
    shift = np.zeros_like(points)
    shift[opening.upper[1:-1], 1] = 9.0
    part_edges(points, shift, opening)
    moved = points + shift
    at = np.linspace(0, 1, len(opening.lower))
    lower = np.interp(np.linspace(0, 1, len(opening.upper)), at, moved[opening.lower, 1])
    assert np.all((moved[opening.upper, 1] <= lower + 0.8)[2:-2])


def test_edges_that_do_not_cross_are_left_alone():
    points, opening = mouth(20.0)
    shift = np.zeros_like(points)
    shift[opening.upper[1:-1], 1] = 5.0
    before = shift.copy()
    part_edges(points, shift, opening)
    np.testing.assert_array_equal(shift, before)


def test_a_hairs_breadth_is_welded_and_an_open_mouth_is_not():
    nearly, opening = mouth(1.0)
    assert gap(weld_if_closed(nearly, opening, 100.0), opening.upper, opening.lower).max() < 0.1
    wide, opening = mouth(10.0)
    assert weld_if_closed(wide, opening, 100.0) is wide


def test_only_lips_that_were_apart_get_a_line_where_they_meet():
    shut, opening = mouth(0.0)
    apart, _ = mouth(10.0)
    shade = np.ones(len(shut), np.float32)
    darken_contact(shade, shut, shut, opening, 100.0)
    assert np.all(shade == 1)
    darken_contact(shade, apart, shut, opening, 100.0)
    assert shade[5] < 0.7
    again = np.ones(len(shut), np.float32)
    darken_contact(again, apart, apart, opening, 100.0)
    assert np.all(again == 1)
