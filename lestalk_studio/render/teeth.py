"""A painted dental arch: albedo of a row of teeth in its gum, unrolled along the arch.

The texture knows no light; the mouth renderer shades it. Proportions follow dental anatomy: relative
mesio-distal widths of the permanent teeth, and incisal edges whose inner corner is the sharper one, more so the
nearer to the middle (Wheeler's Dental Anatomy); central incisor = 1. No mouth's teeth are even: widths, lengths,
slants, tints and turns differ a little, the crowded lower incisors' most.
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
_CANINE = np.array((0.985, 0.965, 0.92), np.float32)  # of other enamel: canines are the yellowest

_POINTED = (0.018, 0.026, 0.105, 0.07, 0.07, 0.05, 0.05)  # canines are, and the cusps behind
_CORNERS = {  # how far the inner and the outer corner of a biting edge are rounded off
    True: (
        (0.035, 0.075),
        (0.055, 0.095),
        (0.05, 0.07),
        (0.07, 0.08),
        (0.08, 0.08),
        (0.09, 0.09),
        (0.09, 0.09),
    ),
    False: (
        (0.03, 0.035),
        (0.03, 0.05),
        (0.05, 0.08),
        (0.07, 0.08),
        (0.08, 0.08),
        (0.09, 0.09),
        (0.09, 0.09),
    ),
}
_UNEVEN = {True: (0.025, 0.018), False: (0.065, 0.042)}
"""How much widths and lengths of one mouth's teeth differ (standard deviations)."""
_SLANTS = {True: 0.035, False: 0.07}  # of the sides, from gum to edge, in widths of a tooth
_TINTS = 0.016  # how much light and hue differ from tooth to tooth
_TURNED = {True: 0.035, False: 0.07}  # how much lighter the side is that a tooth turns outward
_MIDLINE = {True: 0.0, False: 0.016}  # of half the arch: the rows' midlines seldom meet
_SEED = {True: 7, False: 23}

TEXTURE_HEIGHT, TEXTURE_WIDTH = 160, 1024
GUM_LINE, BITING_EDGE = 0.30, 0.97  # rows of the texture, as fractions of its height


def _smooth(edge0: float, edge1: float, x: np.ndarray) -> np.ndarray:
    t = np.clip((x - edge0) / (edge1 - edge0), 0.0, 1.0)
    return t * t * (3.0 - 2.0 * t)


@lru_cache(maxsize=2)
def teeth_texture(upper: bool) -> np.ndarray:
    """The arch as (160, 1024, 4) float32 RGBA in linear 0..1, midline near the centre column.

    Rows run from the gum (0) to beyond the biting edge (159); alpha is 0 past the biting edges, where colours go on
    as at these. The width covers seven teeth a side, no two of them alike.
    """
    v = ((np.arange(TEXTURE_HEIGHT, dtype=np.float32) + 0.5) / TEXTURE_HEIGHT)[:, None]
    rgba = np.empty((TEXTURE_HEIGHT, TEXTURE_WIDTH, 4), np.float32)
    rgba[..., :3] = (GUM * (0.66 + 0.34 * _smooth(0.0, 0.8 * GUM_LINE, v)))[:, None]
    rgba[..., 3] = v < GUM_LINE + 0.03
    rng = np.random.default_rng(_SEED[upper])
    for side in (-1.0, 1.0):
        _half_arch(rgba, side, v, upper, rng)
    return rgba


