"""Eyeballs under the lids: the portrait's own eye, completed where the lids hide it.

Lids may open wider than in the portrait and the gaze may move: lashes and shadow then go with the lids, the ball
stays. The lids' opening is the only window onto this layer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numba
import numpy as np

from lestalk_studio.render.compose import lay, mix
from lestalk_studio.render.eyeball import LUMA, edge_height, take_apart
from lestalk_studio.render.mask import bounding_box, opening_mask, smooth_curve

_TOUCHING = 0.25  # of an eye's height in the portrait, below which its lids begin to touch
_WIDE = 0.45  # by how much of its height an eye has opened further, when no lid shades its white any more
_SHADOW = 0.30  # of a lid on the ball
_UNSHADED = 0.4  # how much of the lids' shadow such an eye loses
_HAIR = 0.6  # coverage of a pixel
_LASHES = (0.17, 0.85)  # how thick the line is where lids meet, in radii of the iris, and how much it covers
_FINER = 4


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


class Lids(NamedTuple):
    """Both margins (N, 2) in the crop as smooth curves from left to right, and how far they touch, 0..1."""

    upper: np.ndarray
    lower: np.ndarray
    touching: float


def _height(upper: np.ndarray, lower: np.ndarray) -> float:
    """Mean distance of two margins (N, 2), left to right."""
    columns = np.linspace(upper[0, 0], upper[-1, 0], 17)
    return float(np.mean(np.maximum(edge_height(lower, columns) - edge_height(upper, columns), 0)))


def _left_to_right(curve: np.ndarray) -> np.ndarray:
    return curve if curve[-1, 0] >= curve[0, 0] else curve[::-1]


class EyeLayer:
    """The completed eyeball picture of one eye; `draw` shows it through the lids' opening."""

    def __init__(self, crop: np.ndarray, source: EyeSource):
        self._source = source
        self._upper, self._lower = (smooth_curve(_left_to_right(c)) for c in (source.upper, source.lower))
        self._height = max(_height(self._upper, self._lower), 1e-3)
        outline = np.vstack((source.upper, source.lower))
        width = float(np.ptp(outline[:, 0]))
        self._box = bounding_box(outline, 0.45 * width, crop.shape[:2])
        x0, y0, x1, y1 = self._box
        self._columns = np.arange(x0, x1, dtype=np.float32)
        self._top, self._bottom = (edge_height(edge, self._columns) for edge in (self._upper, self._lower))
        patch = crop[y0:y1, x0:x1].astype(np.float32)
        scale = source.iris_radius
        self._ball = take_apart(patch, self._box, self._upper, self._lower, source.iris_centre, scale)
        self._lashes = _lash_colour(patch, self._upper - np.float32((x0, y0)), scale)
        y, x = np.mgrid[y0:y1, x0:x1].astype(np.float32)
        distance = np.hypot(x - source.iris_centre[0], y - source.iris_centre[1])
        reach = max(1.15 * source.ball_radius, 1.6 * source.iris_radius)
        t = np.clip((reach - distance) / (reach - 1.1 * source.iris_radius), 0, 1)
        self._follow = t * t * (3 - 2 * t)

    @property
    def white(self) -> float:
        """Luminance of the whites of the eye, 0..255."""
        return self._ball.white

    def lids(self, upper: np.ndarray, lower: np.ndarray) -> Lids:
        """Of the current margins (N, 2) in crop pixels."""
        upper, lower = smooth_curve(_left_to_right(upper)), smooth_curve(_left_to_right(lower))
        apart = _height(upper, lower) / (_TOUCHING * self._height)
        return Lids(upper, lower, float(np.clip(1 - apart, 0, 1)))

    def draw(self, picture: np.ndarray, lids: Lids, back: np.ndarray, gaze: np.ndarray):
        """Paint the eyeball into `picture` (H, W, 3) uint8 in place, between the lids.

        back: (2, 3) from a pixel of the head's present pose to the portrait's; gaze: (2,) motion of the iris in the
        portrait, in pixels.
        """
        upper, lower, touching = lids
        box = bounding_box(np.vstack((upper, lower)), 2.0, picture.shape[:2])
        x0, y0, x1, y1 = box
        if x1 <= x0 or y1 <= y0:
            return
        mask = opening_mask(upper, lower, box)
        # Lids that touch leave a hair's breadth between their two curves; it is no opening.
        hair = _HAIR * touching
        if hair > 0:
            mask = np.maximum(mask - hair, 0) / (1 - hair)
        if mask.max() < 1 / 255:
            return
        x, y = at_portrait(back, box, self._box[:2])
        upper, lower = (curve @ back[:, :2].T + back[:, 2] for curve in (upper, lower))
        top, bottom = edge_height(upper, self._columns), edge_height(lower, self._columns)
        columns = np.stack((top - self._top, bottom - self._bottom, top - self._box[1]))
        scale = np.float32(self._source.iris_radius)
        down, up, shade, changed = (np.empty_like(mask) for _ in range(4))
        whole = _lids_over(x, y, columns, math.hypot(*gaze), scale, mask, down, up, shade, changed)
        ball = np.zeros((*mask.shape, 3), np.float32) if whole else self._sample(self._ball.seen, x, y, gaze)
        if changed.any():
            bare = self._sample(self._ball.bare, x, y, gaze)
            wide = np.float32(np.clip((_height(upper, lower) / self._height - 1) / _WIDE, 0, 1))
            if wide > 0:
                bare += (self._sample(self._ball.wide, x, y, gaze) - bare) * wide
            for factors, moved in ((self._ball.by_upper, down), (self._ball.by_lower, up)):
                left = _sampled(factors, x, y - moved, cv2.INTER_LINEAR)
                shade *= left + (1 - left) * (_UNSHADED * wide)
            bare *= shade[..., None]
            mix(ball, bare, changed)
        lay(picture[y0:y1, x0:x1], ball, mask)

    def draw_lashes(self, picture: np.ndarray, lids: Lids):
        """Paint the line of lashes into `picture` (H, W, 3) uint8, in place, where lids come to touch.

        In the portrait lashes stand before the eye and the lid; drawn out over the ball they would be single pixels.
        """
        upper, lower, touching = lids
        if touching == 0:
            return
        thickness = _LASHES[0] * self._source.iris_radius
        x0, y0, x1, y1 = box = bounding_box(np.vstack((upper, lower)), 2.0 + thickness, picture.shape[:2])
        if x1 > x0 and y1 > y0:
            line = _LASHES[1] * touching * _lash_line(upper, lower, box, thickness)
            lay(picture[y0:y1, x0:x1], np.full((*line.shape, 3), self._lashes, np.float32), line)

    def _sample(self, texture, x, y, gaze) -> np.ndarray:
        if gaze.any():
            follow = cv2.remap(self._follow, x - gaze[0], y - gaze[1], cv2.INTER_LINEAR)
            x, y = x - gaze[0] * follow, y - gaze[1] * follow
        return _sampled(texture, x, y, cv2.INTER_CUBIC)


