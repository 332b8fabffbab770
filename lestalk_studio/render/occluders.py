"""What stands in front of the face: a microphone, a pipe, a scarf over the chin, a hand, a veil's edge.

A region of the face is taken for one where it is far from the skin that the head model explains, thick, not one of
the face's own features, and bordered by a step: shadows, blush and beards end softly. In doubt nothing is found: a
face that is held still in parts is worse than an object that moves along. The border is then found by GrabCut (Rother
et al. 2004), inside the face and along the object beyond its outline.

Hands have the face's own skin and are found by a net (`face.hands`, `handmask`).
"""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary, ref

import cv2
import numpy as np

from lestalk_studio.face.hands import hands_near
from lestalk_studio.render.frontmap import UNIT, FrontMap, front_map
from lestalk_studio.render.handmask import disc, hand_areas
from lestalk_studio.render.skinlook import SkinLook, skin_look

_DISTANCES = (2.2, 3.0, 4.2, 6.0)  # from skin, at which objects are looked for
_LIKE = 0.55  # share of an object's difference from skin up to which lips are taken for covered by it
_RED = np.array((-9.0, 14.0, 2.0))  # CIELAB of lips from skin, where none are seen
_FEW_LIPS = 0.35  # share of them that has to be seen to tell the colour of the others alone
_SPREAD = np.array((7.0, 4.0, 4.0))  # least spread of an object's own colours
_SURE = 3.5  # distance of what is no skin at all
_SMALLEST = 0.02  # area, in squared inter-ocular distances
_LEAST_SURE = 0.4
_DEEPEST = 0.28  # least distance from the face's outline that it reaches
_FOREHEAD = 0.5  # height in head space above which hair is looked after by `fringe`
_STEP = 8.0  # least CIELAB difference across a border
_CRISP = 0.65  # share of it within four pixels of the small picture
_REACH = 1.3  # how far beyond the outline an object is followed, in inter-ocular distances


@dataclass(frozen=True, eq=False)
class Occluders:
    """What is in front of a face. box: (x0, y0, x1, y1) in the portrait; still, worn (h, w) float32 0..1 over that box,
    at a size of their own: what belongs to nothing and what goes with the head; expected (h, w, 3) float32: colour of
    the skin behind them, RGB 0..255; partner (h, w, 2) float32: the mirrored place of each pixel of the face in these
    maps, -1 outside the face.
    """

    box: tuple[int, int, int, int]
    still: np.ndarray
    worn: np.ndarray
    expected: np.ndarray
    partner: np.ndarray


@dataclass(frozen=True, eq=False)
class Candidate:
    """A region (h, w) bool that may be an object, and what tells: area and thickness in (squared) inter-ocular
    distances; sure: share of it that is no skin at all; distance: mean from skin; crisp: share of its border that is
    a step; own: share that lies on nostrils; depth: farthest from the face's outline; around_lips: share of
    the lips that it surrounds without covering, as a beard does; goes_on: share of the outline that it crosses
    below the chin at which it goes on, 1 where it does not cross it; span: how far it reaches to both sides.
    """

    region: np.ndarray
    area: float
    thickness: float
    sure: float
    distance: float
    crisp: float
    own: float
    depth: float
    around_lips: float
    goes_on: float
    span: float

    @property
    def object(self) -> bool:
        """Whether it is one."""
        if self.area < _SMALLEST or self.depth < _DEEPEST or self.own > 0.5:
            return False
        beard = self.around_lips > 0.5 or (self.span > 0.46 and self.goes_on < 0.6)
        if beard:
            return False
        # What lies under the chin on both sides and goes on below it is a scarf or a collar.
        scarf = self.span > 0.25 and self.goes_on >= 0.6 and self.crisp >= 0.4
        stepped = self.crisp >= 0.8 or ((self.crisp >= 0.55 or scarf) and self.distance >= 4.0)
        broad = self.thickness >= 0.19 and stepped
        narrow = self.thickness >= 0.125 and self.crisp >= 0.7 and self.sure >= 0.8 and self.distance >= 5.0
        small = self.area >= 0.1 and self.thickness >= 0.095 and self.span < 0.3
        outlined = small and self.crisp >= 0.8 and self.sure >= 0.5 and self.distance >= 3.9
        return broad or ((narrow or outlined) and self.own < 0.1)


