"""Where the head's lip and lid loops belong in a picture, from MediaPipe's contours of the same edges."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from lestalk_studio.face.topology import (
    LID_LOWER_L,
    LID_LOWER_R,
    LID_UPPER_L,
    LID_UPPER_R,
    LIP_INNER_LOWER,
    LIP_INNER_UPPER,
    LIP_OUTER_LOWER,
    LIP_OUTER_UPPER,
)

CONTOURS: dict[str, tuple[int, ...]] = {
    "lip_inner_upper": LIP_INNER_UPPER,
    "lip_inner_lower": LIP_INNER_LOWER,
    "lip_outer_upper": LIP_OUTER_UPPER,
    "lip_outer_lower": LIP_OUTER_LOWER,
    "lid_upper_l": LID_UPPER_L,
    "lid_lower_l": LID_LOWER_L,
    "lid_upper_r": LID_UPPER_R,
    "lid_lower_r": LID_LOWER_R,
}
"""Loop of the head -> the landmarks along it, in the loop's direction."""

CLOSED_GAP = 0.015  # inner lips nearer than this, in inter-ocular distances, are closed


@dataclass(frozen=True, eq=False)
class LoopMap:
    """One loop: vertices (n,) of the head; at (n,) their places 0..1 along it; marks (m,) landmarks on it, at
    mark_at (m,)."""

    vertices: np.ndarray
    at: np.ndarray
    marks: np.ndarray
    mark_at: np.ndarray

    def spread(self, values: np.ndarray) -> np.ndarray:
        """Values (m, ...) at the marks, at the vertices (n, ...): a smooth curve without overshoot."""
        return curve(self.mark_at, values, self.at)


def curve(at: np.ndarray, values: np.ndarray, where: np.ndarray) -> np.ndarray:
    """Values at places `at`, rising, interpolated at `where` by monotone-ish cubics (Akima)."""
    from scipy.interpolate import Akima1DInterpolator

    return Akima1DInterpolator(at, values, axis=0)(np.clip(where, at[0], at[-1]))


@lru_cache(maxsize=2)
def loop_maps(head) -> dict[str, LoopMap]:
    """LoopMaps of all CONTOURS on `head`, by loop name."""
    landmarks = head.landmarks(head.neutral).astype(np.float64)
    out = {}
    for name, marks in CONTOURS.items():
        vertices = np.asarray(head.loops[name])
        line = head.neutral[vertices].astype(np.float64)
        along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
        places = np.array([_place(landmarks[mark], line, along) for mark in marks])
        places[0], places[-1] = 0.0, along[-1]
        # landmarks cast onto the mesh may tie or swap by a hair; a curve needs them in order
        places = np.maximum.accumulate(places + 1e-4 * along[-1] * np.arange(len(places)))
        out[name] = LoopMap(vertices, along / along[-1], np.asarray(marks), places / places[-1])
    return out


def _place(point: np.ndarray, line: np.ndarray, along: np.ndarray) -> float:
    """Arc length at the point of polyline `line` (n, 3) nearest to `point` (3,)."""
    start, edge = line[:-1], np.diff(line, axis=0)
    part = np.clip(((point - start) * edge).sum(axis=1) / np.maximum((edge**2).sum(axis=1), 1e-18), 0, 1)
    nearest = int(np.argmin(np.linalg.norm(start + part[:, None] * edge - point, axis=1)))
    return float(along[nearest] + part[nearest] * (along[nearest + 1] - along[nearest]))


def lip_gap(landmarks: np.ndarray, iod: float) -> float:
    """Opening between the inner lips in their middle, in inter-ocular distances; landmarks (478, >=2)."""
    upper, lower = landmarks[list(LIP_INNER_UPPER[3:8]), :2], landmarks[list(LIP_INNER_LOWER[3:8]), :2]
    return float(np.median(np.hypot(*(upper - lower).T)) / iod)


def loop_targets(head, landmarks: np.ndarray, iod: float, lip_line=None) -> dict[str, np.ndarray]:
    """Positions (n, 2) in pixels for every loop's vertices.

    landmarks (478, >=2) pixels. Lips closer than CLOSED_GAP get one line for both: the mean of the two
    contours, or `lip_line` = (places 0..1 (k,), points (k, 2)) where the picture shows it.
    """
    maps = loop_maps(head)
    targets = {name: m.spread(landmarks[m.marks, :2].astype(np.float64)) for name, m in maps.items()}
    upper, lower = maps["lip_inner_upper"], maps["lip_inner_lower"]
    if lip_gap(landmarks, iod) < CLOSED_GAP:
        places, points = lip_line if lip_line is not None else mean_lip_line(head, landmarks)
        targets["lip_inner_upper"] = curve(places, points, upper.at)
        targets["lip_inner_lower"] = curve(places, points, lower.at)
    else:
        _uncross(targets, "lip_inner_upper", "lip_inner_lower", upper.at, lower.at)
    for side in "lr":
        edges = f"lid_upper_{side}", f"lid_lower_{side}"
        _uncross(targets, *edges, maps[edges[0]].at, maps[edges[1]].at)
    return targets


def mean_lip_line(head, landmarks: np.ndarray, count: int = 41) -> tuple[np.ndarray, np.ndarray]:
    """The line between closed lips: places (count,) from corner 0 to corner 1, points (count, 2) pixels."""
    maps = loop_maps(head)
    places = np.linspace(0, 1, count)
    lines = [
        curve(m.mark_at, landmarks[m.marks, :2].astype(np.float64), places)
        for m in (maps["lip_inner_upper"], maps["lip_inner_lower"])
    ]
    return places, (lines[0] + lines[1]) / 2


def _uncross(targets: dict, above: str, below: str, at_above: np.ndarray, at_below: np.ndarray) -> None:
    """Where the upper edge of an opening lies below the lower one, both go to the line midway."""
    top, bottom = targets[above], targets[below]
    chord = top[-1] - top[0]
    down = np.array([-chord[1], chord[0]]) / max(np.hypot(*chord), 1e-9)
    down *= np.sign(down[1]) or 1.0  # loops run either way across the picture
    for own, other, at_own, at_other, sign in (
        (top, bottom.copy(), at_above, at_below, 1.0),
        (bottom, top.copy(), at_below, at_above, -1.0),
    ):
        there = np.column_stack([np.interp(at_own, at_other, other[:, k]) for k in range(2)])
        excess = np.maximum(sign * ((own - there) @ down), 0.0)
        own -= sign * 0.5 * excess[:, None] * down
