"""Teeth and tongue of the head model, as the mouth draws them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lestalk_studio.render.teeth import BITING_EDGE, GUM_LINE

ARCH_FLATTENING = 0.45  # of the back teeth's depth


@dataclass(frozen=True)
class OralPart:
    """A part behind the lips: vertex indices into the head (n,), triangles (F, 3) into these, depth (n,)
    behind the incisors in inter-ocular distances, texture position uv (n, 2) of teeth."""

    vertices: np.ndarray
    triangles: np.ndarray
    depth: np.ndarray
    uv: np.ndarray | None = None


def oral_part(head, name: str) -> OralPart:
    """'teeth_upper', 'teeth_lower' or 'tongue' of the head."""
    vertices = np.flatnonzero(head.part_mask(name))
    index = np.full(len(head.neutral), -1)
    index[vertices] = np.arange(len(vertices))
    faces = index[head.faces[np.all(index[head.faces] >= 0, axis=1)]].astype(np.int32)
    incisors = head.neutral[head.part_mask("teeth_upper"), 2].max()
    depth = np.maximum(incisors - head.neutral[vertices, 2], 0.0)
    return OralPart(vertices, faces, depth, _arch_uv(head, vertices) if name.startswith("teeth") else None)


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
