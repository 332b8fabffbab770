"""From expression coefficients to displacements of the fitted head, in the portrait's pixels."""

from __future__ import annotations

import numpy as np

from lestalk_studio.les.space import AUX_INDEX
from lestalk_studio.render.brows import BrowCarrier
from lestalk_studio.render.compose import combine
from lestalk_studio.render.edges import close_edges, keep_open, part_edges, taper_corners
from lestalk_studio.render.lids import LidMembrane
from lestalk_studio.render.pose import FLIP
from lestalk_studio.render.raster import vertex_normals
from lestalk_studio.render.relax import FoldRelaxer
from lestalk_studio.render.turning import yaw_of

EYEBALL_RADIUS = 0.19  # 12 mm of the 63 mm between the eyes
LID_REACH = 0.15  # how much skin shares a lid's stretch, in inter-ocular distances


_BLINK = [AUX_INDEX["blink_l"], AUX_INDEX["blink_r"]]
_LIP_SLANT = 1.1  # height an open mouth gains at most per distance from its corner
_MEETING = 0.16  # where closed lids meet, from the lower margin toward the upper


class Deformer:
    """The 3DMM's expression basis beta, seen from the portrait's camera.

    Only the drawn vertices and the mouth's inside are moved; all others stay.
    """

    def __init__(
        self, head, points: np.ndarray, orientation: np.ndarray, unit: float, mesh, free=None, across=None
    ):
        """free: None, or (V,) 0..1, how far each vertex may follow the expression; across: the same, sideways."""
        self._count = len(points)
        oral = head.part_mask("teeth_upper") | head.part_mask("teeth_lower") | head.part_mask("tongue")
        moving = np.zeros(self._count, bool)
        moving[np.unique(mesh.skin)] = True
        self._moving = np.flatnonzero(moving | oral)
        self._oral = np.flatnonzero(oral)
        to_pixels = (orientation * FLIP[:, None] * unit).astype(np.float32)
        basis = head.beta[:, self._moving].astype(np.float32) @ to_pixels.T
        self._free = None if free is None else free[:, None].astype(np.float32)
        self._across = None if across is None else across.astype(np.float32)
        self._far, self._hold = _far_side(points, orientation, mesh.skin)
        self._basis = np.ascontiguousarray(basis.reshape(len(basis), -1))
        inside = basis[:, np.searchsorted(self._moving, self._oral)]
        self._oral_basis = np.ascontiguousarray(inside.reshape(len(basis), -1))
        self._head = head
        self._brows = BrowCarrier(head.neutral, (head.regions["brow_l"], head.regions["brow_r"]), moving)
        skin = moving & ~(head.regions["brow_l"] | head.regions["brow_r"])
        # Blinks are closed on this portrait's own eyes, which may be larger than the model's.
        self._aux_to_beta = head.aux_to_beta.copy()
        self._aux_to_beta[_BLINK] = 0.0
        self._points = points
        self._openings = mesh.openings
        self._lids = [
            LidMembrane(points, head.neutral, mesh.skin, np.union1d(o.upper, o.lower), skin, LID_REACH)
            for o in mesh.openings[1:]
        ]
        edges = np.unique(np.concatenate([loop for o in mesh.openings for loop in (o.upper, o.lower)]))
        self._folds = FoldRelaxer(points, mesh.skin, edges, free)
        self._unit = unit
        self._gaze_axes = (orientation * FLIP[:, None])[:2].astype(np.float32)

    def displacement(
        self, z: np.ndarray, aux: np.ndarray, correction: np.ndarray | None = None
    ) -> np.ndarray:
        """(V, 3) float32 pixels for z (41,) and aux (len(AUX),), both relative to the portrait.

        correction: (64,) expression coefficients beyond those of the linear map, None for none. Teeth and tongue are
        left out of it: it is learned from landmarks, and none lies in the mouth.
        """
        blink = np.clip(aux[_BLINK], 0.0, 1.0)
        beta = z @ self._head.units_to_beta + aux @ self._aux_to_beta
        if correction is not None:
            beta = beta + correction
        out = np.zeros((self._count, 3), np.float32)
        out[self._moving] = combine(beta.astype(np.float32), self._basis).reshape(-1, 3)
        if correction is not None:
            out[self._oral] -= (correction @ self._oral_basis).reshape(-1, 3)
        if self._free is not None:
            out *= self._free
        self._brows.apply(out, self._free)
        if self._across is not None:
            out[:, 0] *= self._across
        outward = self._far * out[:, 0] > 0
        out[outward, 0] *= self._hold[outward]
        for eye in self._openings[1:]:
            keep_open(self._points, out, eye)
        for opening in self._openings:
            part_edges(self._points, out, opening)
        taper_corners(self._points, out, self._openings[0], _LIP_SLANT)
        for opening, closed in zip(self._openings[1:], blink, strict=True):
            if closed:
                close_edges(self._points, out, opening, float(closed), _MEETING)
        for lid in self._lids:
            lid.apply(out)
        self._folds.apply(out)
        return out

    def gaze(self, aux: np.ndarray) -> np.ndarray:
        """Motion of the irises in the picture, (2,) pixels."""
        yaw, pitch = np.radians((aux[AUX_INDEX["gaze_yaw"]], aux[AUX_INDEX["gaze_pitch"]]))
        turned = np.array((np.sin(yaw), np.sin(pitch), 0.0)) * EYEBALL_RADIUS * self._unit
        return (self._gaze_axes @ turned).astype(np.float32)


def _far_side(points: np.ndarray, orientation: np.ndarray, triangles: np.ndarray) -> tuple[float, np.ndarray]:
    """Which way the far cheek lies (-1, 1), and how much outward motion each vertex shows there, (V,) 0..1.

    In a turned head the far cheek is a silhouette: what slides toward it goes out of sight instead of
    stretching past it.
    """
    yaw = yaw_of(orientation)
    far = 1.0 if yaw >= 0 else -1.0
    turned = np.clip((abs(yaw) - 8.0) / 17.0, 0.0, 1.0)
    normals = vertex_normals(points * FLIP, triangles)
    away = np.clip((far * normals[:, 0] - 0.15) / 0.65, 0.0, 1.0)
    return far, (1.0 - turned * away * away * (3 - 2 * away)).astype(np.float32)
