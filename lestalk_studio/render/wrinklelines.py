"""Where wrinkles run on a face: furrows in head space, a little irregular, the same for everyone."""

from __future__ import annotations

import numpy as np

_WIDTH = 0.013  # half-width of a furrow, in inter-ocular distances
_FOREHEAD = (0.555, 0.655, 0.760, 0.865)
_BUNNY = ((0.105, -0.06), (0.125, -0.15), (0.145, -0.24), (0.165, -0.33))
_CROW = (0.50, 0.12, -0.30)  # slopes outward
_EYE = ((0.195, 1.0), (0.265, 0.7))


def pattern(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """(n,) float32: light taken (negative) in furrows and given at their lips, at head positions x, y (n,)."""
    side = np.abs(x)
    out = np.zeros(len(x))
    for k, height in enumerate(_FOREHEAD):
        # They bow over the middle of the brows and dip between them.
        line = height + 0.030 * np.cos(2.6 * side) - 0.012 * np.cos(9.0 * x + 2.1 * k)
        broken = 0.62 + 0.38 * np.sin(5.3 * x + 1.9 * k + 0.6)
        out += 0.8 * _furrow(y - line, 1.15) * broken * _ends(side, 0.62, 0.82)
    upright = 0.105 + 0.10 * (y - 0.2) + 0.008 * np.sin(17 * y)
    out += 1.1 * _furrow(side - upright, 1.1) * _ends(np.abs(y - 0.24), 0.12, 0.22)
    out += 0.8 * _furrow(y - 0.035 - 0.10 * side, 0.9) * _ends(side, 0.06, 0.13)
    for k, (start, height) in enumerate(_BUNNY):
        # Down and outward from the bridge, beside the nose.
        line = height + 0.62 * (start - side) + 0.010 * np.sin(21 * side + k)
        # No two are alike: each begins and ends elsewhere, and is deeper on one side of the nose.
        middle = start + 0.02 + 0.012 * np.sin(2.4 * k)
        uneven = 0.80 + 0.20 * np.sin(31 * side + 2.3 * k) * np.sign(x) ** (k % 2)
        depth = (0.95 - 0.13 * k) * uneven
        out += depth * _furrow(y - line, 1.05 + 0.12 * (k % 2)) * _ends(np.abs(side - middle), 0.04, 0.11)
    for slope in _CROW:
        away = side - 0.80
        line = -0.02 + slope * away - 0.5 * slope * away**2
        out += 0.9 * _furrow(y - line, 0.8) * _ends(np.abs(away - 0.13), 0.06, 0.13)
    for drop, depth in _EYE:
        line = -drop + 0.40 * (side - 0.50) ** 2 - 0.05 * (side - 0.5)
        out += 0.8 * depth * _furrow(y - line, 1.0) * _ends(np.abs(side - 0.52), 0.14, 0.28)
    return out.astype(np.float32)


def _furrow(distance: np.ndarray, width: float) -> np.ndarray:
    """A dark groove with a lit lip on the side away from the sky."""
    d = distance / (_WIDTH * width)
    return (
        -np.exp(-(d**2)) + 0.42 * np.exp(-(((d + 2.0) / 1.3) ** 2)) + 0.10 * np.exp(-(((d - 2.0) / 1.3) ** 2))
    )


def _ends(along: np.ndarray, full: float, gone: float) -> np.ndarray:
    """1 up to `full` along a line, fading to 0 at `gone`."""
    t = np.clip((gone - along) / (gone - full), 0, 1)
    return t * t * (3 - 2 * t)
