"""Teeth and tongue of the head model, as the mouth draws them."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from lestalk_studio.render.teeth import BITING_EDGE, GUM_LINE, teeth_texture

_INCISORS = 0.17  # of the arch, on either side of its middle
ARCH_FLATTENING = 0.45  # of the back teeth's depth


@dataclass(frozen=True)
class OralPart:
    """A part behind the lips: vertex indices into the head (n,), triangles (F, 3) into these, depth (n,)
    behind the incisors in inter-ocular distances, texture position uv (n, 2) of teeth, and
    whether these are the upper ones."""

    vertices: np.ndarray
    triangles: np.ndarray
    depth: np.ndarray
    uv: np.ndarray | None = None
    upper: bool = False

    def front(self) -> np.ndarray:
        """Indices (n,) into the part of the incisors' biting edges."""
        return np.flatnonzero(
            np.isclose(self.uv[:, 1], BITING_EDGE) & (np.abs(self.uv[:, 0] - 0.5) < _INCISORS)
        )

    def crowns(self) -> np.ndarray:
        """Indices (n,) into the head of the teeth and the gum's edge, without where the gum begins."""
        return self.vertices[self.uv[:, 1] > 0]

    def texture(self, points: np.ndarray, detail: float) -> np.ndarray:
        """RGBA (h, w, 4) of these teeth, as `teeth_texture` gives it, no finer than `detail` times the pixels of
        points (V, 3): what is finer would shimmer as they move."""
        texture = teeth_texture(self.upper)
        lines = []
        for v in (GUM_LINE, BITING_EDGE):
            on = np.flatnonzero(np.isclose(self.uv[:, 1], v))
            lines.append(points[self.vertices[on[np.argsort(self.uv[on, 0])]]])
        along = max(np.linalg.norm(np.diff(line, axis=0), axis=1).sum() for line in lines)
        ends = [line[len(line) // 2] for line in lines]
        down = np.linalg.norm(ends[1] - ends[0]) / (BITING_EDGE - GUM_LINE)
        height, width = (
            int(np.clip(detail * size, 8, whole))
            for size, whole in zip((down, along), texture.shape[:2], strict=True)
        )
        return cv2.resize(texture, (width, height), interpolation=cv2.INTER_AREA)

    def edge(self, points: np.ndarray, length: float) -> np.ndarray:
        """(n, 3) where the incisors bite that are `length` long, 1 = all of the model's, for points (V, 3)."""
        bite = self.front()
        gum = np.flatnonzero(np.isclose(self.uv[:, 1], GUM_LINE))
        gum = gum[np.abs(self.uv[bite, 0][:, None] - self.uv[gum, 0]).argmin(1)]
        ends = points[self.vertices[bite]], points[self.vertices[gum]]
        return length * ends[0] + (1 - length) * ends[1]


def oral_part(head, name: str) -> OralPart:
    """'teeth_upper', 'teeth_lower' or 'tongue' of the head."""
    vertices = np.flatnonzero(head.part_mask(name))
    index = np.full(len(head.neutral), -1)
    index[vertices] = np.arange(len(vertices))
    faces = index[head.faces[np.all(index[head.faces] >= 0, axis=1)]].astype(np.int32)
    incisors = head.neutral[head.part_mask("teeth_upper"), 2].max()
    depth = np.maximum(incisors - head.neutral[vertices, 2], 0.0)
    uv = _arch_uv(head, vertices) if name.startswith("teeth") else None
    return OralPart(vertices, faces, depth, uv, name == "teeth_upper")


def _arch_uv(head, vertices: np.ndarray) -> np.ndarray:
    """Texture position (n, 2), 0..1, of teeth: along the arch by length, down the tooth by height."""
    u, v = head.uv[vertices].T
    out = np.empty((len(vertices), 2), np.float32)
    for row in np.unique(v):
        on = np.flatnonzero(v == row)
        on = on[np.argsort(u[on])]
        steps = np.linalg.norm(np.diff(head.neutral[vertices[on]], axis=0), axis=1)
        arc = np.concatenate(((0,), np.cumsum(steps)))
        out[on, 0] = arc / arc[-1]
    out[:, 1] = np.where(v < 0, GUM_LINE * (1 + v), GUM_LINE + (BITING_EDGE - GUM_LINE) * v)
    return out


def flatten_arches(points: np.ndarray, head, forward: np.ndarray) -> None:
    """Bring the back teeth forward, in place: cheeks and lips lie close on them, the model's leave a gap.

    points: (V, 3) pixels; forward: (3,) the head's forward direction, one inter-ocular distance long.
    """
    for name in ("teeth_upper", "teeth_lower"):
        rows = np.flatnonzero(head.part_mask(name))
        depth = head.neutral[rows, 2].max() - head.neutral[rows, 2]
        points[rows] += ARCH_FLATTENING * np.maximum(depth, 0)[:, None] * forward