def _half_arch(rgba: np.ndarray, side: float, v: np.ndarray, upper: bool, rng) -> None:
    """Paint the teeth left (-1) or right (1) of the midline, in place; v (rows, 1): 0 at the gum, 1 past the edges."""
    widths, lengths = (UPPER_WIDTHS, UPPER_LENGTHS) if upper else (LOWER_WIDTHS, LOWER_LENGTHS)
    count = len(widths)
    by_width, by_length = _UNEVEN[upper]
    differ = np.clip(rng.normal(size=(6, count)), -1.5, 1.5).astype(np.float32)
    widths = np.array(widths) * (1 + by_width * differ[0])
    lengths = np.array(lengths) * (1 + by_length * differ[1])
    middle = side * _MIDLINE[upper]
    ends = middle + (1.0 - middle) * np.concatenate(((0.0,), np.cumsum(widths) / widths.sum()))
    slants = np.concatenate(((0.0,), _SLANTS[upper] * differ[2])) * np.diff(ends).mean()
    slants[-1] = 0.0
    ends, slants = ends.astype(np.float32), slants.astype(np.float32)
    x = side * ((np.arange(TEXTURE_WIDTH, dtype=np.float32) + 0.5) / TEXTURE_WIDTH * 2.0 - 1.0)
    reach = 2 * float(np.abs(slants).max())
    for index in range(count):
        columns = np.flatnonzero((x > ends[index] - reach) & (x < ends[index + 1] + reach))
        columns = slice(columns[0], columns[-1] + 1)
        inner, outer = (ends[i] + slants[i] * (v - 0.6) for i in (index, index + 1))
        s = (x[columns] - inner) / (outer - inner) * 2.0 - 1.0
        shade = (
            1 + _TINTS * differ[3, index],
            0.6 * _TINTS * differ[4, index],
            _TURNED[upper] * differ[5, index],
        )
        _tooth(rgba[:, columns], s, v, index, float(lengths[index]), _CORNERS[upper][index], *shade)


def _tooth(rgba, s, v, index: int, length: float, corners, light: float, hue: float, turn: float) -> None:
    """Paint one crown, in place. s (rows, columns): -1 at its side toward the midline, 1 at the other; length: 1 = all
    of the model's; corners: how far its inner and outer one are rounded off; light, hue, turn: what it is apart from
    its neighbours."""
    inside = (np.abs(s) <= 1.0).astype(np.float32)
    s = np.clip(s, -1.0, 1.0)
    away = np.abs(s)
    # Scalloped gum, and a biting edge that is flat on incisors, pointed on canines, cusped behind.
    top = GUM_LINE - 0.09 * (1.0 - s**2)
    bottom = GUM_LINE + (BITING_EDGE - GUM_LINE) * min(length, 1.02)
    corner = np.where(s < 0, np.float32(corners[0]), np.float32(corners[1]))
    bottom = bottom - _POINTED[index] * away**1.6 - corner * away**6 + 0.15 * turn * s
    # Teeth narrow toward the gum and round off at their edges; between, they touch.
    rise = np.clip((v - top) / np.maximum(bottom - top, 1e-3), 0.0, 1.0)
    breadth = 0.90 + 0.085 * _smooth(0.0, 0.5, rise) - 0.6 * corner * _smooth(0.78, 1.0, rise)
    crown = (1.0 - _smooth(breadth - 0.05, breadth + 0.04, away))[..., None]
    # Enamel is thin and yellow at the neck, translucent at the edge, and round.
    neck = (_smooth(0.45, 0.0, rise) * 0.32)[..., None]
    enamel = ENAMEL * (_CANINE if index == 2 else np.float32(1.0)) * light
    enamel = enamel * (1 + hue * np.array((0.2, 0.0, -1.0), np.float32))
    bulge = 1.0 - 0.23 * away**2.5 - 0.05 * (index > 2) - turn * s
    colour = (enamel * (1 - neck) + DENTINE * neck) * bulge[..., None]
    edge = (_smooth(0.82, 1.0, rise) * 0.10)[..., None]
    colour = colour * (1.0 - edge * np.array((1.0, 0.8, 0.5), np.float32))
    # Where they touch the gap hardly shows; toward the edge it opens, and at the gum the papilla fills it.
    gap = DENTINE * (0.80 - 0.46 * _smooth(0.58, 1.0, rise))[..., None]
    papilla = _smooth(0.30, 0.06, rise)[..., None]
    gap = gap * (1 - papilla) + 0.86 * GUM * papilla
    body = inside * _smooth(-0.012, 0.02, v - top)
    rgba[..., :3] += (gap + (colour - gap) * crown - rgba[..., :3]) * body[..., None]
    np.maximum(rgba[..., 3], body * (1.0 - _smooth(-0.02, 0.015, v - bottom)), out=rgba[..., 3])
