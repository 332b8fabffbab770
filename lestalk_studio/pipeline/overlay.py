"""What can be laid over a frame of the preview: landmarks, mesh, and how far the skin has moved."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np

from lestalk_studio.document.strokes import Stroke
from lestalk_studio.pipeline.expression import asked
from lestalk_studio.pipeline.front_overlay import front_colours
from lestalk_studio.pipeline.parts import FittedFace

LANDMARKS, MESH, MOTION, FRONT = "landmarks", "mesh", "motion", "front"
OVERLAYS = (LANDMARKS, MESH, MOTION, FRONT)

MOST_MOVED = 0.2
"""Motion that gets the last colour, in inter-ocular distances: a jaw well dropped."""
_HEAT_SIDE = 420  # pixels; the picture of the motion is smooth
# viridis (van der Walt & Smith 2015, CC0) at even steps: even in lightness, for any colour vision.
_VIRIDIS = np.array(
    [(68, 1, 84), (65, 68, 135), (42, 120, 142), (34, 168, 132), (122, 209, 81), (253, 231, 37)], np.float32
)


@dataclass(frozen=True, eq=False)
class FaceOverlay:
    """What lies over one frame, in the portrait's own pixels from its corner; what was not asked for is None.

    landmarks (478, 2): MediaPipe's, as expression and pose moved them; mesh (E, 2, 2) and coarse_mesh
    (E', 2, 2): the lines of the head's quads that face the viewer; heat (h, w, 4) uint8 RGBA, premultiplied:
    how far the expression moved the skin, lying on heat_box (x0, y0, x1, y1). front (h, w, 4): what is held in front of
    the face, lying likewise on front_box, after these strokes; it belongs to the untouched portrait.
    """

    landmarks: np.ndarray | None = None
    mesh: np.ndarray | None = None
    coarse_mesh: np.ndarray | None = None
    heat: np.ndarray | None = None
    heat_box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    front: np.ndarray | None = None
    front_box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    strokes: tuple[Stroke, ...] = ()


def face_box(face: FittedFace) -> tuple[float, float, float, float] | None:
    """(x0, y0, x1, y1) of the face in the portrait's own pixels: what its landmarks (478, 3) span.

    None for a head that was fitted without landmarks.
    """
    landmarks = getattr(face.fit, "landmarks", None)
    if landmarks is None:
        return None
    marks = np.asarray(landmarks)[:, :2]
    return (*marks.min(0).tolist(), *marks.max(0).tolist())


def heat_colours(moved: np.ndarray) -> np.ndarray:
    """(n, 4) uint8 RGBA, premultiplied, of motion (n,) in inter-ocular distances. Skin that rests is clear."""
    moved = np.asarray(moved, np.float32)
    place = np.clip(moved / MOST_MOVED, 0, 1) * (len(_VIRIDIS) - 1)
    rgb = np.stack([np.interp(place, range(len(_VIRIDIS)), _VIRIDIS[:, k]) for k in range(3)], -1)
    alpha = 0.78 * np.clip((moved / MOST_MOVED - 0.02) / 0.13, 0, 1)
    return np.rint(np.concatenate((rgb * alpha[..., None], 255 * alpha[..., None]), -1)).astype(np.uint8)


class Overlayer:
    """Overlays of one fitted face. What only some overlays need is made with the first of them."""

    def __init__(self, face: FittedFace) -> None:
        self._face = face
        self._wireframe: Any = None
        self._leader: np.ndarray | None = None
        self._held: tuple[Any, np.ndarray] | None = None

    def overlay(
        self,
        renderer: Any,
        z: np.ndarray,
        aux: np.ndarray,
        which: Collection[str],
        correction: np.ndarray | None = None,
    ) -> FaceOverlay | None:
        """`which` of OVERLAYS over the frame that `renderer` makes of z (41,), aux and `correction`; None for none."""
        if not which:
            return None
        height, width = self._face.portrait.rgb.shape[:2]
        made: dict[str, Any] = self._front(renderer, width) if FRONT in which else {}
        if not set(which) - {FRONT}:
            return FaceOverlay(**made)
        shape = renderer.shape_of(*asked(z, aux, correction))
        scale = np.array((width / shape.size[1], height / shape.size[0]), np.float32)
        if LANDMARKS in which:
            made["landmarks"] = self._landmarks(shape) * scale
        if MESH in which:
            made |= self._mesh(shape, scale)
        if MOTION in which:
            made["heat"], box = _heat(shape)
            made["heat_box"] = tuple((box.reshape(2, 2) * scale).ravel().tolist())
        return FaceOverlay(**made)

    def _front(self, renderer: Any, width: int) -> dict[str, Any]:
        made: dict[str, Any] = {"strokes": () if self._face.painted is None else self._face.painted.strokes}
        if renderer.front is None:
            return made
        if self._held is None or self._held[0] is not renderer.front:  # the same for every frame
            self._held = renderer.front, front_colours(renderer.front)
        scale = width / renderer.shape[1]
        return made | {
            "front": self._held[1],
            "front_box": tuple(edge * scale for edge in renderer.crop_box),
        }

    def _landmarks(self, shape: Any) -> np.ndarray:
        from lestalk_studio.face.topology import IRIS_L, IRIS_R

        head, seen = self._face.head, self._face.fit.landmarks
        if self._leader is None:
            self._leader = _leaders(head, shape.skin)
        # What the renderer does not draw (waterlines, ears, under the chin) goes with the skin beside it.
        points = shape.points[:, :2] + (shape.moved[self._leader] - shape.moved)[:, :2]
        marks = head.landmarks(points)
        for ring, (x, y, radius) in zip((IRIS_L, IRIS_R), shape.irises, strict=True):
            around = seen[list(ring), :2] - seen[ring[0], :2]
            reach = float(np.hypot(*around[1:].T).mean())
            marks[list(ring)] = (x, y) + around * (radius / max(reach, 1e-6))
        return marks.astype(np.float32)

    def _mesh(self, shape: Any, scale: np.ndarray) -> dict[str, np.ndarray]:
        from lestalk_studio.face.wireframe import Wireframe

        if self._wireframe is None:
            self._wireframe = Wireframe(shape.skin)
        wires = self._wireframe
        seen = wires.facing(shape.points)
        points = shape.points[:, :2] * scale
        return {
            "mesh": points[wires.edges[seen]],
            "coarse_mesh": points[wires.edges[seen & wires.coarse]],
        }


def _leaders(head: Any, skin: np.ndarray) -> np.ndarray:
    """(V,) int: each vertex itself where it is drawn, else the drawn one nearest to it along the skin."""
    import scipy.sparse as sp
    from scipy.sparse.csgraph import dijkstra

    # Along the skin, for a closed mouth's lower lip lies nearer to the upper lip than to its own edge.
    edges = np.vstack([head.faces[:, [k, (k + 1) % 3]] for k in range(3)])
    lengths = np.linalg.norm(head.neutral[edges[:, 0]] - head.neutral[edges[:, 1]], axis=1) + 1e-6
    count = len(head.neutral)
    graph = sp.csr_matrix((lengths, tuple(edges.T)), (count, count))
    _, _, nearest = dijkstra(
        graph, directed=False, indices=np.unique(skin), min_only=True, return_predecessors=True
    )
    return np.where(nearest < 0, np.arange(count), nearest)


def _heat(shape: Any) -> tuple[np.ndarray, np.ndarray]:
    """The picture of the motion, and where it lies in the frame: (x0, y0, x1, y1)."""
    from lestalk_studio.render.raster import rasterise

    drawn = np.unique(shape.skin)
    low, high = shape.points[drawn, :2].min(0) - 1, shape.points[drawn, :2].max(0) + 1
    scale = min(1.0, _HEAT_SIDE / float((high - low).max()))
    width, height = np.ceil((high - low) * scale).astype(int)
    points = shape.points.copy()
    points[:, :2] = (points[:, :2] - low) * scale - 0.5
    points[:, 2] *= scale
    moved = np.linalg.norm(shape.moved, axis=1, keepdims=True) / np.float32(shape.unit)
    out = np.zeros((height, width, 1), np.float32)
    rasterise(points, shape.skin, moved.astype(np.float32), out, np.empty((height, width), np.float32))
    table = heat_colours(np.linspace(0, MOST_MOVED, 256))
    index = np.clip(out[..., 0] * np.float32(255 / MOST_MOVED), 0, 255).astype(np.uint8)
    return table[index], np.concatenate((low, low + np.array((width, height)) / scale))