_found: WeakKeyDictionary = WeakKeyDictionary()


def occluders_of(portrait: np.ndarray, fit, head) -> Occluders | None:
    """The Occluders of a fitted portrait (H, W, 3) uint8, None where there are none; looked for once."""
    picture, found = _found.get(fit, (None, None))
    if picture is None or picture() is not portrait:
        found = find_occluders(portrait, fit, head)
        _found[fit] = ref(portrait), found
    return found


def find_occluders(portrait: np.ndarray, fit, head) -> Occluders | None:
    """As `occluders_of`, looked for now."""
    front = front_map(portrait, fit, head)
    look = skin_look(front) if front is not None else None
    if look is None:
        return None
    objects = _apart([one.region for one in candidates(front, look) if one.object])
    hands = [one.region for one in hand_areas(front, hands_near(portrait, fit)) if one.before]
    if not objects and not hands:
        return None
    regions = [_refined(front, region) for region in objects]
    worn = np.zeros(front.face.shape, np.float32)
    still = np.zeros_like(worn)
    for region, seed in zip(regions, objects, strict=True):
        np.maximum(
            worn if _is_worn(front, seed) else still, region, out=worn if _is_worn(front, seed) else still
        )
    if hands:
        held = np.any(hands, axis=0)
        np.maximum(still, held, out=still, where=held)
        look = skin_look(front, held) or look
    return laid_over(front, look, still, worn)


def laid_over(front: FrontMap, look: SkinLook, still: np.ndarray, worn: np.ndarray) -> Occluders:
    """The Occluders of two masks (h, w) float32 0..1 over front.box, wherever they come from; `skin_look` of the same
    front is `look`."""
    expected = behind(front, look, np.maximum(still, worn) > 0.1)
    return Occluders(front.box, still, worn, expected, front.partner)


def behind(front: FrontMap, look: SkinLook, hidden: np.ndarray) -> np.ndarray:
    """(h, w, 3) float32 RGB 0..255: skin and lips as they should look behind what hides them, (h, w) bool."""
    seen = front.skin & ~hidden
    plain = seen & (look.distance < 2) & ~front.lips
    expected = look.expected
    if plain.sum() > 50:
        # What the shading would have beyond the skin that is seen is a guess.
        expected = np.clip(expected, *np.percentile(look.lab[plain], (4, 92), axis=0).astype(np.float32))
    mouth = front.lips & seen
    red = _RED
    if mouth.sum() >= 60:
        # What little is seen between fingers is shadow and teeth as well.
        trust = min(1.0, float(mouth.sum()) / max(_FEW_LIPS * float(front.lips.sum()), 1.0))
        red = _RED + trust * (np.median((look.lab - expected)[mouth], axis=0) - _RED)
    share = cv2.GaussianBlur(front.lips.astype(np.float32), (0, 0), 2.5)[..., None]
    lab = (expected + share * red).astype(np.float32)
    return np.clip(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB) * 255, 0, 255).astype(np.float32)


def _apart(regions: list[np.ndarray]) -> list[np.ndarray]:
    """Overlapping regions as one."""
    if not regions:
        return []
    union = np.any(regions, axis=0).astype(np.uint8)
    count, labels = cv2.connectedComponents(union)
    return [labels == k for k in range(1, count)]


