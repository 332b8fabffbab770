"""What may lie behind a person, put together from pieces of the background that is seen.

Patch-based completion, coarse to fine: each patch with something hidden in it looks for the seen patch most like it,
and what is hidden is repainted by what these show (Wexler et al., Space-Time Completion of Video, PAMI 2007; the
search is Barnes et al., PatchMatch, SIGGRAPH 2009).
"""

from __future__ import annotations

import cv2
import numba
import numpy as np

from lestalk_studio.render.bands import bands
from lestalk_studio.render.fill import spread_out

_HALF = 3  # of a patch, in pixels
_LEVELS = (
    (13.0, 8, 2),
    (26.0, 4, 2),
    (52.0, 1, 2),
)  # pixels an inter-ocular distance, rounds there, sweeps a round
_NEARBY = 8  # pixels around a find in which a finer level looks for a better one
_FAR = 0.01  # what a piece costs that is a pixel away, in squared grey levels
_FADE = 1.3  # how much less what lies a pixel further in says of its surroundings
_EDGE = (
    0.15  # no piece is taken from that near the picture's edge, in inter-ocular distances: frames are there
)
_FEW = 50  # patches, fewer of which are no background
_SEAM = 40.0  # grey levels by which pieces may be toned to what is beside them
_SKIP, _SEEN, _HIDDEN = 0, 1, 2


def completed(
    crop: np.ndarray, known: np.ndarray, wanted: np.ndarray, busy: np.ndarray, unit: float
) -> np.ndarray | None:
    """(H, W, 3) float32, 0..255: crop (H, W, 3) uint8 where it is known (H, W) bool, and pieces of that elsewhere.

    wanted: (H, W) bool, where it has to be good; busy: (H, W) 0..1, where pieces keep their tone; unit: pixels an
    inter-ocular distance. None where too little is known. The same for the same arguments.
    """
    level = None
    for size, rounds, sweeps in _LEVELS:
        scale = min(size / unit, 1.0)
        if level is not None and scale <= level.scale:
            break
        level = _Level(crop, known, wanted, unit, scale, None if level is None else level.offsets)
        if level.sources < _FEW:
            return None
        for _ in range(rounds):
            level.search(sweeps)
            level.repaint()
    return level.in_full(crop, known, busy)


