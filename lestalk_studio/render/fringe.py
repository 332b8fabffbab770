"""Hair that hangs over the forehead is in front of the face and does not move with its skin.

It is recognised by its colour: what lies above the brows and is far from the colour of the skin there, as far as that
can be told from the portrait's own cheeks, nose and forehead.
"""

from __future__ import annotations

import cv2
import numpy as np

_SOFT = 0.05  # width of the skin that gives way beside hair, in inter-ocular distances
_FAR = (2.6, 4.2)  # distances from skin, in its own spread, from which and at which pixels are hair
_SPREAD = np.array((9.0, 3.5, 4.0))  # least spread of skin in CIELAB: shading, blush
_STRANDS = (
    0.7  # how much less a brow moves that lies behind hair: strands in front of it cannot be told from it
)
_ACROSS = 1.3  # how much sooner a vertex is held sideways
_GAPS = (0.30, 0.55)  # share of hair between forehead and brow from which and at which strands hang there
_ABOVE = (0.50, 0.62)  # heights in head space between which the forehead begins


def hair_hold(crop: np.ndarray, points: np.ndarray, rest: np.ndarray, head, unit: float):
    """How far each vertex is free of hair, (V,) 0..1 (0 = under hair), and how far it may go sideways, (V,) 0..1; or
    None where no hair hangs over the face. What goes across a hanging strand bends it.

    crop: (H, W, 3) uint8; points: (V, 3) pixels; rest: (V, 3) head space; unit: pixels an inter-ocular distance.
    """
    lab = cv2.cvtColor(crop.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    lab = cv2.GaussianBlur(lab, (0, 0), max(0.7, 0.012 * unit))
    x = np.clip(np.rint(points[:, 0]).astype(int), 0, crop.shape[1] - 1)
    y = np.clip(np.rint(points[:, 1]).astype(int), 0, crop.shape[0] - 1)
    colours = lab[y, x]
    regions = head.regions
    known = (regions["cheek_l"] | regions["cheek_r"] | regions["nose"]) & (rest[:, 2] > 0.1)
    brow = regions["brow_l"] | regions["brow_r"]
    above = np.clip((rest[:, 1] - _ABOVE[0]) / (_ABOVE[1] - _ABOVE[0]), 0, 1) * regions["skin_face"] * ~brow
    middle = np.median(colours[known], axis=0)
    near = np.abs(colours - middle) < 3 * np.maximum(
        1.5 * np.median(np.abs(colours[known] - middle), 0), _SPREAD
    )
    skin = (known | (above > 0.5)) & near.all(1)
    if skin.sum() < 30:
        return None
    mean, spread = np.median(colours[skin], axis=0), np.maximum(colours[skin].std(0), _SPREAD)
    away = (lab - mean) / spread
    away[..., 0] *= np.where(away[..., 0] > 0, 0.4, 1.0)  # skin shines; hair is rarely lighter
    distance = np.linalg.norm(away, axis=2)
    hair = np.clip((distance - _FAR[0]) / (_FAR[1] - _FAR[0]), 0, 1).astype(np.float32)
    hair = cv2.GaussianBlur(cv2.dilate(hair, np.ones((3, 3), np.uint8)), (0, 0), max(1.0, _SOFT * unit / 2))
    held = np.clip(1.4 * hair[y, x], 0, 1) * above
    hanging = _hanging(held, rest, regions["skin_face"] & (rest[:, 2] > 0))
    front = regions["skin_face"] & (rest[:, 2] > 0) & ~brow
    strands = hanging * np.clip((_covered(hair[y, x], rest, front) - _GAPS[0]) / (_GAPS[1] - _GAPS[0]), 0, 1)
    across = 1.0 - np.clip(_ACROSS * np.maximum(held, strands), 0, 1)
    held = np.maximum(held, _STRANDS * hanging)
    return None if held.max() < 0.5 else ((1.0 - held).astype(np.float32), across.astype(np.float32))


def _covered(hair: np.ndarray, rest: np.ndarray, skin: np.ndarray) -> np.ndarray:
    """How much of the column between each vertex and the forehead is hair, (V,) 0..1: brows left out, they are hair of
    another kind."""
    seen = np.flatnonzero(skin & (rest[:, 1] > 0.0) & (rest[:, 1] < 0.66))
    below = np.flatnonzero((rest[:, 2] > 0) & (rest[:, 1] > 0.05) & (rest[:, 1] <= _ABOVE[1]))
    near = np.exp(-(((rest[below, None, 0] - rest[None, seen, 0]) / 0.08) ** 2) / 2)
    near *= rest[None, seen, 1] > rest[below, None, 1] - 0.08
    out = np.zeros(len(rest))
    out[below] = (near @ hair[seen]) / np.maximum(near.sum(1), 1e-6)
    return out


def _hanging(held: np.ndarray, rest: np.ndarray, skin: np.ndarray) -> np.ndarray:
    """How much hair hangs down to each vertex between forehead and eyes, (V,) 0..1."""
    just_above = np.flatnonzero(skin & (rest[:, 1] > 0.52) & (rest[:, 1] < 0.72) & (np.abs(rest[:, 0]) < 0.9))
    below = np.flatnonzero(skin & (rest[:, 1] > 0.05) & (rest[:, 1] <= _ABOVE[1]))
    near = np.exp(-(((rest[below, None, 0] - rest[None, just_above, 0]) / 0.10) ** 2) / 2)
    out = np.zeros(len(held))
    out[below] = (near @ held[just_above]) / np.maximum(near.sum(1), 1e-6)
    # Right over the eye there is none any more.
    out[below] *= np.clip((rest[below, 1] - 0.05) / 0.15, 0, 1)
    return out
