"""How far the head's motion reaches around the face.

It fades from the head to the crop's border. Where the picture has detail, hair, hats, cords and edges behind them,
what fades unevenly is seen as bending; so it fades where the picture is smooth: the weight is the potential between
head and surroundings of a sheet that conducts better the more detail it carries. Where the person is told from the
background, which then stays, the sheet is the person: hair and hats conduct well, and shoulders, and what stands on
them, hold it.
"""

from __future__ import annotations

import cv2
import numpy as np
import scipy.sparse as sp
from scipy.sparse.linalg import spsolve

_HEAD, _FREE = (
    1.0,
    2.0,
)  # distances from the face's middle, in the head's own half axes: all moves, nothing moves
_WIDER, _HIGHER, _NECK = 1.45, 1.5, 0.72  # half axes of the head by the face's, and of these below it
_DETAIL = 8.0  # how much better detail conducts than none
_HAIR = 30.0  # how much better a person conducts above the chin: hair and hats go with the head
_GAP = 0.03  # how well background conducts that stays where it is: only what hangs on the head goes with it
# Below the chin, in the face's half height: where the neck ends, where hair begins to conduct less and ends to, where
# shoulders begin to hold, and where in full.
_NECK_ENDS, _HANGS, _SHOULDERS = 1.15, (-1.0, 0.3), (-0.5, 0.5)
_BESIDE = (1.2, 1.8)  # from the middle, in the face's half width: where they begin to hold, and where in full
_COLLAR = (0.65, 1.0)  # the same for what stands on the shoulders, and beside which there is background
_HELD = 1.0  # how well they do
_MOST = 1.5  # detail, in that of the most detailed sixth, beyond which it counts no more


def rigid_weight(
    face: np.ndarray, crop: np.ndarray, person: np.ndarray | None = None, cut=(False, False, False)
) -> np.ndarray:
    """1 on the head and the hair around it, fading to 0 at the border: (rows, columns) float32.

    face: (rows, columns) bool, nodes of a grid over the crop (H, W, 3) uint8 that the face covers; person: (H, W) 0..1
    of it, which alone is seen moving, or None. cut: whether the crop's left, upper and right edge are the picture's
    own: a person who is told from the background may move past these.
    """
    rows, columns = face.shape
    ys, xs = np.nonzero(face)
    cx, cy, chin = xs.mean(), (ys.min() + ys.max()) / 2, ys.max()
    y, x = np.mgrid[0:rows, 0:columns]
    # The neck stays with the shoulders: below the chin the head's motion fades sooner.
    half_x, half_y = (xs.max() - xs.min()) / 2, (ys.max() - ys.min()) / 2
    wide, high = half_x * _WIDER, half_y * _HIGHER
    radius = np.hypot((x - cx) / wide, (y - cy) / np.where(y > cy, high * _NECK, high))
    edge = np.zeros(face.shape, bool)
    edge[-1] = True
    for there, line in zip(cut, (np.s_[:, 0], np.s_[0], np.s_[:, -1]), strict=True):
        edge[line] |= person is None or not there
    if person is None:
        still = (radius >= _FREE) | edge
        conducts = 1 + _DETAIL * _detail(crop, face.shape) ** 2
        held = 0.0
    else:
        there = cv2.resize(person, (columns, rows), interpolation=cv2.INTER_AREA)
        below, beside = (y - chin) / half_y, np.abs(x - cx) / half_x
        # Hair that hangs down is held by the shoulders the more the lower it hangs.
        stands = _stands(there > 0.5, cy) * _rise(beside, _COLLAR)
        conducts = _GAP + there * (1 + _HAIR) ** ((1 - _rise(below, _HANGS)) * (1 - stands))
        held = _HELD * np.maximum(_rise(below, _SHOULDERS) * _rise(beside, _BESIDE), stands)
        edge |= (below > _HANGS[0]) & ((x == 0) | (x == columns - 1))
        still = edge | (below > _NECK_ENDS)
    head = (radius <= _HEAD) & ~still
    if person is not None:
        head &= ((there > 0.5) & (stands < 0.5)) | face
    potential = _potential(conducts, head, head | still, held)
    return (potential * potential * (3 - 2 * potential)).astype(np.float32)


def _stands(person: np.ndarray, middle: float) -> np.ndarray:
    """(rows, columns) bool: where the person (rows, columns) bool stands on the shoulders: what begins below the face's
    middle, a row, under background, and goes on to the lowest row. Locks hang from above; collars and rings stand."""
    rows = np.arange(len(person))[:, None]
    gap = np.maximum.accumulate(np.where(person, -1, rows), 0)  # the last row of background above
    ends = np.flip(np.logical_and.accumulate(np.flip(person, 0), 0), 0)
    return person & ends & (gap >= middle)


def _rise(values: np.ndarray, ends: tuple[float, float]) -> np.ndarray:
    """0 up to the first of ends, 1 from the second on."""
    return np.clip((values - ends[0]) / (ends[1] - ends[0]), 0, 1)


def _detail(crop: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """How much there is to be seen bending around each node: (rows, columns), about 1 where there is much."""
    rows, columns = shape
    # Four pixels a node tell edges from grain, whatever the size of the picture.
    small = cv2.resize(crop, (4 * columns, 4 * rows), interpolation=cv2.INTER_AREA)
    lab = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2LAB).astype(np.float32), (0, 0), 0.8)
    edges = sum(
        np.abs(cv2.Sobel(lab[..., c], cv2.CV_32F, *axis)) for c in range(3) for axis in ((1, 0), (0, 1))
    )
    edges = cv2.resize(cv2.GaussianBlur(edges, (0, 0), 2.8), (columns, rows), interpolation=cv2.INTER_AREA)
    return np.minimum(edges / max(float(np.percentile(edges, 85)), 1e-3), _MOST)


def _potential(conducts: np.ndarray, one: np.ndarray, fixed: np.ndarray, held=0.0) -> np.ndarray:
    """(rows, columns) 0..1: 1 on `one`, 0 on the rest of `fixed`, between them div(conducts grad) = held times it."""
    count = conducts.size
    index = np.arange(count).reshape(conducts.shape)
    starts, ends, values = [], [], []
    for a, b in ((np.s_[:-1], np.s_[1:]), (np.s_[:, :-1], np.s_[:, 1:])):
        between = ((conducts[a] + conducts[b]) / 2).ravel()
        starts += [index[a].ravel(), index[b].ravel()]
        ends += [index[b].ravel(), index[a].ravel()]
        values += [between, between]
    sheet = sp.csr_matrix(
        (np.concatenate(values), (np.concatenate(starts), np.concatenate(ends))), (count, count)
    )
    leaves = np.broadcast_to(held, conducts.shape).ravel()
    system = (sp.diags(np.asarray(sheet.sum(1)).ravel() + leaves) - sheet).tocsr()
    free, potential = ~fixed.ravel(), one.ravel().astype(float)
    if free.any():
        rows = system[free]
        potential[free] = spsolve(rows[:, free].tocsc(), -rows[:, ~free] @ potential[~free])
    return np.clip(potential, 0, 1).reshape(conducts.shape)
