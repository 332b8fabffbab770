"""Spectacles are rigid: frames in front of the face turn with the head and never with the brows.

They are recognised by their bridge, a narrow band of another colour across the root of the nose. On a face that
wears them, whatever around the eyes is not skin and not the eye itself is held still as part of the frame.
"""

from __future__ import annotations

import cv2
import numpy as np
from scipy.ndimage import median_filter

BRIDGE_CONTRAST = 12.0  # CIELAB distance from the nose's own skin; faces without glasses stay below 7
_NOT_SKIN = 13.0
_BESIDE = 9
_NOSE, _WIDENS = 0.09, 0.35  # half its width below a bridge, and how much it grows on the way down
_WITHIN = (
    np.array([(i, j, 6 - i - j) for i in range(7) for j in range(7 - i)], np.float32) / 6
)  # places in a triangle, barycentric
_LOWEST = -0.52  # what lies further below the eyes is no frame
_GIVES_WAY = 0.16  # distance from the rims in which skin begins to move less
_SOFT = 0.07  # width of the skin that gives way beside a frame, in inter-ocular distances


class _FaceFrame:
    """Positions around the eyes in the face's own axes: x along the eyes, y up, in inter-ocular distances."""

    def __init__(self, inner_right: np.ndarray, inner_left: np.ndarray, unit: float):
        self.middle = (inner_right + inner_left) / 2
        along = inner_left - inner_right
        self.along = along / max(float(np.linalg.norm(along)), 1e-6)
        self.up = np.array((self.along[1], -self.along[0]))
        self.unit = unit

    def sample(self, picture: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """picture (H, W, 3) at all (y, x): (len(y), len(x), 3)."""
        at = self.middle + self.unit * (x[None, :, None] * self.along + y[:, None, None] * self.up)
        at = at.astype(np.float32)
        return cv2.remap(picture, at[..., 0], at[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)

    def of(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(x, y) of picture points (N, 2)."""
        offset = (points - self.middle) / self.unit
        return offset @ self.along, offset @ self.up


def frame_hold(
    crop: np.ndarray, points: np.ndarray, triangles: np.ndarray, eyes, unit: float
) -> np.ndarray | None:
    """How far each vertex is free of spectacles, (V,) 0..1 (0 = on a frame), or None without spectacles.

    crop: (H, W, 3) uint8; points: (V, 3) pixels; triangles: (F, 3) of the drawn skin; eyes: the two lid openings,
    subject's left then right, whose loops begin at the inner corner; unit: pixels per inter-ocular distance.
    """
    face = _FaceFrame(points[eyes[1].upper[0], :2], points[eyes[0].upper[0], :2], unit)
    lab = cv2.cvtColor(crop.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    lab = cv2.GaussianBlur(lab, (0, 0), max(0.6, 0.01 * unit))
    heights = np.linspace(0.30, -0.35, 66)
    profile = np.median(face.sample(lab, np.linspace(-0.06, 0.06, 9), heights), axis=1)
    skin = median_filter(profile, size=(31, 1), mode="nearest")
    contrast = np.linalg.norm((profile - skin) * (0.5, 1, 1), axis=1)
    if contrast.max() < BRIDGE_CONTRAST:
        return None
    bridge = heights[int(contrast.argmax())]
    return _trace(lab, face, bridge, points, triangles, eyes)


def _trace(lab, face, bridge, points, triangles, eyes) -> np.ndarray:
    step = 0.01
    x, y = np.arange(-1.15, 1.15, step), np.arange(0.45, -0.75, -step)
    patch = face.sample(lab, x, y)
    # Skin varies over the face: what is not skin differs from its wide neighbourhood.
    around = np.stack([median_filter(patch[::4, ::4, c], size=(17, 17), mode="nearest") for c in range(3)], 2)
    around = cv2.resize(around, (len(x), len(y)), interpolation=cv2.INTER_LINEAR)
    foreign = (np.linalg.norm((patch - around) * (0.5, 1, 1), axis=2) > _NOT_SKIN).astype(np.uint8)
    foreign[y < _LOWEST] = 0
    # The nose's own shadows start below the bridge, where it widens between the lenses.
    below = bridge - 0.16 - y
    foreign[(below[:, None] > 0) & (np.abs(x) < np.minimum(_NOSE + _WIDENS * below, 0.26)[:, None])] = 0
    for eye in eyes:
        loop = np.vstack((points[eye.upper, :2], points[eye.lower, :2][::-1]))
        ex, ey = face.of(loop)
        outline = np.column_stack(((ex - x[0]) / step, (y[0] - ey) / step))
        cv2.fillPoly(foreign, [np.rint(outline).astype(np.int32)], 0)
        cv2.polylines(foreign, [np.rint(outline).astype(np.int32)], True, 0, thickness=5)
    foreign = cv2.morphologyEx(foreign, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    frame = cv2.morphologyEx(foreign, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)).astype(np.float32)
    soft = cv2.GaussianBlur(
        cv2.dilate(frame, np.ones((_BESIDE, _BESIDE), np.uint8)), (0, 0), _SOFT / step / 2
    )
    soft = np.maximum(soft, cv2.GaussianBlur(frame, (0, 0), 1.5))
    soft = np.maximum(soft, 0.5 * _gives_way(frame, _GIVES_WAY / step))
    px, py = face.of(points[:, :2])
    at = np.column_stack(((px - x[0]) / step, (y[0] - py) / step)).astype(np.float32)
    found = _sampled(np.clip(2.0 * soft, 0, 1), at)
    # A rim may run between vertices: it keeps its shape only if all around it do.
    seen = np.max([_sampled(frame, np.einsum("k,fkc->fc", w, at[triangles])) for w in _WITHIN], axis=0)
    np.maximum.at(found, triangles, seen[:, None])
    return 1.0 - found


def _gives_way(frame: np.ndarray, reach: float) -> np.ndarray:
    """(h, w) 0..1: what lies within `reach` pixels of the rims of frame (h, w): skin that rises toward them is slowed
    before it reaches them."""
    count, label, box, _ = cv2.connectedComponentsWithStats((frame > 0.5).astype(np.uint8))
    wide = [k for k in range(1, count) if box[k, cv2.CC_STAT_WIDTH] > 0.3 * frame.shape[1]]
    if not wide:
        return np.zeros_like(frame)
    away = cv2.distanceTransform((~np.isin(label, wide)).astype(np.uint8), cv2.DIST_L2, 3)
    share = np.clip(1 - away / reach, 0, 1)
    return share * share * (3 - 2 * share)


def _sampled(mask: np.ndarray, at: np.ndarray) -> np.ndarray:
    """mask (h, w) at pixels (n, 2), (n,) float32; 0 outside."""
    x, y = (np.ascontiguousarray(at[:, None, k], np.float32) for k in range(2))
    return cv2.remap(mask, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)[:, 0]
