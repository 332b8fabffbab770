"""From expression coefficients to the displacement of the fitted head's vertices, in the portrait's pixels."""

from __future__ import annotations

import numpy as np

from lestalk_studio.les.space import AUX_INDEX
from lestalk_studio.render.lids import LidMembrane
from lestalk_studio.render.relax import FoldRelaxer

_FLIP = np.array((1.0, -1.0, 1.0), np.float32)
LID_REACH = 0.15  # how much skin shares a lid's stretch, in inter-ocular distances


class Deformer:
    """The 3DMM's expression basis beta, seen from the portrait's camera.

    Only the drawn vertices and the mouth's inside are moved; all others stay.
    """

    def __init__(self, head, points: np.ndarray, orientation: np.ndarray, unit: float, mesh):
        self._count = len(points)
        oral = head.part_mask("teeth_upper") | head.part_mask("teeth_lower") | head.part_mask("tongue")
        moving = np.zeros(self._count, bool)
        moving[np.unique(mesh.skin)] = True
        self._moving = np.flatnonzero(moving | oral)
        to_pixels = (orientation * _FLIP[:, None] * unit).astype(np.float32)
        basis = head.beta[:, self._moving].astype(np.float32) @ to_pixels.T
        self._basis = np.ascontiguousarray(basis.reshape(len(basis), -1))
        self._head = head
        skin = moving & ~(head.regions["brow_l"] | head.regions["brow_r"])
        self._points = points
        self._openings = mesh.openings
        self._lids = [
            LidMembrane(points, head.neutral, mesh.skin, np.union1d(o.upper, o.lower), skin, LID_REACH)
            for o in mesh.openings[1:]
        ]
        edges = np.unique(np.concatenate([loop for o in mesh.openings for loop in (o.upper, o.lower)]))
        self._folds = FoldRelaxer(points, mesh.skin, edges)
        self._gaze_axes = (orientation * _FLIP[:, None])[:2].astype(np.float32)

    def displacement(self, z: np.ndarray, aux: np.ndarray) -> np.ndarray:
        """(V, 3) float32 pixels for z (41,) and aux (len(AUX),), both relative to the portrait."""
        beta = z @ self._head.units_to_beta + aux @ self._head.aux_to_beta
        out = np.zeros((self._count, 3), np.float32)
        out[self._moving] = (beta.astype(np.float32) @ self._basis).reshape(-1, 3)
        for opening in self._openings:
            part_edges(self._points, out, opening)
        for lid in self._lids:
            lid.apply(out)
        self._folds.apply(out)
        return out

    def gaze(self, aux: np.ndarray, side: str, radius: float) -> np.ndarray:
        """Motion of the iris in the picture, (2,) pixels, for an eyeball of `radius` pixels."""
        yaw, pitch = np.radians((aux[AUX_INDEX["gaze_yaw"]], aux[AUX_INDEX["gaze_pitch"]]))
        return (self._gaze_axes @ np.array((np.sin(yaw), np.sin(pitch), 0.0)) * radius).astype(np.float32)


def part_edges(points: np.ndarray, displacement: np.ndarray, opening) -> None:
    """Let an opening's edges meet but not pass each other: crossed edges are put halfway, in place.

    points: (V, 3) at rest; displacement: (V, 3); opening: its upper and lower loops between shared corners.
    """
    upper = points[opening.upper, :2] + displacement[opening.upper, :2]
    lower = points[opening.lower, :2] + displacement[opening.lower, :2]
    along = upper[-1] - upper[0]
    length = float(np.linalg.norm(along))
    if length < 1e-6:
        return
    along = along / length
    across = np.array((-along[1], along[0]), np.float32)
    if across[1] < 0:
        across = -across
    heights = {}
    for name, edge in (("upper", upper), ("lower", lower)):
        heights[name] = (np.maximum.accumulate((edge - upper[0]) @ along), (edge - upper[0]) @ across)
    for loop, own, other, sign in (
        (opening.upper, heights["upper"], heights["lower"], 1.0),
        (opening.lower, heights["lower"], heights["upper"], -1.0),
    ):
        passed = np.maximum(sign * (own[1] - np.interp(own[0], *other)), 0.0)
        passed[[0, -1]] = 0.0
        displacement[loop, :2] -= (0.5 * sign * passed)[:, None] * across
