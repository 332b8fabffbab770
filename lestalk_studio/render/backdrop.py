"""What lies behind the person: it stays where it is while the head moves in front of it.

The portrait is taken apart once, into the person with the share each pixel has of it and a plate of the background,
completed behind it. At rest both make the portrait again. What nobody can continue behind a person, a flag or a
landscape, follows the head, as all surroundings do where no person can be told from the background.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numba
import numpy as np

from lestalk_studio.face.person import person_share
from lestalk_studio.render.fill import spread_out

_SURE = 0.90  # share of the face that must have been found as person
_MATTE = (
    0.05  # radius within which the picture's own edges place the person's border, in inter-ocular distances
)
_SKIRT = 0.07  # how far beside the person stray hair still goes with it
_BUSY = (2.5, 6.0)  # mean steps between pixels, grey levels: a plain background, a busy one
_AWAY, _GRAIN = 0.03, 0.6  # where background is pure, and how far behind the person it keeps its grain
_SEEN = (
    40.0,
    80.0,
)  # grey levels an inter-ocular distance: background with nothing in it, with something to see
_BESIDE, _MOST_BUSY = 0.4, 0.12  # how much of the background that near the person may have something to see
_STRAY, _ODD = 0.40, 4.0  # how far from the person stray hair is, and how much it differs beside other grain
_BAND = 160  # rows of a frame that are drawn at once, as far as the person can reach there
_FREE = 0.04  # shares of a person below are none
_GUIDED = 700  # pixels of the longer side up to which borders are placed pixel by pixel


@dataclass(frozen=True, eq=False)
class Parts:
    """Of a crop (H, W). matte: float32 0..1, the person; known: bool, nothing of it; busy: float32 0..1, background
    with something to see in it, which cannot be continued.
    """

    matte: np.ndarray
    known: np.ndarray
    busy: np.ndarray

    @classmethod
    def of(cls, crop: np.ndarray, person: np.ndarray, unit: float) -> Parts:
        """Of crop (H, W, 3) uint8 and its person (H, W) float32 0..1; unit: pixels an inter-ocular distance."""
        matte = _matte(crop, person, unit)
        known = _pure(crop, matte, unit)
        return cls(matte, known, _structured(crop, known, unit))

    def busy_beside(self, unit: float) -> float:
        """0..1: how much of what is known beside the person has something to see."""
        beside = self.known & (cv2.dilate((~self.known).astype(np.uint8), _disc(_BESIDE * unit)) > 0)
        return float(self.busy[beside].mean()) if beside.any() else 0.0


class Backdrop:
    """Of one portrait. cutout: (H, W, 4) uint8, the person's colour times its share, and that share; plate: (H, W, 3)
    uint8, the background; share: (H, W) float32 0..1.
    """

    def __init__(self, crop: np.ndarray, parts: Parts, unit: float):
        """crop: (H, W, 3) uint8; parts: of it; unit: pixels an inter-ocular distance."""
        self.plate = _completed(crop, parts.matte, parts.known, unit)
        # A dark hair before a bright wall is not made by a little hair and much wall.
        least = np.where(parts.known, 0, _least_share(crop, self.plate))
        # Of a busy background nobody can tell what is behind the person: it follows the head, as far as that reaches.
        self.share = np.maximum(np.maximum(parts.matte, least), parts.busy).astype(np.float32)
        share = np.ceil(255 * self.share - 1e-3).astype(np.int32)[..., None]
        # As `_over` puts both together, so that what does not move is the portrait's to the last bit.
        colour = crop - ((255 - share) * self.plate + 127) // 255
        self.cutout = np.ascontiguousarray(np.dstack((np.clip(colour, 0, 255), share)).astype(np.uint8))
        self._moved = np.empty(self.cutout.shape, np.uint8)
        # In each row, where the person begins and ends; past the picture where nobody is.
        there, width = self.share > 0, crop.shape[1]
        some = there.any(1)
        self._first = np.where(some, there.argmax(1), 4 * width)
        self._last = np.where(some, width - 1 - there[:, ::-1].argmax(1), -4 * width)

    @classmethod
    def of(cls, crop: np.ndarray, points: np.ndarray, unit: float) -> Backdrop | None:
        """The Backdrop of crop (H, W, 3) uint8; None where the face, points (n, >=2) in pixels, is not found to be
        part of a person, nothing else is there, or too much of that cannot be continued."""
        height, width = crop.shape[:2]
        person = cv2.resize(person_share(crop), (width, height), interpolation=cv2.INTER_LINEAR)
        face = np.zeros((height, width), np.uint8)
        cv2.fillConvexPoly(face, cv2.convexHull(np.rint(points[:, :2]).astype(np.int32)), 1)
        if not face.any() or float(person[face > 0].mean()) < _SURE or float(person.mean()) > 0.99:
            return None
        parts = Parts.of(crop, np.maximum(person, _soft(face, 0.06 * unit)), unit)
        return None if parts.busy_beside(unit) > _MOST_BUSY else cls(crop, parts, unit)

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
                border = cv2.BORDER_REPLICATE
                cv2.remap(self.cutout, *maps_there, cv2.INTER_CUBIC, dst=self._moved[part], borderMode=border)
        out = np.empty(self.plate.shape, np.uint8)
        _over(self._moved, self.plate, ranges, out)
        return out


def _disc(radius: float) -> np.ndarray:
    size = 2 * max(1, round(radius)) + 1
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))


def _soft(mask: np.ndarray, sigma: float) -> np.ndarray:
    """1 well inside mask, 0 at its border."""
    size = 2 * max(1, round(2 * sigma)) + 1
    inner = cv2.erode(mask.astype(np.float32), np.ones((size, size), np.uint8), borderValue=1.0)
    return cv2.GaussianBlur(inner, (0, 0), max(0.7, sigma))


def _matte(crop: np.ndarray, person: np.ndarray, unit: float) -> np.ndarray:
    """(H, W) float32 0..1: the person's border on the picture's own edges, with a skirt for stray hair around it."""
    height, width = person.shape
    scale = min(1.0, _GUIDED / max(height, width))
    size = (max(2, round(width * scale)), max(2, round(height * scale)))
    guide = crop if scale == 1.0 else cv2.resize(crop, size, interpolation=cv2.INTER_AREA)
    rough = cv2.resize(person, size, interpolation=cv2.INTER_AREA) if scale < 1.0 else person
    radius = max(2, round(_MATTE * unit * scale))
    fine = cv2.ximgproc.guidedFilter(guide, rough, radius, 40.0)
    if scale < 1.0:
        fine = cv2.resize(fine, (width, height), interpolation=cv2.INTER_LINEAR)
    fine = np.clip((fine - 0.15) / 0.65, 0, 1)
    reach = max(1.0, _SKIRT * unit)
    away = cv2.distanceTransform((fine < 0.5).astype(np.uint8), cv2.DIST_L2, 3)
    skirt = np.clip(1 - away / reach, 0, 1) * _plain(crop, fine < _FREE, reach)
    share = np.maximum(fine, skirt * skirt * (3 - 2 * skirt))
    share[share < _FREE] = 0
    return share.astype(np.float32)


def _plain(crop: np.ndarray, background: np.ndarray, reach: float) -> np.ndarray:
    """(H, W) 0..1: how plain the background is around each pixel. What is seen in it must not go with a person."""
    grey = cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY).astype(np.float32)
    steps = np.hypot(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1)) / 8
    size = 2 * max(1, round(reach)) + 1
    known = cv2.erode(background.astype(np.uint8), np.ones((size, size), np.uint8)).astype(np.float32)
    total, share = (cv2.GaussianBlur(part, (0, 0), 1.5 * reach) for part in (steps * known, known))
    level = total / np.maximum(share, 1e-3)
    return np.clip((_BUSY[1] - level) / (_BUSY[1] - _BUSY[0]), 0, 1) * (share > 1e-3)


def _structured(crop: np.ndarray, known: np.ndarray, unit: float) -> np.ndarray:
    """(H, W) 0..1: how much there is to see in the known background around each pixel, grain apart."""
    weight = known.astype(np.float32)
    grey = cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY).astype(np.float32)
    fine = max(1.0, 0.04 * unit)
    grey = cv2.GaussianBlur(grey * weight, (0, 0), fine) / np.maximum(
        cv2.GaussianBlur(weight, (0, 0), fine), 1e-3
    )
    steps = np.hypot(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1)) / 8 * weight
    wide = 0.25 * unit
    total, share = (cv2.GaussianBlur(part, (0, 0), wide) for part in (steps, weight))
    level = total / np.maximum(share, 1e-3) * unit
    busy = np.clip((level - _SEEN[0]) / (_SEEN[1] - _SEEN[0]), 0, 1)
    return cv2.GaussianBlur(busy, (0, 0), 0.1 * unit)


def _least_share(crop: np.ndarray, plate: np.ndarray) -> np.ndarray:
    """(H, W) 0..1: the least share with which any colour at all over plate can make crop, both (H, W, 3) uint8."""
    seen, behind = crop.astype(np.float32), plate.astype(np.float32)
    darker = (behind - seen) / np.maximum(behind, 1)
    lighter = (seen - behind) / np.maximum(255 - behind, 1)
    return np.maximum(darker, lighter).max(2)


def _pure(crop: np.ndarray, share: np.ndarray, unit: float) -> np.ndarray:
    """(H, W) bool: nothing of the person. Beside it the background has a little of its colour; and what lies on a plain
    background near a head is stray hair."""
    margin = 2 * max(1, round(_AWAY * unit)) + 1
    background = share < _FREE
    known = cv2.erode(background.astype(np.uint8), np.ones((margin, margin), np.uint8)) > 0
    away = cv2.distanceTransform(background.astype(np.uint8), cv2.DIST_L2, 3)
    near = known & (away < _STRAY * unit)
    if not near.any():
        return known
    off = np.abs(_grain(crop, known, unit)).max(2)
    usual = float(np.median(off[near]))
    odd = near & (off > _ODD * max(usual, 1.0)) & (_structured(crop, known, unit) < 0.5)
    return known & ~(cv2.dilate(odd.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0)


def _completed(crop: np.ndarray, share: np.ndarray, known: np.ndarray, unit: float) -> np.ndarray:
    """The background, continued where it is not known: mirrored at the border, smoother the further in."""
    height, width = share.shape
    background = share < _FREE
    if not known.any():
        return crop.copy()
    smooth = spread_out(crop, known)
    # Labels name the nearest pixel of background to each that is hidden.
    distance, label = cv2.distanceTransformWithLabels(
        (~known).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    place = np.zeros((label.max() + 1, 2), np.float32)
    y, x = np.nonzero(known)
    place[label[y, x]] = np.column_stack((x, y))
    at = np.dstack(np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)))
    mirrored = cv2.GaussianBlur(2 * place[label] - at, (0, 0), max(0.7, 0.02 * unit))
    grain = cv2.remap(
        _grain(crop, known, unit), mirrored, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101
    )
    seen = cv2.remap(known.astype(np.float32), mirrored, None, cv2.INTER_LINEAR)
    # A plain background keeps its grain; of a busy one mirrored pieces would be seen to be pieces.
    near = np.clip(1 - distance / (_GRAIN * unit), 0, 1) * np.clip(2 * seen - 1, 0, 1)
    near = cv2.GaussianBlur(near * _plain(crop, background, 0.1 * unit), (0, 0), max(0.7, 0.03 * unit))
    filled = smooth + near[..., None] * grain
    blend = np.maximum(np.clip((share - _FREE) / 0.10, 0, 1), ~known)[..., None]
    return np.clip(crop * (1 - blend) + filled * blend + 0.5, 0, 255).astype(np.uint8)


def _grain(crop: np.ndarray, known: np.ndarray, unit: float) -> np.ndarray:
    """(H, W, 3) float32: what the known pixels of crop have that their surroundings have not, else 0."""
    weight, sigma = known.astype(np.float32), max(1.0, 0.10 * unit)
    total = cv2.GaussianBlur(crop * weight[..., None], (0, 0), sigma)
    around = total / np.maximum(cv2.GaussianBlur(weight, (0, 0), sigma), 1e-3)[..., None]
    return (crop - around) * weight[..., None]


# On one core: waking others right after OpenCV's own threads takes longer than this does.
@numba.njit(cache=True, nogil=True)
def _over(moved, plate, ranges, out):
    for y in range(moved.shape[0]):
        left, right = ranges[y]
        out[y, :left] = plate[y, :left]
        out[y, right:] = plate[y, right:]
        for x in range(left, right):
            share = np.int32(moved[y, x, 3])
            clear = 255 - share
            if clear == 0:
                for c in range(3):
                    out[y, x, c] = moved[y, x, c]
            elif share == 0:
                for c in range(3):
                    out[y, x, c] = plate[y, x, c]
            else:
                for c in range(3):
                    value = np.int32(moved[y, x, c]) + (clear * np.int32(plate[y, x, c]) + 127) // 255
                    out[y, x, c] = np.uint8(min(value, 255))
