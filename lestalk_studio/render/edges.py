"""Edges of the face's openings, lips and lid margins: how they meet, part, and what is sampled beside them."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

LIP_SHADOW = 0.014  # half-width of the dark line between closed lips, in inter-ocular distances
LID_EDGE = 0.010  # eyeball that a fitted lid margin may include
CONTACT_SHADOW = 0.45
_ALMOND, _ROUND = 0.40, 0.75  # heights of an open mouth, in half its width, between which it gets round
_NARROWED, _SLIT = 0.40, 0.17  # of an eye's height at rest
CLOSED = 0.02  # lips nearer than this, in inter-ocular distances, are shut


def _heights(points, displacement, opening):
    """Both edges as (station, height) over the line between the corners, and the axis of height."""
    upper = points[opening.upper, :2] + displacement[opening.upper, :2]
    lower = points[opening.lower, :2] + displacement[opening.lower, :2]
    along = upper[-1] - upper[0]
    along = along / max(float(np.linalg.norm(along)), 1e-6)
    across = np.array((-along[1], along[0]), np.float32)
    if across[1] < 0:
        across = -across
    edges = [(np.maximum.accumulate((e - upper[0]) @ along), (e - upper[0]) @ across) for e in (upper, lower)]
    return *edges, across


def part_edges(points: np.ndarray, displacement: np.ndarray, opening) -> None:
    """Let an opening's edges meet but not pass each other: crossed edges are put halfway, in place.

    points: (V, 3) at rest; displacement: (V, 3); opening: its upper and lower loops between shared corners.
    """
    upper, lower, across = _heights(points, displacement, opening)
    for loop, own, other, sign in ((opening.upper, upper, lower, 1.0), (opening.lower, lower, upper, -1.0)):
        passed = np.maximum(sign * (own[1] - np.interp(own[0], *other)), 0.0)
        passed[[0, -1]] = 0.0
        displacement[loop, :2] -= (0.5 * sign * passed)[:, None] * across


def keep_open(points: np.ndarray, displacement: np.ndarray, opening) -> None:
    """Let what tightens lids narrow an eye but not shut it, in place: that is left to blinks. Both edges give way.

    points, displacement, opening: as in `part_edges`. Below `_NARROWED` of its height at rest an eye comes ever slower
    near `_SLIT`.
    """
    came = float(displacement[opening.upper, 1].mean() - displacement[opening.lower, 1].mean())
    if came < 0.4 * float(points[opening.lower, 1].mean() - points[opening.upper, 1].mean()):
        return  # as in most frames
    upper, lower, across = _heights(points, displacement, opening)
    was = _heights(points, np.zeros_like(displacement), opening)
    rest = float(np.mean(was[1][1]) - np.mean(was[0][1]))
    left = (float(np.mean(lower[1])) - float(np.mean(upper[1]))) / max(rest, 1e-6)
    if rest <= 0 or left >= _NARROWED:
        return
    room = _NARROWED - _SLIT
    kept = _SLIT + room * math.exp((left - _NARROWED) / room)
    for loop, own, other, before, sign in (
        (opening.upper, upper, lower, (was[0], was[1]), -1.0),
        (opening.lower, lower, upper, (was[1], was[0]), 1.0),
    ):
        gap = np.maximum(sign * (before[0][1] - np.interp(before[0][0], *before[1])), 0.0)
        now = sign * (own[1] - np.interp(own[0], *other))
        way = 0.5 * np.maximum(kept * gap - now, 0.0)
        way[[0, -1]] = 0.0
        displacement[loop, :2] += (sign * way)[:, None] * across


def taper_corners(points: np.ndarray, displacement: np.ndarray, opening, steepness: float) -> None:
    """Let an opening's edges run into its corners at a slant, in place: lips there are one, and no step.

    points, displacement, opening: as in `part_edges`; steepness: height that an opening may always gain per distance
    from its corner. One that opens wide is as round as a parabola; edges that were steeper at rest keep their own.
    The upper edge gives way by its share of the motion, and never more than the lower.
    """
    upper, lower, across = _heights(points, displacement, opening)
    ends = upper[0][0], upper[0][-1]
    half = max(0.5 * float(ends[1] - ends[0]), 1e-6)
    rest = _heights(points, np.zeros_like(displacement), opening)
    widest = float(np.max(lower[1] - np.interp(lower[0], *upper)))
    went = [
        max(sign * float(np.mean(now[1] - was[1])), 1e-3 * half)
        for now, was, sign in ((upper, rest[0], -1.0), (lower, rest[1], 1.0))
    ]
    # A jaw that drops makes the mouth round; lips that are pulled apart leave it an almond.
    bulge = 1 + float(np.clip((widest / half - _ALMOND) / (_ROUND - _ALMOND), 0, 1))
    raised = min(went[0] / sum(went), 0.5)
    for loop, own, other, sign, was, share in (
        (opening.upper, upper, lower, 1.0, (rest[0], rest[1]), raised),
        (opening.lower, lower, upper, -1.0, (rest[1], rest[0]), 1 - raised),
    ):
        gap = sign * (np.interp(own[0], *other) - own[1])
        before = sign * (np.interp(was[0][0], *was[1]) - was[0][1])
        away = np.maximum(np.minimum(own[0] - ends[0], ends[1] - own[0]), 0.0)
        round_ = widest * (1 - (1 - np.minimum(away / half, 1)) ** bulge)
        over = np.maximum(gap - np.maximum(np.maximum(steepness * away, round_), before), 0.0)
        over[[0, -1]] = 0.0
        displacement[loop, :2] += (share * sign * over)[:, None] * across


def close_edges(points: np.ndarray, displacement: np.ndarray, opening, closed: float, meeting: float) -> None:
    """Bring an opening's edges together by the fraction `closed` of their distance, in place.

    meeting: where they meet, 0 at the lower edge, 1 at the upper.
    """
    upper, lower, across = _heights(points, displacement, opening)
    for loop, own, other, share in (
        (opening.upper, upper, lower, 1.0 - meeting),
        (opening.lower, lower, upper, meeting),
    ):
        way = closed * share * (np.interp(own[0], *other) - own[1])
        way[[0, -1]] = 0.0
        displacement[loop, :2] += way[:, None] * across


def gap(values: np.ndarray, edge: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Vertical distance (n,) of `edge` from `other` in values (V, >=2), at equal fractions of the way."""
    return np.abs(values[edge, 1] - np.interp(_evenly(len(edge)), _evenly(len(other)), values[other, 1]))


