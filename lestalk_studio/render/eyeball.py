"""One eye of the portrait taken apart: the eyeball without its lids, and what the lids lay on it.

The iris is completed as the disc it is, the sclera from its visible part. What darkens the visible eye near a
margin, lashes, the lid's own edge and its shadow, belongs to the lid and is kept apart, to move with it.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from lestalk_studio.render.mask import disc, opening_mask

LUMA = np.array((0.299, 0.587, 0.114), np.float32)
_BARE_UPPER, _BARE_LOWER = (
    0.08,
    0.03,
)  # next to a margin nothing is eyeball; in radii of the iris, as all below
_LASHES = (0.30, 0.70)  # how far below the upper margin dark pixels are lashes or shadow rather than eye
_LOWER = (0.12, 0.30)
_DARKEST = 0.12
_MOST_GAIN = 1.7
_COLOURFUL = (1.05, 1.25)  # colourfulness of whites, in that of the skin, between which they are doubted
_PALER_THAN_SKIN, _LEAST_WHITE = 0.7, 0.5  # and what such are taken for, in their light and skin's
_WIDEST = (
    256  # pixels of an eye with what is around it, across which its whites are continued: they are smooth
)
_WHITE_TO_SKIN = 0.72  # luminance of the whites of a wide eye, in that of the skin around it, at least


@dataclass(frozen=True)
class Eyeball:
    """Pictures of the box an eye lies in, (h, w, 3) float32.

    seen: the portrait's own pixels where the eye is open, the completed ball around them. bare: the ball alone.
    wide: the same with whites as light as an eye shows that is wide open in this light.
    by_upper, by_lower: (h, w), what the lids leave of its light in the portrait, factors 0..1 that move with each
    lid; bare * by_upper * by_lower is near `seen`. white: luminance of the whites, 0..255.
    """

    seen: np.ndarray
    bare: np.ndarray
    wide: np.ndarray
    by_upper: np.ndarray
    by_lower: np.ndarray
    white: float


def take_apart(
    patch: np.ndarray,
    box: tuple[int, int, int, int],
    upper: np.ndarray,
    lower: np.ndarray,
    iris_centre: np.ndarray,
    scale: float,
) -> Eyeball:
    """Take the eye in patch (h, w, 3) float32, at `box` of the picture, apart.

    upper, lower: (N, 2) smooth lid margins from left to right, in the picture; iris_centre (2,); scale: the
    iris' radius in pixels.
    """
    window = opening_mask(upper, lower, box)
    core = (window > 0.98).astype(np.uint8)
    core = cv2.erode(core, disc(0.10 * scale)) > 0
    white = float(np.percentile(patch[core] @ LUMA, 85)) if core.any() else 0.0
    x0, y0, x1, y1 = box
    y, x = np.mgrid[y0:y1, x0:x1].astype(np.float32)
    dx, dy = x - iris_centre[0], y - iris_centre[1]
    radius = np.hypot(dx, dy)
    columns = np.arange(x0, x1, dtype=np.float32)
    below = (y - edge_height(upper, columns)) / scale
    above = (edge_height(lower, columns) - y) / scale
    # Lashes and the lid's own shadow are not eyeball: what is far from the upper margin says most.
    sure = core & (below > min(0.35, 0.4 * float((below + above).max())))
    skin = _skin_beside(patch, window, scale)
    whole = _ball(patch, core, sure, dx, dy, radius, scale, skin)
    # The iris' own rim is dark beside it: only what is darker than all around is lid.
    rim = np.ones((2 * max(1, round(0.14 * scale)) + 1,) * 2, np.uint8)
    dark = np.clip((0.88 - (patch @ LUMA) / np.maximum(cv2.erode(whole @ LUMA, rim), 1.0)) / 0.25, 0, 1)
    lash = dark * np.maximum(_ramp(below, *_LASHES), _ramp(above, *_LOWER))
    lash = cv2.GaussianBlur(lash, (0, 0), max(0.5, 0.08 * scale))
    own = np.clip((below - _BARE_UPPER) / 0.12, 0, 1) * np.clip((above - _BARE_LOWER) / 0.08, 0, 1)
    own = own * (1 - np.clip(1.4 * lash, 0, 1)) * (window > 0)
    own = cv2.GaussianBlur(own.astype(np.float32), (0, 0), max(0.5, 0.04 * scale))
    own = np.minimum(own, (window > 0).astype(np.float32))[..., None]
    bare = (patch * own + whole * (1 - own)).astype(np.float32)
    least = (cv2.erode(bare, rim) * (1 - own) + bare * own) @ LUMA
    factor = np.clip((patch @ LUMA) / np.maximum(least, 4.0), _DARKEST, 1.0)
    factor = np.where(window > 0, factor, 1.0).astype(np.float32)
    upper_part = np.clip((above - below) * 4 + 0.5, 0, 1)
    return Eyeball(
        _seen(patch, whole, window, scale),
        bare,
        _lightened(bare, patch, skin, radius, scale),
        _carried(1 - (1 - factor) * upper_part, below, 0.15 * scale),
        _carried(1 - (1 - factor) * (1 - upper_part), above, 0.15 * scale),
        white,
    )


def _skin_beside(patch, window, scale) -> np.ndarray | None:
    """(n, 3) pixels of patch (h, w, 3) around the eye; None where hardly any are."""
    size = 2 * max(1, round(0.5 * scale)) + 1
    beside = cv2.dilate((window > 0).astype(np.uint8), np.ones((size, size), np.uint8)) == 0
    return patch[beside] if beside.sum() >= 20 else None


def _no_redder(ball: np.ndarray, skin: np.ndarray | None) -> np.ndarray:
    """ball (h, w, 3) without whites that are more colourful than the skin (n, 3) around the eye: where an eye is a few
    pixels large, all that is seen beside its iris are the red corners of the lids."""
    if skin is None:
        return ball
    level = np.median(skin, axis=0)
    tint_of_skin = float(np.linalg.norm(level / max(float(level @ LUMA), 1.0) - 1))
    light = np.maximum(ball @ LUMA, 1.0)[..., None]
    tint = ball / light - 1
    ratio = np.linalg.norm(tint, axis=2, keepdims=True) / max(tint_of_skin, 1e-3)
    doubt = np.clip((ratio - _COLOURFUL[0]) / (_COLOURFUL[1] - _COLOURFUL[0]), 0, 1)
    left = 1 + doubt * (_PALER_THAN_SKIN / np.maximum(ratio, 1e-3) - 1)
    light = light + doubt * np.maximum(_LEAST_WHITE * float(level @ LUMA) - light, 0)
    return np.where(doubt > 0, light * (1 + tint * left), ball).astype(np.float32)


def _lightened(bare, patch, skin, radius, scale) -> np.ndarray:
    """bare (h, w, 3) with whites that are darker than the lids' shadow explains made as light as the skin (n, 3) around
    asks.

    Where an eye is narrow in the portrait its white is all lashes and shadow, which a wide eye has not.
    """
    if skin is None:
        return bare
    target = _WHITE_TO_SKIN * float(np.percentile(skin @ LUMA, 60))
    skin = np.median(skin, axis=0)
    soft = cv2.GaussianBlur(bare, (0, 0), max(0.6, 0.25 * scale)) @ LUMA
    gain = np.clip(target / np.maximum(soft, 1.0), 1.0, _MOST_GAIN)
    # The iris' edge is dark as well, and stays.
    outside = np.clip((radius / scale - 1.08) / 0.25, 0, 1)
    light = (bare @ LUMA)[..., None]
    paler = np.clip(1.5 * (gain - 1), 0, 0.5)[..., None]
    lit = (bare + paler * (light * (skin / float(skin @ LUMA)) ** 0.4 - bare)) * gain[..., None]
    return (bare + outside[..., None] * (lit - bare)).astype(np.float32)


def edge_height(curve: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """(n,) height of a curve (N, 2), left to right, at `columns` (n,); its ends are held."""
    return np.interp(columns, np.maximum.accumulate(curve[:, 0]), curve[:, 1]).astype(np.float32)


def _carried(factor: np.ndarray, inside: np.ndarray, sigma: float) -> np.ndarray:
    """factor (h, w), 1 outside the eye, continued past the margin so that no seam shows when it moves.

    inside: (h, w) how far each pixel lies inside the margin; the outermost row inside stands for those outside.
    sigma: pixels along the lid over which it is evened, so that what is carried shows no single pixels.
    """
    first = np.abs(np.where(inside > 0, inside, 9.0)).argmin(0)
    edge = factor[first, np.arange(factor.shape[1])]
    out = np.where(inside <= 0, edge[None], factor).astype(np.float32)
    return cv2.GaussianBlur(out, (0, 0), sigmaX=max(sigma, 0.6), sigmaY=0.5, borderType=cv2.BORDER_REPLICATE)


def _seen(patch: np.ndarray, whole: np.ndarray, window: np.ndarray, scale: float) -> np.ndarray:
    """What is seen stays as it is to the pixel; the completion begins behind the lids."""
    near = cv2.dilate((window > 0).astype(np.float32), np.ones((3, 3), np.uint8))
    keep = np.maximum(near * cv2.GaussianBlur(near, (0, 0), max(0.6, 0.05 * scale)), window > 0)[..., None]
    return (patch * keep + whole * (1 - keep)).astype(np.float32)


def _ramp(x: np.ndarray, full: float, none: float) -> np.ndarray:
    """1 up to `full`, falling smoothly to 0 at `none`."""
    t = np.clip((none - x) / (none - full), 0, 1)
    return t * t * (3 - 2 * t)


def _ball(patch, core, sure, dx, dy, radius, scale, skin) -> np.ndarray:
    white = sure & (radius > 1.12 * scale)
    if white.sum() < 20:
        white = core & (radius > 1.12 * scale)
    ball = _fill_sclera(patch, white, patch[core])
    ball *= _column_shade(patch, ball, core & (radius > 1.15 * scale), 0.35 * scale)
    ball = _no_redder(ball, skin)
    disc = _fill_iris(patch, sure if (sure & (radius <= scale)).sum() > 20 else core, dx, dy, radius, scale)
    edge = np.clip((1.06 * scale - radius) / (0.12 * scale), 0, 1)[..., None]
    return ball * (1 - edge) + disc * edge


def _column_shade(patch, ball, known, sigma: float) -> np.ndarray:
    """(1, w, 1) how dark each column of the eye lies in the portrait, against its completed white: the socket's
    shade stays where it is, whatever the lids do.
    """
    ratio = np.where(known, (patch @ LUMA) / np.maximum(ball @ LUMA, 1.0), np.nan)
    count = known.sum(0).astype(np.float32)
    columns = np.ones(known.shape[1], np.float32)
    some = count > 0
    columns[some] = np.nanpercentile(ratio[:, some], 65, axis=0)
    sigma = max(sigma, 1.0)
    weight = np.where(some, count, 0.0)[None].astype(np.float32)
    total = cv2.GaussianBlur(weight * columns[None], (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
    share = cv2.GaussianBlur(weight, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
    mean = (total + 1e-2) / (share + 1e-2)
    return np.clip(mean, 0.3, 1.05)[..., None].astype(np.float32)


def _fill_sclera(patch: np.ndarray, known: np.ndarray, fallback: np.ndarray) -> np.ndarray:
    """Spread the visible sclera over the whole patch (normalised convolution, coarse over fine)."""
    if known.sum() < 6:
        bright = np.percentile(fallback.reshape(-1, 3), 75, axis=0) if len(fallback) else patch.mean((0, 1))
        return np.broadcast_to(bright, patch.shape).astype(np.float32).copy()
    weight = known.astype(np.float32)
    # The darkest visible pixels are lashes, not sclera.
    luma = patch.mean(2)
    weight *= luma >= np.percentile(luma[known], 30)
    level = np.median(patch[weight > 0], axis=0)
    seen, (height, width) = patch * weight[..., None], weight.shape
    if width > _WIDEST:
        size = (_WIDEST, max(1, round(height * _WIDEST / width)))
        seen, weight = (cv2.resize(part, size, interpolation=cv2.INTER_AREA) for part in (seen, weight))
    filled = np.broadcast_to(level, seen.shape).astype(np.float32).copy()
    for sigma in (16, 8, 4, 2):
        sigma = sigma * seen.shape[1] / 96
        share = cv2.GaussianBlur(weight, (0, 0), sigma)
        local = cv2.GaussianBlur(seen, (0, 0), sigma) / np.maximum(share, 1e-6)[..., None]
        trust = np.clip(share * 4, 0, 1)[..., None]
        filled = filled * (1 - trust) + local * trust
    if width > _WIDEST:
        filled = cv2.resize(filled, (width, height), interpolation=cv2.INTER_LINEAR)
    return filled


def _fill_iris(patch, core, dx, dy, radius, scale) -> np.ndarray:
    """The whole iris disc: what is hidden is taken from the same radius where it is visible."""
    height, width = core.shape
    disc = patch.copy()
    known = core & (radius <= 1.05 * scale)
    if known.sum() < 6:
        return disc
    ring = np.clip((radius / scale * 12).astype(int), 0, 13)
    sums = np.stack(
        [np.bincount(ring[known], weights=patch[..., c][known], minlength=14) for c in range(3)], 1
    )
    counts = np.bincount(ring[known], minlength=14)
    have = np.flatnonzero(counts > 0)
    profile = np.stack([np.interp(np.arange(14), have, sums[have, c] / counts[have]) for c in range(3)], 1)
    position = np.clip(radius / scale * 12 - 0.5, 0, 13)
    radial = np.stack([np.interp(position, np.arange(14), profile[:, c]) for c in range(3)], 2)
    cy = (np.arange(height) - dy[:, 0]).mean()
    mirrored_y = np.rint(cy - dy).astype(int)
    column = np.broadcast_to(np.arange(width), core.shape)
    usable = (mirrored_y >= 0) & (mirrored_y < height)
    row = np.clip(mirrored_y, 0, height - 1)
    seen = known[row, column] & usable
    guess = np.where(seen[..., None], 0.5 * patch[row, column] + 0.5 * radial, radial)
    disc = np.where(known[..., None], patch, guess)
    blend = cv2.GaussianBlur(known.astype(np.float32), (0, 0), max(0.6, 0.08 * scale))[..., None]
    blend = np.where(known[..., None], np.maximum(blend, 0.6), 0)
    return (disc * blend + guess * (1 - blend)).astype(np.float32)
