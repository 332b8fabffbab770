"""A plain shaded picture of the head, for landmark detection, the docs and the eye. CPU, numba."""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np

from .assembly import EYE_L, EYE_R, LASH, TEETH_LOWER, TEETH_UPPER, TONGUE, Assembly
from .parts import IRIS_UV
from .regions import brow_weight
from .rings import LID_MARGIN
from .topology import vertex_normals

SKIN_COLOUR = (0.85, 0.66, 0.56)


@numba.njit(cache=True)
def _raster(points, faces, height, width):  # pragma: no cover - compiled
    depth = np.full((height, width), -1e9)
    hit = np.full((height, width), -1, np.int32)
    bary = np.zeros((height, width, 3))
    for f in range(faces.shape[0]):
        a, b, c = faces[f]
        x0, y0, x1, y1, x2, y2 = (
            points[a, 0],
            points[a, 1],
            points[b, 0],
            points[b, 1],
            points[c, 0],
            points[c, 1],
        )
        area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        if area == 0:
            continue
        left, right = max(0, int(np.floor(min(x0, x1, x2)))), min(width - 1, int(np.ceil(max(x0, x1, x2))))
        top, bottom = max(0, int(np.floor(min(y0, y1, y2)))), min(height - 1, int(np.ceil(max(y0, y1, y2))))
        for y in range(top, bottom + 1):
            for x in range(left, right + 1):
                w1 = ((x - x0) * (y2 - y0) - (x2 - x0) * (y - y0)) / area
                w2 = ((x1 - x0) * (y - y0) - (x - x0) * (y1 - y0)) / area
                w0 = 1 - w1 - w2
                if w0 >= -1e-9 and w1 >= -1e-9 and w2 >= -1e-9:
                    z = w0 * points[a, 2] + w1 * points[b, 2] + w2 * points[c, 2]
                    if z > depth[y, x]:
                        depth[y, x] = z
                        hit[y, x] = f
                        bary[y, x, 0], bary[y, x, 1], bary[y, x, 2] = w0, w1, w2
    return hit, bary


@dataclass(frozen=True)
class Picture:
    """rgb (S, S, 3) uint8; hit (S s, S s) triangle per sample or -1; bary (S s, S s, 3); s = samples a
    pixel side; points (V, 2) where each vertex falls, in pixels."""

    rgb: np.ndarray
    hit: np.ndarray
    bary: np.ndarray
    samples: int
    points: np.ndarray


def colours(head: Assembly, masks: dict[str, np.ndarray], skin=SKIN_COLOUR) -> np.ndarray:
    """(V, 3) rgb 0..1 of a plausible person."""
    out = np.tile(np.array(skin, float), (head.count(), 1))
    lips = masks["lips_upper"] | masks["lips_lower"]
    out[lips] = np.array(skin) * [0.88, 0.62, 0.66]
    out[head.inner_mouth] = [0.45, 0.12, 0.12]
    for side in "lr":
        for loop, shade in zip(head.lids[side][LID_MARGIN], (0.35, 0.75), strict=True):
            out[loop[1:]] *= shade  # where the lashes grow
    out[head.part == TONGUE] = [0.80, 0.38, 0.38]
    out[head.part == LASH] = [0.10, 0.07, 0.06]
    out[np.isin(head.part, (TEETH_UPPER, TEETH_LOWER))] = [0.98, 0.97, 0.92]
    gum = np.isin(head.part, (TEETH_UPPER, TEETH_LOWER)) & (head.uv[:, 1] < -0.2)
    out[gum] = [0.80, 0.42, 0.42]
    eyes = np.isin(head.part, (EYE_L, EYE_R))
    out[eyes] = [0.95, 0.94, 0.93]
    radius = np.linalg.norm(head.uv, axis=1)
    out[eyes & (radius < IRIS_UV + 0.005)] = [0.30, 0.20, 0.12]
    out[eyes & (radius < 0.12)] = [0.02, 0.02, 0.02]
    return out


def render(
    positions: np.ndarray,
    faces: np.ndarray,
    colour: np.ndarray,
    size: int,
    scale: float,
    centre: tuple[float, float] = (0.0, -0.5),
    yaw: float = 0.0,
    pitch: float = 0.0,
    samples: int = 2,
    brows_on: np.ndarray | None = None,
) -> Picture:
    """Orthographic picture: `scale` pixels a head unit, `centre` the head-space point in the middle.

    brows_on (V, 3): the neutral positions, on which eyebrows are painted a pixel at a time.
    """
    side = size * samples
    y, p = np.radians([yaw, pitch])
    turn = np.array([[1, 0, 0], [0, np.cos(p), -np.sin(p)], [0, np.sin(p), np.cos(p)]]) @ np.array(
        [[np.cos(y), 0, np.sin(y)], [0, 1, 0], [-np.sin(y), 0, np.cos(y)]]
    )
    turned = positions @ turn.T
    normals = vertex_normals(turned, faces)
    s = scale * samples
    points = np.stack(
        [
            (turned[:, 0] - centre[0]) * s + side / 2,
            (centre[1] - turned[:, 1]) * s + side / 2,
            turned[:, 2] * s,
        ],
        1,
    )
    hit, bary = _raster(points, faces.astype(np.int64), side, side)
    seen = hit >= 0
    triangle, weight = faces[hit[seen]], bary[seen][..., None]
    normal = (normals[triangle] * weight).sum(1)
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    key, fill = np.array([-0.45, 0.55, 0.75]), np.array([0.7, 0.1, 0.6])
    key, fill = key / np.linalg.norm(key), fill / np.linalg.norm(fill)
    half = key + np.array([0, 0, 1])
    half /= np.linalg.norm(half)
    light = 0.30 + 0.62 * np.clip(normal @ key, 0, 1) + 0.22 * np.clip(normal @ fill, 0, 1)
    rgb = np.tile(np.array([0.72, 0.75, 0.78]), (side, side, 1))
    shine = 0.10 * np.clip(normal @ half, 0, 1) ** 20
    albedo = (colour[triangle] * weight).sum(1)
    if brows_on is not None:
        place = (brows_on[triangle] * weight).sum(1)
        for sign in (1.0, -1.0):
            w = 0.9 * brow_weight(place, sign)[:, None]
            albedo = albedo * (1 - w) + w * np.array([0.25, 0.17, 0.12])
    rgb[seen] = np.clip(albedo * light[:, None] + shine[:, None], 0, 1)
    rgb = rgb.reshape(size, samples, size, samples, 3).mean((1, 3))
    return Picture((rgb * 255 + 0.5).astype(np.uint8), hit, bary, samples, points[:, :2] / samples)
