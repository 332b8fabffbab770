"""Head motion relative to the portrait, as a rigid motion about the neck in the picture's own pixels."""

from __future__ import annotations

import math

import numba
import numpy as np

FLIP = np.array((1.0, -1.0, 1.0), np.float32)  # head axes (y up) to picture axes (y down)


def rotation(yaw: float, pitch: float, roll: float) -> np.ndarray:
    """(3, 3) rotation in head axes (x subject's left, y up, z forward), degrees.

    yaw + turns to the subject's left, pitch + looks up, roll + tilts to the subject's left shoulder.
    """
    (a, b, c), (x, y, z) = (
        [f(math.radians(angle)) for angle in (yaw, pitch, roll)] for f in (math.cos, math.sin)
    )
    about_y = np.array(((a, 0, x), (0, 1, 0), (-x, 0, a)))
    about_x = np.array(((1, 0, 0), (0, b, y), (0, -y, b)))
    about_z = np.array(((c, z, 0), (-z, c, 0), (0, 0, 1)))
    return (about_y @ about_x @ about_z).astype(np.float32)


@numba.njit(cache=True, nogil=True)
def _moved(points, matrix, pivot, shift):
    out = np.empty_like(points)
    for n in range(points.shape[0]):
        x, y, z = points[n, 0] - pivot[0], points[n, 1] - pivot[1], points[n, 2] - pivot[2]
        for k in range(3):
            out[n, k] = matrix[k, 0] * x + matrix[k, 1] * y + matrix[k, 2] * z + (pivot[k] + shift[k])
    return out


class RigidMotion:
    """p -> pivot + (1 + zoom) R (p - pivot) + shift, in pixels (x right, y down, z to the viewer)."""

    def __init__(self, pose: np.ndarray, orientation: np.ndarray, pivot: np.ndarray, unit: float):
        """pose: head_yaw, pitch, roll (degrees), head_x, y, z (inter-ocular distances); orientation: (3, 3)
        of the head in the portrait; pivot: (3,) pixels; unit: pixels per inter-ocular distance.

        `turn`: the rotation, (3, 3), in the picture's axes with y up."""
        self.still = not np.any(pose)
        turn = orientation @ rotation(*pose[:3]) @ orientation.T
        self.turn = turn
        self._matrix = (FLIP[:, None] * turn * FLIP[None]).astype(np.float32)
        # A head that comes nearer by one inter-ocular distance grows by a tenth: a portrait lens' distance.
        self._matrix *= np.float32(1.0 + 0.1 * pose[5])
        self._pivot = pivot.astype(np.float32)
        self._shift = np.array((pose[3], -pose[4], 0.0), np.float32) * np.float32(unit)

    def __call__(self, points: np.ndarray) -> np.ndarray:
        """Moved points, (N, 3) float32 pixels."""
        if self.still:
            return points
        return _moved(np.ascontiguousarray(points, np.float32), self._matrix, self._pivot, self._shift)

    def along(self, points: np.ndarray, way: np.ndarray) -> np.ndarray:
        """(N,) pixels: how far along way (2,) of the picture points (N, 3) lie once moved."""
        share = way @ self._matrix[:2]
        return points @ share + (way @ (self._pivot + self._shift)[:2] - share @ self._pivot)

    def back(self, place: np.ndarray) -> np.ndarray:
        """(2, 3) float32: from pixels of what lies around place (3,) in the portrait, now, to the portrait's."""
        x, y = place[:2]
        if self.still:
            return np.array(((1, 0, 0), (0, 1, 0)), np.float32)
        (a, b), (c, d) = self._matrix[:2, :2]
        over = 1 / (a * d - b * c)
        (now_x, now_y) = (x, y) + self.displacement(place[None])[0]
        a, b, c, d = d * over, -b * over, -c * over, a * over
        shift_x, shift_y = x - a * now_x - b * now_y, y - c * now_x - d * now_y
        return np.array(((a, b, shift_x), (c, d, shift_y)), np.float32)

    def displacement(self, points: np.ndarray) -> np.ndarray:
        """(N, 2) motion in the picture plane of points (N, 3)."""
        return (self(points) - points)[:, :2]
