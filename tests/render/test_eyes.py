"""Eyes that are tightened, wide, or a few pixels large."""

import numpy as np
import pytest

from lestalk_studio.render.edges import close_edges, keep_open
from lestalk_studio.render.eyeball import LUMA, take_apart
from lestalk_studio.render.facemesh import Opening
from tests.render.conftest import pose

SKIN, WHITE, RED, IRIS = (200, 150, 125), (190, 180, 172), (130, 45, 35), (60, 40, 30)


def eye(height=4.0, raise_by=0.0):
    """Two lid margins 10 wide, `height` apart, and what brings the upper one `raise_by` down."""
    x = np.linspace(0, 10, 11)
    arch = 1 - ((x - 5) / 5) ** 2
    points = np.zeros((22, 3), np.float32)
    points[:11, 0] = points[11:, 0] = x
    points[:11, 1], points[11:, 1] = -0.6 * height * arch, 0.4 * height * arch
    displacement = np.zeros((22, 3), np.float32)
    displacement[:11, 1] = raise_by * arch
    return points, displacement, Opening(np.arange(11), np.arange(11, 22))


def gap_of(points, displacement):
    now = points + displacement
    return float((now[11:, 1] - now[:11, 1])[5])


def test_lids_that_are_tightened_leave_a_slit():
    gaps = []
    for down in np.linspace(0, 8, 33):
        points, displacement, opening = eye(raise_by=down)
        keep_open(points, displacement, opening)
        gaps.append(gap_of(points, displacement))
        assert not displacement[[0, 10, 11, 21]].any()  # the corners are where they are
    assert gaps[4] == pytest.approx(3.0)  # what still is half open goes as it goes
    assert min(gaps) > 0.15 * 4 and max(np.diff(gaps)) <= 1e-6 and np.abs(np.diff(gaps, 2)).max() < 0.2


def test_a_blink_closes_a_tightened_eye():
    points, displacement, opening = eye(raise_by=6.0)
    keep_open(points, displacement, opening)
    close_edges(points, displacement, opening, 1.0, 0.16)
    assert np.abs(gap_of(points, displacement)) < 1e-5


def test_a_hearty_smile_on_narrow_eyes_does_not_shut_them(renderers, fitted):
    renderer, head = renderers["astronaut"], fitted["astronaut"].head
    for values in ({"AU06": 3.0, "AU07": 3.0}, {"AU07": 6.0}):
        shape = renderer.shape_of(*pose(**values))
        rest = renderer.shape_of(*pose())
        for side in "lr":
            upper, lower = head.loops[f"lid_upper_{side}"], head.loops[f"lid_lower_{side}"]
            now, was = (float(s.points[lower, 1].mean() - s.points[upper, 1].mean()) for s in (shape, rest))
            assert 0.12 < now / was < 0.9


def portrayed(beside):
    """An eye of a few pixels, `beside` the iris, in skin; its lids and iris."""
    patch = np.full((40, 60, 3), SKIN, np.float32)
    x = np.linspace(15, 45, 31, dtype=np.float32)
    arch = 5 * (1 - ((x - 30) / 15) ** 2)
    upper, lower = np.column_stack((x, 20 - arch)), np.column_stack((x, 20 + arch))
    rows, columns = np.mgrid[0:40, 0:60]
    inside = np.abs(rows - 20) < np.interp(columns[0], x, arch, 0, 0)
    patch[inside] = beside
    patch[inside & (np.hypot(columns - 30, rows - 20) < 6)] = IRIS
    return take_apart(patch, (0, 0, 60, 40), upper, lower, np.array((30.0, 20.0)), 6.0)


def test_the_red_of_the_corners_is_not_taken_for_the_white():
    def stray(colours):
        median = np.median(colours.reshape(-1, 3), axis=0)
        return np.linalg.norm(median / (median @ LUMA) - 1), float(median @ LUMA)

    skin = np.linalg.norm(np.array(SKIN) / (np.array(SKIN) @ LUMA) - 1)
    for ball in (portrayed(RED).bare, portrayed(RED).wide):
        tint, light = stray(ball[:12])
        assert tint < skin and light > 70
    tint, light = stray(portrayed(WHITE).bare[:12])
    assert np.abs(np.median(portrayed(WHITE).bare[:12], axis=(0, 1)) - WHITE).max() < 6


@pytest.mark.parametrize("name", ["astronaut", "hopper"])
def test_closed_lids_meet_in_one_even_line_of_lashes(renderers, fitted, name):
    renderer, head = renderers[name], fitted[name].head
    frame, shape = (f(*pose(blink_l=1.0, blink_r=1.0)) for f in (renderer.render, renderer.shape_of))
    light = frame.astype(np.float32) @ LUMA
    for side in "lr":
        upper = shape.points[head.loops[f"lid_upper_{side}"], :2]
        upper = upper[np.argsort(upper[:, 0])]
        x = np.arange(
            int(np.interp(0.25, [0, 1], upper[[0, -1], 0])), int(np.interp(0.75, [0, 1], upper[[0, -1], 0]))
        )
        y = np.interp(x, upper[:, 0], upper[:, 1]) - 0.5
        near = max(1, round(0.02 * shape.unit))
        line = np.min([light[np.rint(y + d).astype(int), x] for d in range(-near, near + 1)], axis=0)
        lid = light[np.rint(y - 0.09 * shape.unit).astype(int), x]
        assert np.median(line) < 0.85 * np.median(lid)
        assert np.abs(np.diff(line)).max() < 30
