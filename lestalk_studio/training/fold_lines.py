"""Where skin folds when it is pushed together: lines of anatomy on the laid-flat face, and how deep each may get.

The places are the usual ones of anatomy (frontalis, corrugator, procerus, orbicularis, the nasolabial and mental
folds; Gray's Anatomy, and the expression lines of FACS); waviness and breaks are made up once, by a fixed seed.
Coordinates are `face.skinmap.flat`'s, of the subject's left; lines off the middle are there on both sides.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from lestalk_studio.face.skinmap import SIDE, TOP
from lestalk_studio.les.space import INDEX

STEP = 0.01  # between two points of a line, inter-ocular distances
_REACH = 5.0  # half-widths to either side that a line shapes at most
_FACING = 12.0  # how many half-widths a bulge may be broad


@dataclass(frozen=True)
class Fold:
    """A family's line.

    points: (n, 2) its course, smooth between; width: half-width of the furrow; depth: at full drive, both in
    inter-ocular distances. from_, full: shortening across it at which it begins and is deepest. offsets: how far
    beside the line, to its left as it runs, shortening is felt, too. units: what also drives it, by intensity.
    bulge: height beside the furrow, of its depth; broad: how far it reaches, in half-widths; one_sided: whether only
    to the left of its course. wavy, broken: how irregular course and depth are. middle: crosses the middle of the face.
    """

    points: tuple[tuple[float, float], ...]
    width: float
    depth: float
    from_: float = 0.03
    full: float = 0.30
    offsets: tuple[float, ...] = (0.0,)
    units: tuple[tuple[str, float], ...] = ()
    bulge: float = 0.45
    broad: float = 1.5
    one_sided: bool = False
    wavy: float = 0.008
    broken: float = 0.2
    middle: bool = False


def _forehead() -> list[Fold]:
    out = []
    for k, (y, depth) in enumerate(((0.53, 0.8), (0.625, 1.0), (0.72, 1.0), (0.81, 0.75))):
        xs = np.linspace(-0.78, 0.78, 9)
        ys = y + 0.035 * np.cos(2.3 * xs) - 0.018 * np.exp(-((xs / 0.16) ** 2)) * (1 if k % 2 else 0.6)
        out.append(
            Fold(
                tuple(zip(xs, ys, strict=True)),
                0.017,
                0.030 * depth,
                0.03,
                0.28,
                # The muscle ends in the brows: above, the skin is felt to be pushed from below. Skin below the brows
                # is pushed together by lowering them, which smooths the forehead.
                offsets=(0.0, -0.1, -0.2, -0.3)[: 2 + k],
                wavy=0.010,
                middle=True,
            )
        )
    return out


FOLDS: tuple[Fold, ...] = (
    *_forehead(),
    # Between the brows, upright, a little nearer below; across the root of the nose.
    Fold(((0.085, 0.13), (0.095, 0.23), (0.125, 0.33), (0.165, 0.44)), 0.018, 0.044, 0.03, 0.24, wavy=0.004),
    Fold(((0.19, 0.20), (0.205, 0.30), (0.235, 0.38)), 0.015, 0.018, 0.05, 0.28, wavy=0.004),
    Fold(((-0.15, 0.03), (0.0, 0.055), (0.15, 0.03)), 0.016, 0.022, 0.04, 0.26, middle=True, wavy=0.004),
    Fold(((-0.13, 0.11), (0.0, 0.13), (0.13, 0.11)), 0.014, 0.016, 0.05, 0.28, middle=True, wavy=0.004),
    # Beside the nose: AU09.
    *(
        Fold(
            ((0.09 + 0.012 * k, y), (0.15 + 0.012 * k, y - 0.045), (0.21 + 0.012 * k, y - 0.11)),
            0.012,
            0.015 - 0.002 * k,
            0.06,
            0.3,
            units=(("AU09", 0.85),),
            wavy=0.004,
        )
        for k, y in enumerate((-0.03, -0.12, -0.21))
    ),
    # Crow's feet.
    *(
        Fold(
            ((0.80, y0), (0.90, y0 + 0.10 * s), (1.03, y0 + 0.22 * s - 0.012)),
            0.0115,
            0.0145 * d,
            0.06,
            0.28,
            wavy=0.006,
        )
        for y0, s, d in ((0.055, 0.9, 0.75), (0.005, 0.35, 1.0), (-0.05, -0.25, 1.0), (-0.11, -0.8, 0.8))
    ),
    # Under the eyes.
    Fold(
        ((0.33, -0.17), (0.47, -0.225), (0.62, -0.215), (0.75, -0.14)), 0.014, 0.014, 0.06, 0.30, wavy=0.004
    ),
    Fold(((0.38, -0.25), (0.50, -0.30), (0.64, -0.295), (0.78, -0.225)), 0.013, 0.010, 0.08, 0.32),
    # Nasolabial fold: the cheek's side bulges.
    Fold(
        ((0.315, -0.60), (0.375, -0.72), (0.455, -0.88), (0.53, -1.04), (0.575, -1.17), (0.575, -1.26)),
        0.034,
        0.048,
        0.05,
        0.42,
        offsets=(0.0, 0.12, 0.22),
        units=(("AU12", 0.75), ("L12", 0.75), ("AU10", 0.45), ("L10", 0.45), ("AU11", 0.8), ("AU09", 0.15)),
        bulge=0.75,
        broad=4.0,
        one_sided=True,
        wavy=0.004,
        broken=0.05,
    ),
    # The cheek's second line, outside the mouth's corner.
    Fold(
        ((0.665, -0.86), (0.715, -1.02), (0.725, -1.18), (0.69, -1.33)),
        0.022,
        0.022,
        0.14,
        0.46,
        offsets=(0.0, 0.1),
        bulge=0.5,
        broad=3.0,
        one_sided=True,
        wavy=0.006,
        broken=0.08,
    ),
    # From the mouth's corner down.
    Fold(
        ((0.485, -1.22), (0.515, -1.32), (0.515, -1.43), (0.485, -1.53)),
        0.022,
        0.020,
        0.10,
        0.4,
        units=(("AU15", 0.9), ("AU20", 0.3), ("AU14", 0.35), ("L14", 0.5)),
        bulge=0.5,
        broad=2.5,
        one_sided=True,
        broken=0.08,
    ),
    # Under the lower lip.
    Fold(
        ((-0.29, -1.485), (-0.15, -1.455), (0.0, -1.445), (0.15, -1.455), (0.29, -1.485)),
        0.040,
        0.030,
        0.08,
        0.4,
        units=(("AU17", 1.0), ("AU15", 0.3), ("AU24", 0.4)),
        bulge=0.4,
        broad=2.0,
        broken=0.08,
        middle=True,
    ),
    # Upright lines over the upper lip, when lips are pursed.
    *(
        Fold(((x, -0.975), (x * 0.97, -0.90), (x * 0.90, -0.83)), 0.010, 0.006, 0.10, 0.35, wavy=0.003)
        for x in (0.10, 0.17, 0.24, 0.31)
    ),
)


@dataclass(frozen=True)
class Carved:
    """A fold on a map. texels (m,) flat indices it shapes; shape (m,) float32 height at full drive there; nearest (m,)
    index of the line's nearest point; points (n, 2), across (n, 2) unit, of the line; drive of each point from `fold`.
    """

    fold: Fold
    texels: np.ndarray
    shape: np.ndarray
    nearest: np.ndarray
    points: np.ndarray
    across: np.ndarray
    mirrored: bool

    def driven(self, shortening: np.ndarray, z: np.ndarray) -> np.ndarray:
        """(n,) 0..1 along the line. shortening: (n,) felt across it; z: (41,)."""
        fold = self.fold
        felt = np.clip((shortening - fold.from_) / (fold.full - fold.from_), 0.0, 1.5)
        by_unit = sum(w * max(float(_of_side(z, name, self.mirrored)), 0.0) for name, w in fold.units)
        # Skin gives way little by little and can be pushed no deeper than its thickness.
        return np.tanh(1.3 * np.maximum(felt * felt * (3 - felt) / 2.0, by_unit * min(1.0, by_unit + 0.35)))


def _of_side(z: np.ndarray, name: str, mirrored: bool) -> float:
    if name.startswith("L"):
        return float(z[INDEX[("R" if mirrored else "L") + name[1:]]])
    return float(z[INDEX[name]])


@lru_cache(maxsize=2)
def carved(size: int) -> tuple[Carved, ...]:
    """All folds on a map of size x size."""
    rng = np.random.default_rng(11)
    out = []
    for fold in FOLDS:
        for mirrored in (False,) if fold.middle else (False, True):
            out.append(_carve(fold, mirrored, size, rng))
    return tuple(out)


def _carve(fold: Fold, mirrored: bool, size: int, rng: np.random.Generator) -> Carved:
    from scipy.spatial import cKDTree

    points = _course(np.array(fold.points), fold.wavy, rng)
    if mirrored:
        points = points * (-1, 1)
    along = np.gradient(points, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    left = np.column_stack((-along[:, 1], along[:, 0])) * (-1.0 if mirrored else 1.0)
    reach = fold.width * max(_REACH, _FACING * (fold.broad / 4.5))
    texel = SIDE / size
    low = (points.min(0) - reach + SIDE / 2) / texel
    high = (points.max(0) + reach + SIDE / 2) / texel
    columns = np.arange(max(0, int(low[0])), min(size, int(high[0]) + 2))
    rows = np.arange(
        max(0, int((TOP - points[:, 1].max() - reach) / texel)),
        min(size, int((TOP - points[:, 1].min() + reach) / texel) + 2),
    )
    x = (columns + 0.5) * texel - SIDE / 2
    y = TOP - (rows + 0.5) * texel
    places = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    distance, nearest = cKDTree(points).query(places)
    texels = (rows[:, None] * size + columns[None, :]).ravel()
    near = distance < reach
    places, nearest, texels = places[near], nearest[near], texels[near]
    aside = ((places - points[nearest]) * left[nearest]).sum(1)
    beyond = np.linalg.norm(places - points[nearest] - aside[:, None] * left[nearest], axis=1)
    shape = (
        _profile(fold, aside) * _ends(len(points))[nearest] * _breaks(len(points), fold.broken, rng)[nearest]
    )
    shape *= np.exp(-((beyond / (max(1.5, 0.8 * fold.broad) * fold.width)) ** 2))
    keep = np.abs(shape) > 1e-3
    return Carved(
        fold,
        texels[keep],
        (fold.depth * shape[keep]).astype(np.float32),
        nearest[keep],
        points.astype(np.float32),
        left.astype(np.float32),
        mirrored,
    )


def _course(corners: np.ndarray, wavy: float, rng: np.random.Generator) -> np.ndarray:
    """(n, 2) points STEP apart on a smooth curve through corners (k, 2), with a slight irregular waviness."""
    from scipy.interpolate import CubicSpline

    length = np.r_[0, np.cumsum(np.linalg.norm(np.diff(corners, axis=0), axis=1))]
    at = np.linspace(0, length[-1], max(8, int(length[-1] / STEP)))
    points = CubicSpline(length, corners)(at)
    normal = np.gradient(points, axis=0)[:, ::-1] * (-1, 1)
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    wave = sum(
        rng.normal(0, share) * np.sin(2 * np.pi * at / period + rng.uniform(0, 6.3))
        for period, share in ((0.55, 0.7), (0.27, 0.4), (0.13, 0.2))
    )
    return points + wavy * wave[:, None] * normal


def _profile(fold: Fold, aside: np.ndarray) -> np.ndarray:
    """A furrow, narrow at its bottom, and the skin that bulges beside it."""
    d = aside / fold.width
    furrow = -1.0 / (1.0 + d**2) ** 1.5
    wide = fold.broad
    hill = np.exp(-(((d - 1.3 - wide) / wide) ** 2)) * (1 - np.exp(-((d / 1.2) ** 2)))
    other = np.exp(-(((-d - 1.3 - wide) / wide) ** 2)) * (1 - np.exp(-((d / 1.2) ** 2)))
    raised = np.where(d > 0, hill, 0.15 * other) if fold.one_sided else hill + other
    return furrow + fold.bulge * raised


def _ends(count: int) -> np.ndarray:
    """1 in the middle of a line's points, falling softly to 0 at both ends."""
    t = np.clip(np.minimum(np.arange(count), np.arange(count)[::-1]) / (0.3 * count), 0, 1)
    return t * t * (3 - 2 * t)


def _breaks(count: int, broken: float, rng: np.random.Generator) -> np.ndarray:
    """A line is deeper here and there."""
    at = np.arange(count) * STEP
    wave = 0.6 * np.sin(2 * np.pi * at / 0.33 + rng.uniform(0, 6.3)) + 0.4 * np.sin(
        2 * np.pi * at / 0.17 + rng.uniform(0, 6.3)
    )
    return 1.0 - broken + broken * wave
