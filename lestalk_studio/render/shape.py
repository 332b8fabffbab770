"""Where the head lies in a frame: what overlays and measurements are drawn from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class FaceShape:
    """The deformed and posed head of one frame, in the frame's pixels from its corner (x right, y down).

    points (V, 3) float32: z toward the viewer; moved (V, 3): what the expression alone moved each vertex by,
    zero where it is not drawn; pose (V, 2): what the head's motion then added; skin (F, 3) int32: the
    triangles that are drawn; irises (2, 3): centre and radius, the subject's left first; unit: pixels per
    inter-ocular distance; size: (height, width) of the frame.
    """

    points: np.ndarray
    moved: np.ndarray
    pose: np.ndarray
    skin: np.ndarray
    irises: np.ndarray
    unit: float
    size: tuple[int, int]
