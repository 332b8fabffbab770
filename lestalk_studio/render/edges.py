"""Edges of the face's openings, lips and lid margins: how they meet, part, and what is sampled beside them."""

from __future__ import annotations

import numba
import numpy as np

LIP_SHADOW = 0.014  # half-width of the dark line between closed lips, in inter-ocular distances
LID_EDGE = 0.010  # eyeball that a fitted lid margin may include
CONTACT_SHADOW = 0.45
_ALMOND, _ROUND = 0.40, 0.75  # heights of an open mouth, in half its width, between which it gets round
_NARROWED, _SLIT = 0.40, 0.17  # of an eye's height at rest
CLOSED = 0.02  # lips nearer than this, in inter-ocular distances, are shut


@numba.njit(cache=True, nogil=True)
def _at(station, edge):
    """Height of edge (2, n) at a station; its ends are held."""
    stations, heights = edge
    last = len(stations) - 1
    if station <= stations[0]:
        return heights[0]
    if station >= stations[last]:
        return heights[last]
    k = 0
    while stations[k + 1] <= station:
        k += 1
    return heights[k] + (heights[k + 1] - heights[k]) * (station - stations[k]) / (
        stations[k + 1] - stations[k]
    )


@numba.njit(cache=True, nogil=True)
def _over(points, displacement, share, loop, start, along):
    """(2, n) station and height of the edge `loop`, moved by `share` of the displacement, over the line `along` from
    start; no station before the one before it."""
    edge = np.empty((2, len(loop)))
    for k in range(len(loop)):
        x = points[loop[k], 0] + share * displacement[loop[k], 0] - start[0]
        y = points[loop[k], 1] + share * displacement[loop[k], 1] - start[1]
        edge[0, k], edge[1, k] = x * along[0] + y * along[1], y * along[0] - x * along[1]
        if k > 0:
            edge[0, k] = max(edge[0, k], edge[0, k - 1])
    return edge


@numba.njit(cache=True, nogil=True)
def _edges(points, displacement, share, upper, lower):
    """Both edges, moved by `share` of the displacement, as stations and heights over the line between their corners,
    (2, n); and the axis of height (2,), downward."""
    first, last = upper[0], upper[-1]
    start, along = np.empty(2), np.empty(2)
    for c in range(2):
        start[c] = points[first, c] + share * displacement[first, c]
        along[c] = points[last, c] + share * displacement[last, c] - start[c]
    along /= max(np.sqrt(along[0] * along[0] + along[1] * along[1]), 1e-6)
    above = _over(points, displacement, share, upper, start, along)
    below = _over(points, displacement, share, lower, start, along)
    across = np.array((-along[1], along[0]))
    if across[1] < 0:
        across, above[1], below[1] = -across, -above[1], -below[1]
    return above, below, across


@numba.njit(cache=True, nogil=True)
def _shift(displacement, loop, k, way, across):
    displacement[loop[k], 0] += way * across[0]
    displacement[loop[k], 1] += way * across[1]


@numba.njit(cache=True, nogil=True)
def _part(points, displacement, upper, lower):
    above, below, across = _edges(points, displacement, 1.0, upper, lower)
    for k in range(1, len(upper) - 1):
        _shift(displacement, upper, k, 0.5 * min(_at(above[0, k], below) - above[1, k], 0.0), across)
    for k in range(1, len(lower) - 1):
        _shift(displacement, lower, k, 0.5 * max(_at(below[0, k], above) - below[1, k], 0.0), across)


def part_edges(points: np.ndarray, displacement: np.ndarray, opening) -> None:
    """Let an opening's edges meet but not pass each other: crossed edges are put halfway, in place.

    points: (V, 3) at rest; displacement: (V, 3); opening: its upper and lower loops between shared corners.
    """
    _part(points, displacement, opening.upper, opening.lower)


@numba.njit(cache=True, nogil=True)
def _keep_open(points, displacement, upper, lower, narrowed, slit):
    above, below, across = _edges(points, displacement, 1.0, upper, lower)
    was_above, was_below, _ = _edges(points, displacement, 0.0, upper, lower)
    rest = np.mean(was_below[1]) - np.mean(was_above[1])
    left = (np.mean(below[1]) - np.mean(above[1])) / max(rest, 1e-6)
    if rest <= 0 or left >= narrowed:
        return
    room = narrowed - slit
    kept = slit + room * np.exp((left - narrowed) / room)
    for k in range(1, len(upper) - 1):
        gap = max(_at(was_above[0, k], was_below) - was_above[1, k], 0.0)
        now = _at(above[0, k], below) - above[1, k]
        _shift(displacement, upper, k, -0.5 * max(kept * gap - now, 0.0), across)
    for k in range(1, len(lower) - 1):
        gap = max(was_below[1, k] - _at(was_below[0, k], was_above), 0.0)
        now = below[1, k] - _at(below[0, k], above)
        _shift(displacement, lower, k, 0.5 * max(kept * gap - now, 0.0), across)


