"""The blink: both lids turn about the eyeball until their margins meet."""

from __future__ import annotations

import numpy as np

from .assembly import LID_MARGIN, LID_RINGS, LID_WATERLINE, Assembly
from .shapes import clear_eyes, follow_lids

# How much of the margin's turn each ring takes, from the margin outwards: the skin above slides after it.
UPPER_SHARE = (1.0, 0.97, 0.90, 0.80, 0.68, 0.55, 0.40, 0.24, 0.10, 0.03)
LOWER_SHARE = (1.0, 0.95, 0.88, 0.78, 0.66, 0.52, 0.38, 0.22, 0.10, 0.03)
UPPER_TRAVEL = 0.85


def _fraction(points: np.ndarray) -> np.ndarray:
    length = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    return length / length[-1]


def _elevation(points: np.ndarray) -> np.ndarray:
    return np.arctan2(points[:, 1], points[:, 2])


def _turned(points: np.ndarray, angle: np.ndarray) -> np.ndarray:
    """Points about the eye centre turned by `angle` (n,) about the x axis, + = upwards."""
    c, s = np.cos(angle), np.sin(angle)
    return np.stack(
        [points[:, 0], c * points[:, 1] + s * points[:, 2], -s * points[:, 1] + c * points[:, 2]], 1
    )


def blink(head: Assembly, side: str, amount: float = 1.0, upper_travel: float = UPPER_TRAVEL) -> np.ndarray:
    """(V, 3) displacement that closes one eye; at amount 1 the margins coincide."""
    centre = head.eye_centre[side]
    upper, lower = head.lids[side][LID_MARGIN]
    grid = np.linspace(0, 1, 101)
    lines = []
    for loop in (upper, lower):
        points = head.neutral[loop] - centre
        lines.append((_fraction(points), points))
    meet_elevation = [np.interp(grid, f, _elevation(p)) for f, p in lines]
    target = (1 - upper_travel) * meet_elevation[0] + upper_travel * meet_elevation[1]
    delta = np.zeros_like(head.neutral)
    for k, share in ((0, UPPER_SHARE), (1, LOWER_SHARE)):
        turn = target - meet_elevation[k]
        for seed, part in zip((LID_WATERLINE, *LID_RINGS), (share[0], *share), strict=True):
            loop = head.lids[side][seed][k]
            points = head.neutral[loop] - centre
            angle = amount * part * np.interp(_fraction(points), grid, turn)
            moved = _turned(points, angle)
            inner = slice(1, -1)
            delta[loop[inner]] = (moved - points)[inner]
    delta = _settle_split_points(head, delta)
    delta = clear_eyes(head, delta)
    if amount == 1.0:
        delta = _meet(head, delta, side)
    return follow_lids(head, delta)


def _meet(head: Assembly, delta: np.ndarray, side: str) -> np.ndarray:
    """Puts both margins on the very same curve."""
    upper, lower = head.lids[side][LID_MARGIN]
    curves = []
    for loop in (upper, lower):
        at = head.neutral[loop] + delta[loop]
        curves.append((_fraction(at), at))
    out = delta.copy()
    for loop, (mine, at), (f, other) in ((upper, *curves), (lower, *reversed(curves))):
        meet = (at + np.stack([np.interp(mine, f, other[:, k]) for k in range(3)], 1)) / 2
        out[loop[1:-1]] += (meet - at)[1:-1]
    return out


def _settle_split_points(head: Assembly, delta: np.ndarray) -> np.ndarray:
    """Vertices that splitting put between lid rings take the mean of their ring neighbours."""
    from .topology import adjacency

    split = (head.origin < 0) & (head.part == 0)
    known = np.zeros(head.count(), bool)
    for side in "lr":
        for seed in LID_RINGS:
            for loop in head.lids[side][seed]:
                known[loop] = True
    average = adjacency(head.faces, head.count())
    touching = split & (average @ known.astype(float) > 0)
    out = delta.copy()
    for _ in range(3):
        out[touching] = (average @ out)[touching]
    return out
