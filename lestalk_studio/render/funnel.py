"""Lips pushed forward: a funnel that keeps light from the teeth behind it."""

from __future__ import annotations

import cv2
import numpy as np

from lestalk_studio.render.facemesh import Opening

# All lengths in inter-ocular distances.
_AHEAD = (0.045, 0.11)  # how far lips have come forward from when they funnel, and until when
_ROUND = (0.28, 0.42)  # mean widths of an opening between which it is no longer round
_KEPT = np.array(
    (0.62, 0.70, 0.74), np.float32
)  # of the light, from what lies at the lips' edge: they are red
_LEAST = 0.35  # of that, from what lies furthest from it
_DEEP = 0.05  # how far from the edge most of it is


class Funnel:
    """One portrait's lips before its teeth.

    opening: the lips' contact lines; fronts: indices (n,) into the head's vertices of the upper and lower incisors'
    edges; points: (V, 3) the head in the portrait; forward: (3,) its forward direction; unit: pixels per inter-ocular
    distance.
    """

    def __init__(
        self, opening: Opening, fronts: list[np.ndarray], points: np.ndarray, forward: np.ndarray, unit: float
    ) -> None:
        self._loops, self._fronts, self._unit = (opening.upper, opening.lower), fronts, unit
        self._rest = self._ahead(points, forward)

    def shade(self, points: np.ndarray, forward: np.ndarray, mask: np.ndarray) -> np.ndarray | None:
        """Share of the light (h, w, 3) that reaches what is seen at `mask` (h, w), 0..1, for current points (V, 3);
        None where lips let all of it through."""
        out = (self._ahead(points, forward) - self._rest - _AHEAD[0]) / (_AHEAD[1] - _AHEAD[0])
        if out <= 0:
            return None
        # A wide opening lets light in past the lips' ends, a smile's as well.
        heights = mask.sum(0)
        wide = float(heights.sum() / heights.max()) / self._unit
        much = _smooth(out) * _smooth((_ROUND[1] - wide) / (_ROUND[1] - _ROUND[0]))
        if much <= 0:
            return None
        # The edge's share falls off smoothly, so that nothing jumps from frame to frame.
        near = 1 - cv2.GaussianBlur(mask, (0, 0), _DEEP * self._unit, borderType=cv2.BORDER_CONSTANT)
        kept = much * (_LEAST + (1 - _LEAST) * np.clip(2 * near, 0, 1))
        return 1 - kept[..., None] * _KEPT

    def _ahead(self, points: np.ndarray, forward: np.ndarray) -> float:
        """How far the lips' middle is before the teeth."""
        middles = [
            points[loop[len(loop) // 2]] - points[f].mean(0)
            for loop, f in zip(self._loops, self._fronts, strict=True)
        ]
        return float(np.mean(middles, axis=0) @ forward) / self._unit


def _smooth(t: float) -> float:
    t = min(max(t, 0.0), 1.0)
    return t * t * (3 - 2 * t)
