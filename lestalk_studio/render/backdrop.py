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
from lestalk_studio.render.fill import spread_out
from lestalk_studio.render.matte import FREE, Background, matte

_SURE = 0.90  # share of the face that must have been found as person
_BEHIND = 0.9  # how far behind the person the background may come into view, in inter-ocular distances
_BELOW = 0.6  # and how far below the face
_SEES = (30.0, 60.0)  # levels by which a glow may differ from what is behind it, and by which none does
_EVEN = 0.03  # how evenly a glow comes and goes, in inter-ocular distances
_BAND = 64  # rows of a frame that are drawn at once, as far as the person can reach there


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
        self._moved = np.empty(self.cutout.shape, np.uint8)
        # In each row, where the person begins and ends; past the picture where nobody is.
        there, width = self.share > 0, crop.shape[1]
        some = there.any(1)
        self._first = np.where(some, there.argmax(1), 4 * width)
        self._last = np.where(some, width - 1 - there[:, ::-1].argmax(1), -4 * width)

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

    def behind(self, maps: tuple[np.ndarray, np.ndarray], reach: float) -> np.ndarray:
        """The frame (H, W, 3) uint8 of the person moved, over the background; maps: where each pixel comes from, as
        `compose.merge_maps` gives them; reach: pixels that nothing moves further than."""
        height, width = self.share.shape
        reach = int(np.ceil(reach)) + 2
        ranges = np.zeros((height, 2), np.int32)
        for top in range(0, height, _BAND):
            rows = slice(top, min(height, top + _BAND))
            near = slice(max(0, top - reach), min(height, top + _BAND + reach))
            left = max(0, int(self._first[near].min()) - reach)
            right = min(width, int(self._last[near].max()) + reach + 1)
            if right > left:
                ranges[rows] = left, right
                part = np.s_[rows, left:right]
                maps_there = (maps[0][part], maps[1][part])
                # Hair that the picture's edge cuts off goes on beyond it as it does within.
                border = cv2.BORDER_REFLECT_101
                cv2.remap(self.cutout, *maps_there, cv2.INTER_CUBIC, dst=self._moved[part], borderMode=border)
        out = np.empty(self.plate.shape, np.uint8)
        _over(self._moved, self.plate, ranges, maps[0], self.cutout, out)
        return out


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


# On one core: waking others right after OpenCV's own threads takes longer than this does.
@numba.njit(cache=True, nogil=True)
def _over(moved, plate, ranges, place, cutout, out):
    height, width = plate.shape[:2]
    for y in range(height):
        left, right = ranges[y]
        out[y, :left] = plate[y, :left]
        out[y, right:] = plate[y, right:]
        for x in range(left, right):
            share, most = np.int32(moved[y, x, 3]), np.int32(255)
            from_x, from_y = np.int64(place[y, x, 0]), np.int64(place[y, x, 1])
            if from_x < 0 or from_y < 0 or from_x >= width or from_y >= height:
                # Only where the person reaches the picture's edge it goes on beyond, narrower the further out.
                edge_x, edge_y = min(max(from_x, 0), width - 1), min(max(from_y, 0), height - 1)
                away_x, away_y = abs(from_y - edge_y), abs(from_x - edge_x)
                one = cutout[max(edge_y - away_y, 0), max(edge_x - away_x, 0), 3]
                other = cutout[min(edge_y + away_y, height - 1), min(edge_x + away_x, width - 1), 3]
                most = np.int32(max(2 * min(np.int32(one), np.int32(other)) - 255, 0))
                share = share * most // 255
            clear = 255 - share
            if clear == 0:
                for c in range(3):
                    out[y, x, c] = moved[y, x, c]
            elif share == 0:
                for c in range(3):
                    out[y, x, c] = plate[y, x, c]
            else:
                for c in range(3):
                    value = np.int32(moved[y, x, c]) * most // 255
                    value += (clear * np.int32(plate[y, x, c]) + 127) // 255
                    out[y, x, c] = np.uint8(min(value, 255))
