"""The area of a hand before a face, from its landmarks: hands have a face's own colours, so that colour alone does not
tell them apart.

Landmarks give a hand's bones. Their flesh, as capsules, is certain near the bones and open at its rim; where it ends
GrabCut says (Rother et al. 2004), which here only has to find a border within a narrow band.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np

from lestalk_studio.face.hands import FINGERS, KNUCKLES, Hand, palm_length
from lestalk_studio.render import mask
from lestalk_studio.render.frontmap import UNIT, FrontMap

# Half a finger's width at each landmark, in palm lengths (wrist to knuckles, 10 cm on a grown hand).
_HALF = np.array(
    (
        *(0.17, 0.13, 0.115, 0.1, 0.085),
        *(0.11, 0.095, 0.085, 0.075),
        *(0.11, 0.097, 0.087, 0.077),
        *(0.105, 0.092, 0.082, 0.073),
        *(0.095, 0.082, 0.073, 0.065),
    )
)
_CERTAIN = 0.07  # how far inside the capsules a hand is certain, in palm lengths
_RIM = 0.1  # how far outside it may reach: less than the gaps between spread fingers
_ARM = 2.0  # length of forearm that is looked for, in palm lengths
_ARM_HALF = (0.65, 0.7)  # how far to its sides, at the wrist and at its end
_THIN = 0.045  # half the width of what is no part of a hand outside its flesh, in palm lengths
_CLOSED = 0.05  # gaps between fingers that show no face, in inter-ocular distances
_AROUND = 0.5  # how much of the surroundings tells the colours that a hand has not
_PALMS = (0.5, 3.2)  # lengths of palms of children and of hands held forward, in inter-ocular distances
_LEAST = 0.02  # area before the face, in squared inter-ocular distances
_INSIDE = 0.05  # least distance from the face's outline that a hand before it reaches
_AGREED = 0.5  # share that capsules and cut have in common before the face
_FULLY = 0.75  # the same, where the face's outline shows in the hand
_EDGE = 9.0  # least CIELAB difference across a border
_STEPPED = 0.72  # share of a hand's border before the face with an edge; one behind the head has none there
_SPLIT = 0.9  # share of the face's outline within a hand with an edge, as where the face hides it


@dataclass(frozen=True, eq=False)
class HandArea:
    """region (h, w) bool: a hand and its wrist, on a FrontMap. area: before the face, in squared inter-ocular
    distances; depth: farthest from the face's outline; agreed: intersection over union of capsules and region before
    the face; stepped: share of the region's border before the face at which the picture has an edge; split: share of
    the face's outline within the hand at which it has one; palm: its length in inter-ocular distances."""

    region: np.ndarray
    area: float
    depth: float
    agreed: float
    stepped: float
    split: float
    palm: float

    @property
    def before(self) -> bool:
        """Whether the hand is before the face."""
        return (
            self.area >= _LEAST
            and self.depth >= _INSIDE
            and self.agreed >= _AGREED
            and self.stepped >= _STEPPED
            and (self.split < _SPLIT or self.agreed >= _FULLY)
        )


def hand_areas(front: FrontMap, hands: list[Hand]) -> list[HandArea]:
    """The HandArea of each hand whose capsules reach before the face at all."""
    found = []
    for hand in hands:
        landmarks = _on_map(hand.landmarks, front)
        palm = palm_length(landmarks)
        if not np.isfinite(landmarks).all() or not _PALMS[0] < palm / UNIT < _PALMS[1]:
            continue
        flesh = _capsules(landmarks, palm, front.face.shape)
        if (flesh & front.face).sum() < 0.5 * _LEAST * UNIT**2:
            continue
        found.append(_measured(front, flesh, _cut(front.picture, landmarks, palm, flesh), palm))
    return found


def _on_map(landmarks: np.ndarray, front: FrontMap) -> np.ndarray:
    """Landmarks (21, 3) of the portrait in pixels of the map."""
    x0, y0, x1, y1 = front.box
    height, width = front.face.shape
    scale = np.array((width / (x1 - x0), height / (y1 - y0)))
    out = np.empty((len(landmarks), 3))
    out[:, :2] = (landmarks[:, :2] - (x0, y0)) * scale - 0.5
    out[:, 2] = landmarks[:, 2] * scale.mean()
    return out


def _capsules(landmarks: np.ndarray, palm: float, shape: tuple[int, int]) -> np.ndarray:
    """(h, w) bool: the flesh on the bones."""
    out = np.zeros(shape, np.uint8)
    points, half = landmarks[:, :2], _HALF * palm
    bones = [pair for finger in FINGERS for pair in pairwise(finger)]
    for pair in bones + [(0, k) for k in (1, *KNUCKLES)]:
        _fill(out, points[list(pair)], half[list(pair)])
    _fill(out, points[[0, 1, *KNUCKLES]], np.zeros(6))
    return cv2.morphologyEx(out, cv2.MORPH_CLOSE, disc(_CLOSED)) > 0


def _fill(out: np.ndarray, points: np.ndarray, radii: np.ndarray) -> None:
    """Fill the hull of circles."""
    around = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    circle = np.stack((np.cos(around), np.sin(around)), 1)
    rim = (points[:, None] + radii[:, None, None] * circle).reshape(-1, 2)
    hull = cv2.convexHull(rim.astype(np.float32))
    cv2.fillConvexPoly(out, np.rint(hull * 16).astype(np.int32), 1, shift=4)


