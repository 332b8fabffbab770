"""The outline of a turned head's far cheek: how far it comes out when the head turns to the viewer.

What lay behind the outline comes into view there. Scarf, hair and jaw beside it have no such hidden side in the
portrait; they are pushed out along with it, or the cheek would stand out from under them.
"""

from __future__ import annotations

import numpy as np

from lestalk_studio.render.pose import FLIP, RigidMotion
from lestalk_studio.render.turning import beside_eyes, yaw_of

_TURNED = (12.0, 25.0)  # degrees of yaw in the portrait between which a far cheek has an outline of its own
_HEIGHTS = 24  # between chin and forehead at which the outline is known
_KEPT = 0.6  # how much of what comes into view is shown: little is known of it
_BEYOND = 0.03  # how much further than the cheek its surroundings go: their own border is soft; inter-ocular distances
_NEAR = (
    0.45,
    0.15,
)  # inside the outline, what begins to go with it and what does in full, in inter-ocular distances
_FACING = (0.7, 0.3)  # facing of skin from which its surroundings begin to be drawn for it, and are in full
_RIM = (0.40, 0.15)  # facing of skin from which its surroundings are drawn for it in any case
_GROWN = 0.04  # how far out the cheek has come when they are, in inter-ocular distances
_OUTER = (
    (0.55, 0.75),
    (0.25, 0.45),
)  # distances from the middle of the face between which they begin to be, in head
_BELOW, _ABOVE = 0.15, 0.40  # space: below this height, where the mouth is, and above that
_HIDDEN = 0.34  # facing of skin, 1 = to the viewer, below which it lies behind the outline


class FarOutline:
    """points: (V, 3) pixels at rest; rest: (V, 3) head space; normals: (V, 3) at rest; orientation: (3, 3) of the head;
    skin: indices of what can be part of the outline; unit: pixels an inter-ocular distance. `amount`: 0..1, how much of
    an outline of its own the far cheek has; where it is 0 nothing comes into view. `cover`: (V,) 0..1, how much of the
    skin is drawn itself: at the outline the portrait mixes it with what lies behind."""

    def __init__(self, points, rest, normals, orientation: np.ndarray, skin: np.ndarray, unit: float):
        yaw = yaw_of(orientation)
        self.amount = float(np.clip((abs(yaw) - _TURNED[0]) / (_TURNED[1] - _TURNED[0]), 0, 1))
        axis = orientation[:, 0] * FLIP
        side = 1.0 if axis[0] * yaw >= 0 else -1.0
        self._axis = axis * side
        self._unit = unit
        low, high = (float(f(rest[skin, 1])) for f in (np.min, np.max))
        heights = np.clip((rest[:, 1] - low) / max(high - low, 1e-6), 0, 1) * (_HEIGHTS - 1)
        out = points[:, :2] @ self._along(self._axis)
        bins = np.rint(heights[skin]).astype(int)
        order = np.lexsort((-out[skin], bins))
        first = np.searchsorted(bins[order], np.arange(_HEIGHTS))
        far = skin[order]
        self._rest = out[far[first]].astype(np.float32)
        # Nothing from the near side of the face ever comes to its far outline.
        kept = out[far] > self._rest[bins[order]] - unit
        far = far[kept]
        self._far = np.ascontiguousarray(points[far], np.float32)
        self._starts = np.searchsorted(bins[order][kept], np.arange(_HEIGHTS))
        inside = np.interp(heights, np.arange(_HEIGHTS), self._rest) - out
        near = np.clip((_NEAR[0] - inside / unit) / (_NEAR[0] - _NEAR[1]), 0, 1)
        near = near * near * (3 - 2 * near)
        behind = np.clip((_HIDDEN - normals[:, 2]) / _HIDDEN, 0, 1)
        behind = (_KEPT - 1) * self.amount * near * behind * behind * (3 - 2 * behind)
        self._count = len(points)
        self._beside, self._behind = np.flatnonzero(near > 0), np.flatnonzero(behind)
        self._near, self._out = (part[self._beside].astype(np.float32) for part in (self.amount * near, out))
        self._held, self._held_far = (behind[at].astype(np.float32) for at in (self._behind, far))
        self._at_beside, self._at_behind, self._at_far = (
            _between(heights[at]) for at in (self._beside, self._behind, far)
        )
        self._points = np.ascontiguousarray(points[self._beside], np.float32)
        above = np.clip((rest[:, 1] - _BELOW) / (_ABOVE - _BELOW), 0, 1)
        inner, outer = (low + above * (high - low) for low, high in zip(*_OUTER, strict=True))
        cheek = np.clip((side * rest[:, 0] - inner) / (outer - inner), 0, 1) * (1 - beside_eyes(rest))
        left, rim = (np.clip((f - normals[:, 2]) / (f - t), 0, 1) for f, t in (_FACING, _RIM))
        self._left = (self.amount * cheek * left).astype(np.float32)
        self.cover = (1 - self.amount * cheek * rim).astype(np.float32)

    @staticmethod
    def _along(axis: np.ndarray) -> np.ndarray:
        return (axis[:2] / max(float(np.hypot(*axis[:2])), 1e-6)).astype(np.float32)

    def __call__(self, rigid: RigidMotion) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(V, 2) pixels by which the skin that comes into view is held back, and by which what is beside the outline is
        pushed out, so that it stays beside it; and (V,) 0..1 how much of the skin is drawn itself: what comes into view
        has no picture, and what the portrait shows beside it goes on over it."""
        way = self._along((rigid.turn @ (self._axis * FLIP)) * FLIP)
        out = rigid.along(self._far, way)
        grown = _smooth(np.maximum.reduceat(out, self._starts) - out[self._starts])
        held = np.zeros((self._count, 2), np.float32)
        held[self._behind] = (self._held * _at(grown, self._at_behind))[:, None] * way
        there = min(float(grown.max()) / (_GROWN * self._unit), 1.0)
        there *= there * (3 - 2 * there)
        now = np.maximum.reduceat(out + self._held_far * _at(grown, self._at_far), self._starts)
        push = _at(_smooth(now - self._rest), self._at_beside) - (rigid.along(self._points, way) - self._out)
        push += np.clip(push, 0, _BEYOND * self._unit)
        pushed = np.zeros((self._count, 2), np.float32)
        pushed[self._beside] = (self._near * there * np.maximum(push, 0))[:, None] * way
        return held, pushed, 1 - self._left * there


def _smooth(values: np.ndarray) -> np.ndarray:
    return np.convolve(np.pad(values, 1, mode="edge"), (0.25, 0.5, 0.25), mode="valid").astype(np.float32)


def _between(heights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which of the known heights each (n,) lies above, and how far on the way to the next, 0..1."""
    below = np.minimum(heights.astype(np.int32), _HEIGHTS - 2)
    return below, (heights - below).astype(np.float32)


def _at(values: np.ndarray, between: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """values at all known heights, at heights (n,) between them."""
    below, share = between
    return values[below] + share * np.diff(values)[below]
