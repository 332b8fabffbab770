"""The last step of a fit: a smooth warp of the head in the picture plane onto landmarks and contours.

The warp d minimises  stiffness |Laplace d|^2 + |d - r|^2 at the landmarks + leash |d|^2 away from them, with
the loops of lips and lids held almost exactly. It lives on the mesh, so that upper and lower lip, which touch
in space, may part. The system depends on the head alone: it is factored once, a portrait costs two back
substitutions.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from lestalk_studio.face.contours import loop_maps
from lestalk_studio.face.landmarkmodel import SKIN

_STIFFNESS = 0.004
_LOOP_WEIGHT = 60.0
_LEASH = 0.5  # pull to the plain similarity of the pose, beyond this many head units from the landmarks
_SILENT_LOOPS = (
    "lip_outer_upper",
    "lip_outer_lower",
)  # vermilion borders are as sure as any landmark, no surer


@dataclass(frozen=True, eq=False)
class ResidualWarp:
    """Factored system of one head: `skin` (n,) vertices, landmark rows (k, n) sparse, loops and followers."""

    skin: np.ndarray
    solve: object
    landmark_rows: object
    landmark_weight: np.ndarray
    marks: np.ndarray
    loop_index: dict[str, np.ndarray]
    loop_weight: dict[str, float]
    followers: np.ndarray
    follower_source: np.ndarray
    rigid: dict[str, np.ndarray]

    def displacement(self, residual: np.ndarray, loops: dict[str, np.ndarray], count: int) -> np.ndarray:
        """(count, 2) displacement of all vertices.

        residual: (478, 2) landmark minus model; loops: {name: (n, 2)} displacement wanted of each loop's
        vertices.
        """
        weighted = residual[self.marks] * self.landmark_weight[:, None]
        right = self.landmark_rows.T @ weighted
        for name, rows in self.loop_index.items():
            np.add.at(right, rows, self.loop_weight[name] * loops[name])
        d = self.solve(right)
        for name, rows in self.loop_index.items():
            if name not in _SILENT_LOOPS:
                d[rows] = loops[name]
        out = np.zeros((count, 2))
        out[self.skin] = d
        out[self.followers] = out[self.follower_source]
        for vertices, source in self.rigid.values():
            out[vertices] = out[source].mean(axis=0)
        return out


@lru_cache(maxsize=2)
def residual_warp(head) -> ResidualWarp:
    """The ResidualWarp of `head`; about a second the first time."""
    import scipy.sparse as sp
    from scipy.sparse.linalg import splu
    from scipy.spatial import cKDTree

    neutral = head.neutral.astype(np.float64)
    skin = np.flatnonzero(head.part_mask("skin"))
    index = np.full(len(neutral), -1)
    index[skin] = np.arange(len(skin))
    faces = index[head.faces]
    faces = faces[(faces >= 0).all(axis=1)]
    laplacian, area = _laplacian(neutral[skin], faces)

    maps = loop_maps(head)
    on_loops = {mark for name, m in maps.items() if name not in _SILENT_LOOPS for mark in m.marks}
    marks = np.array([i for i in range(SKIN.stop) if i not in on_loops])
    corners = index[head.faces[head.landmark_triangle[marks]]]
    rows = np.repeat(np.arange(len(marks)), 3)
    sampler = sp.csr_matrix(
        (head.landmark_bary[marks].ravel(), (rows, corners.ravel())), (len(marks), len(skin))
    )
    weight = np.ones(len(marks))

    distance = cKDTree(head.landmarks(neutral)[: SKIN.stop]).query(neutral[skin])[0]
    leash = 0.02 * np.clip((distance - 0.15) / _LEASH, 0, 2) ** 2
    system = _STIFFNESS * laplacian.T @ sp.diags(1 / area) @ laplacian
    system = system + sampler.T @ sp.diags(weight) @ sampler + sp.diags(leash + 1e-7)
    loop_index = {name: index[m.vertices] for name, m in maps.items()}
    loop_weight = {name: 1.0 if name in _SILENT_LOOPS else _LOOP_WEIGHT for name in maps}
    held = np.zeros(len(skin))
    for name, rows in loop_index.items():
        np.add.at(held, rows, loop_weight[name])
    factor = splu(
        (system + sp.diags(held)).tocsc(), permc_spec="MMD_AT_PLUS_A", options={"SymmetricMode": True}
    )

    lash = np.flatnonzero(head.part_mask("lash"))
    lids = np.unique(np.concatenate([m.vertices for name, m in maps.items() if name.startswith("lid")]))
    nearest = lids[cKDTree(neutral[lids]).query(neutral[lash])[1]] if len(lash) else lash
    rigid = {}
    for side in "lr":
        margin = np.concatenate([maps[f"lid_{edge}_{side}"].vertices for edge in ("upper", "lower")])
        rigid[f"eye_{side}"] = (head.eye_vertices(side), margin)
    # the skull carries the upper teeth: they go with the base of the nose; the lower ones go with the lip
    still = head.faces[head.landmark_triangle[[2, 164, 98, 327]]].ravel()
    chin = head.faces[head.landmark_triangle[[200, 199, 18]]].ravel()
    rigid["teeth_upper"] = (np.flatnonzero(head.part_mask("teeth_upper")), still)
    rigid["lower"] = (np.flatnonzero(head.part_mask("teeth_lower") | head.part_mask("tongue")), chin)
    return ResidualWarp(
        skin, factor.solve, sampler, weight, marks, loop_index, loop_weight, lash, nearest, rigid
    )


def _laplacian(points: np.ndarray, faces: np.ndarray):
    """Cotangent Laplacian (n, n), weights bounded away from slivers', and vertex areas (n,)."""
    import scipy.sparse as sp

    count = len(points)
    i, j, values = [], [], []
    area = np.full(count, 1e-6)
    for a, b, c in ((0, 1, 2), (1, 2, 0), (2, 0, 1)):
        u, v = points[faces[:, a]] - points[faces[:, c]], points[faces[:, b]] - points[faces[:, c]]
        twice = np.linalg.norm(np.cross(u, v), axis=1)
        cotangent = np.clip((u * v).sum(axis=1) / np.maximum(twice, 1e-12), 0.02, 10.0) / 2
        i += [faces[:, a], faces[:, b]]
        j += [faces[:, b], faces[:, a]]
        values += [cotangent, cotangent]
        np.add.at(area, faces[:, c], twice / 6)
    adjacency = sp.csr_matrix(
        (np.concatenate(values), (np.concatenate(i), np.concatenate(j))), (count, count)
    )
    return sp.diags(np.asarray(adjacency.sum(axis=1)).ravel()) - adjacency, area
