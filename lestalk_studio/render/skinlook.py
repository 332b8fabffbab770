"""What a portrait's skin should look like at every place of the face, told from the skin that is surely seen.

Colour is a smooth function of the head's normals (shading: second order, Ramamoorthi & Hanrahan 2001) and of the place
on the face (blush, tan), fitted so that what does not agree with most of the upper face counts little (Cauchy
weights, Holland & Welsch 1977).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from lestalk_studio.render.frontmap import FrontMap

_ROUNDS = 8
_EVERY = 3  # so many pixels one is fitted to: skin is smooth
_LEAST = np.array((6.0, 3.0, 3.5))  # least spread of skin in CIELAB
_MOST = np.array((20.0, 8.0, 9.0))
_SLACK = np.array((2.0, 1.1, 1.1))  # shadow and shine change lightness more than colour
_RIDGE = np.array((1e-4, 0.01, 0.01, 0.01, 0.04, 0.04, 0.04, 0.02, 0.06, 0.04))


@dataclass(frozen=True, eq=False)
class SkinLook:
    """lab (h, w, 3): CIELAB of the picture, slightly smoothed; expected (h, w, 3): of skin there; distance (h, w): how
    far each pixel is from it, in the skin's own spread."""

    lab: np.ndarray
    expected: np.ndarray
    distance: np.ndarray


def skin_look(front: FrontMap, hidden: np.ndarray | None = None) -> SkinLook | None:
    """The SkinLook of a FrontMap; None where too little skin is seen to tell. hidden (h, w) bool: where other skin, a
    hand's, is before the face."""
    lab = cv2.cvtColor(front.picture.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    lab = cv2.GaussianBlur(lab, (0, 0), 1.0)
    x, y, n = front.x, front.y, front.normals
    features = front.eyes | front.brows | front.lips | front.nostrils
    used = front.skin & ~features & (y < 0.5) & (front.depth > 0.06)
    if hidden is not None:
        used &= ~hidden
    # Hands, microphones and scarfs come from below: nose and upper cheeks are the surest skin.
    sure = used & (np.abs(x) < 0.8) & (y < 0.12) & (y > -0.72)
    if sure.sum() < 200:
        return None
    nx, ny, nz = n[..., 0], n[..., 1], n[..., 2]
    basis = np.dstack((np.ones_like(x), nx, ny, nz, nx * nx, ny * ny, nx * ny, x, y, x * x))
    thin = np.flatnonzero(used.ravel())[::_EVERY]
    rows, seen = basis.reshape(-1, basis.shape[2])[thin].astype(np.float64), lab.reshape(-1, 3)[thin]
    core, high = sure.ravel()[thin], y.ravel()[thin] > 0
    trust = np.where(core, 1.0, np.where(high, 0.5, 0.15))
    middle = np.median(seen[core], axis=0)
    spread = np.maximum(_deviation(seen[core] - middle), (6.0, 3.0, 3.0))
    weight = 1 / (1 + (((seen - middle) / (2.5 * spread)) ** 2).mean(1)) ** 2
    for _ in range(_ROUNDS):
        w = (weight * trust)[:, None]
        total = max(float(w.sum()), 1.0)
        left = (rows * w).T @ rows / total + np.diag(_RIDGE)
        solution = np.linalg.solve(left, (rows * w).T @ (seen - middle) / total)
        rest = seen - middle - rows @ solution
        spread = np.maximum(_deviation(rest[core]), (4.0, 2.0, 2.0))
        weight = 1 / (1 + ((rest / (2 * spread)) ** 2).mean(1)) ** 2
    expected = (basis @ solution + middle).astype(np.float32)
    scale = np.minimum(np.maximum(spread, _LEAST) * _SLACK, _MOST)
    distance = np.sqrt((((lab - expected) / scale) ** 2).sum(2)).astype(np.float32)
    return SkinLook(lab, expected, np.where(front.skin, distance, 0))


def _deviation(rest: np.ndarray) -> np.ndarray:
    """Standard deviation of each column, outliers left aside."""
    return 1.4826 * np.median(np.abs(rest), axis=0)
