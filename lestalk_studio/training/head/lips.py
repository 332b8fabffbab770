"""Brings lips together: at rest, and in every shape that leaves a closed mouth closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .rings import LIP_CONTACT, MOUTH_RINGS

if TYPE_CHECKING:
    from .assembly import Assembly


def close_lips(head: Assembly, positions: np.ndarray) -> np.ndarray:
    """Brings the two lips together along their contact line, so that a head at rest has no slit.

    Both lips move half way; the move fades over the rings before and behind the contact line. The ring behind
    meets as well: lips touch along a strip, and no gap is seen where two edges only nearly coincide.
    """
    out = positions.copy()
    seeds = list(MOUTH_RINGS[2:])
    centre = seeds.index(LIP_CONTACT)
    shifts = _meeting(head, positions, LIP_CONTACT)
    for k, seed in enumerate(seeds[: centre + 8]):
        weight = max(0.0, 1 - abs(k - centre) / 4.5) ** 2
        own = shifts if k == centre else _meeting(head, positions, seed) if k == centre + 1 else None
        for side, loop in enumerate(head.mouth[seed]):
            if own is not None:
                out[loop] = positions[loop] + own[side]
                continue
            fractions = [_fraction(positions[i]) for i in (loop, head.mouth[LIP_CONTACT][side])]
            for axis in range(3):
                out[loop[1:-1], axis] += weight * np.interp(*fractions, shifts[side][:, axis])[1:-1]
    return out


def _meeting(head: Assembly, positions: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Displacements of the upper and lower loop of a mouth ring that make them one and the same line.

    The lower loop has fewer vertices: each pairs with an upper one and the two meet half way; upper vertices
    between pairs go onto the straight edge.
    """
    upper, lower = head.mouth[seed]
    rest_upper, rest_lower = head.neutral[upper, 0], head.neutral[lower, 0]
    pair = np.array([int(np.abs(rest_upper - x).argmin()) for x in rest_lower])
    if not (np.diff(pair) > 0).all() or pair[0] != 0 or pair[-1] != len(upper) - 1:
        raise ValueError("the lips' two loops do not pair up")
    meet = (positions[upper[pair]] + positions[lower]) / 2
    along = _fraction(positions[upper])
    target = np.stack([np.interp(along, along[pair], meet[:, k]) for k in range(3)], 1)
    return target - positions[upper], meet - positions[lower]


def _fraction(line: np.ndarray) -> np.ndarray:
    length = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    return length / length[-1]
