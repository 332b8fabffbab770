"""Light: what the portrait's shading says of it, and how shading changes when the face moves.

Luminance of the skin is explained by first-order spherical harmonics of the head's normals (Ramamoorthi &
Hanrahan 2001: nine coefficients hold a Lambertian's light; four suffice for ratios on one face). A moved
face is relit by the ratio of the model's shading after to before, so the portrait's own texture stays.
"""

from __future__ import annotations

import cv2
import numpy as np

RATIO_RANGE = (0.62, 1.35)
AMBIENT_FLOOR = 0.35


class Light:
    """Portrait light as ambient + directional luminance: shade(n) = a + b . n, in units of mean skin.

    bright: (3,) colour of well-lit skin, 0..255.
    """

    def __init__(self, ambient: float, direction: np.ndarray, bright: np.ndarray):
        self.ambient = ambient
        self.direction = direction.astype(np.float32)
        self.bright = bright

    @classmethod
    def estimate(cls, crop: np.ndarray, points: np.ndarray, normals: np.ndarray, skin: np.ndarray) -> Light:
        """From crop (H, W, 3) uint8, vertices (V, 3), their unit normals (V, 3) and the indices of skin."""
        x = np.clip(np.rint(points[skin, 0]).astype(int), 0, crop.shape[1] - 1)
        y = np.clip(np.rint(points[skin, 1]).astype(int), 0, crop.shape[0] - 1)
        sigma = max(1.0, 0.012 * float(np.ptp(points[skin, 1])))
        colours = cv2.GaussianBlur(crop, (0, 0), sigma)[y, x].astype(np.float32)
        luma = colours @ np.array((0.299, 0.587, 0.114), np.float32)
        front = normals[skin, 2] > 0.25
        if front.sum() < 30:
            front = np.ones(len(skin), bool)
        luma, colours, normal = luma[front], colours[front], normals[skin][front]
        level = max(float(np.median(luma)), 1.0)
        design = np.column_stack((np.ones(len(luma)), normal))
        target = luma / level
        weight = np.ones(len(luma))
        solution = np.array((1.0, 0, 0, 0))
        for _ in range(4):
            # Robust: beard, brows, highlights and hair are no Lambertian skin.
            left = (design * weight[:, None]).T @ design + np.diag((0.0, 6.0, 6.0, 6.0))
            solution = np.linalg.solve(left, (design * weight[:, None]).T @ target)
            weight = 1.0 / (1.0 + (np.abs(target - design @ solution) / 0.15) ** 2)
        bright = np.percentile(colours, 88, axis=0).astype(np.float32)
        return cls(float(solution[0]), solution[1:], bright)

    def shade(self, normals: np.ndarray) -> np.ndarray:
        """Relative luminance (V,) of unit normals (V, 3), never below the ambient floor."""
        value = self.ambient + normals @ self.direction
        # Flat light shows no folds at all; a little light from where the viewer stands does.
        value = value + 0.18 * (normals[:, 2] - 0.8)
        return np.maximum(value, AMBIENT_FLOOR)

    def ratio(self, before: np.ndarray, after: np.ndarray, gain: float = 1.0) -> np.ndarray:
        """How much brighter (V,) skin gets when its normals (V, 3) turn from `before` to `after`."""
        ratio = self.shade(after) / self.shade(before)
        return np.clip(1.0 + gain * (ratio - 1.0), *RATIO_RANGE).astype(np.float32)
