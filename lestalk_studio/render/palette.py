"""Portraits without colours of their own: what is painted into a black-and-white, sepia or otherwise toned picture has
to have that picture's tone, and nothing else."""

from __future__ import annotations

import cv2
import numpy as np

LUMA = np.array((0.299, 0.587, 0.114), np.float32)
_SIZE = 160  # longer side of the picture that is looked at: less grain, and fewer blocks of compression
_BINS = 32
_TONED, _COLOURED = 4.0, 6.0
"""RMS, in levels, by which colours stray from what their lightness tells. Toned pictures, compressed, stay below 3.5;
portraits in colour, one-coloured paintings among them, lie above 7.5."""


class Palette:
    """crop: (H, W, 3) uint8. `toned`: 0..1, 1 where its colours follow from its lightness alone."""

    def __init__(self, crop: np.ndarray):
        scale = min(1.0, _SIZE / max(crop.shape[:2]))
        small = cv2.resize(crop, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        colours = small.reshape(-1, 3).astype(np.float32)
        light = colours @ LUMA
        tint = colours - light[:, None]
        place = light * ((_BINS - 1) / 255)
        low = np.minimum(place.astype(int), _BINS - 2)
        share = place - low
        count = np.bincount(low, 1 - share, _BINS) + np.bincount(low + 1, share, _BINS)
        total = [
            np.bincount(low, t * (1 - share), _BINS) + np.bincount(low + 1, t * share, _BINS) for t in tint.T
        ]
        known = np.flatnonzero(count > 0.5)
        levels = np.arange(_BINS)
        tints = [np.interp(levels, known, one[known] / count[known]) for one in total]
        self._tints = np.column_stack(tints).astype(np.float32)
        strays = float(np.sqrt(((tint - self._tint(light)) ** 2).sum(1).mean()))
        self.toned = float(np.clip((_COLOURED - strays) / (_COLOURED - _TONED), 0, 1))

    def _tint(self, light: np.ndarray) -> np.ndarray:
        place = np.clip(light, 0, 255) * np.float32((_BINS - 1) / 255)
        low = np.minimum(place.astype(np.intp), _BINS - 2)
        share = (place - low)[..., None]
        return self._tints[low] * (1 - share) + self._tints[low + 1] * share

    def __call__(self, colours: np.ndarray) -> np.ndarray:
        """colours (..., 3) float32, 0..255, as this picture has them."""
        if self.toned == 0:
            return colours
        light = colours @ LUMA
        return colours + np.float32(self.toned) * (light[..., None] + self._tint(light) - colours)