def candidates(front: FrontMap, look: SkinLook) -> list[Candidate]:
    """All regions of the face that are far from its skin, at each of several distances: what runs into a shadow or
    hair at one stands alone at the next."""
    features = front.eyes | front.brows | front.lips
    far = np.where(front.skin & ~features & (front.y < _FOREHEAD), look.distance, 0)
    found = []
    for least in _DISTANCES:
        grown = cv2.morphologyEx((far > least).astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
        count, labels, stats, _ = cv2.connectedComponentsWithStats(grown, connectivity=4)
        large = [k for k in range(1, count) if stats[k, cv2.CC_STAT_AREA] > _SMALLEST * UNIT**2]
        found += [_measured(front, look, far, labels == k, features) for k in large]
    return [one for one in found if one is not None]


def _over_lips(front: FrontMap, look: SkinLook, region: np.ndarray) -> np.ndarray:
    """(h, w) bool: lips that `region` covers, for they have its colour rather than skin's."""
    near = front.lips & (cv2.dilate(region.astype(np.uint8), disc(0.30)) > 0)
    colours = look.lab[region]
    parts = np.array_split(colours[np.argsort(colours[:, 0])], 4)  # lit and shaded sides
    own = np.array([np.median(part, axis=0) for part in parts])
    away, skin = (
        np.linalg.norm(values[:, :, None] - own, axis=3).min(2) for values in (look.lab, look.expected)
    )
    covered = (near & (away < _LIKE * skin)).astype(np.uint8)
    return cv2.morphologyEx(covered, cv2.MORPH_OPEN, disc(0.03)) > 0


def _measured(
    front: FrontMap, look: SkinLook, far: np.ndarray, region: np.ndarray, features: np.ndarray
) -> Candidate | None:
    sure, distance = float((far[region] > _SURE).mean()), float(far[region].mean())
    if front.depth[region].max() < 0.7 * _DEEPEST or sure < _LEAST_SURE:
        return None
    covered = _over_lips(front, look, region)
    region = region | covered
    edged = np.pad(region.astype(np.uint8), 1)
    lips = max(int(front.lips.sum()), 1)
    outline, _ = cv2.findContours(edged[1:-1, 1:-1].copy(), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    hull = np.zeros(region.shape, np.uint8)
    cv2.fillConvexPoly(hull, cv2.convexHull(np.vstack(outline)), 1)
    return Candidate(
        region=region,
        area=float(region.sum()) / UNIT**2,
        thickness=float(cv2.distanceTransform(edged, cv2.DIST_L2, 5).max()) / UNIT,
        sure=sure,
        distance=distance,
        crisp=_crisp(front, region, features | front.nostrils),
        own=float((region & front.nostrils).sum()) / max(int(region.sum()), 1),
        depth=float(front.depth[region].max()),
        span=_span(front, region),
        goes_on=_goes_on(front, look, region),
        around_lips=float((front.lips & (hull > 0) & ~covered).sum()) / lips,
    )


def _span(front: FrontMap, region: np.ndarray) -> float:
    """Distance in head space that `region` reaches to either side of the chin, the lesser of both."""
    across = front.x[region & front.skin & (front.y < -0.6)]
    return float(min(across.max(), -across.min())) if len(across) else 0.0


def _goes_on(front: FrontMap, look: SkinLook, region: np.ndarray) -> float:
    """Share of where `region` leaves the face below the chin at which its colours go on: a beard ends there."""
    chin = front.skin & (front.y < front.y[front.skin].min() + 0.3)
    crossing = region & chin & (front.depth < 0.08)
    if crossing.sum() < 0.15 * UNIT:
        return 1.0
    away = cv2.distanceTransform(1 - crossing.astype(np.uint8), cv2.DIST_L2, 5) / UNIT
    beyond = (front.depth < -0.14) & (front.depth > -0.35) & (away < 0.10 - front.depth)
    if not beyond.any():
        return 1.0
    inside = cv2.dilate(crossing.astype(np.uint8), disc(0.15)) & region
    own = look.lab[inside > 0]
    middle = np.median(own, axis=0)
    spread = np.maximum(_SPREAD, np.median(np.abs(own - middle), axis=0) * 1.5)
    return float((np.abs((look.lab[beyond] - middle) / spread).max(1) < 2.5).mean())


def _crisp(front: FrontMap, region: np.ndarray, soft: np.ndarray) -> float:
    """Share of the region's border, within the face and off its features, at which the picture has a step."""
    lab = cv2.cvtColor(front.picture.astype(np.float32) / 255, cv2.COLOR_RGB2LAB) * np.float32((1, 1.5, 1.5))
    smooth = cv2.GaussianBlur(region.astype(np.float32), (0, 0), 1.6)
    gx, gy = cv2.Sobel(smooth, cv2.CV_32F, 1, 0), cv2.Sobel(smooth, cv2.CV_32F, 0, 1)
    inner = cv2.erode(region.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    y, x = np.nonzero(region & ~inner & (front.depth > 0.05) & ~soft)
    if len(x) < 4:
        return 0.0
    length = np.hypot(gx[y, x], gy[y, x]) + 1e-6
    nx, ny = gx[y, x] / length, gy[y, x] / length
    steps = np.arange(-8, 9, dtype=np.float32)[:, None]
    at = np.dstack((x + steps * nx, y + steps * ny)).astype(np.float32)
    lines = cv2.remap(lab, at, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    wide = np.linalg.norm(lines[-3:].mean(0) - lines[:3].mean(0), axis=1)
    near = np.linalg.norm(lines[8:13] - lines[4:9], axis=2).max(0)
    return float(((wide > _STEP) & (near > _CRISP * wide)).mean())


def _refined(front: FrontMap, seed: np.ndarray) -> np.ndarray:
    """(h, w) float32 0..1: the object around `seed`, to its border and beyond the face's outline."""
    grown = cv2.dilate(seed.astype(np.uint8), disc(0.10)) > 0
    # What is enclosed by an object, or hidden lips beside it, belongs to it.
    whole = cv2.morphologyEx(seed.astype(np.uint8), cv2.MORPH_CLOSE, disc(0.16)) > 0
    near = cv2.dilate(seed.astype(np.uint8), disc(0.25)) > 0
    core = cv2.erode(seed.astype(np.uint8), disc(0.04)) > 0
    corridor = _corridor(front, seed)
    trimap = np.full(seed.shape, cv2.GC_BGD, np.uint8)
    trimap[(front.depth <= 0) & corridor] = cv2.GC_PR_BGD
    trimap[grown | (whole & front.face)] = cv2.GC_PR_BGD
    trimap[near & front.lips] = cv2.GC_PR_BGD
    trimap[seed | (whole & front.face & ~front.lips)] = cv2.GC_PR_FGD
    trimap[core] = cv2.GC_FGD
    if not core.any():
        return seed.astype(np.float32)
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(7)
    cv2.grabCut(front.picture, trimap, None, *models, 3, cv2.GC_INIT_WITH_MASK)
    cut = ((trimap == cv2.GC_FGD) | (trimap == cv2.GC_PR_FGD)).astype(np.uint8)
    cut = cv2.morphologyEx(cut, cv2.MORPH_OPEN, disc(0.02))
    cut = cv2.morphologyEx(cut, cv2.MORPH_CLOSE, disc(0.06))
    _, labels = cv2.connectedComponents(cut)
    mine = np.unique(labels[core & (cut > 0)])
    return np.isin(labels, mine[mine > 0]).astype(np.float32)


def _corridor(front: FrontMap, seed: np.ndarray) -> np.ndarray:
    """(h, w) bool: where beyond the outline an object goes on that crosses it at `seed`, widening as it goes."""
    crossing = (seed & (front.depth < 0.06)).astype(np.uint8)
    if not crossing.any():
        return np.zeros(seed.shape, bool)
    away = cv2.distanceTransform(1 - crossing, cv2.DIST_L2, 5) / UNIT
    out = np.maximum(-front.depth, 0)
    return (away < 0.15 + 1.35 * out) & (out < (0.25 if _is_worn(front, seed) else _REACH))


def _is_worn(front: FrontMap, seed: np.ndarray) -> bool:
    """Whether what crosses the face's outline does so beside the eyes or above: hair, a veil, a hat."""
    crossing = seed & (front.depth < 0.06)
    return bool(crossing.any()) and float(np.mean(front.y[crossing] > -0.35)) > 0.5
