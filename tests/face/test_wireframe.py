"""The mesh as lines: no diagonals, only what faces the viewer, and a coarse set without stubs."""

import numpy as np
import pytest

from lestalk_studio.face.wireframe import SHORTEST_LOOP, Wireframe, edge_loops, quads_of

ROWS, COLUMNS = 9, 12


@pytest.fixture
def grid():
    """Points (V, 3) of a net in the picture plane and its triangles, two a quad, facing the viewer."""
    y, x = np.mgrid[0:ROWS, 0:COLUMNS]
    points = np.stack((x, y, np.zeros_like(x)), -1).reshape(-1, 3).astype(np.float32)
    at = np.arange(ROWS * COLUMNS).reshape(ROWS, COLUMNS)
    # Counter-clockwise seen from the front, where y goes down.
    corners = np.stack((at[:-1, :-1], at[1:, :-1], at[1:, 1:], at[:-1, 1:]), -1).reshape(-1, 4)
    triangles = np.stack((corners[:, [0, 1, 2]], corners[:, [0, 2, 3]]), 1).reshape(-1, 3)
    return points, triangles.astype(np.int32)


def test_triangles_become_the_quads_they_were_cut_from(grid):
    _, triangles = grid
    assert len(quads_of(triangles)) == (ROWS - 1) * (COLUMNS - 1)
    assert len(quads_of(triangles[:1])) == 0


def test_no_line_is_a_diagonal(grid):
    points, triangles = grid
    wires = Wireframe(triangles)
    ends = points[wires.edges]
    assert np.allclose(np.linalg.norm(ends[:, 1] - ends[:, 0], axis=1), 1.0)
    assert len(wires.edges) == ROWS * (COLUMNS - 1) + COLUMNS * (ROWS - 1)


def test_loops_are_straight_lines_through_the_net(grid):
    _, triangles = grid
    edges, loop, _ = edge_loops(quads_of(triangles))
    inner_rows = np.flatnonzero(np.bincount(loop) == COLUMNS - 1)
    assert len(inner_rows) >= ROWS - 2
    for one in inner_rows:
        rows = edges[loop == one] // COLUMNS
        assert len(np.unique(rows)) == 1


def test_the_coarse_set_has_no_two_loops_beside_each_other(grid):
    _, triangles = grid
    wires = Wireframe(triangles)
    _, loop, of_quad = edge_loops(quads_of(triangles))
    kept = np.unique(loop[wires.coarse])
    assert len(kept) > 0 and np.bincount(loop)[kept].min() >= SHORTEST_LOOP
    for a, b in ((0, 2), (1, 3)):
        both = np.isin(loop[of_quad[:, a]], kept) & np.isin(loop[of_quad[:, b]], kept)
        assert not (both & (loop[of_quad[:, a]] != loop[of_quad[:, b]])).any()


def test_only_what_faces_the_viewer_is_seen(grid):
    points, triangles = grid
    wires = Wireframe(triangles)
    assert wires.facing(points).all()
    assert not wires.facing(points * (-1, 1, 1)).any()
    folded = points.copy()
    folded[:, 0] = np.abs(folded[:, 0] - 5)  # the left half lies behind, seen from inside
    seen = wires.facing(folded)
    middle = points[wires.edges].mean(1)[:, 0]
    assert seen[middle > 5].all() and not seen[middle < 4.9].any()
