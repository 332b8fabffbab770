"""A large portrait made smaller for what is no matter of single pixels: hair, spectacles, the light, furrows, and wide
means."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

LARGEST = 256.0
"""Pixels an inter-ocular distance above which a portrait is looked at smaller: what is looked for is far coarser."""

_WIDE = 12.0  # pixels of a mean from which it is taken of a smaller picture
_KEPT = 6.0  # pixels that are left of it there


@dataclass(frozen=True, eq=False)
class Smaller:
    """crop: (h, w, 3) uint8; points: (V, 3) float32, the head's vertices in its pixels; unit: pixels an inter-ocular
    distance. Those of the portrait itself where it is not large.
    """

    crop: np.ndarray
    points: np.ndarray
    unit: float

    @classmethod
    def of(cls, crop: np.ndarray, points: np.ndarray, unit: float) -> Smaller:
        """Of crop (H, W, 3) uint8, points (V, 3) and unit in its pixels."""
        scale = LARGEST / unit
        if scale >= 1:
            return cls(crop, points, unit)
        height, width = crop.shape[:2]
        size = (max(2, round(width * scale)), max(2, round(height * scale)))
        shrunk = np.array((size[0] / width, size[1] / height, scale), np.float32)
        # Pixels' centres lie at whole numbers.
        half = np.array((0.5, 0.5, 0.0), np.float32)
        placed = ((points + half) * shrunk - half).astype(np.float32)
        return cls(cv2.resize(crop, size, interpolation=cv2.INTER_AREA), placed, unit * scale)


def blurred(picture: np.ndarray, sigma: float) -> np.ndarray:
    """picture (H, W) or (H, W, 3) float32, blurred by a Gaussian of sigma pixels. A wide one, of a large portrait, is
    taken of a smaller picture."""
    if sigma <= _WIDE:
        return cv2.GaussianBlur(picture, (0, 0), sigma)
    height, width = picture.shape[:2]
    scale = _KEPT / sigma
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    # Making it smaller blurs a little, too.
    small = cv2.GaussianBlur(small, (0, 0), float(np.sqrt(_KEPT**2 - 1 / 12)))
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)
