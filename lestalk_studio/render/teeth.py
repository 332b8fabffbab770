"""A painted dental arch: albedo of a row of teeth in its gum, unrolled along the arch.

The texture knows no light; the mouth renderer shades it. Proportions follow dental anatomy: relative
mesio-distal widths of the permanent teeth (Wheeler's Dental Anatomy), central incisor = 1.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

UPPER_WIDTHS = (1.0, 0.78, 0.90, 0.82, 0.80, 1.18, 1.06)
UPPER_LENGTHS = (1.0, 0.90, 0.97, 0.84, 0.80, 0.74, 0.70)
LOWER_WIDTHS = (0.62, 0.68, 0.80, 0.82, 0.84, 1.28, 1.20)
LOWER_LENGTHS = (0.86, 0.90, 1.0, 0.88, 0.84, 0.76, 0.72)
FRONT_LENGTH = {"upper": UPPER_LENGTHS[0], "lower": LOWER_LENGTHS[0]}
ENAMEL = np.array((0.95, 0.90, 0.80), np.float32)
DENTINE = np.array((0.86, 0.78, 0.62), np.float32)
GUM = np.array((0.82, 0.51, 0.49), np.float32)

TEXTURE_HEIGHT, TEXTURE_WIDTH = 160, 1024
GUM_LINE, BITING_EDGE = 0.30, 0.97  # rows of the texture, as fractions of its height


def _smooth(edge0: float, edge1: float, x: np.ndarray) -> np.ndarray:
    t = np.clip((x - edge0) / (edge1 - edge0), 0.0, 1.0)
    return t * t * (3.0 - 2.0 * t)


@lru_cache(maxsize=2)
def teeth_texture(upper: bool) -> np.ndarray:
    """The arch as (160, 1024, 4) float32 RGBA in linear 0..1, midline at the centre column.

    Rows run from the gum (0) to beyond the biting edge (159); alpha is 0 past the biting edges. The width
    covers seven teeth a side.
    """
    widths, lengths = (UPPER_WIDTHS, UPPER_LENGTHS) if upper else (LOWER_WIDTHS, LOWER_LENGTHS)
    half = float(sum(widths))
    x = np.abs((np.arange(TEXTURE_WIDTH, dtype=np.float32) + 0.5) / TEXTURE_WIDTH * 2.0 - 1.0) * half
    v = ((np.arange(TEXTURE_HEIGHT, dtype=np.float32) + 0.5) / TEXTURE_HEIGHT)[:, None]
    rgb = np.broadcast_to(GUM, (TEXTURE_HEIGHT, TEXTURE_WIDTH, 3)).copy()
    rgb *= (0.66 + 0.34 * _smooth(0.0, 0.8 * GUM_LINE, v))[..., None]
    alpha = (v < GUM_LINE).astype(np.float32) * np.ones_like(x)[None]
    start = 0.0
    for index, (width, length) in enumerate(zip(widths, lengths, strict=True)):
        s = (x - start) / width * 2.0 - 1.0
        inside = np.abs(s) <= 1.0
        s = np.clip(s, -1.0, 1.0)[None]
        # Scalloped gum, and a biting edge that is flat on incisors, pointed on canines, cusped behind.
        top = GUM_LINE - 0.09 * (1.0 - s**2)
        bottom = GUM_LINE + (BITING_EDGE - GUM_LINE) * length
        point = (0.03, 0.035, 0.10, 0.07, 0.07, 0.05, 0.05)[index]
        corner = 0.10 * np.abs(s) ** 5
        bottom = bottom - point * np.abs(s) ** 1.6 - corner
        # Teeth narrow toward the gum: the gaps are dark wedges there, and contacts further out.
        rise = np.clip((v - top) / np.maximum(bottom - top, 1e-3), 0.0, 1.0)
        breadth = 0.91 + 0.08 * _smooth(0.0, 0.55, rise) - 0.05 * _smooth(0.8, 1.0, rise)
        side = 1.0 - _smooth(breadth - 0.05, breadth + 0.03, np.abs(s))
        body = _smooth(-0.012, 0.02, v - top) * (1.0 - _smooth(-0.02, 0.015, v - bottom))
        tooth = body * side * inside[None]
        bulge = 1.0 - 0.20 * np.abs(s) ** 2.5 - 0.05 * (index > 2)
        tint = _smooth(0.45, 0.0, rise)[..., None] * 0.32
        colour = (ENAMEL * (1 - tint) + DENTINE * tint) * bulge[..., None]
        incisal = _smooth(0.82, 1.0, rise)[..., None] * 0.10
        colour = colour * (1.0 - incisal * np.array((1.0, 0.8, 0.5), np.float32))
        gap = DENTINE * (0.80 - 0.45 * _smooth(0.55, 1.0, rise) - 0.25 * _smooth(0.25, 0.0, rise))[..., None]
        between = (body * inside[None])[..., None]
        rgb = rgb * (1 - between) + gap * between
        rgb = rgb * (1 - tooth[..., None]) + colour * tooth[..., None]
        alpha = np.maximum(alpha, body * inside[None])
        start += width
    return np.dstack((rgb, alpha)).astype(np.float32)
