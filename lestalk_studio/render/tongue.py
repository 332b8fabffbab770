"""The tongue where it comes out over the lower lip."""

from __future__ import annotations

import cv2
import numpy as np

from lestalk_studio.render.mask import bounding_box
from lestalk_studio.render.raster import rasterise, vertex_normals

TONGUE = np.array((0.84, 0.48, 0.46), np.float32)  # mucosa's albedo
_DETAIL = 2


def tongue_shade(normals: np.ndarray) -> np.ndarray:
    """Diffuse and a little wet shine of unit normals (n, 3), facing the viewer at |z| = 1: (n,)."""
    facing = np.clip(np.abs(normals[:, 2]), 0, 1)
    return 0.50 + 0.42 * facing + 0.10 * facing**12


def draw_over_lip(
    picture: np.ndarray, part, points: np.ndarray, lower: np.ndarray, white: np.ndarray
) -> None:
    """Paint what of the tongue lies in front of and below the lower lip's edge, in place.

    picture: (H, W, 3) float32; part: the tongue's OralPart; points: (V, 3) head vertices in crop pixels;
    lower: (N, 3) the lower lip's contact line; white: (3,) white in the portrait's light.
    """
    local = points[part.vertices]
    if local[:, 2].max() <= lower[:, 2].min() or local[:, 1].max() <= lower[:, 1].min():
        return
    box = bounding_box(local[local[:, 2] > lower[:, 2].min()][:, :2], 4.0, picture.shape[:2])
    x0, y0, x1, y1 = box
    if x1 - x0 < 2 or y1 - y0 < 2:
        return
    normals = vertex_normals(local, part.triangles)
    scaled = local.copy()
    scaled[:, :2] = (scaled[:, :2] - (x0, y0) + 0.5) * _DETAIL - 0.5
    shape = ((y1 - y0) * _DETAIL, (x1 - x0) * _DETAIL)
    shade = np.zeros((*shape, 1), np.float32)
    depth = np.empty(shape, np.float32)
    rasterise(
        scaled.astype(np.float32),
        part.triangles,
        tongue_shade(normals)[:, None].astype(np.float32),
        shade,
        depth,
    )
    # The model's tongue dips behind the lip before it comes out; one that is out lies on the lip.
    behind = 0.35 * float(np.ptp(lower[:, 0])) if local[:, 2].max() > np.median(lower[:, 2]) else 0.0
    order = np.argsort(lower[:, 0])
    columns = x0 + (np.arange(shape[1]) + 0.5) / _DETAIL - 0.5
    lip_y = np.interp(columns, lower[order, 0], lower[order, 1], left=np.inf, right=np.inf)
    lip_z = np.interp(columns, lower[order, 0], lower[order, 2])
    rows = y0 + (np.arange(shape[0])[:, None] + 0.5) / _DETAIL - 0.5
    front = ((depth > lip_z[None] - behind) & (rows >= lip_y[None] - 2.0 * behind)).astype(np.float32)
    cover = cv2.resize(front, (x1 - x0, y1 - y0), interpolation=cv2.INTER_AREA)
    cover = cover[..., None]
    light = cv2.resize(shade[..., 0] * front, (x1 - x0, y1 - y0), interpolation=cv2.INTER_AREA)[..., None]
    colour = TONGUE * white * light / np.maximum(cover, 1e-3)
    # Its root fades into the dark of the mouth.
    top = np.float32(y0) + np.argmax(cover[..., 0].max(1) > 0.5)
    fade = np.clip((np.arange(y0, y1, dtype=np.float32) - top) / (0.05 * np.ptp(lower[:, 0])), 0, 1)
    cover *= fade[:, None, None]
    region = picture[y0:y1, x0:x1]
    reach = 0.03 * np.ptp(lower[:, 0])
    shadow = cv2.GaussianBlur(cover, (0, 0), max(0.8, float(reach)))[..., None]
    region *= 1 - 0.35 * np.clip(shadow, 0, 1)
    region += (colour - region) * cover