@numba.njit(cache=True, nogil=True)
def _lids_over(x, y, columns, gone, scale, mask, down, up, shade, changed):
    """How far the upper lid has gone down and the lower up over the ball, pixels, what is left there of the light by
    the upper, and how far it is no more the portrait's eye, 0..1, all (h, w); whether it is so wherever mask (h, w)
    shows it.

    x, y: (h, w) in the portrait; columns: (3, n) both motions there and the upper margin; gone: the iris, pixels.
    """
    none, one, last, whole = np.float32(0), np.float32(1), columns.shape[1] - 1, True
    for j in range(x.shape[0]):
        for i in range(x.shape[1]):
            at = min(max(x[j, i], none), np.float32(last))
            k = min(int(at), last - 1)
            f = at - np.float32(k)
            a = columns[0, k] + f * (columns[0, k + 1] - columns[0, k])
            b = columns[1, k] + f * (columns[1, k + 1] - columns[1, k])
            top = columns[2, k] + f * (columns[2, k + 1] - columns[2, k])
            down[j, i], up[j, i] = a, b
            went = max(abs(a), abs(b)) + np.float32(gone)
            share = min(max((went - np.float32(0.02) * scale) / (np.float32(0.10) * scale), none), one)
            changed[j, i] = share
            whole = whole and (mask[j, i] <= none or share >= one)
            # A lid that has come over the eyeball darkens it near its margin.
            depth = min(max(a / (np.float32(0.5) * scale), none), one)
            near = min(max(one - (y[j, i] - top) / (np.float32(0.55) * scale), none), one)
            shade[j, i] = one - np.float32(_SHADOW) * depth * near * np.sqrt(near)
    return whole


