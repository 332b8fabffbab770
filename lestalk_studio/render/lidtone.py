"""The skin of a closed lid.

With the eye open, the upper lid is a dark fold: its crease, its own shade and the lashes'. Drawn out over the
eyeball it catches the same light as the skin around it, so its tone is brought toward that as the eye closes;
only the lashes at its margin stay dark.
"""

from __future__ import annotations

import cv2
import numpy as np
from scipy.spatial import cKDTree

_LASHES = (0.012, 0.040)  # distances from the margin, in inter-ocular distances, between which skin begins
_REACH = (0.05, 0.15)  # and between which the lid ends
_ABOVE = 0.26
_STRENGTH = 1.9
_MOST = 0.75
_LUMA = np.array((0.299, 0.587, 0.114), np.float32)


def _ramp(x: np.ndarray, low: float, high: float) -> np.ndarray:
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


class LidTone:
    """One upper lid of a portrait; `skin` (3,) is the colour around it.

    crop: (H, W, 3) uint8; points: (V, 3) pixels; rest: (V, 3) head space; opening: the lids' margins;
    skin: (V,) bool, skin that may be toned.
    """

    def __init__(self, crop: np.ndarray, points: np.ndarray, rest: np.ndarray, opening, skin: np.ndarray):
        self._opening = opening
        sigma = max(0.7, 0.012 * float(np.ptp(points[opening.upper, 0])) / 0.4)
        soft = cv2.GaussianBlur(crop, (0, 0), sigma)
        x = np.clip(np.rint(points[:, 0]).astype(int), 0, crop.shape[1] - 1)
        y = np.clip(np.rint(points[:, 1]).astype(int), 0, crop.shape[0] - 1)
        luma = soft[y, x].astype(np.float32) @ _LUMA
        upper, lower = (cKDTree(rest[loop]).query(rest)[0] for loop in (opening.upper, opening.lower))
        middle = rest[np.concatenate((opening.upper, opening.lower))].mean(0)
        across = float(np.ptp(rest[opening.upper, 0])) / 2
        beside = skin & (np.abs(rest[:, 0] - middle[0]) < across)
        near = skin & (upper < _REACH[1]) & (upper <= lower)
        self._rows = np.flatnonzero(near)
        # Half of it is what lies above, in the socket's own shade, half the light skin below.
        above = beside & (upper > _REACH[1]) & (upper < _ABOVE) & (upper <= lower)
        below = beside & (lower > 0.08) & (lower < 0.22) & (rest[:, 1] < middle[1] - 0.05)
        rings = [ring for ring in (above, below) if ring.sum() > 5] or [near]
        self.skin = np.mean([np.median(soft[y[r], x[r]].astype(np.float32), axis=0) for r in rings], axis=0)
        lack = np.clip(1.0 - luma[self._rows] / max(float(self.skin @ _LUMA), 1.0), 0.0, 1.0)
        distance = upper[self._rows]
        own = _ramp(distance, *_LASHES) * (1 - _ramp(distance, *_REACH))
        self._tone = np.clip(_STRENGTH * lack * own, 0, _MOST).astype(np.float32)
        self._open = max(self._gap(points), 1e-3)

    def _gap(self, points: np.ndarray) -> float:
        upper, lower = (points[loop, :2].mean(0) for loop in (self._opening.upper, self._opening.lower))
        return float(np.linalg.norm(upper - lower))

    def apply(self, tone: np.ndarray, points: np.ndarray) -> None:
        """Set `tone` (V,), how far the skin is brought to `skin`, in place for current positions (V, 3)."""
        closed = np.clip(1.0 - self._gap(points) / self._open, 0, 1)
        tone[self._rows] = np.maximum(tone[self._rows], closed * self._tone)
