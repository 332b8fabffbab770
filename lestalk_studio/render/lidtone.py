"""The skin of a closed lid.

With the eye open, the upper lid is a dark fold: its crease, its own shade and the lashes'. Drawn out over the
eyeball it is skin like that around the eye: as the eye closes, its colour is brought toward what that skin, continued
over the eye, would have, with its grain and the ball's rounding; only the lashes at its margin stay dark.
"""

from __future__ import annotations

import cv2
import numpy as np
from scipy.spatial import cKDTree

from lestalk_studio.render.fill import spread_out
from lestalk_studio.render.raster import rasterise
from lestalk_studio.render.smaller import blurred

_LASHES = (0.012, 0.040)  # distances from the margin, in inter-ocular distances, between which skin begins
_REACH = (0.05, 0.15)  # and between which the lid ends
_CLEAR = 0.09  # distance from the margins beyond which skin has neither lashes nor crease
_ROOM = 0.28  # around the eye's opening, that is looked at for its skin
_LEAST, _MOST = (
    0.35,
    0.92,
)  # how far the lid is brought to that skin: where it looks alike, and where it does not
_ALIKE = 26.0  # distance in CIELAB of what does not
_CLOSING = (0.25, 0.9)  # how far an eye is closed when that begins and is done
_RIM, _EYE_ALIKE = (0.018, 0.05), 16.0  # of the lids, where pixels unlike skin are eye
_FOREIGN = (
    22.0,
    9.0,
)  # lightness and colour by which the skin around one eye varies; beyond are hair, rims, glints
_LID = np.array(
    (0.97, 0.945, 0.935), np.float32
)  # lids are a little darker and redder than what surrounds them
_ROUND, _LASH_SHADE = 0.07, 0.10  # light that a closed lid's rounding gives, and that its lower end loses
_GRAIN = 14.0  # levels, at most
_CHEEK = 0.30  # how far below the eye its skin's grain is taken from


def _ramp(x: np.ndarray, low: float, high: float) -> np.ndarray:
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


class LidTone:
    """One upper lid of a portrait.

    `skin` (h, w, 3) float32, 0..255: skin as it would be in place of the eye, at `corner` (x, y) of the crop.

    crop: (H, W, 3) uint8; points: (V, 3) pixels; rest: (V, 3) head space; opening: the lids' margins; triangles: (F, 3)
    of the drawn skin; hair: (V,) bool, the brows.
    """

    def __init__(self, crop, points, rest, opening, triangles, hair):
        self._opening = opening
        unit = float(np.ptp(points[opening.upper, 0])) / max(float(np.ptp(rest[opening.upper, 0])), 1e-6)
        upper, lower = (cKDTree(rest[loop]).query(rest)[0] for loop in (opening.upper, opening.lower))
        outline = points[np.concatenate((opening.upper, opening.lower)), :2]
        low = np.maximum(np.floor(outline.min(0) - _ROOM * unit), 0).astype(int)
        high = np.minimum(np.ceil(outline.max(0) + _ROOM * unit) + 1, crop.shape[1::-1]).astype(int)
        self.corner = (int(low[0]), int(low[1]))
        patch = crop[low[1] : high[1], low[0] : high[0]]
        local = points - np.array((*low, 0), np.float32)
        away = np.minimum(upper, lower)
        self.skin = _in_place_of_eye(patch, local, away, triangles, hair, opening, unit)
        drawn = np.zeros(len(points), bool)
        drawn[np.unique(triangles)] = True
        near = np.flatnonzero(drawn & ~hair & (away < _REACH[1]))
        x = np.clip(np.rint(local[near, 0]).astype(int), 0, patch.shape[1] - 1)
        y = np.clip(np.rint(local[near, 1]).astype(int), 0, patch.shape[0] - 1)
        soft = _lab(blurred(patch.astype(np.float32), max(0.7, 0.012 * unit)))
        unlike = soft[y, x] - _lab(self.skin)[y, x]
        above = upper[near] <= lower[near]
        own = _ramp(upper[near], *_LASHES) * (1 - _ramp(upper[near], *_REACH))
        over = np.clip(_LEAST + np.linalg.norm(unlike, axis=1) / _ALIKE, 0, _MOST) * own
        # Eye that the margins were fitted to include; lashes are dark, and stay.
        unlike[:, 0] *= np.where(unlike[:, 0] < 0, 0.3, 1.0)
        rest_of_eye = np.clip(np.linalg.norm(unlike, axis=1) / _EYE_ALIKE - 0.4, 0, _MOST)
        under = rest_of_eye * (1 - _ramp(lower[near], *_RIM))
        colourful = (np.hypot(unlike[:, 1], unlike[:, 2]) - _EYE_ALIKE) / _EYE_ALIKE
        light = rest_of_eye * np.clip(np.maximum(0.3 + unlike[:, 0] / 10, colourful), 0, 1)
        over = np.maximum(over, light * (1 - _ramp(upper[near], *_RIM)))
        self._rows = near
        self._tone = np.where(above, over, under).astype(np.float32)
        self._open = max(self._gap(points), 1e-3)

    def _gap(self, points: np.ndarray) -> float:
        upper, lower = (points[loop, :2].mean(0) for loop in (self._opening.upper, self._opening.lower))
        return float(np.linalg.norm(upper - lower))

    def apply(self, tone: np.ndarray, points: np.ndarray) -> None:
        """Set `tone` (V,), how far the skin is brought to `skin`, in place for current positions (V, 3)."""
        # A lid that is only tightened is still the portrait's own.
        closed = _ramp(1.0 - self._gap(points) / self._open, *_CLOSING)
        tone[self._rows] = np.maximum(tone[self._rows], closed * self._tone)


