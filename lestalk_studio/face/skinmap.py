"""The face's skin laid flat: where each place of the head lies on a square map, the same for everybody.

Seen from the front as it is, so that lines of the face keep their shape; the sides are unrolled. Only inside the
nostrils do two places of the skin share one of the map.
"""

from __future__ import annotations

import numpy as np

SIDE = 2.9
"""Inter-ocular distances along each edge of the map."""
TOP = 1.0  # height of the map's upper edge in head space
_UNROLL, _FRONT = 0.35, 0.1  # how far skin behind the plane z = _FRONT moves outward


def flat(places: np.ndarray) -> np.ndarray:
    """(..., 2) x and y of places (..., 3) in head space with the sides unrolled, inter-ocular distances."""
    x, y, z = np.moveaxis(np.asarray(places, np.float32), -1, 0)
    return np.stack((x + np.sign(x) * _UNROLL * np.maximum(0.0, _FRONT - z), y), axis=-1)


def skin_uv(places: np.ndarray) -> np.ndarray:
    """(..., 2) float32: u rightward and v downward on the map, both 0..1 on the face, of places (..., 3)."""
    x, y = np.moveaxis(flat(places), -1, 0)
    return np.stack((0.5 + x / SIDE, (TOP - y) / SIDE), axis=-1).astype(np.float32)
