"""The mesh tools the head is built with, on meshes small enough to count by hand."""

from __future__ import annotations

import numpy as np
import pytest

from lestalk_studio.training.head import parts, refine, topology


def tube(around: int = 6, along: int = 5) -> tuple[np.ndarray, np.ndarray]:
    """An open tube of quads: positions (n, 3), quads (m, 4); ring r holds vertices r * around onwards."""
    angle = np.arange(around) / around * 2 * np.pi
    positions = np.array([[np.cos(a), np.sin(a), r] for r in range(along) for a in angle])
    quads = np.array(
        [
            [
                r * around + c,
                r * around + (c + 1) % around,
                (r + 1) * around + (c + 1) % around,
                (r + 1) * around + c,
            ]
            for r in range(along - 1)
            for c in range(around)
        ]
    )
    return positions, quads


def sheet(n: int = 6) -> tuple[np.ndarray, np.ndarray]:
    """A flat n x n sheet of unit quads in the xy plane."""
    x, y = np.meshgrid(np.arange(n + 1), np.arange(n + 1))
    positions = np.stack([x.ravel(), y.ravel(), np.zeros(x.size)], 1).astype(float)
    quads = [[r * (n + 1) + c + k for k in (0, 1, n + 2, n + 1)] for r in range(n) for c in range(n)]
    return positions, np.array(quads)


def test_ring_walks_round_a_tube_and_encloses_its_end() -> None:
    positions, quads = tube()
    mesh = topology.QuadMesh(positions, quads)
    ring = mesh.ring(12, 13)
    assert sorted(ring) == list(range(12, 18))
    assert sorted(mesh.enclosed(0, ring)) == list(range(12))


def test_ring_that_meets_the_border_is_refused() -> None:
    positions, quads = tube()
    with pytest.raises(ValueError, match="no closed edge ring"):
        topology.QuadMesh(positions, quads).ring(12, 18)


def test_mirror_map_pairs_up_or_says_where_it_cannot() -> None:
    positions = np.array([[1.0, 0, 0], [-1, 0, 0], [0, 2, 0]])
    assert topology.mirror_map(positions).tolist() == [1, 0, 2]
    positions[0, 1] = 0.5
    with pytest.raises(ValueError, match="not symmetric"):
        topology.mirror_map(positions)


def test_splitting_keeps_old_vertices_reproduces_planes_and_leaves_no_crack() -> None:
    positions, quads = sheet()
    positions[:, 2] = 0.3 * positions[:, 0] - 0.1 * positions[:, 1]
    chosen = np.zeros(len(quads), bool)
    chosen[[14, 15, 20]] = True
    operator, polygons, edge_point = refine.split(positions, quads, chosen)
    fine = operator @ positions
    assert np.asarray(operator.sum(1)).ravel() == pytest.approx(1)
    assert np.array_equal(fine[: len(positions)], positions)
    assert fine[:, 2] == pytest.approx(0.3 * fine[:, 0] - 0.1 * fine[:, 1])
    assert len(fine) == len(positions) + len(edge_point) + 3
    triangles = np.array([t for p in polygons for t in refine.fan(p)])
    a, b, c = (fine[triangles[:, k]] for k in range(3))
    areas = np.cross(b - a, c - a)[:, 2] / 2
    assert (areas > 0).all() and areas.sum() == pytest.approx(36)
    edges = np.sort(
        np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]]), axis=1
    )
    _, times = np.unique(edges, axis=0, return_counts=True)
    assert (times == 1).sum() == 24  # the sheet's own border, nothing inside


def test_splitting_rounds_a_tube() -> None:
    positions, quads = tube(around=12, along=7)
    chosen = np.isin(np.arange(len(quads)), range(24, 48))
    operator, _, _ = refine.split(positions, quads, chosen)
    new = (operator @ positions)[len(positions) :]
    flat = np.cos(np.pi / 12)  # where a chord's middle would lie
    assert np.linalg.norm(new[:, :2], axis=1).min() > (1 + flat) / 2 - 0.02
    assert np.abs(np.linalg.norm(new[:, :2], axis=1) - 1).max() < 1 - flat + 1e-6


def test_eyeball_is_a_sphere_that_looks_ahead() -> None:
    ball = parts.eyeball(np.array([0.5, 0, 0]), 0.25)
    assert np.linalg.norm(ball.vertices - [0.5, 0, 0], axis=1) == pytest.approx(0.25)
    assert ball.vertices[-2] == pytest.approx([0.5, 0, 0.25]) and ball.uv[-2] == pytest.approx([0, 0])
    ring = np.isclose(np.linalg.norm(ball.uv, axis=1), parts.IRIS_UV, atol=2e-3)
    assert ring.sum() == 24


@pytest.mark.parametrize("upper", [True, False])
def test_dental_arch_is_symmetric_and_numbered_by_teeth(upper: bool) -> None:
    arch = parts.dental_arch(upper, front=0.4, edge=-1.2, half_width=0.46, depth=0.66)
    rows = arch.vertices.reshape(4, 29, 3)
    assert rows[:, ::-1] * [-1, 1, 1] == pytest.approx(rows)
    assert arch.uv.reshape(4, 29, 2)[1, :, 0] == pytest.approx(np.arange(-14, 15) / 2)
    gum, edge = rows[1, 14], rows[2, 14]
    assert edge[1] == pytest.approx(-1.2) and (gum[1] > edge[1]) == upper
    width = np.hypot(*(rows[1, 16] - rows[1, 14])[[0, 2]]) / parts.MILLIMETRE
    assert width == pytest.approx(8.5 if upper else 5.2, rel=0.05)
