"""A large portrait made smaller for what is no matter of single pixels: hair, spectacles, the light, furrows."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

LARGEST = 256.0
"""Pixels an inter-ocular distance above which a portrait is looked at smaller: what is looked for is far coarser."""


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
