"""Fine wrinkles where skin is pushed together: forehead, glabella, nose, crow's feet, under the eyes.

Where they run is anatomy and stays on the skin as the portrait's own texture does; how deep they are follows from
how much the moved face shortens the skin across them, whatever units did it.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from lestalk_studio.render.raster import rasterise
from lestalk_studio.render.smaller import Smaller
from lestalk_studio.render.wrinklelines import pattern

DEEPEST = 0.24  # darkening at the bottom of a full wrinkle, for skin of middling texture
_TEXTURE = (0.6, 1.25)  # how much less or more on skin that is smoother or rougher
_MIDDLING, _SHARP = 0.010, 0.010  # local contrast of such skin, and of a picture that is sharp to the grain
_BLUR = (
    0.002,
    0.010,
)  # of furrows in a sharp picture, and how much more in a soft one, in inter-ocular distances


@dataclass(frozen=True)
class Pinch:
    """Two places of head space and the skin between them that wrinkles when they come together.

    moves, holds: (x, y) of the subject's left; within: x, y, half width, half height of the skin; from_, full:
    shortening at which wrinkles begin and are deepest.
    """

    moves: tuple[float, float]
    holds: tuple[float, float]
    within: tuple[float, float, float, float]
    from_: float
    full: float


PINCHES = (
    Pinch((0.62, 0.40), (0.62, 0.92), (0.60, 0.70, 0.34, 0.34), 0.02, 0.15),  # forehead, sides
    Pinch((0.24, 0.34), (0.15, 0.92), (0.10, 0.70, 0.36, 0.34), 0.02, 0.16),  # forehead, middle
    Pinch((0.24, 0.31), (-0.24, 0.31), (0.00, 0.24, 0.20, 0.24), 0.05, 0.28),  # glabella
    Pinch((0.20, -0.52), (0.10, 0.02), (0.12, -0.20, 0.18, 0.22), 0.04, 0.12),  # nose
    Pinch((0.72, -0.42), (0.86, 0.10), (0.92, -0.03, 0.18, 0.24), 0.05, 0.24),  # crow's feet
    Pinch((0.55, -0.50), (0.50, -0.14), (0.50, -0.22, 0.30, 0.13), 0.05, 0.18),  # under the eyes
)
_PLACE = 0.10  # radius of the skin that stands for a place


class Wrinkles:
    """For one portrait.

    seen: its picture as large as is of use; shape: (H, W) of its crop; points: (V, 3) its vertices there, pixels; head:
    the head model; triangles: (F, 3) of the drawn skin; free: None or (V,) 0..1, less where something lies over the
    skin.
    """

    def __init__(
        self,
        seen: Smaller,
        shape: tuple[int, int],
        points: np.ndarray,
        head,
        triangles: np.ndarray,
        free=None,
    ):
        rest = head.neutral
        drawn = np.zeros(len(rest), bool)
        drawn[np.unique(triangles)] = True
        front = drawn & (rest[:, 2] > -0.35)
        self._rows, shares, pulls, limits = np.flatnonzero(front), [], [], []
        for pinch in PINCHES:
            x, y, half_x, half_y = pinch.within
            for sign in (1.0, -1.0) if x else (1.0,):
                moves, holds = (
                    np.flatnonzero(front & (np.linalg.norm(rest[:, :2] - (sign * px, py), axis=1) < _PLACE))
                    for px, py in (pinch.moves, pinch.holds)
                )
                pulls.append(_pull(points, moves, holds))
                limits.append((pinch.from_, pinch.full))
                across = np.clip(1.3 - np.abs(sign * rest[self._rows, 0] - x) / half_x, 0, 1)
                up = np.clip(1.3 - np.abs(rest[self._rows, 1] - y) / half_y, 0, 1)
                shares.append(_smooth(across) * _smooth(up))
        whole = np.array(pulls)
        self._felt = np.flatnonzero(whole.any(axis=(0, 2)))
        self._pulls = whole[:, self._felt].reshape(len(pulls), -1)
        self._limits = np.array(limits, np.float32).T
        self._shares = np.array(shares, np.float32)
        if free is not None:
            self._shares *= free[self._rows]
        depth = self._carve(seen.crop, seen.points, head, triangles)
        if depth.shape != tuple(shape):
            depth = cv2.resize(depth, shape[::-1], interpolation=cv2.INTER_CUBIC)
        self._depth = depth

    def _carve(self, crop, points, head, triangles) -> np.ndarray:
        """(h, w) float32: the wrinkles in the pixels of crop (h, w, 3), negative in the furrows, times their depth."""
        height, width = crop.shape[:2]
        place = np.zeros((height, width, 3), np.float32)
        values = np.column_stack((head.neutral[:, :2], np.ones(len(points)))).astype(np.float32)
        rasterise(points, triangles, values, place, np.empty((height, width), np.float32))
        on = place[..., 2] > 0.5
        out = np.zeros((height, width), np.float32)
        out[on] = pattern(place[on][:, 0], place[on][:, 1])
        unit = float(np.ptp(points[np.unique(triangles), 0])) / 2.2
        # Nose and cheeks: there is neither hair nor brow.
        bare = on & (np.abs(place[..., 0]) < 0.75) & (place[..., 1] < 0.0) & (place[..., 1] > -0.6)
        rough, soft = _texture(crop, bare if bare.sum() > 50 else on, unit)
        # On a smooth painting a furrow as sharp as on a photograph looks drawn.
        out = cv2.GaussianBlur(out, (0, 0), max(0.3, (_BLUR[0] + _BLUR[1] * soft) * unit))
        out *= DEEPEST * float(np.clip(0.7 + 0.6 * rough, *_TEXTURE))
        return out

    def folds(self, displacement: np.ndarray, out: np.ndarray) -> bool:
        """How deep wrinkles are at each vertex, 0..1, into out (V,); whether there are any.

        displacement (V, 3): pixels.
        """
        shortened = self._pulls @ displacement[self._felt, :2].ravel()
        begin, full = self._limits
        depth = _smooth((shortened - begin) / (full - begin)).astype(np.float32)
        out[:] = 0.0
        if not depth.any():
            return False
        out[self._rows] = np.minimum(depth @ self._shares, 1.0)
        return True

    def shading(self, place: np.ndarray, part: np.ndarray) -> np.ndarray:
        """(h, w) float32: what a full wrinkle adds to the light of each pixel; place, part: where it comes from, as
        `compose.merge_maps` gives it."""
        return cv2.remap(self._depth, place, part, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)


def _texture(crop: np.ndarray, skin: np.ndarray, unit: float) -> tuple[float, float]:
    """How rough the skin of crop (H, W, 3) uint8 is at the size of furrows, 1 = middling, and how softly the picture
    is drawn, 0 = to the grain, 1 = without any detail as fine as a furrow's edge; skin: (H, W) bool."""
    grey = cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY).astype(np.float32)

    def contrast(size):
        fine, wide = (cv2.GaussianBlur(grey, (0, 0), max(0.4, share * size * unit)) for share in (1, 2))
        return float(np.median((np.abs(fine - wide) / np.maximum(wide, 8.0))[skin])) if skin.any() else 0.0

    return contrast(0.008) / _MIDDLING, float(np.clip(1 - contrast(0.004) / _SHARP, 0, 1))


def _pull(points: np.ndarray, moves: np.ndarray, holds: np.ndarray) -> np.ndarray:
    """(V, 2) float32: what displacements are to be multiplied and summed by for the share by which two places, of
    points (V, 3), come together."""
    out = np.zeros((len(points), 2), np.float32)
    if len(moves) and len(holds):
        way = points[holds, :2].mean(0) - points[moves, :2].mean(0)
        way = way / max(float(way @ way), 1e-6)
        out[moves] += way / len(moves)
        out[holds] -= way / len(holds)
    return out


def _smooth(t):
    t = np.clip(t, 0, 1)
    return t * t * (3 - 2 * t)
