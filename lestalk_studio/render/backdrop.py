"""What lies behind the person: it stays where it is while the head moves in front of it.

The portrait is taken apart once, into the person with the share each pixel has of it and a plate of the background,
completed behind it. At rest both make the portrait again.
"""

from __future__ import annotations

import cv2
import numba
import numpy as np

from lestalk_studio.face.person import person_share
from lestalk_studio.render.bands import bands, largest_channel
from lestalk_studio.render.completion import completed
from lestalk_studio.render.cubic import ALONG, DOWN, cubic
from lestalk_studio.render.fill import spread_out
from lestalk_studio.render.matte import FREE, Background, matte

_SURE = 0.90  # share of the face that must have been found as person
_BEHIND = 0.9  # how far behind the person the background may come into view, in inter-ocular distances
_BELOW = 0.6  # and how far below the face
_SEES = (30.0, 60.0)  # levels by which a glow may differ from what is behind it, and by which none does
_EVEN = 0.03  # how evenly a glow comes and goes, in inter-ocular distances


class Backdrop:
    """Of one portrait. cutout: (H, W, 4) uint8, the person's colour times its share, and that share; plate: (H, W, 3)
    uint8, the background; share: (H, W) float32 0..1.
    """

    def __init__(self, crop: np.ndarray, person: np.ndarray, unit: float, lowest: float = np.inf):
        """crop: (H, W, 3) uint8; person: (H, W) 0..1, what of it is not background; unit: pixels an inter-ocular
        distance; lowest: the row below which nothing moves far."""
        background = Background.of(crop, person, unit)
        known = background.known
        self.plate = _plate(crop, person, background, unit, lowest)
        self.share, self.cutout = _cut_out(crop, self.plate, person, known)
        self._there = _anybody(self.cutout[..., 3])

    @classmethod
    def of(cls, crop: np.ndarray, points: np.ndarray, unit: float) -> Backdrop | None:
        """The Backdrop of crop (H, W, 3) uint8; None where the face, points (n, >=2) in pixels, is not found to be
        part of a person, or nothing else is there."""
        height, width = crop.shape[:2]
        found = person_share(crop)
        if found is None:
            return None
        person = cv2.resize(found, (width, height), interpolation=cv2.INTER_LINEAR)
        face = np.zeros((height, width), np.uint8)
        cv2.fillConvexPoly(face, cv2.convexHull(np.rint(points[:, :2]).astype(np.int32)), 1)
        if not face.any() or float(person[face > 0].mean()) < _SURE or float(person.mean()) > 0.99:
            return None
        inner = cv2.erode(face, np.ones((2 * max(1, round(0.12 * unit)) + 1,) * 2, np.uint8), borderValue=1)
        top, bottom = float(points[:, 1].min()), float(points[:, 1].max())
        share = matte(crop, person, inner, (top + bottom) / 2, unit)
        return cls(crop, share, unit, bottom + _BELOW * unit)

    def behind(self, maps: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
        """The frame (H, W, 3) uint8 of the person moved, over the background; maps: where each pixel comes from, as
        `compose.merge_maps` gives them."""
        out = np.empty(self.plate.shape, np.uint8)
        _over(self.cutout, self._there, self.plate, *maps, DOWN, ALONG, out)
        return out


def _anybody(share: np.ndarray) -> np.ndarray:
    """(H, W) bool: whether any of the 4 x 4 pixels that a cubic sample is made of shows the person, of its share (H, W)
    uint8."""
    around = np.ones((4, 4), np.uint8)
    return cv2.dilate(share, around, anchor=(1, 1), borderType=cv2.BORDER_REFLECT_101) > 0


def _cut_out(
    crop: np.ndarray, plate: np.ndarray, person: np.ndarray, known: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The person's share (H, W) float32 0..1 and its cutout (H, W, 4) uint8, as Backdrop has them, of crop and plate
    (H, W, 3) uint8; person: (H, W) 0..1, its share as far as is known; known: (H, W) bool, where it has none."""
    shares, cutout = np.empty(person.shape, np.float32), np.empty((*person.shape, 4), np.uint8)
    for rows in bands(crop.shape):
        # A dark hair before a bright wall is not made by a little hair and much wall.
        least = np.where(known[rows], 0, _least_share(crop[rows], plate[rows]))
        shares[rows] = np.maximum(person[rows], least)
        share = np.ceil(255 * shares[rows] - 1e-3).astype(np.int32)[..., None]
        # As `_over` puts both together, so that what does not move is the portrait's to the last bit.
        colour = crop[rows] - ((255 - share) * plate[rows] + 127) // 255
        cutout[rows, :, :3] = np.clip(colour, 0, 255)
        cutout[rows, :, 3:] = share
    return shares, cutout


def _least_share(crop: np.ndarray, plate: np.ndarray) -> np.ndarray:
    """(H, W) 0..1: the least share with which any colour at all over plate can make crop, both (H, W, 3) uint8."""
    seen, behind = crop.astype(np.float32), plate.astype(np.float32)
    darker = (behind - seen) / np.maximum(behind, 1)
    lighter = (seen - behind) / np.maximum(255 - behind, 1)
    return largest_channel(np.maximum(darker, lighter))


def _plate(
    crop: np.ndarray, share: np.ndarray, background: Background, unit: float, lowest: float
) -> np.ndarray:
    """The background (H, W, 3) uint8, continued where it is not known."""
    seen, known = crop, background.known
    if not known.any():
        return crop.copy()
    filled = None
    if background.blurred:
        seen, known = _without_glow(crop, background, unit), known | (background.glow > 0)
    else:
        hidden = cv2.distanceTransform((~known).astype(np.uint8), cv2.DIST_L2, 5)
        wanted = ~known & (hidden < _BEHIND * unit) & (np.arange(len(crop)) < lowest)[:, None]
        filled = completed(crop, known, wanted, background.busy, unit)
    if filled is None:
        filled = spread_out(seen, known)
    plate = np.empty_like(crop)
    for rows in bands(crop.shape):
        blend = np.maximum(np.clip((share[rows] - FREE) / 0.10, 0, 1), ~known[rows])[..., None]
        plate[rows] = np.clip(seen[rows] * (1 - blend) + filled[rows] * blend + 0.5, 0, 255)
    return plate


def _without_glow(crop: np.ndarray, background: Background, unit: float) -> np.ndarray:
    """crop (H, W, 3) uint8 with what lies behind the glow of a person, which is no more than background.glow."""
    further = spread_out(crop, background.known)
    # What differs by more than a glow is there behind the person.
    ring = background.glow > 0
    off = np.zeros(ring.shape, np.float32)
    off[ring] = np.abs(crop[ring] - further[ring]).max(1)
    size = (2 * max(1, round(_EVEN * unit)) + 1,) * 2
    off, weight = (cv2.blur(part, size)[ring] for part in (off, ring.astype(np.float32)))
    off /= weight
    glow = (background.glow[ring] * np.clip((_SEES[1] - off) / (_SEES[1] - _SEES[0]), 0, 1))[:, None]
    least, most = (crop[ring] - 255 * glow) / (1 - glow), crop[ring] / (1 - glow)
    behind = np.clip(np.rint(further[ring]), np.ceil(least - 1e-3), np.floor(most + 1e-3))
    seen = crop.copy()
    seen[ring] = np.clip(behind, 0, 255)
    return seen


@numba.njit(cache=True, nogil=True)
def _reflected(at, size):
    """Where a place beyond the border is seen in it, the border's own pixel once."""
    at = abs(at)
    period = max(2 * (size - 1), 1)
    at %= period
    return min(at, period - at)


@numba.njit(cache=True, nogil=True)
def _at_border(cutout, x, y, near):
    """The 4 x 4 pixels of cutout (H, W, 4) around the place x, y into near (64,): hair that the picture's edge cuts
    off goes on beyond it as it does within."""
    height, width = cutout.shape[:2]
    for j in range(4):
        row = _reflected(y + j - 1, height)
        for i in range(4):
            column = _reflected(x + i - 1, width)
            for c in range(4):
                near[16 * j + 4 * i + c] = cutout[row, column, c]


@numba.njit(cache=True, parallel=True, nogil=True)
def _over(cutout, there, plate, place, part, down, along, out):
    height, width = plate.shape[:2]
    flat = cutout.reshape(-1)
    for y in numba.prange(height):
        near = np.empty(64, np.uint8)
        for x in range(width):
            from_x, from_y = np.int64(place[y, x, 0]), np.int64(place[y, x, 1])
            inside = from_x >= 0 and from_y >= 0 and from_x < width and from_y < height
            if inside and not there[from_y, from_x]:
                for c in range(3):
                    out[y, x, c] = plate[y, x, c]
                continue
            if from_x >= 1 and from_y >= 1 and from_x < width - 2 and from_y < height - 2:
                first = 4 * ((from_y - 1) * width + from_x - 1)
                red, green, blue, share = cubic(flat, first, 4 * width, part[y, x], down, along)
            else:
                _at_border(cutout, from_x, from_y, near)
                red, green, blue, share = cubic(near, 0, 16, part[y, x], down, along)
            most = np.int32(255)
            if not inside:
                # Only where the person reaches the picture's edge it goes on beyond, narrower the further out.
                edge_x, edge_y = min(max(from_x, 0), width - 1), min(max(from_y, 0), height - 1)
                away_x, away_y = abs(from_y - edge_y), abs(from_x - edge_x)
                one = cutout[max(edge_y - away_y, 0), max(edge_x - away_x, 0), 3]
                other = cutout[min(edge_y + away_y, height - 1), min(edge_x + away_x, width - 1), 3]
                most = np.int32(max(2 * min(np.int32(one), np.int32(other)) - 255, 0))
                share = share * most // 255
            clear = 255 - share
            if share == 0:
                red = green = blue = np.int32(0)
            if clear > 0:
                red = min(red * most // 255 + (clear * np.int32(plate[y, x, 0]) + 127) // 255, 255)
                green = min(green * most // 255 + (clear * np.int32(plate[y, x, 1]) + 127) // 255, 255)
                blue = min(blue * most // 255 + (clear * np.int32(plate[y, x, 2]) + 127) // 255, 255)
            out[y, x, 0], out[y, x, 1], out[y, x, 2] = red, green, blue
