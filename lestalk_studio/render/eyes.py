"""Eyeballs under the lids: the portrait's own eye, completed where the lids hide it.

The iris is completed as the disc it is, the sclera from its visible part, so that lids may open wider
than in the portrait and the gaze may move. The lids' opening is the only window onto this layer.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from lestalk_studio.render.mask import bounding_box, opening_mask, smooth_curve


@dataclass(frozen=True)
class EyeSource:
    """One eye of the portrait, in crop pixels.

    upper, lower: (N, 2) lid margins from inner to outer corner. ball_centre (2,), ball_radius: the eyeball;
    iris_centre (2,), iris_radius: the visible iris.
    """

    upper: np.ndarray
    lower: np.ndarray
    ball_centre: np.ndarray
    ball_radius: float
    iris_centre: np.ndarray
    iris_radius: float


def _left_to_right(curve: np.ndarray) -> np.ndarray:
    return curve if curve[-1, 0] >= curve[0, 0] else curve[::-1]


class EyeLayer:
    """The completed eyeball picture of one eye; `draw` shows it through the lids' opening."""

    def __init__(self, crop: np.ndarray, source: EyeSource):
        self._source = source
        outline = np.vstack((source.upper, source.lower))
        width = float(np.ptp(outline[:, 0]))
        self._box = bounding_box(outline, 0.45 * width, crop.shape[:2])
        x0, y0, x1, y1 = self._box
        self.white = 0.0
        self._texture = self._complete(crop[y0:y1, x0:x1].astype(np.float32))
        y, x = np.mgrid[y0:y1, x0:x1].astype(np.float32)
        self._x, self._y = x, y
        distance = np.hypot(x - source.iris_centre[0], y - source.iris_centre[1])
        reach = max(1.15 * source.ball_radius, 1.6 * source.iris_radius)
        t = np.clip((reach - distance) / (reach - 1.1 * source.iris_radius), 0, 1)
        self._follow = t * t * (3 - 2 * t)

    def _complete(self, patch: np.ndarray) -> np.ndarray:
        source, (x0, y0, x1, y1) = self._source, self._box
        upper, lower = smooth_curve(_left_to_right(source.upper)), smooth_curve(_left_to_right(source.lower))
        window = opening_mask(upper, lower, self._box)
        scale = source.iris_radius
        # Lashes and the lid's own shadow line are not eyeball: keep a little away from the margins.
        size = max(1, round(0.10 * scale)) * 2 + 1
        core = cv2.erode(
            (window > 0.98).astype(np.uint8), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
        )
        if core.any():
            self.white = float(
                np.percentile(patch[core > 0] @ np.array((0.299, 0.587, 0.114), np.float32), 85)
            )
        y, x = np.mgrid[y0:y1, x0:x1].astype(np.float32)
        dx, dy = x - source.iris_centre[0], y - source.iris_centre[1]
        radius = np.hypot(dx, dy)
        iris = radius <= 1.04 * scale
        completed = _fill_sclera(patch, (core > 0) & (radius > 1.12 * scale), patch[core > 0])
        disc = _fill_iris(patch, core > 0, dx, dy, radius, scale, self._box)
        edge = np.clip((1.06 * scale - radius) / (0.12 * scale), 0, 1)[..., None]
        completed = np.where(iris[..., None] | (edge > 0), completed * (1 - edge) + disc * edge, completed)
        # The lids shade what lies behind them.
        hidden = cv2.distanceTransform((window < 0.5).astype(np.uint8), cv2.DIST_L2, 3) / (0.5 * scale)
        completed = completed * (1.0 - 0.38 * np.clip(hidden, 0, 1))[..., None]
        # What is seen stays as it is to the pixel; the completion begins behind the lids.
        seen = cv2.dilate((window > 0).astype(np.float32), np.ones((3, 3), np.uint8))
        keep = np.maximum(seen * cv2.GaussianBlur(seen, (0, 0), max(0.6, 0.05 * scale)), window > 0)[
            ..., None
        ]
        return (patch * keep + completed * (1 - keep)).astype(np.float32)

    def draw(
        self, picture: np.ndarray, upper: np.ndarray, lower: np.ndarray, offset: np.ndarray, gaze: np.ndarray
    ):
        """Paint the eyeball into `picture` (H, W, 3) float32 in place, between the lid margins.

        upper, lower: (N, 2) current margins in crop pixels; offset: (2,) motion of the eyeball with the
        head; gaze: (2,) further motion of the iris, in pixels.
        """
        upper, lower = smooth_curve(_left_to_right(upper)), smooth_curve(_left_to_right(lower))
        box = bounding_box(np.vstack((upper, lower)), 2.0, picture.shape[:2])
        x0, y0, x1, y1 = box
        if x1 <= x0 or y1 <= y0:
            return
        mask = opening_mask(upper, lower, box)
        if not mask.any():
            return
        bx, by = self._box[0], self._box[1]
        y, x = np.mgrid[y0:y1, x0:x1].astype(np.float32)
        sample_x, sample_y = x - offset[0] - bx, y - offset[1] - by
        if gaze.any():
            follow = cv2.remap(self._follow, sample_x - gaze[0], sample_y - gaze[1], cv2.INTER_LINEAR)
            sample_x, sample_y = sample_x - gaze[0] * follow, sample_y - gaze[1] * follow
        ball = cv2.remap(self._texture, sample_x, sample_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        ball *= self._shadow(upper, lower, box)[..., None]
        region = picture[y0:y1, x0:x1]
        region += (ball - region) * mask[..., None]

    def _shadow(self, upper: np.ndarray, lower: np.ndarray, box) -> np.ndarray:
        """Where lids have moved over the eyeball they darken it near their margin: (h, w), 1 = no change."""
        x0, y0, x1, y1 = box
        source = smooth_curve(_left_to_right(self._source.upper))
        columns = np.arange(x0, x1, dtype=np.float32)
        now = np.interp(columns, np.maximum.accumulate(upper[:, 0]), upper[:, 1])
        was = np.interp(columns, np.maximum.accumulate(source[:, 0]), source[:, 1])
        depth = np.clip((now - was) / (0.5 * self._source.iris_radius), 0, 1)
        y = np.arange(y0, y1, dtype=np.float32)[:, None]
        near = np.clip(1 - (y - now[None]) / (0.55 * self._source.iris_radius), 0, 1)
        return (1 - 0.42 * depth[None] * near**1.5).astype(np.float32)


def _fill_sclera(patch: np.ndarray, known: np.ndarray, fallback: np.ndarray) -> np.ndarray:
    """Spread the visible sclera over the whole patch (normalised convolution, coarse over fine)."""
    if known.sum() < 6:
        bright = np.percentile(fallback.reshape(-1, 3), 75, axis=0) if len(fallback) else patch.mean((0, 1))
        return np.broadcast_to(bright, patch.shape).astype(np.float32).copy()
    weight = known.astype(np.float32)
    # The darkest visible pixels are lashes, not sclera.
    luma = patch.mean(2)
    weight *= luma > np.percentile(luma[known], 30)
    filled = np.broadcast_to(np.median(patch[weight > 0], axis=0), patch.shape).astype(np.float32).copy()
    for sigma in (16, 8, 4, 2):
        sigma = sigma * patch.shape[1] / 96
        share = cv2.GaussianBlur(weight, (0, 0), sigma)
        local = (
            cv2.GaussianBlur(patch * weight[..., None], (0, 0), sigma) / np.maximum(share, 1e-6)[..., None]
        )
        trust = np.clip(share * 4, 0, 1)[..., None]
        filled = filled * (1 - trust) + local * trust
    return filled


def _fill_iris(patch, core, dx, dy, radius, scale, box) -> np.ndarray:
    """The whole iris disc: what is hidden is taken from the same radius where it is visible."""
    height, width = core.shape
    disc = patch.copy()
    known = core & (radius <= 1.05 * scale)
    if known.sum() < 6:
        return disc
    ring = np.clip((radius / scale * 12).astype(int), 0, 13)
    sums = np.stack(
        [np.bincount(ring[known], weights=patch[..., c][known], minlength=14) for c in range(3)], 1
    )
    counts = np.bincount(ring[known], minlength=14)
    have = np.flatnonzero(counts > 0)
    profile = np.stack([np.interp(np.arange(14), have, sums[have, c] / counts[have]) for c in range(3)], 1)
    position = np.clip(radius / scale * 12 - 0.5, 0, 13)
    radial = np.stack([np.interp(position, np.arange(14), profile[:, c]) for c in range(3)], 2)
    cy = (np.arange(height) - dy[:, 0]).mean()
    mirrored_y = np.rint(cy - dy).astype(int)
    column = np.broadcast_to(np.arange(width), core.shape)
    usable = (mirrored_y >= 0) & (mirrored_y < height)
    row = np.clip(mirrored_y, 0, height - 1)
    seen = known[row, column] & usable
    guess = np.where(seen[..., None], 0.5 * patch[row, column] + 0.5 * radial, radial)
    disc = np.where(known[..., None], patch, guess)
    blend = cv2.GaussianBlur(known.astype(np.float32), (0, 0), max(0.6, 0.08 * scale))[..., None]
    blend = np.where(known[..., None], np.maximum(blend, 0.6), 0)
    return (disc * blend + guess * (1 - blend)).astype(np.float32)
