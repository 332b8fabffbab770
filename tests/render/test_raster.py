import numpy as np
import pytest

from lestalk_studio.render import raster
from lestalk_studio.render.raster import rasterise, vertex_normals


def draw(points, triangles, attributes, shape=(40, 50)):
    out = np.full((*shape, attributes.shape[1]), -1, np.float32)
    depth = np.empty(shape, np.float32)
    rasterise(
        points.astype(np.float32), triangles.astype(np.int32), attributes.astype(np.float32), out, depth
    )
    return out, depth


def test_attributes_are_interpolated_exactly_over_a_quad():
    points = np.array([(5, 5, 0), (44, 5, 0), (44, 33, 0), (5, 33, 0)])
    triangles = np.array([(0, 1, 2), (0, 2, 3)])
    out, depth = draw(points, triangles, points[:, :2])
    ys, xs = np.nonzero(depth > -np.inf)
    assert len(ys) == (44 - 5 + 1) * (33 - 5 + 1)
    np.testing.assert_allclose(out[ys, xs], np.column_stack((xs, ys)), atol=2e-4)


def test_nearer_triangle_wins_whatever_the_order():
    points = np.array([(0, 0, 0), (49, 0, 0), (0, 39, 0), (0, 0, 5), (49, 0, 5), (0, 39, 5)])
    colour = np.repeat([[1.0], [2.0]], 3, axis=0)
    for order in ([(0, 1, 2), (3, 4, 5)], [(3, 4, 5), (0, 1, 2)]):
        out, _ = draw(points, np.array(order), colour)
        assert out[5, 5, 0] == 2.0


def test_shared_edges_leave_no_crack():
    rng = np.random.default_rng(0)
    y, x = np.mgrid[0:9, 0:9]
    points = np.column_stack((x.ravel() * 5.5 + 2, y.ravel() * 4.2 + 2, np.zeros(81)))
    inner = (x.ravel() % 8 > 0) & (y.ravel() % 8 > 0)
    points[inner, :2] += rng.uniform(-1.5, 1.5, (inner.sum(), 2))
    cell = np.arange(81).reshape(9, 9)
    a, b, c, d = cell[:-1, :-1].ravel(), cell[:-1, 1:].ravel(), cell[1:, 1:].ravel(), cell[1:, :-1].ravel()
    triangles = np.vstack((np.column_stack((a, b, c)), np.column_stack((a, c, d))))
    _, depth = draw(points, triangles, np.ones((81, 1)))
    assert np.all(depth[3:35, 3:45] > -np.inf)


def test_triangles_outside_the_picture_are_harmless():
    points = np.array([(-100, -100, 0), (-50, -100, 0), (-100, -50, 0), (1e6, 5, 0), (1e6, 9, 0), (25, 5, 0)])
    out, depth = draw(points, np.array([(0, 1, 2), (3, 4, 5)]), np.ones((6, 1)))
    assert (depth > -np.inf).sum() < 200
    assert np.isfinite(out).all()


@pytest.mark.parametrize("whole", [True, False], ids=["edges along rows", "edges anywhere"])
def test_a_triangle_covers_what_lies_inside_it(whole):
    rng = np.random.default_rng(5)
    y, x = np.mgrid[0:40, 0:50]
    for _ in range(300):
        corners = rng.uniform((-8, -8), (58, 48), (3, 2))
        corners = np.rint(corners / 6) * 6 if whole else np.add(corners, (0, 1e-4 * rng.normal()))
        points = np.column_stack((corners, rng.uniform(-1, 1, 3)))
        (ax, ay), (bx, by), (cx, cy) = corners
        area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
        if abs(area) < 1e-3:
            continue
        b = ((x - ax) * (cy - ay) - (y - ay) * (cx - ax)) / area
        c = ((y - ay) * (bx - ax) - (x - ax) * (by - ay)) / area
        least = np.minimum(np.minimum(b, c), 1 - b - c)
        _, depth = draw(points, np.array([(0, 1, 2)]), np.ones((3, 1)))
        covered = depth > -np.inf
        assert covered[least > 1e-4].all() and not covered[least < -1e-4].any()
        if whole:
            assert covered[least >= 0].all()


def test_normals_of_a_tilted_plane():
    points = np.array([(0, 0, 0), (1, 0, 0), (1, 1, 1), (0, 1, 1)], np.float32)
    normals = vertex_normals(points, np.array([(0, 1, 2), (0, 2, 3)], np.int32))
    np.testing.assert_allclose(normals, np.tile((0, -np.sqrt(0.5), np.sqrt(0.5)), (4, 1)), atol=1e-6)


def test_the_two_ways_to_draw_are_kept_apart_where_numba_keeps_what_it_compiled():
    kept = {draw._cache._cache_file._index_path for draw in (raster._in_bands, raster._at_once)}
    assert len(kept) == 2
