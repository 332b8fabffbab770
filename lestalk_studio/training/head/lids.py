"""The blink: both lids turn about the eyeball until their margins meet."""

from __future__ import annotations

import numpy as np

from .assembly import Assembly
from .rings import LID_MARGIN, LID_RINGS, LID_WATERLINE
from .shapes import clear_eyes, follow_lids, smoothed
from .topology import adjacency

# How much of the margin's turn each ring takes, from the margin outwards: the skin above slides after it.
UPPER_SHARE = (1.0, 0.97, 0.90, 0.80, 0.68, 0.55, 0.40, 0.24, 0.10, 0.03)
LOWER_SHARE = (1.0, 0.95, 0.88, 0.78, 0.66, 0.52, 0.38, 0.22, 0.10, 0.03)
UPPER_TRAVEL = 0.85
# Closed lids lie this many eyeball radii from its centre, clear of the push that keeps lids off the eyeball.
LID_CLEARANCE = 1.016


def _elevation(points: np.ndarray) -> np.ndarray:
    return np.arctan2(points[:, 1], points[:, 2])


def _turned(points: np.ndarray, angle: np.ndarray) -> np.ndarray:
    """Points about the eye centre turned by `angle` (n,) about the x axis, + = upwards."""
    c, s = np.cos(angle), np.sin(angle)
    return np.stack(
        [points[:, 0], c * points[:, 1] + s * points[:, 2], -s * points[:, 1] + c * points[:, 2]], 1
    )


def blink(head: Assembly, side: str) -> np.ndarray:
    """(V, 3) displacement that closes one eye: the margins coincide."""
    return follow_lids(head, _meet(head, narrowed(head, side, UPPER_TRAVEL, 1 - UPPER_TRAVEL), side))


def narrowed(head: Assembly, side: str, upper_share: float, lower_share: float) -> np.ndarray:
    """(V, 3) displacement that moves the lids of one eye over the eyeball: the upper down and the lower up by
    their shares of the eye's opening (negative: away from each other). Lashes are left behind."""
    centre = head.eye_centre[side]
    upper, lower = head.lids[side][LID_MARGIN]
    left, right = head.neutral[upper[[0, -1]], 0] - centre[0]
    grid = np.linspace(left, right, 101)
    edge = []
    for loop in (upper, lower):
        points = head.neutral[loop] - centre
        edge.append(np.interp(grid, points[:, 0], _elevation(points)))
    # A vertex turns as the margin does where it has the same x; beyond the corners nothing turns.
    opening = np.clip(edge[0] - edge[1], 0, None)
    return _turn_rings(head, side, grid, -upper_share * opening, lower_share * opening)


def follow_gaze(head: Assembly, side: str, upper_degrees: float, lower_degrees: float) -> np.ndarray:
    """(V, 3) displacement of the lids of one eye turned up (+) by so much at their middle, not at their
    corners.
    """
    upper = head.lids[side][LID_MARGIN][0]
    left, right = head.neutral[upper[[0, -1]], 0] - head.eye_centre[side][0]
    grid = np.linspace(left, right, 101)
    bow = np.sqrt(np.clip(1 - np.linspace(-1, 1, 101) ** 2, 0, 1))
    turned = _turn_rings(head, side, grid, np.radians(upper_degrees) * bow, np.radians(lower_degrees) * bow)
    return follow_lids(head, turned)


def _turn_rings(
    head: Assembly, side: str, grid: np.ndarray, upper_turn: np.ndarray, lower_turn: np.ndarray
) -> np.ndarray:
    """Turns the lid margins by angles given at x = grid (from the eye centre), the skin rings sliding
    after them.
    """
    centre = head.eye_centre[side]
    delta = np.zeros_like(head.neutral)
    for k, share, turn in ((0, UPPER_SHARE, upper_turn), (1, LOWER_SHARE, lower_turn)):
        for seed, part in zip((LID_WATERLINE, *LID_RINGS), (share[0], *share), strict=True):
            loop = head.lids[side][seed][k]
            points = head.neutral[loop] - centre
            angle = part * np.interp(points[:, 0], grid, turn, left=0.0, right=0.0)
            inner = slice(1, -1)
            delta[loop[inner]] = (_turned(points, angle) - points)[inner]
    delta = _settle_split_points(head, delta)
    # The outer rings' shares step from ring to ring; the skin between margin and brow slides evenly.
    margin = np.concatenate([loop for seed in (LID_WATERLINE, LID_MARGIN) for loop in head.lids[side][seed]])
    loose = np.ones(head.count())
    loose[margin] = 0.0
    loose[head.sockets[side]] = 0.0
    return clear_eyes(head, smoothed(head, delta, 8, loose))


def _meet(head: Assembly, delta: np.ndarray, side: str) -> np.ndarray:
    """Puts both margins on the very same line: each upper vertex on a lower one, the other lower ones
    between.
    """
    upper, lower = head.lids[side][LID_MARGIN]
    pair = np.array([int(np.abs(head.neutral[lower, 0] - x).argmin()) for x in head.neutral[upper, 0]])
    if not (np.diff(pair) > 0).all() or pair[0] != 0 or pair[-1] != len(lower) - 1:
        raise ValueError("the lids' margins do not pair up")
    at = head.neutral + delta
    meet = (at[upper] + at[lower[pair]]) / 2
    from_centre = meet - head.eye_centre[side]
    length = np.linalg.norm(from_centre, axis=1, keepdims=True)
    meet[1:-1] += (from_centre * (np.maximum(LID_CLEARANCE * head.eye_radius / length, 1) - 1))[1:-1]
    length = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(at[lower], axis=0), axis=1))])
    out = delta.copy()
    out[upper] = meet - head.neutral[upper]
    line = np.stack([np.interp(length, length[pair], meet[:, k]) for k in range(3)], 1)
    out[lower] = line - head.neutral[lower]
    return out


def _settle_split_points(head: Assembly, delta: np.ndarray) -> np.ndarray:
    """Vertices that splitting put between lid rings take the mean of their ring neighbours."""
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
