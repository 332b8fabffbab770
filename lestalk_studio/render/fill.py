"""Continuing a picture where it is not known."""

from __future__ import annotations

import cv2
import numpy as np


def spread_out(values: np.ndarray, known: np.ndarray) -> np.ndarray:
    """values (h, w, 3), smoothly continued from where they are known (h, w), coarse over fine (push and pull)."""
    weight = known.astype(np.float32)
    levels = [(values.astype(np.float32) * weight[..., None], weight)]
    while min(levels[-1][1].shape) > 3 and not (levels[-1][1] > 0.5).all():
        levels.append(tuple(cv2.pyrDown(part) for part in levels[-1]))
    total, share = levels[-1]
    out = total / np.maximum(share, 1e-4)[..., None]
    for total, share in levels[-2::-1]:
        coarse = cv2.resize(out, share.shape[::-1], interpolation=cv2.INTER_LINEAR)
        trust = np.clip(2 * share, 0, 1)[..., None]
        out = coarse * (1 - trust) + total / np.maximum(share, 1e-4)[..., None] * trust
    return out