def _lash_colour(patch: np.ndarray, upper: np.ndarray, scale: float) -> np.ndarray:
    """(3,) the colour of the upper lid's edge in patch (h, w, 3): its lashes, or the shade that a painter gave it."""
    height, width = patch.shape[:2]
    offsets = np.linspace(-0.08, 0.22, 9) * scale
    x = np.clip(np.rint(upper[:, 0]).astype(int), 0, width - 1)
    y = np.clip(np.rint(upper[:, 1] + offsets[:, None]).astype(int), 0, height - 1)
    across = patch[y, x]
    darkest = np.take_along_axis(across, (across @ LUMA).argmin(0)[None, :, None], axis=0)[0]
    return np.median(darkest[len(x) // 5 : -(len(x) // 5)], axis=0).astype(np.float32)


def _lash_line(upper: np.ndarray, lower: np.ndarray, box, thickness: float) -> np.ndarray:
    """(h, w) 0..1: a soft line where two lids (N, 2), left to right, meet, thin toward the corners."""
    x0, y0, x1, y1 = box
    x = np.linspace(upper[0, 0], upper[-1, 0], 49, dtype=np.float32)
    y = 0.5 * (edge_height(upper, x) + edge_height(lower, x))
    canvas = np.zeros(((y1 - y0) * _FINER, (x1 - x0) * _FINER), np.uint8)
    line = (np.column_stack((x - x0, y - y0)) + 0.5) * _FINER - 0.5
    thick = max(1, round(thickness * _FINER))
    cv2.polylines(canvas, [np.rint(line * 16).astype(np.int32)], False, 255, thick, cv2.LINE_AA, shift=4)
    out = cv2.resize(canvas, (x1 - x0, y1 - y0), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    out = cv2.GaussianBlur(out, (0, 0), max(0.5, 0.35 * thickness))
    along = (np.arange(x0, x1, dtype=np.float32) - x[0]) / max(float(x[-1] - x[0]), 1.0)
    return out * np.sqrt(np.clip(np.minimum(along, 1 - along) / 0.25, 0, 1))[None]


def at_portrait(back: np.ndarray, box, corner) -> tuple[np.ndarray, np.ndarray]:
    """x and y, (h, w) float32 from `corner`, where pixels of `box` (x0, y0, x1, y1) come from; back: (2, 3)."""
    x0, y0, x1, y1 = box
    x, y = np.arange(x0, x1, dtype=np.float32)[None], np.arange(y0, y1, dtype=np.float32)[:, None]
    (a, b, c), (d, e, f) = back.astype(np.float32)
    return a * x + b * y + (c - np.float32(corner[0])), d * x + e * y + (f - np.float32(corner[1]))


def _sampled(texture: np.ndarray, x: np.ndarray, y: np.ndarray, how: int) -> np.ndarray:
    return cv2.remap(texture, x, y, how, borderMode=cv2.BORDER_REPLICATE)
