"""Where a person ends in a picture, by a net's rough answer and the picture's own colours; and what is behind."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from lestalk_studio.render.bands import bands, largest_channel
from lestalk_studio.render.border import belongs
from lestalk_studio.render.mask import disc

# Lengths are in inter-ocular distances, levels of 0..255.
_COARSE = 320  # pixels of the longer side on which colours decide between person and background
_CORE = 0.3  # so far inside the net's person is no background
_DOUBT, _HANGING = 0.12, 0.45  # so far outside it is no person, beside the lower face no earrings and locks
_NEVER = 0.02  # the net's shares below are none,
_CONTRAST = 60.0  # but there, what differs by so many levels from what is around
_DOUBTFUL = 0.12  # half the breadth from which what the net is not sure of is background
_NARROW = 0.08  # half the breadth of what colours may take from the net's person
_CUT = 1.15  # by how much more of an edge their border must be than the person's as the net has it
_ENCLOSED = 1.3  # so many times as long a border with the person as with the background is that of a notch
_RADIUS = 0.05  # within which the picture's own edges place the person's border
_SKIRT = 0.07  # how far beside the person stray hair still goes with it
_BUSY = (2.5, 6.0)  # mean steps between pixels, levels: a plain background, a busy one
_AWAY = 0.05  # how far from the person the background is pure
_SEEN = (40.0, 80.0)  # levels an inter-ocular distance: background with nothing in it, with something to see
_MISSED = 0.25  # how far from the person the background is measured
_SURE_BUSY = 0.8  # how much there has to be to see, that no piece of it goes with a head
_SHARP = 2.2  # levels between neighbours, from which a background has detail
_GLOW = 0.12  # how far beside a person light from behind glows before a blurred background,
_GLOWS = 0.25  # and the most of a pixel that it is
_CUT_OFF = 0.3  # share of a person below which a pixel may be of a thing in the background
_OTHER_PART = 0.08  # how far from each other parts of a thing are that the person's border cuts in two
_STRAY, _ODD = 0.40, 4.0  # how far from the person stray hair is, and how much it differs beside other grain
_FRAME = 0.1  # nothing that near the picture's edge is
_WIDE = 40.0  # pixels an inter-ocular distance at which wide surroundings are looked at
_REACH = 8.0  # pixels of a skirt from which it is looked at smaller
_GUIDED = 700  # pixels of the longer side up to which borders are placed pixel by pixel

FREE = 0.04
"""Shares of a person below are none."""


def matte(crop: np.ndarray, person: np.ndarray, face: np.ndarray, middle: float, unit: float) -> np.ndarray:
    """(H, W) float32 0..1: the person's share of each pixel, with a skirt for stray hair around it.

    crop: (H, W, 3) uint8; person: (H, W) float32 0..1, roughly; face: (H, W) uint8, 1 where the face is, which is
    person; middle: the row of its middle; unit: pixels an inter-ocular distance.
    """
    height, width = person.shape
    rough = _by_colour(crop, person, face, middle, unit)
    scale = min(1.0, _GUIDED / max(height, width))
    size = (max(2, round(width * scale)), max(2, round(height * scale)))
    guide = crop if scale == 1.0 else cv2.resize(crop, size, interpolation=cv2.INTER_AREA)
    rough = cv2.resize(rough, size, interpolation=cv2.INTER_LINEAR)
    radius = max(2, round(_RADIUS * unit * scale))
    fine = cv2.ximgproc.guidedFilter(guide, rough, radius, 40.0)
    if scale < 1.0:
        fine = cv2.resize(fine, (width, height), interpolation=cv2.INTER_LINEAR)
    reach = max(1.0, _SKIRT * unit)
    plain = _plain(crop, fine < 0.15 + 0.65 * FREE, reach)
    # Of a busy background less may go with the border.
    for rows in bands(fine.shape):
        least = 0.30 - 0.15 * plain[rows]
        fine[rows] = np.clip((fine[rows] - least) / (0.80 - least), 0, 1)
    away = cv2.distanceTransform((fine < 0.5).astype(np.uint8), cv2.DIST_L2, 3)
    for rows in bands(fine.shape):
        skirt = np.clip(1 - away[rows] / reach, 0, 1) * plain[rows]
        share = np.maximum(fine[rows], skirt * skirt * (3 - 2 * skirt))
        share[share < FREE] = 0
        fine[rows] = share
    return fine


def _by_colour(crop, person, face, middle: float, unit: float) -> np.ndarray:
    """(h, w) float32 0..1, small: the person as its colours tell it from the background's (Rother et al., GrabCut,
    2004), where the net is not sure."""
    scale = min(1.0, _COARSE / max(person.shape))
    size = tuple(max(8, round(side * scale)) for side in person.shape[::-1])
    small = cv2.resize(crop, size, interpolation=cv2.INTER_AREA)
    share = cv2.resize(person, size, interpolation=cv2.INTER_AREA)
    inner = cv2.resize(face, size, interpolation=cv2.INTER_NEAREST) > 0
    there = (share > 0.5) | inner
    if there.all() or not there.any():
        return np.maximum(share, inner).astype(np.float32)
    inside, outside = (
        cv2.distanceTransform(part.astype(np.uint8), cv2.DIST_L2, 5) / (unit * scale)
        for part in (there, ~there)
    )
    parts = np.where(there, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    parts[inner | ((inside > _CORE) & (share > 0.95))] = cv2.GC_FGD
    none = (outside > _DOUBT) & (share < _NEVER)
    # Earrings and locks hang where no net looks for them; they are unlike what is behind them.
    below = (np.arange(size[1]) > middle * scale)[:, None]
    hangs = below & (outside < _HANGING) & (_unlike(small, share < _NEVER, 0.25 * unit * scale) > _CONTRAST)
    wide = cv2.morphologyEx(hangs.astype(np.uint8), cv2.MORPH_OPEN, disc(_DOUBTFUL * unit * scale)) > 0
    hangs &= ~wide
    doubtful = ((share > 0.1) & (share < 0.97)).astype(np.uint8)
    doubtful = cv2.morphologyEx(doubtful, cv2.MORPH_OPEN, disc(_DOUBTFUL * unit * scale)) > 0
    doubtful &= ~(inner | hangs)
    parts[(none & ~hangs) | (outside > _HANGING) | doubtful] = cv2.GC_BGD
    ours = (parts == cv2.GC_FGD) | (parts == cv2.GC_PR_FGD)
    if ours.all() or not ours.any():
        return ours.astype(np.float32)
    cv2.setRNGSeed(1)  # the colours' groups start at random
    cv2.grabCut(small, parts, None, np.zeros((1, 65)), np.zeros((1, 65)), 1, cv2.GC_INIT_WITH_MASK)
    sure = (parts == cv2.GC_FGD) | (parts == cv2.GC_PR_FGD)
    # From a busy background colours tell narrow pieces of the net's person; of whole parts, light hair before a light
    # wall, it knows better, and a little plain wall may go with a head.
    lost = cv2.morphologyEx((there & ~sure).astype(np.uint8), cv2.MORPH_OPEN, disc(_NARROW * unit * scale))
    lost = cv2.dilate(lost, disc(_NARROW * unit * scale)) > 0
    lost |= _structured(small, share < _NEVER, unit * scale) < 0.5
    ours = sure | (there & lost & ~doubtful)
    ours |= _cut_through(small, there, ours)
    return cv2.GaussianBlur(ours.astype(np.float32), (0, 0), 0.7)


def _cut_through(picture: np.ndarray, person: np.ndarray, left: np.ndarray) -> np.ndarray:
    """(h, w) bool: the pieces between person and what is left of it, both (h, w) bool, that are parts of the person in
    the background's colours: they reach deep into it, or their border to it is no more of an edge in picture (h, w, 3)
    uint8 than their border to the background."""
    lab = cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    edge = np.hypot(*(np.linalg.norm(cv2.Sobel(lab, cv2.CV_32F, *d) / 8, axis=2) for d in ((1, 0), (0, 1))))
    count, pieces = cv2.connectedComponents((person & ~left).astype(np.uint8))
    around = np.ones((3, 3), np.uint8)
    out = np.zeros(person.shape, bool)
    for one in range(1, count):
        piece = pieces == one
        ring = (cv2.dilate(piece.astype(np.uint8), around) > 0) & ~piece
        within, beyond = (
            edge[cv2.dilate((ring & side).astype(np.uint8), around) > 0] for side in (left, ~person)
        )
        if len(within) > _ENCLOSED * len(beyond) or (len(within) and within.mean() < _CUT * beyond.mean()):
            out |= piece
    return out


def _unlike(picture: np.ndarray, background: np.ndarray, sigma: float) -> np.ndarray:
    """(h, w) grey levels by which picture (h, w, 3) differs from the background (h, w) bool around."""
    weight = background.astype(np.float32)
    total, share = (cv2.GaussianBlur(part, (0, 0), sigma) for part in (picture * weight[..., None], weight))
    return np.abs(picture - total / np.maximum(share, 1e-3)[..., None]).max(2)


@dataclass(frozen=True, eq=False)
class Background:
    """What of a crop (H, W) is not the person. known: bool, where nothing of the person is; busy: float32 0..1, how
    much there is to see around; blurred: whether it is out of focus, with something to see but no detail;
    glow: float32 0..1, how much of what is not known can be light that comes from behind the person, None for none.
    """

    known: np.ndarray
    busy: np.ndarray
    blurred: bool
    glow: np.ndarray | None = None

    @classmethod
    def of(cls, crop: np.ndarray, share: np.ndarray, unit: float) -> Background:
        """Of crop (H, W, 3) uint8 and the person's share (H, W) 0..1; unit: pixels an inter-ocular distance."""
        margin = 2 * max(1, round(_AWAY * unit)) + 1
        background = share < FREE
        pure = cv2.erode(background.astype(np.uint8), np.ones((margin, margin), np.uint8)) > 0
        busy = _structured(crop, pure, unit)
        blurred = bool(pure.any()) and float(busy[pure].mean()) > 0.5 and _detail(crop, pure, unit) < _SHARP
        away = cv2.distanceTransform(background.astype(np.uint8), cv2.DIST_L2, 3)
        near = pure & (away < _STRAY * unit)
        if near.any():
            # What lies on a plain background near a head is stray hair.
            off = _grain(crop, pure, unit)
            odd = near & (off > _ODD * max(float(np.median(off[near])), 1.0)) & (busy < 0.5)
            edge = max(1, round(_FRAME * unit))
            odd[:edge], odd[:, :edge], odd[:, -edge:] = False, False, False
            pure &= ~(cv2.dilate(odd.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0)
        # Beside a person the background has a little of its colour; but no piece of a busy one may go with a head.
        sure = busy > _SURE_BUSY
        known = pure | (background & sure)
        if not blurred and sure.any():
            # What the border cuts in two there, a cord or a stripe, is background where its other part is.
            known |= belongs(
                crop, ~known & sure & (share < _CUT_OFF), known, share > 0.95, _OTHER_PART * unit
            )
        if not blurred:
            return cls(known, busy, blurred)
        # Before a light that is out of focus hair has a rim of it, which goes with the hair.
        glow = _GLOWS * background * np.clip(1 - away / (_GLOW * unit), 0, 1) ** 2
        return cls(known & (glow == 0), busy, blurred, glow.astype(np.float32))


def _detail(crop: np.ndarray, known: np.ndarray, unit: float) -> float:
    """Grey levels by which the known pixels of crop differ from their very neighbours, where they do most."""
    inner = cv2.erode(known.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    smooth = cv2.GaussianBlur(crop, (0, 0), max(0.8, 0.01 * unit))
    off = largest_channel(cv2.absdiff(crop, smooth))[inner]
    return float(np.percentile(off, 90)) if len(off) else 0.0


def _plain(crop: np.ndarray, background: np.ndarray, reach: float) -> np.ndarray:
    """(H, W) 0..1: how plain the background is around each pixel. What is seen in it must not go with a person."""
    grey = cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY)
    across, down = (cv2.Sobel(grey, cv2.CV_32F, *way) for way in ((1, 0), (0, 1)))
    size = 2 * max(1, round(reach)) + 1
    known = cv2.erode(background.astype(np.uint8), np.ones((size, size), np.uint8)).astype(np.float32)
    steps = across
    for rows in bands(grey.shape):
        steps[rows] = np.hypot(across[rows], down[rows]) / 8 * known[rows]
    # Wide means need no pixels.
    height, width = known.shape
    scale = min(1.0, _REACH / reach)
    small = (max(4, round(width * scale)), max(4, round(height * scale)))
    total, share = (
        cv2.GaussianBlur(cv2.resize(part, small, interpolation=cv2.INTER_AREA), (0, 0), 1.5 * reach * scale)
        for part in (steps, known)
    )
    level = total / np.maximum(share, 1e-3)
    plain = np.clip((_BUSY[1] - level) / (_BUSY[1] - _BUSY[0]), 0, 1) * (share > 1e-3)
    return cv2.resize(plain, (width, height), interpolation=cv2.INTER_LINEAR)


def _structured(crop: np.ndarray, known: np.ndarray, unit: float) -> np.ndarray:
    """(H, W) float32 0..1: how much there is to see in the known background around each pixel, grain apart."""
    height, width = known.shape
    scale = min(1.0, _WIDE / unit)
    size = (max(4, round(width * scale)), max(4, round(height * scale)))
    grey = cv2.cvtColor(cv2.resize(crop, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    known = cv2.resize(known.astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0.99
    unit = unit * scale
    # What the net missed of the person lies beside it and is no background.
    far = cv2.erode(known.astype(np.uint8), disc(_MISSED * unit))
    weight = (far if far.any() else known).astype(np.float32)
    fine = max(0.7, 0.04 * unit)
    total, share = (cv2.GaussianBlur(part, (0, 0), fine) for part in (grey * weight, weight))
    grey = total / np.maximum(share, 1e-3)
    steps = np.hypot(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1)) / 8 * weight
    total, share = (cv2.GaussianBlur(part, (0, 0), 0.30 * unit) for part in (steps, weight))
    level = total / np.maximum(share, 1e-3) * unit
    busy = np.clip((level - _SEEN[0]) / (_SEEN[1] - _SEEN[0]), 0, 1)
    busy = cv2.GaussianBlur(busy.astype(np.float32), (0, 0), 0.1 * unit)
    return cv2.resize(busy, (width, height), interpolation=cv2.INTER_LINEAR)


def _grain(crop: np.ndarray, known: np.ndarray, unit: float) -> np.ndarray:
    """(H, W) float32: grey levels by which the known pixels of crop differ from their surroundings, else 0."""
    height, width = known.shape
    weight, scale = known.astype(np.float32), min(1.0, _WIDE / unit)
    size = (max(4, round(width * scale)), max(4, round(height * scale)))
    total, share = (
        cv2.GaussianBlur(
            cv2.resize(part, size, interpolation=cv2.INTER_AREA), (0, 0), max(1.0, 0.10 * unit * scale)
        )
        for part in (crop * weight[..., None], weight)
    )
    around = cv2.resize(
        total / np.maximum(share, 1e-3)[..., None], (width, height), interpolation=cv2.INTER_LINEAR
    )
    for rows in bands(crop.shape):
        weight[rows] *= largest_channel(np.abs(crop[rows] - around[rows]))
    return weight
