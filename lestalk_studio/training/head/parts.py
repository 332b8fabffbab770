"""Eyeballs and dental arches made here: the base mesh's own are crude.

Lengths are in head space (1 = distance between the eyeball centres, about 62 mm).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

MILLIMETRE = 1 / 62.0
# Widths of the teeth from the midline back, mm (Wheeler's Dental Anatomy): incisors, canine, premolars,
# molars.
UPPER_TEETH = (8.5, 6.6, 7.6, 7.0, 6.8, 10.2, 9.4)
LOWER_TEETH = (5.2, 5.8, 6.9, 7.0, 7.1, 11.0, 10.4)

# Radius of the iris in the eyeballs' uv: 5.9 mm on the base mesh's eyeball.
IRIS_UV = 0.355


@dataclass(frozen=True)
class Patch:
    """A small mesh: vertices (n, 3), triangles (m, 3), uv (n, 2)."""

    vertices: np.ndarray
    faces: np.ndarray
    uv: np.ndarray


def _grid_faces(rows: int, columns: int, closed: bool) -> np.ndarray:
    faces = []
    for r in range(rows - 1):
        for c in range(columns if closed else columns - 1):
            a, b = r * columns + c, r * columns + (c + 1) % columns
            faces += [[a, a + columns, b + columns], [a, b + columns, b]]
    return np.array(faces)


def eyeball(centre: np.ndarray, radius: float, columns: int = 24, rows: int = 13) -> Patch:
    """A sphere about `centre` with its pole at the front (+z), rings closer together towards the iris.

    uv is (x, y) of the point's direction seen from the front, so the iris is a circle about (0, 0);
    points on the back half keep |uv| = 1.
    """
    # The iris (radius 0.095 here, IRIS_UV of this large eyeball) ends at the fourth ring.
    polar = np.radians(np.array([6, 11, 16, 20.8, 26, 34, 46, 60, 76, 94, 115, 138, 162.0])[:rows])
    azimuth = np.linspace(0, 2 * np.pi, columns, endpoint=False)
    direction = np.stack(
        [
            np.sin(polar)[:, None] * np.cos(azimuth),
            np.sin(polar)[:, None] * np.sin(azimuth),
            np.broadcast_to(np.cos(polar)[:, None], (rows, columns)),
        ],
        -1,
    ).reshape(-1, 3)
    direction = np.concatenate([direction, [[0, 0, 1], [0, 0, -1]]])
    front, back = rows * columns, rows * columns + 1
    faces = _grid_faces(rows, columns, closed=True)
    caps = []
    for c in range(columns):
        n = (c + 1) % columns
        caps += [[front, c, n], [back, (rows - 1) * columns + n, (rows - 1) * columns + c]]
    flat = direction[:, :2].copy()
    behind = direction[:, 2] < 0
    flat[behind] /= np.maximum(np.linalg.norm(flat[behind], axis=1, keepdims=True), 1e-9)
    return Patch(centre + radius * direction, np.concatenate([faces, caps]), flat)


def dental_arch(upper: bool, front: float, edge: float, half_width: float, depth: float) -> Patch:
    """The outer wall of one row of teeth: 29 columns (two a tooth) by 4 rows.

    front: z of the incisors' face; edge: y of the biting edge; half_width: x of the last molar;
    depth: how far behind the incisors the last molar lies. Rows: deep in the gum, gum line, biting
    edge, and the edge's inner rim. uv: u counts teeth from the midline (+ = subject's left),
    v is 0 at the gum line, 1 at the biting edge, -1 deep in the gum, 1.3 at the inner rim.
    """
    widths = np.array(UPPER_TEETH if upper else LOWER_TEETH) * MILLIMETRE
    height = (10.2 if upper else 9.0) * MILLIMETRE
    along = np.concatenate([[0], np.cumsum(np.repeat(widths / 2, 2))])
    # Arch: z falls off with the cube of |x|, walked by arc length.
    side = np.linspace(0, 1.05, 600)
    length = np.concatenate([[0], np.cumsum(np.hypot(np.diff(side) * half_width, np.diff(side**3) * depth))])
    along *= min(1.0, length[-1] / along[-1])
    left = np.interp(along, length, side)
    s = np.concatenate([-left[:0:-1], left])
    u = np.arange(-14, 15) / 2
    x, z = half_width * s, front - depth * np.abs(s) ** 3
    outward = np.stack([3 * depth * s * np.abs(s) / half_width, np.ones(29)], 1)
    outward /= np.linalg.norm(outward, axis=1, keepdims=True)
    down = -1 if upper else 1
    # Crowns shorten towards the molars; the biting line rises a little at the back (curve of Spee).
    crown = height * (1 - 0.035 * np.abs(u))
    spee = 0.002 * np.abs(u) ** 1.3
    vertices, uv = [], []
    for v, lift, out in ((-1.0, -1.0, -0.035), (0.0, 0.0, 0.0), (1.0, 1.0, 0.010), (1.3, 0.97, -0.045)):
        y = edge - down * crown * (1 - lift) + spee
        vertices.append(np.stack([x + out * outward[:, 0], y, z + out * outward[:, 1]], 1))
        uv.append(np.stack([u, np.full(29, v)], 1))
    faces = _grid_faces(4, 29, closed=False)
    if not upper:
        faces = faces[:, ::-1]
    return Patch(np.concatenate(vertices), faces, np.concatenate(uv))