def keep_open(points: np.ndarray, displacement: np.ndarray, opening) -> None:
    """Let what tightens lids narrow an eye but not shut it, in place: that is left to blinks. Both edges give way.

    points, displacement, opening: as in `part_edges`. Below `_NARROWED` of its height at rest an eye comes ever slower
    near `_SLIT`.
    """
    _keep_open(points, displacement, opening.upper, opening.lower, _NARROWED, _SLIT)


@numba.njit(cache=True, nogil=True)
def _taper(points, displacement, upper, lower, steepness, almond, round_from):
    above, below, across = _edges(points, displacement, 1.0, upper, lower)
    was_above, was_below, _ = _edges(points, displacement, 0.0, upper, lower)
    start, end = above[0, 0], above[0, -1]
    half = max(0.5 * (end - start), 1e-6)
    widest = 0.0
    for k in range(len(lower)):
        widest = max(widest, below[1, k] - _at(below[0, k], above))
    went_up = max(np.mean(was_above[1]) - np.mean(above[1]), 1e-3 * half)
    went_down = max(np.mean(below[1]) - np.mean(was_below[1]), 1e-3 * half)
    # A jaw that drops makes the mouth round; lips that are pulled apart leave it an almond.
    bulge = 1.0 + min(max((widest / half - almond) / (round_from - almond), 0.0), 1.0)
    raised = min(went_up / (went_up + went_down), 0.5)
    for loop, own, other, was, was_other, sign, share in (
        (upper, above, below, was_above, was_below, 1.0, raised),
        (lower, below, above, was_below, was_above, -1.0, 1.0 - raised),
    ):
        for k in range(1, len(loop) - 1):
            gap = sign * (_at(own[0, k], other) - own[1, k])
            before = sign * (_at(was[0, k], was_other) - was[1, k])
            away = max(min(own[0, k] - start, end - own[0, k]), 0.0)
            arch = widest * (1.0 - (1.0 - min(away / half, 1.0)) ** bulge)
            over = max(gap - max(max(steepness * away, arch), before), 0.0)
            _shift(displacement, loop, k, share * sign * over, across)


def taper_corners(points: np.ndarray, displacement: np.ndarray, opening, steepness: float) -> None:
    """Let an opening's edges run into its corners at a slant, in place: lips there are one, and no step.

    points, displacement, opening: as in `part_edges`; steepness: height that an opening may always gain per distance
    from its corner. One that opens wide is as round as a parabola; edges that were steeper at rest keep their own.
    The upper edge gives way by its share of the motion, and never more than the lower.
    """
    _taper(points, displacement, opening.upper, opening.lower, steepness, _ALMOND, _ROUND)


@numba.njit(cache=True, nogil=True)
def _close(points, displacement, upper, lower, closed, meeting):
    above, below, across = _edges(points, displacement, 1.0, upper, lower)
    for k in range(1, len(upper) - 1):
        way = _at(above[0, k], below) - above[1, k]
        _shift(displacement, upper, k, closed * (1.0 - meeting) * way, across)
    for k in range(1, len(lower) - 1):
        way = _at(below[0, k], above) - below[1, k]
        _shift(displacement, lower, k, closed * meeting * way, across)


def close_edges(points: np.ndarray, displacement: np.ndarray, opening, closed: float, meeting: float) -> None:
    """Bring an opening's edges together by the fraction `closed` of their distance, in place.

    points, displacement, opening: as in `part_edges`; meeting: where they meet, 0 at the lower edge, 1 at the upper.
    """
    _close(points, displacement, opening.upper, opening.lower, closed, meeting)


@numba.njit(cache=True, nogil=True)
def gap(values: np.ndarray, edge: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Vertical distance (n,) of `edge` from `other` in values (V, >=2), at equal fractions of the way."""
    out = np.empty(len(edge), values.dtype)
    last = len(other) - 1
    for n in range(len(edge)):
        way = n * last / (len(edge) - 1)
        k = min(int(way), last - 1)
        here, there = values[other[k], 1], values[other[k + 1], 1]
        out[n] = abs(values[edge[n], 1] - (here + (way - k) * (there - here)))
    return out


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
