"""A portrait's face at a fixed small size, with what the fitted head says of every pixel.

What stands in front of a face is looked for here: at one size, whatever the picture's, so that it costs the same and
thresholds in inter-ocular distances hold.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from lestalk_studio.render.layout import drawn_skin
from lestalk_studio.render.pose import FLIP
from lestalk_studio.render.raster import rasterise, vertex_normals

UNIT = 64.0
"""Pixels of the small picture to an inter-ocular distance."""

_ROOM = (2.0, 1.35, 2.0, 2.8)  # left, up, right, down of the eyes, in inter-ocular distances


@dataclass(frozen=True, eq=False)
class FrontMap:
    """picture (h, w, 3) uint8; x, y (h, w): place in head space, 0 beside the skin; normals (h, w, 3);
    skin, face (h, w) bool: drawn skin, and the same with its openings filled; lips (h, w) bool: lips, generously, with
    the mouth between them; depth (h, w): how far inside the face's
    outline, in inter-ocular distances, negative outside; partner (h, w, 2) float32: pixel of the mirrored place;
    box: (x0, y0, x1, y1) of it in the portrait.
    """

    picture: np.ndarray
    x: np.ndarray
    y: np.ndarray
    normals: np.ndarray
    skin: np.ndarray
    face: np.ndarray
    lips: np.ndarray
    depth: np.ndarray
    partner: np.ndarray
    box: tuple[int, int, int, int]

    @property
    def eyes(self) -> np.ndarray:
        """(h, w) bool: eyes and lids."""
        return self.skin & (np.hypot((np.abs(self.x) - 0.5) / 0.36, self.y / 0.2) < 1)

    @property
    def brows(self) -> np.ndarray:
        """(h, w) bool: brows and what they shade."""
        return (
            self.skin & (np.abs(self.x) < 0.95) & (np.abs(self.x) > 0.12) & (self.y > 0.12) & (self.y < 0.48)
        )

    @property
    def nostrils(self) -> np.ndarray:
        """(h, w) bool: underside of the nose."""
        return self.skin & (np.hypot(self.x / 0.26, (self.y + 0.56) / 0.12) < 1)


def front_map(portrait: np.ndarray, fit, head) -> FrontMap | None:
    """The FrontMap of a fitted portrait (H, W, 3) uint8; None where hardly any of the face lies in the picture."""
    left, up, right, down = (r * fit.scale for r in _ROOM)
    height, width = portrait.shape[:2]
    cx, cy = fit.translation
    x0, y0 = int(np.clip(cx - left, 0, width)), int(np.clip(cy - up, 0, height))
    x1, y1 = int(np.clip(cx + right, 0, width)), int(np.clip(cy + down, 0, height))
    if min(x1 - x0, y1 - y0) < 0.8 * fit.scale:
        return None
    shape = tuple(max(8, round(n * UNIT / fit.scale)) for n in (y1 - y0, x1 - x0))
    scale = np.array((shape[1] / (x1 - x0), shape[0] / (y1 - y0)), np.float32)
    shrinks = scale.max() < 1
    how = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    picture = cv2.resize(portrait[y0:y1, x0:x1], shape[::-1], interpolation=how)
    points = fit.vertices.astype(np.float32).copy()
    points[:, :2] = (points[:, :2] - (x0, y0)) * scale - 0.5
    points[:, 2] *= scale.mean()
    drawn = drawn_skin(head)
    triangles = head.faces[np.all(drawn[head.faces], axis=1)].astype(np.int32)
    normals = vertex_normals(points * FLIP, triangles)
    mirrored = points[head.mirror][:, :2]
    lips = head.regions["lips_upper"] | head.regions["lips_lower"]
    values = np.column_stack((head.neutral[:, :2], normals, mirrored, lips, np.ones(len(points))))
    out = np.zeros((*shape, values.shape[1]), np.float32)
    rasterise(points, triangles, values.astype(np.float32), out, np.empty(shape, np.float32))
    skin = out[..., 8] > 0
    if skin.sum() < UNIT**2:
        return None
    size = (25, 25)  # lids and lips are never further apart
    closing = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, size)
    face = cv2.morphologyEx(skin.astype(np.uint8), cv2.MORPH_CLOSE, closing)
    mouth = (out[..., 7] > 0.3) | ((face > 0) & ~skin & (cv2.blur(out[..., 7], (25, 25)) > 0))
    mouth = cv2.dilate(mouth.astype(np.uint8), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7)))
    edged = cv2.copyMakeBorder(face, 1, 1, 1, 1, cv2.BORDER_REPLICATE)
    inside = cv2.distanceTransform(edged, cv2.DIST_L2, 5)[1:-1, 1:-1]
    outside = cv2.distanceTransform(1 - edged, cv2.DIST_L2, 5)[1:-1, 1:-1]
    return FrontMap(
        picture=picture,
        x=out[..., 0],
        y=out[..., 1],
        normals=out[..., 2:5],
        skin=skin,
        face=face > 0,
        lips=(mouth > 0) & (face > 0),
        depth=(inside - outside) / UNIT,
        partner=np.where(skin[..., None], out[..., 5:7], -1.0).astype(np.float32),
        box=(x0, y0, x1, y1),
    )