def _lab(rgb: np.ndarray) -> np.ndarray:
    return cv2.cvtColor(rgb.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)


def _in_place_of_eye(patch, points, away, triangles, hair, opening, unit: float) -> np.ndarray:
    """(h, w, 3) float32: patch (h, w, 3) uint8 with its clear skin continued over the eye and all that is not skin.

    points: (V, 3) in the patch; away: (V,) distance from the lids' margins; unit: pixels an inter-ocular distance.
    """
    height, width = patch.shape[:2]
    seen = np.zeros((height, width, 3), np.float32)
    values = np.column_stack((away, hair, np.ones(len(points)))).astype(np.float32)
    rasterise(points.astype(np.float32), triangles, values, seen, np.empty((height, width), np.float32))
    clear = (seen[..., 2] > 0.5) & (seen[..., 0] > _CLEAR) & (seen[..., 1] < 0.05)
    picture = patch.astype(np.float32)
    lab = _lab(blurred(picture, max(0.7, 0.02 * unit)))
    known = clear
    if clear.sum() > 20:
        away_from = np.abs(lab - np.median(lab[clear], axis=0))
        known = (
            clear
            & (away_from[..., 0] < _FOREIGN[0])
            & (np.hypot(away_from[..., 1], away_from[..., 2]) < _FOREIGN[1])
        )
    if known.sum() < 20:
        known = np.ones((height, width), bool)
    smooth = blurred(spread_out(picture, known), max(1.0, 0.05 * unit))
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    outline = points[np.concatenate((opening.upper, opening.lower)), :2]
    middle, half = outline.mean(0), np.maximum(np.ptp(outline, axis=0) / 2, 1.0)
    u, v = (x - middle[0]) / half[0], (y - middle[1]) / half[0]
    ball = np.exp(-(u**2 + (v + 0.10) ** 2) / 0.5)
    end = np.exp(-(((v - 0.22) / 0.16) ** 2)) * np.exp(-(u**2))
    shade = 1 + _ROUND * ball - _LASH_SHADE * end
    rough = np.where(known[..., None], picture - blurred(picture, max(1.0, 0.04 * unit)), 0)
    grain = cv2.remap(
        rough.astype(np.float32), x, y + _CHEEK * unit, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101
    )
    return (smooth * _LID * shade[..., None] + np.clip(grain, -_GRAIN, _GRAIN)).astype(np.float32)