class _Level:
    """A size of the picture. offsets: (h, w, 2) int32, y and x from each patch to the seen one that stands for it."""

    def __init__(self, crop, known, wanted, unit: float, scale: float, offsets: np.ndarray | None):
        height, width = (max(4 * _HALF, round(side * scale)) for side in crop.shape[:2])
        self.scale, self._size = scale, (width, height)
        picture, seen, hidden = (
            cv2.resize(part, self._size, interpolation=cv2.INTER_AREA).astype(np.float32)
            for part in (crop, known.astype(np.float32), wanted.astype(np.float32))
        )
        seen = seen > 0.99
        self._state = np.where(seen, _SEEN, np.where(hidden > 0.01, _HIDDEN, _SKIP)).astype(np.uint8)
        self._good = _whole_patches(seen, max(1 + _HALF, round(_EDGE * unit * scale)))
        self.sources = int(self._good.sum())
        if self.sources < _FEW:
            return
        window = np.ones((2 * _HALF + 1,) * 2, np.uint8)
        self._around = (cv2.dilate((self._state == _HIDDEN).astype(np.uint8), window) > 0) & (
            self._state != _SKIP
        )
        self._targets = np.argwhere(self._around).astype(np.int32)
        inside = cv2.distanceTransform((~seen).astype(np.uint8), cv2.DIST_L2, 3)
        self._trust = (_FADE**-inside).astype(np.float32)
        self._costs = np.full((height, width), np.inf, np.float32)
        self._seed, self._reach = 1, max(height, width) if offsets is None else _NEARBY
        picture[~seen] = spread_out(picture, seen)[~seen]
        self._picture = picture
        own = _nearest(self._good) - np.stack(np.mgrid[0:height, 0:width], -1).astype(np.int32)
        if offsets is None:
            self.offsets = own
            return
        larger = cv2.resize(offsets.astype(np.float32), self._size, interpolation=cv2.INTER_NEAREST)
        self.offsets = np.rint(larger * (np.array((height, width)) / offsets.shape[:2])).astype(np.int32)
        _mend(self.offsets, own, self._good)
        self.repaint()

    def search(self, sweeps: int) -> None:
        self._seed = int(
            _search(
                self._picture,
                self._state,
                self._good,
                self._targets,
                self.offsets,
                self._costs,
                self._trust,
                self._seed,
                sweeps,
                self._reach,
            )
        )

    def repaint(self) -> None:
        costs = self._costs[self._around]
        found = np.isfinite(costs).all() and len(costs)
        sigma = max(float(np.percentile(costs, 75)), 1.0) if found else 0.0
        weights = self._trust * (np.exp(-self._costs / (2 * sigma)) + 1e-6) if found else self._trust
        _repaint(self._picture, self._state, self._targets, self.offsets, weights.astype(np.float32))

    def in_full(self, crop: np.ndarray, known: np.ndarray, busy: np.ndarray) -> np.ndarray:
        height, width = crop.shape[:2]
        out = cv2.resize(self._picture, (width, height), interpolation=cv2.INTER_CUBIC)
        _pieces(crop, known, self._state, self.offsets, out)
        # On a plain background pieces are toned to what is beside them; a step there would be seen.
        seam = cv2.resize(self._around.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
        off = np.empty_like(out)
        for rows in bands(crop.shape):
            seam[rows] *= known[rows] * (1 - busy[rows])
            np.multiply(crop[rows] - out[rows], seam[rows, :, None], out=off[rows])
        tone = cv2.resize(off, self._size, interpolation=cv2.INTER_AREA)
        weight = cv2.GaussianBlur(cv2.resize(seam, self._size, interpolation=cv2.INTER_AREA), (0, 0), 2.0)
        toned = bool((weight > 0.2).any())
        if toned:
            tone = cv2.GaussianBlur(tone, (0, 0), 2.0) / np.maximum(weight, 1e-3)[..., None]
            tone = np.clip(spread_out(tone, weight > 0.2), -_SEAM, _SEAM)
            cv2.resize(tone, (width, height), dst=off, interpolation=cv2.INTER_LINEAR)
        for rows in bands(crop.shape):
            if toned:
                out[rows] += (1 - busy[rows, :, None]) * off[rows]
            np.copyto(out[rows], crop[rows], where=known[rows, :, None])
        return out


def _whole_patches(seen: np.ndarray, edge: int) -> np.ndarray:
    """(h, w) bool: where all of the patch around is seen (h, w), and away from the picture's edge."""
    good = cv2.erode(seen.astype(np.uint8), np.ones((2 * _HALF + 1,) * 2, np.uint8), borderValue=0) > 0
    good[:edge], good[-edge:], good[:, :edge], good[:, -edge:] = False, False, False, False
    return good


def _nearest(good: np.ndarray) -> np.ndarray:
    """(h, w, 2) int32, y and x of the nearest place in good (h, w) bool."""
    kind = cv2.DIST_LABEL_PIXEL
    _, label = cv2.distanceTransformWithLabels((~good).astype(np.uint8), cv2.DIST_L2, 5, labelType=kind)
    place = np.zeros((label.max() + 1, 2), np.int32)
    y, x = np.nonzero(good)
    place[label[y, x]] = np.column_stack((y, x))
    return place[label]


@numba.njit(cache=True, nogil=True)
def _mend(offsets, own, good):
    """Give patches whose offset leads to no good one the nearest."""
    height, width = good.shape
    for y in range(height):
        for x in range(width):
            at_y, at_x = y + offsets[y, x, 0], x + offsets[y, x, 1]
            if at_y < 0 or at_x < 0 or at_y >= height or at_x >= width or not good[at_y, at_x]:
                offsets[y, x] = own[y, x]


@numba.njit(cache=True, nogil=True, fastmath=True)
def _cost(picture, state, trust, y, x, at_y, at_x, best):
    """How unlike the patch around (y, x) is to that around (at_y, at_x), squared grey levels; best, where no better."""
    height, width = state.shape
    away = np.float32(_FAR * ((at_y - y) ** 2 + (at_x - x) ** 2))
    if away >= best:
        return best
    top, bottom = max(-_HALF, -y), min(_HALF, height - 1 - y)
    left, right = max(-_HALF, -x), min(_HALF, width - 1 - x)
    weight = np.float32(0.0)
    for j in range(top, bottom + 1):
        for i in range(left, right + 1):
            if state[y + j, x + i] != _SKIP:
                weight += trust[y + j, x + i]
    total, limit = np.float32(0.0), (best - away) * weight
    for j in range(top, bottom + 1):
        for i in range(left, right + 1):
            if state[y + j, x + i] != _SKIP:
                off = np.float32(0.0)
                for c in range(3):
                    d = picture[y + j, x + i, c] - picture[at_y + j, at_x + i, c]
                    off += d * d
                total += trust[y + j, x + i] * off
        if total >= limit:
            return best
    return total / weight + away


@numba.njit(cache=True, nogil=True)
def _search(picture, state, good, targets, offsets, costs, trust, seed, sweeps, reach):
    """PatchMatch: neighbours' offsets, and random ones ever nearer to the best, in place. Returns the next seed."""
    height, width = state.shape
    count, most = targets.shape[0], np.float32(1e30)
    for k in range(count):
        y, x = targets[k]
        at_y, at_x = y + offsets[y, x, 0], x + offsets[y, x, 1]
        costs[y, x] = _cost(picture, state, trust, y, x, at_y, at_x, most)
    random = np.uint64(seed)
    for sweep in range(sweeps):
        step = 1 if sweep % 2 == 0 else -1
        for n in range(count):
            y, x = targets[n if step > 0 else count - 1 - n]
            best, radius, tries = costs[y, x], reach, -2
            while tries < 0 or radius >= 1:
                if tries < 0:
                    near_y, near_x = (y - step, x) if tries == -2 else (y, x - step)
                    tries += 1
                    if not (0 <= near_y < height and 0 <= near_x < width) or costs[near_y, near_x] >= most:
                        continue
                    at_y, at_x = y + offsets[near_y, near_x, 0], x + offsets[near_y, near_x, 1]
                else:
                    random = random * np.uint64(6364136223846793005) + np.uint64(1442695040888963407)
                    by_y = np.int64(random >> np.uint64(40)) % (2 * radius + 1) - radius
                    random = random * np.uint64(6364136223846793005) + np.uint64(1442695040888963407)
                    by_x = np.int64(random >> np.uint64(40)) % (2 * radius + 1) - radius
                    at_y, at_x = y + offsets[y, x, 0] + by_y, x + offsets[y, x, 1] + by_x
                    radius //= 2
                if 0 <= at_y < height and 0 <= at_x < width and good[at_y, at_x]:
                    cost = _cost(picture, state, trust, y, x, at_y, at_x, best)
                    if cost < best:
                        best = cost
                        offsets[y, x, 0], offsets[y, x, 1] = at_y - y, at_x - x
            costs[y, x] = best
    return random >> np.uint64(16)


@numba.njit(cache=True, nogil=True, fastmath=True)
def _repaint(picture, state, targets, offsets, weights):
    """Give what is hidden the mean of what all patches over it show, by their weights (h, w), in place."""
    height, width = state.shape
    total = np.zeros((height, width, 4), np.float32)
    for k in range(targets.shape[0]):
        y, x = targets[k]
        w, by_y, by_x = weights[y, x], offsets[y, x, 0], offsets[y, x, 1]
        for v in range(max(0, y - _HALF), min(height, y + _HALF + 1)):
            for u in range(max(0, x - _HALF), min(width, x + _HALF + 1)):
                if state[v, u] == _HIDDEN:
                    for c in range(3):
                        total[v, u, c] += w * picture[v + by_y, u + by_x, c]
                    total[v, u, 3] += w
    for y in range(height):
        for x in range(width):
            if total[y, x, 3] > 0:
                for c in range(3):
                    picture[y, x, c] = total[y, x, c] / total[y, x, 3]


@numba.njit(cache=True, nogil=True)
def _pieces(crop, known, state, offsets, out):
    """Take out (H, W, 3) from crop, by the offsets (h, w, 2) of the patches around each pixel."""
    height, width = known.shape
    rows, columns = state.shape
    grow_y, grow_x = height / rows, width / columns
    total = np.empty(3, np.float32)
    for y in range(height):
        v = (y + 0.5) / grow_y - 0.5
        for x in range(width):
            u = (x + 0.5) / grow_x - 0.5
            j0, i0 = int(np.floor(v)), int(np.floor(u))
            weight, total[:] = np.float32(0.0), np.float32(0.0)
            for j in range(max(j0, 0), min(j0 + 2, rows)):
                for i in range(max(i0, 0), min(i0 + 2, columns)):
                    if state[j, i] == _SKIP:
                        continue
                    at_y = int(np.rint(y + offsets[j, i, 0] * grow_y))
                    at_x = int(np.rint(x + offsets[j, i, 1] * grow_x))
                    if 0 <= at_y < height and 0 <= at_x < width and known[at_y, at_x]:
                        share = np.float32((1 - abs(v - j)) * (1 - abs(u - i)))
                        weight += share
                        for c in range(3):
                            total[c] += share * crop[at_y, at_x, c]
            if weight > 0.3:
                for c in range(3):
                    out[y, x, c] = total[c] / weight