def _cut(picture: np.ndarray, landmarks: np.ndarray, palm: float, flesh: np.ndarray) -> np.ndarray:
    """(h, w) bool: the hand to its border, and what goes on beyond the wrist."""
    solid = flesh.astype(np.uint8)
    inside = cv2.distanceTransform(solid, cv2.DIST_L2, 5)
    outside = cv2.distanceTransform(1 - solid, cv2.DIST_L2, 5)
    trimap = np.full(flesh.shape, cv2.GC_BGD, np.uint8)
    trimap[(outside < _RIM * palm) | _forearm(landmarks, palm, flesh.shape)] = cv2.GC_PR_BGD
    trimap[flesh] = cv2.GC_PR_FGD
    trimap[inside > _CERTAIN * palm] = cv2.GC_FGD
    x, y, w, h = cv2.boundingRect(cv2.dilate((trimap != cv2.GC_BGD).astype(np.uint8), disc(_AROUND)))
    part = slice(y, y + h), slice(x, x + w)
    known = trimap[part].copy()
    if not (known == cv2.GC_FGD).any() or not (known == cv2.GC_BGD).any():
        return flesh
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(7)
    cv2.grabCut(np.ascontiguousarray(picture[part]), known, None, *models, 2, cv2.GC_INIT_WITH_MASK)
    mine = ((known == cv2.GC_FGD) | (known == cv2.GC_PR_FGD)).astype(np.uint8)
    # Folds of the face that run into a hand are thinner than its fingers.
    thick = cv2.morphologyEx(mine, cv2.MORPH_OPEN, disc(_THIN * palm / UNIT))
    mine = thick | (mine & flesh[part])
    mine = cv2.morphologyEx(mine, cv2.MORPH_CLOSE, disc(_CLOSED))
    _, labels = cv2.connectedComponents(mine)
    own = np.unique(labels[(known == cv2.GC_FGD) & (mine > 0)])
    out = np.zeros(flesh.shape, bool)
    out[part] = np.isin(labels, own[own > 0])
    return out


def _forearm(landmarks: np.ndarray, palm: float, shape: tuple[int, int]) -> np.ndarray:
    """(h, w) bool: where the forearm may be."""
    out = np.zeros(shape, np.uint8)
    wrist = landmarks[0, :2]
    back = wrist - landmarks[list(KNUCKLES), :2].mean(0)
    # As much foreshortened as the palm is.
    seen = min(float(np.linalg.norm(back)), palm)
    end = wrist + back / max(float(np.linalg.norm(back)), 1e-6) * seen * _ARM
    _fill(out, np.stack((wrist, end)), np.array(_ARM_HALF) * palm)
    return out > 0


def _measured(front: FrontMap, flesh: np.ndarray, region: np.ndarray, palm: float) -> HandArea:
    before, expected = region & front.face, flesh & front.face
    inner = cv2.erode(region.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    core = cv2.erode(flesh.astype(np.uint8), disc(_CERTAIN * palm / UNIT)) > 0
    return HandArea(
        # The dark line where a hand touches the face belongs to the hand.
        region=cv2.dilate(region.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0,
        area=float(before.sum()) / UNIT**2,
        depth=float(front.depth[region].max(initial=-1.0)),
        agreed=float((before & expected).sum()) / max(int((before | expected).sum()), 1),
        stepped=_steps(front.picture, region, region & ~inner & (front.depth > _INSIDE)),
        split=_split(front, core),
        palm=palm / UNIT,
    )


def _split(front: FrontMap, core: np.ndarray) -> float:
    """Share of the face's outline within a hand, (h, w) bool, across which the picture changes all in one way: a face
    hides the hand there."""
    lines = _across(front.picture, front.face, core & (np.abs(front.depth) < 0.02), 6)
    if lines is None:
        return 0.0
    change = lines[-3:].mean(0) - lines[:3].mean(0)
    way = change.mean(0)
    return float((change @ (way / max(float(np.linalg.norm(way)), 1e-6)) > 0.7 * _EDGE).mean())


def _steps(picture: np.ndarray, region: np.ndarray, at: np.ndarray) -> float:
    """Share of the pixels `at` (h, w) bool, on the border of `region`, at which the picture has an edge across it."""
    lines = _across(picture, region, at, 2)
    if lines is None:
        return 0.0
    return float((np.linalg.norm(lines.max(0) - lines.min(0), axis=1) > _EDGE).mean())


def _across(picture: np.ndarray, region: np.ndarray, at: np.ndarray, reach: int) -> np.ndarray | None:
    """(2 * reach + 1, n, 3) CIELAB from outside to inside of `region`, through its border at the n pixels `at`; None
    where these are hardly any."""
    y, x = np.nonzero(at)
    if len(x) < 8:
        return None
    lab = cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_RGB2LAB) * np.float32((1, 1.5, 1.5))
    smooth = cv2.GaussianBlur(region.astype(np.float32), (0, 0), 1.6)
    gx, gy = cv2.Sobel(smooth, cv2.CV_32F, 1, 0)[y, x], cv2.Sobel(smooth, cv2.CV_32F, 0, 1)[y, x]
    normal = np.stack((gx, gy), 1) / (np.hypot(gx, gy) + 1e-6)[:, None]
    steps = np.arange(-reach, reach + 1, dtype=np.float32)[:, None, None]
    places = (np.stack((x, y), 1) + steps * normal).astype(np.float32)
    return cv2.remap(lab, places, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def disc(radius: float) -> np.ndarray:
    """A round structuring element; radius in inter-ocular distances."""
    return mask.disc(radius * UNIT)
