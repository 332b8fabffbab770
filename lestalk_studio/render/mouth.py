"""Inside the mouth: a dark cavity with depth, the tongue, and two rows of teeth, seen through the lips.

The lips' opening is the only window onto this layer. Teeth and tongue are the head model's; their colour
is the portrait's light on enamel and mucosa. A mouth that is open in the portrait keeps its own pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from lestalk_studio.render.light import Light
from lestalk_studio.render.mask import bounding_box, opening_mask, smooth_curve
from lestalk_studio.render.raster import rasterise, vertex_normals
from lestalk_studio.render.teeth import TEXTURE_HEIGHT, TEXTURE_WIDTH, teeth_texture

_DETAIL = 2
_TONGUE = np.array((0.74, 0.40, 0.38), np.float32)
_CAVITY = np.array((0.20, 0.075, 0.07), np.float32)


@dataclass(frozen=True)
class OralPart:
    """A part behind the lips: vertex indices into the head (n,), triangles (F, 3) into these, uv (n, 2)."""

    vertices: np.ndarray
    triangles: np.ndarray
    uv: np.ndarray | None = None


class MouthLayer:
    """The mouth's inside for one portrait.

    crop: (H, W, 3) uint8; upper, lower: (N, 2) lip contact lines in the portrait, in crop pixels, in the
    same direction; unit: pixels per inter-ocular distance.
    """

    def __init__(
        self,
        crop: np.ndarray,
        upper: np.ndarray,
        lower: np.ndarray,
        unit: float,
        light: Light,
        teeth_upper: OralPart,
        teeth_lower: OralPart,
        tongue: OralPart,
    ):
        self._unit = unit
        self._light = light
        self._parts = {"tongue": tongue, "lower": teeth_lower, "upper": teeth_upper}
        self._textures = {"upper": teeth_texture(True), "lower": teeth_texture(False)}
        self._white = self._enamel_light(light)
        self._own, self._own_box = self._own_inside(crop, upper, lower)

    @staticmethod
    def _enamel_light(light: Light) -> np.ndarray:
        """What white enamel looks like in this light, (3,) in 0..255: skin's brightness, little of its hue."""
        luma = float(light.bright @ np.array((0.299, 0.587, 0.114)))
        hue = light.bright / max(luma, 1.0)
        tint = 1.0 + 0.38 * (hue - 1.0)
        return np.clip(min(1.10 * luma, 236.0) * tint, 0, 245).astype(np.float32)

    def _own_inside(self, crop, upper, lower):
        """The portrait's own open mouth as (h, w, 4) with coverage, or None where the lips are closed."""
        upper, lower = smooth_curve(upper), smooth_curve(lower)
        box = bounding_box(np.vstack((upper, lower)), 3.0, crop.shape[:2])
        window = opening_mask(upper, lower, box)
        if window.sum() < 0.004 * self._unit**2:
            return None, box
        x0, y0, x1, y1 = box
        return np.dstack((crop[y0:y1, x0:x1].astype(np.float32), window)), box

    def draw(self, picture: np.ndarray, upper: np.ndarray, lower: np.ndarray, points: np.ndarray, offset: np.ndarray):
        """Paint the inside into `picture` (H, W, 3) float32 in place, between the lips.

        upper, lower: (N, 2) current contact lines in crop pixels; points: (V, 3) current positions of all
        head vertices in crop pixels; offset: (2,) motion of the skull's upper teeth from the portrait.
        """
        upper, lower = smooth_curve(upper), smooth_curve(lower)
        box = bounding_box(np.vstack((upper, lower)), 2.0, picture.shape[:2])
        x0, y0, x1, y1 = box
        if x1 - x0 < 2 or y1 - y0 < 2:
            return
        mask = opening_mask(upper, lower, box)
        if mask.max() < 1 / 255:
            return
        inside = self._synthesise(box, mask, points)
        if self._own is not None:
            inside = self._over_own(inside, box, offset)
        region = picture[y0:y1, x0:x1]
        region += (inside - region) * mask[..., None]

    def _synthesise(self, box, mask, points):
        x0, y0, x1, y1 = box
        height, width = (y1 - y0) * _DETAIL, (x1 - x0) * _DETAIL
        big = cv2.resize(mask, (width, height), interpolation=cv2.INTER_LINEAR)
        canvas = np.empty((height, width, 3), np.float32)
        canvas[:] = _CAVITY * 0.55
        for name in ("tongue", "lower", "upper"):
            self._draw_part(name, canvas, points, (x0, y0))
        canvas *= self._occlusion(big)[..., None]
        canvas *= self._white
        return cv2.resize(canvas, (x1 - x0, y1 - y0), interpolation=cv2.INTER_AREA)

    def _draw_part(self, name, canvas, points, corner):
        part = self._parts[name]
        local = points[part.vertices].copy()
        normals = vertex_normals(local, part.triangles)
        front = local[:, 2].max()
        local[:, 0] = (local[:, 0] - corner[0] + 0.5) * _DETAIL - 0.5
        local[:, 1] = (local[:, 1] - corner[1] + 0.5) * _DETAIL - 0.5
        shade = 0.55 + 0.45 * np.clip(np.abs(normals[:, 2]), 0, 1)
        depth = (front - local[:, 2]) / self._unit
        shade = shade * np.exp(-2.4 * depth)
        attributes = np.zeros((len(local), 3), np.float32)
        attributes[:, 0] = shade
        if part.uv is not None:
            attributes[:, 1:] = part.uv
        out = np.zeros((*canvas.shape[:2], 3), np.float32)
        zbuffer = np.empty(canvas.shape[:2], np.float32)
        rasterise(local, part.triangles, attributes, out, zbuffer)
        covered = zbuffer > -np.inf
        if part.uv is None:
            colour = out[..., :1] * _TONGUE * 0.62
            canvas[covered] = colour[covered]
            return
        texel = cv2.remap(
            self._textures[name],
            out[..., 1] * (TEXTURE_WIDTH - 1),
            out[..., 2] * (TEXTURE_HEIGHT - 1),
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )
        alpha = (texel[..., 3] * covered)[..., None]
        canvas += (texel[..., :3] * out[..., :1] - canvas) * alpha

    def _occlusion(self, mask: np.ndarray) -> np.ndarray:
        """Lips shade what is behind them: darkest under the upper lip and in the corners, (h, w) 0..1."""
        distance = cv2.distanceTransform((mask > 0.5).astype(np.uint8), cv2.DIST_L2, 3)
        reach = 0.055 * self._unit * _DETAIL
        edge = np.clip(distance / reach, 0, 1)
        edge = 0.58 + 0.42 * np.sqrt(edge)
        rows = np.cumsum(mask, axis=0)
        under = np.clip(rows / (0.10 * self._unit * _DETAIL), 0, 1)
        return (edge * (0.72 + 0.28 * under)).astype(np.float32)

    def _over_own(self, inside, box, offset):
        x0, y0, x1, y1 = box
        ox, oy = self._own_box[0] + offset[0], self._own_box[1] + offset[1]
        y, x = np.mgrid[y0:y1, x0:x1].astype(np.float32)
        own = cv2.remap(self._own, x - ox, y - oy, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
        cover = own[..., 3:]
        return inside * (1 - cover) + own[..., :3] * cover