@lru_cache(maxsize=16)
def _evenly(count: int) -> np.ndarray:
    return np.linspace(0, 1, count)


def weld_if_closed(points: np.ndarray, opening, unit: float) -> np.ndarray:
    """points (V, 3) with lips that all but touch touching: a hair's breadth is the fit's error, no open mouth."""
    if gap(points, opening.upper, opening.lower).max() >= CLOSED * unit:
        return points
    shift = np.zeros_like(points)
    close_edges(points, shift, opening, 1.0, meeting=0.5)
    return points + shift


def darken_contact(shade: np.ndarray, rest: np.ndarray, points: np.ndarray, opening, unit: float) -> None:
    """Give lips that were apart in the portrait (rest) a dark line where they meet, in shade (V,), in place."""
    for loop, other in ((opening.upper, opening.lower), (opening.lower, opening.upper)):
        was, now = (gap(at, loop, other) / unit for at in (rest, points))
        was_apart = np.clip((was - 0.015) / 0.03, 0, 1)
        touching = np.clip(1.0 - now / 0.03, 0, 1)
        shade[loop] *= 1.0 - CONTACT_SHADOW * was_apart * touching


def sampling_shift(displacement: np.ndarray, down: np.ndarray, mouth, eyes, unit: float) -> np.ndarray:
    """(V, 2) by which moving edges are sampled beside their own place, away from their opening.

    The shadow on the line where lips meet belongs to closed lips, the sliver of eyeball on a lid margin to an
    open eye. down: (2,) the face's downward direction in the picture.
    """
    shift = np.zeros((len(displacement), 2), np.float32)
    for opening, share, most in ((mouth, 0.5, LIP_SHADOW), *((eye, 0.15, LID_EDGE) for eye in eyes)):
        for edge, other, way in (
            (opening.upper, opening.lower, -down),
            (opening.lower, opening.upper, down),
        ):
            moved = gap(displacement, edge, other)
            shift[edge] += np.minimum(share * moved, most * unit)[:, None] * way
    return shift
