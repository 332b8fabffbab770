"""The blink: both lids turn about the eyeball until their margins meet."""

from __future__ import annotations

import numpy as np

from .assembly import LID_MARGIN, LID_RINGS, LID_WATERLINE, Assembly
from .shapes import clear_eyes, follow_lids, smoothed
from .topology import adjacency

# How much of the margin's turn each ring takes, from the margin outwards: the skin above slides after it.
UPPER_SHARE = (1.0, 0.97, 0.90, 0.80, 0.68, 0.55, 0.40, 0.24, 0.10, 0.03)
LOWER_SHARE = (1.0, 0.95, 0.88, 0.78, 0.66, 0.52, 0.38, 0.22, 0.10, 0.03)
UPPER_TRAVEL = 0.85


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
    delta = np.zeros_like(head.neutral)
    for k, share, turn in ((0, UPPER_SHARE, -upper_share * opening), (1, LOWER_SHARE, lower_share * opening)):
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
    """Puts both margins on the very same curve."""
    upper, lower = head.lids[side][LID_MARGIN]
    out = delta.copy()
    at = {id(loop): head.neutral[loop] + delta[loop] for loop in (upper, lower)}
    for loop, other in ((upper, lower), (lower, upper)):
        mine, line = at[id(loop)], at[id(other)]
        meet = np.stack([mine[:, 0]] + [np.interp(mine[:, 0], line[:, 0], line[:, k]) for k in (1, 2)], 1)
        out[loop[1:-1]] += ((mine + meet) / 2 - mine)[1:-1]
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
