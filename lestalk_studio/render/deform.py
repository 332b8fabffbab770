"""From expression coefficients to the displacement of the fitted head's vertices, in the portrait's pixels."""

from __future__ import annotations

import numpy as np

from lestalk_studio.les.space import AUX_INDEX
from lestalk_studio.render.lids import LidMembrane

_FLIP = np.array((1.0, -1.0, 1.0), np.float32)
LID_RINGS = 6


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
        self._lids = [
            LidMembrane(points, mesh.skin, np.unique(np.concatenate((o.upper, o.lower))), skin, LID_RINGS)
            for o in mesh.openings[1:]
        ]
        self._gaze_axes = (orientation * _FLIP[:, None])[:2].astype(np.float32)

    def displacement(self, z: np.ndarray, aux: np.ndarray) -> np.ndarray:
        """(V, 3) float32 pixels for z (41,) and aux (len(AUX),), both relative to the portrait."""
        beta = z @ self._head.units_to_beta + aux @ self._head.aux_to_beta
        out = np.zeros((self._count, 3), np.float32)
        out[self._moving] = (beta.astype(np.float32) @ self._basis).reshape(-1, 3)
        for lid in self._lids:
            lid.apply(out)
        return out

    def gaze(self, aux: np.ndarray, side: str, radius: float) -> np.ndarray:
        """Motion of the iris in the picture, (2,) pixels, for an eyeball of `radius` pixels."""
        yaw, pitch = np.radians((aux[AUX_INDEX["gaze_yaw"]], aux[AUX_INDEX["gaze_pitch"]]))
        return (self._gaze_axes @ np.array((np.sin(yaw), np.sin(pitch), 0.0)) * radius).astype(np.float32)
