"""What an animator painted as standing in front of the face, laid over what was found.

Strokes are laid one after the other, so that what is painted last counts: found and painted together, less what was
erased since. A stroke that snaps only says roughly where the object is; its border goes to the picture's own edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import cv2
import numba
import numpy as np

from lestalk_studio.document.strokes import Stroke

_RIM = 0.015  # how far what snaps is softly held beyond its border, in inter-ocular distances
_BEYOND = 0.35  # so far outside a stroke that snaps its border may lie, in radii
_CORE = 0.45  # from here to its middle it surely covers, in radii from its border
_NO_EVIDENCE = 0.01  # weight of what lies between
_REACH = 2.0  # radii over which evidence is carried, along what looks alike
_ALIKE = 6.0  # difference of colour, 0..255, over which it is not


@dataclass(frozen=True, eq=False)
class Painted:
    """strokes: in their order; mask: (H, W) uint8 over the whole portrait, 255 = in front, or None."""

    strokes: tuple[Stroke, ...] = ()
    mask: np.ndarray | None = None


def laid(
    painted: Painted,
    crop: np.ndarray,
    corner: tuple[int, int],
    size: tuple[int, int],
    unit: float,
    still: np.ndarray,
    worn: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """The shares (h, w) float32 0..1 of what is held and of what goes with the head after painting, at most 1 together.

    crop: (h, w, 3) uint8 from `corner` (x, y) of the portrait, which is `size` (width, height) pixels large here; unit:
    pixels an inter-ocular distance. still, worn: what was found; they are left as they are.
    """
    still, worn = still.copy(), worn.copy()
    if painted.mask is not None:
        _add(_cropped(painted.mask, crop.shape, corner, size), still, worn)
    for (kind, snap), strokes in groupby(painted.strokes, key=lambda stroke: (stroke.kind, stroke.snap)):
        found = cover(tuple(strokes), crop, corner, size, snap)
        if found is None:
            continue
        part, share = found
        if snap and kind != "erase":
            share = _with_rim(share, unit)
        here, other = (still[part], worn[part]) if kind != "head" else (worn[part], still[part])
        if kind == "erase":
            here *= 1 - share
            other *= 1 - share
        else:
            _add(share, here, other)
    return still, worn


def cover(
    strokes: Sequence[Stroke], crop: np.ndarray, corner: tuple[int, int], size: tuple[int, int], snap: bool
) -> tuple[tuple[slice, slice], np.ndarray] | None:
    """The part of `crop` that `strokes` reach, and their share of its pixels, float32 0..1; None where they do not."""
    longer = max(size)
    lines = [
        np.asarray(stroke.points, np.float32) * np.float32(size) - np.float32(corner) - np.float32(0.5)
        for stroke in strokes
    ]
    radii = [stroke.radius * longer for stroke in strokes]
    part = _part(lines, radii, crop.shape)
    if part is None:
        return None
    patch = crop[part]
    share = np.zeros(patch.shape[:2], np.float32)
    depth = np.full(patch.shape[:2], -1.0, np.float32)
    origin = np.float32((part[1].start, part[0].start))
    for stroke, line, radius in zip(strokes, lines, radii, strict=True):
        middle = 0.5 * radius * (1 + stroke.hardness)
        outer, inner = max(radius, middle + 0.5), min(radius * stroke.hardness, middle - 0.5)
        _lay(share, depth, line - origin, np.float32(radius), np.float32(inner), np.float32(outer))
    if snap:
        share = _snapped(patch, depth, float(np.median(radii)))
    return part, share


def _with_rim(share: np.ndarray, unit: float) -> np.ndarray:
    """What an object tints beside its border has to be held, too; skin that lies there hardly shows that it is."""
    grown = cv2.dilate(share, np.ones((3, 3), np.uint8))
    return np.maximum(share, cv2.GaussianBlur(grown, (0, 0), max(0.7, _RIM * unit)))


def _add(share: np.ndarray, to: np.ndarray, other: np.ndarray) -> None:
    np.maximum(to, share, out=to)
    np.minimum(other, 1 - to, out=other)


def _cropped(mask: np.ndarray, shape, corner, size) -> np.ndarray:
    if mask.shape[::-1] != tuple(size):
        how = cv2.INTER_AREA if mask.shape[1] > size[0] else cv2.INTER_LINEAR
        mask = cv2.resize(mask, size, interpolation=how)
    x, y = corner
    return mask[y : y + shape[0], x : x + shape[1]].astype(np.float32) / 255


def _part(lines, radii, shape) -> tuple[slice, slice] | None:
    room = [radius * (1 + _BEYOND) + 2 for radius in radii]
    low = np.min([line.min(0) - r for line, r in zip(lines, room, strict=True)], axis=0)
    high = np.max([line.max(0) + r for line, r in zip(lines, room, strict=True)], axis=0)
    x0, y0 = np.maximum(np.floor(low), 0).astype(int)
    x1, y1 = np.minimum(np.ceil(high) + 1, (shape[1], shape[0])).astype(int)
    return (slice(y0, y1), slice(x0, x1)) if x1 > x0 and y1 > y0 else None


def _snapped(patch: np.ndarray, depth: np.ndarray, radius: float) -> np.ndarray:
    """(h, w) float32 0..1: what is surely covered, spread over what looks alike up to the picture's edges.

    depth: how far inside the strokes, in radii, negative outside. A smoother that keeps edges (Min et al. 2014) carries
    what is sure, as a fraction of the evidence that reaches a pixel.
    """
    known = ((depth > _CORE) | (depth < -_BEYOND)).astype(np.float32)
    # Nearer to the line rather inside, nearer to the rim rather not, where the picture shows no edge.
    rather = np.clip((depth + _BEYOND) / (_CORE + _BEYOND), 0, 1).astype(np.float32)
    weight = np.maximum(known, _NO_EVIDENCE)
    reach = max(2.0, _REACH * radius)
    smoother = cv2.ximgproc.createFastGlobalSmootherFilter(patch, reach * reach, _ALIKE)
    share = smoother.filter(weight * rather) / np.maximum(smoother.filter(weight), 1e-6)
    share = np.clip((share - 0.5) * 2.5 + 0.5, 0, 1)
    share = np.where(depth <= -_BEYOND, 0, cv2.GaussianBlur(share, (0, 0), 0.7)).astype(np.float32)
    return share * share * (3 - 2 * share)


@numba.njit(cache=True, nogil=True)
def _lay(share, depth, line, radius, inner, outer):
    """Lay a round brush along `line` (n, 2), in place: share rises from 0 at `outer` pixels from it to 1 at `inner`."""
    height, width = share.shape
    reach = max(outer, radius * np.float32(1.5)) + 1
    for i in range(max(1, len(line) - 1)):
        ax, ay = line[i]
        bx, by = line[min(i + 1, len(line) - 1)]
        dx, dy = bx - ax, by - ay
        length = max(dx * dx + dy * dy, np.float32(1e-12))
        x0, x1 = max(0, int(min(ax, bx) - reach)), min(width, int(max(ax, bx) + reach) + 2)
        y0, y1 = max(0, int(min(ay, by) - reach)), min(height, int(max(ay, by) + reach) + 2)
        for y in range(y0, y1):
            for x in range(x0, x1):
                t = min(max(((x - ax) * dx + (y - ay) * dy) / length, np.float32(0)), np.float32(1))
                away = np.sqrt((x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2)
                depth[y, x] = max(depth[y, x], 1 - away / radius)
                part = min(max((outer - away) / (outer - inner), np.float32(0)), np.float32(1))
                share[y, x] = max(share[y, x], part * part * (3 - 2 * part))
