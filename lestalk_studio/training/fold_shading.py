"""What fine folds do to the light on skin: the head model, moved and wrinkled where it is compressed, on the map.

Skin that is shortened across a line of `fold_lines` is displaced along its normal. Of the displaced skin two things
are kept: how much of the sky its hollows still see (horizon-based ambient occlusion, Bavoil, Sainz & Dimitrov 2008,
cosine-weighted) relative to the face at rest, and how its normals lean away from the smooth mesh's.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import cv2
import numba
import numpy as np

from lestalk_studio.face.skinmap import SIDE, TOP, skin_uv
from lestalk_studio.les.space import DIM
from lestalk_studio.render.layout import drawn_skin, lids
from lestalk_studio.render.neighbours import Evener
from lestalk_studio.render.raster import rasterise, vertex_normals
from lestalk_studio.training.fold_lines import STEP, carved

FINE = 2
"""Texels a side that folds are carved in, per texel of the map."""
STRAIN_ROUNDS = 6
STEEPEST = 1.1
REACHES = (0.016, 0.034, 0.07, 0.13, 0.22)  # how far hollows are looked for, inter-ocular distances
DIRECTIONS = 12
SCATTER = 0.8  # texels that light spreads under the skin


@dataclass(frozen=True)
class Look:
    """What folds do, on a map of size x size, all float32, zero at rest.

    hollow (size, size): log of how much less of the sky is seen; lean (2, size, size): how far normals lean along the
    skin, to the subject's left and up; normal (3, size, size): of the smooth mesh, unit, head axes.
    """

    hollow: np.ndarray
    lean: np.ndarray
    normal: np.ndarray


class FoldShading:
    """Of one head, on a map of size x size."""

    def __init__(self, head, size: int = 256):
        self.head, self.size = head, size
        drawn = drawn_skin(head)
        self.skin = head.faces[np.all(drawn[head.faces], axis=1)].astype(np.int32)
        self._even = Evener(self.skin, len(head.neutral))
        self._corners, self._share, self.covered = self._lay()
        self._normal0 = vertex_normals(head.neutral, self.skin)
        self._frame = _tangents(self._normal0)
        self._strain = _StrainOf(head.neutral, self.skin)
        self._to_surface = self._jacobian()
        self.part = self._part()

    def _lay(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Corners (size, size, 3) of the triangle at each texel, their shares alike, and where there is any."""
        size, faces = self.size, self.skin
        uv = skin_uv(self.head.neutral)
        outward = np.linalg.norm(self.head.neutral * (1, 0.3, 1) + (0, 0, 1.0), axis=1)
        points = np.column_stack((uv * size - 0.5, outward))[faces].reshape(-1, 3).astype(np.float32)
        values = np.column_stack(
            (np.repeat(np.arange(len(faces)), 3), np.tile(np.eye(3), (len(faces), 1)))
        ).astype(np.float32)
        out = np.full((size, size, 4), -1, np.float32)
        order = np.arange(len(points), dtype=np.int32).reshape(-1, 3)
        rasterise(points, order, values, out, np.empty((size, size), np.float32))
        covered = out[..., 0] >= 0
        which = np.maximum(np.rint(out[..., 0]).astype(int), 0)
        return faces[which], out[..., 1:] * covered[..., None], covered

    def spread(self, values: np.ndarray) -> np.ndarray:
        """(size, size, K) of values (V, K), 0 where the map holds no skin."""
        out = np.zeros((self.size, self.size, values.shape[1]), np.float32)
        _spread(self._corners, self._share, np.ascontiguousarray(values, np.float32), out)
        return out

    @cached_property
    def _skin_next_to(self) -> tuple[np.ndarray, np.ndarray]:
        from scipy.ndimage import distance_transform_edt

        return tuple(distance_transform_edt(~self.covered, return_distances=False, return_indices=True))

    def _filled(self, values: np.ndarray) -> np.ndarray:
        """values (size, size, K) with what is beside the skin taken from the nearest skin."""
        return np.ascontiguousarray(values[self._skin_next_to])

    def _jacobian(self) -> np.ndarray:
        """(size, size, 2, 2): times a gradient along the map's x and y (up) gives the one along the skin."""
        place = self._filled(self.spread(self.head.neutral))
        texel = SIDE / self.size
        by_x = cv2.GaussianBlur(np.gradient(place, axis=1), (0, 0), 2) / texel
        by_y = -cv2.GaussianBlur(np.gradient(place, axis=0), (0, 0), 2) / texel
        left, up = (self._filled(self.spread(axis)) for axis in self._frame)
        turn = np.empty((self.size, self.size, 2, 2), np.float32)
        for i, along in enumerate((by_x, by_y)):
            for j, axis in enumerate((left, up)):
                turn[..., i, j] = (along * axis).sum(-1)
        turn += 1e-3 * np.eye(2, dtype=np.float32)
        size = np.linalg.norm(turn, axis=(2, 3))
        turn[size > 6.0] = 6.0 * np.eye(2)  # edge-on: too few texels for any fold
        return np.linalg.inv(turn).astype(np.float32)

    def _part(self) -> np.ndarray:
        """(size, size) 0..1: how much of the folds shows: not on the red of the lips, little on the lids and brows."""
        regions = self.head.regions
        keep = np.ones(len(self.head.neutral), np.float32)
        keep[regions["brow_l"] | regions["brow_r"]] = 0.5
        keep[lids(self.head)] = 0.25
        keep[regions["lips_upper"] | regions["lips_lower"]] = 0.0
        keep[regions["nose"] & (self.head.neutral[:, 1] < -0.62)] = 0.3
        on = self.spread(self._even(keep, 2)[:, None])[..., 0]
        inside = cv2.erode(self.covered.astype(np.uint8), np.ones((5, 5), np.uint8)).astype(np.float32)
        return on * cv2.GaussianBlur(inside, (0, 0), 3.0) * self.covered

    @cached_property
    def _at_rest(self) -> np.ndarray:
        return self._seen(np.zeros(DIM, np.float32))[0]

    def look(self, z: np.ndarray) -> Look:
        """The folds of z (41,), relative to the face at rest."""
        seen, lean, normal = self._seen(np.asarray(z, np.float32))
        hollow = np.log(np.maximum(seen, 0.05) / np.maximum(self._at_rest, 0.05))
        hollow = cv2.GaussianBlur(hollow, (0, 0), SCATTER) * self.part
        return Look(hollow, np.moveaxis(lean * self.part[..., None], 2, 0).copy(), np.moveaxis(normal, 2, 0))

    def _seen(self, z: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """How much of the sky is seen (size, size), the lean (size, size, 2), the mesh's normals."""
        moved = self.head.vertices(z)
        height = self._height(z, moved)
        lean = self._lean(height)
        flat = cv2.resize(height, (self.size, self.size), interpolation=cv2.INTER_AREA)
        normals = vertex_normals(moved, self.skin)
        place = self.spread(np.column_stack((moved, normals)))
        place, normal = place[..., :3], _unit(place[..., 3:])
        axes = [self.spread(axis) for axis in _tangents(normals)]
        tilted = _unit(normal + lean[..., :1] * axes[0] + lean[..., 1:] * axes[1])
        levels, valid = [], []
        displaced = place + flat[..., None] * normal
        cover = self.covered.astype(np.float32)
        for reach in REACHES:
            sigma = max(0.3, 0.25 * reach * self.size / SIDE)
            weight = cv2.GaussianBlur(cover, (0, 0), sigma)
            blurred = cv2.GaussianBlur(displaced * cover[..., None], (0, 0), sigma)
            levels.append(blurred / np.maximum(weight, 1e-3)[..., None])
            valid.append(weight > 0.5)
        seen = _open_sky(
            displaced,
            tilted,
            self.covered,
            np.ascontiguousarray(levels, np.float32),
            np.ascontiguousarray(valid),
            np.array(REACHES, np.float32),
            _around(self.size / SIDE),
        )
        return seen, lean, normal

    def _height(self, z: np.ndarray, moved: np.ndarray) -> np.ndarray:
        """(FINE * size, FINE * size) float32: the folds' height over the mesh."""
        size = FINE * self.size
        metric = self._strain(moved)
        metric = np.column_stack([self._even(np.ascontiguousarray(m), STRAIN_ROUNDS) for m in metric.T])
        on_map = self._filled(self.spread(metric.astype(np.float32)))
        out = np.zeros(size * size, np.float32)
        for fold in carved(size):
            felt = np.full(len(fold.points), -1.0, np.float32)
            for offset in fold.fold.offsets:
                at = fold.points + offset * fold.across
                x = ((at[:, 0] / SIDE + 0.5) * self.size - 0.5).astype(np.float32)[None]
                y = ((TOP - at[:, 1]) / SIDE * self.size - 0.5).astype(np.float32)[None]
                c = cv2.remap(on_map, x, y, cv2.INTER_LINEAR)[0]
                mx, my = fold.across.T
                stretch = np.sqrt(
                    np.maximum(c[:, 0] * mx * mx + 2 * c[:, 1] * mx * my + c[:, 2] * my * my, 1e-4)
                )
                felt = np.maximum(felt, 1.0 - stretch)
            felt = cv2.GaussianBlur(felt[None], (0, 0), 0.05 / STEP, borderType=cv2.BORDER_REPLICATE)[0]
            out[fold.texels] += fold.driven(felt, z)[fold.nearest] * fold.shape
        return out.reshape(size, size)

    def _lean(self, height: np.ndarray) -> np.ndarray:
        """(size, size, 2): by how much normals lean, from the slope of the height along the skin."""
        texel = SIDE / (FINE * self.size)
        by_x, by_y = np.gradient(height, axis=1) / texel, -np.gradient(height, axis=0) / texel
        both = np.stack((by_x, by_y), axis=-1).astype(np.float32)
        both = cv2.resize(both, (self.size, self.size), interpolation=cv2.INTER_AREA)
        lean = -np.einsum("yxji,yxi->yxj", self._to_surface, both)
        lean = cv2.GaussianBlur(lean, (0, 0), SCATTER)
        return lean / (1.0 + np.linalg.norm(lean, axis=-1, keepdims=True) / STEEPEST)


class _StrainOf:
    """Right Cauchy-Green tensor of a moved mesh at its vertices, along the skin to the left and up."""

    def __init__(self, rest: np.ndarray, triangles: np.ndarray):
        self._triangles, self._count = triangles, len(rest)
        a, b, c = (rest[triangles[:, k]] for k in range(3))
        edge = np.stack((b - a, c - a), axis=2)
        normal = np.cross(edge[..., 0], edge[..., 1])
        self._area = np.linalg.norm(normal, axis=1)
        left, up = _tangents(normal / np.maximum(self._area, 1e-9)[:, None])
        flat = np.stack(
            ((edge * left[..., None]).sum(1), (edge * up[..., None]).sum(1)), axis=1
        )  # (F, 2 axes, 2 edges)
        self._inverse = np.linalg.pinv(flat)
        self._weight = np.zeros(self._count)
        for k in range(3):
            np.add.at(self._weight, triangles[:, k], self._area)

    def __call__(self, moved: np.ndarray) -> np.ndarray:
        """(V, 3): left-left, left-up, up-up; (1, 0, 1) where nothing is strained."""
        a, b, c = (moved[self._triangles[:, k]] for k in range(3))
        edge = np.stack((b - a, c - a), axis=2) @ self._inverse
        tensor = np.einsum("fki,fkj->fij", edge, edge)[:, (0, 0, 1), (0, 1, 1)]
        out = np.zeros((self._count, 3))
        for k in range(3):
            for channel in range(3):
                out[:, channel] += np.bincount(
                    self._triangles[:, k], self._area * tensor[:, channel], self._count
                )
        return (out / np.maximum(self._weight, 1e-9)[:, None]).astype(np.float32)


def _tangents(normals: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Unit vectors along the skin, to the subject's left and up, each (N, 3), of unit normals (N, 3)."""
    left = np.array((1.0, 0.0, 0.0), np.float32) - normals * normals[:, :1]
    left = _unit(left)
    return left.astype(np.float32), np.cross(normals, left).astype(np.float32)


def _unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-6)


@numba.njit(cache=True, nogil=True, fastmath=True)
def _spread(corners, share, values, out):
    height, width, _ = corners.shape
    for y in range(height):
        for x in range(width):
            for c in range(3):
                weight, vertex = share[y, x, c], corners[y, x, c]
                if weight != 0.0:
                    for k in range(values.shape[1]):
                        out[y, x, k] += weight * values[vertex, k]


def _around(scale: float) -> np.ndarray:
    """(DIRECTIONS, len(REACHES), 2) float32: how many texels, `scale` an inter-ocular distance, away horizons are
    looked for."""
    angles = 2 * np.pi * np.arange(DIRECTIONS) / DIRECTIONS
    ways = np.stack((np.cos(angles), np.sin(angles)), axis=-1)
    return (ways[:, None] * scale * np.array(REACHES)[:, None]).astype(np.float32)


@numba.njit(cache=True, nogil=True, fastmath=True)
def _open_sky(place, normal, covered, levels, valid, reaches, around):
    height, width = covered.shape
    out = np.ones((height, width), np.float32)
    one, directions = np.float32(1.0), np.float32(len(around))
    nearer = one / (reaches[-1] * np.float32(1.6)) ** 2
    for y in range(height):
        for x in range(width):
            if not covered[y, x]:
                continue
            total = np.float32(0.0)
            for k in range(len(around)):
                horizon = np.float32(0.0)
                for level in range(len(reaches)):
                    fx = np.float32(x) + around[k, level, 0]
                    fy = np.float32(y) + around[k, level, 1]
                    i, j = int(np.floor(fx)), int(np.floor(fy))
                    if i < 0 or j < 0 or i >= width - 1 or j >= height - 1 or not valid[level, j, i]:
                        continue
                    ax, ay = fx - np.float32(i), fy - np.float32(j)
                    bx, by = one - ax, one - ay
                    along, length = np.float32(0.0), np.float32(1e-12)
                    for c in range(3):
                        there = by * (bx * levels[level, j, i, c] + ax * levels[level, j, i + 1, c]) + ay * (
                            bx * levels[level, j + 1, i, c] + ax * levels[level, j + 1, i + 1, c]
                        )
                        away = there - place[y, x, c]
                        along += away * normal[y, x, c]
                        length += away * away
                    near = max(np.float32(0.0), one - length * nearer)
                    horizon = max(horizon, near * along / np.sqrt(length))
                total += horizon * horizon
            out[y, x] = one - total / directions
    return out


def shade(normals: np.ndarray, ambient: float, direction: np.ndarray, floor: float = 0.35) -> np.ndarray:
    """(size, size) relative luminance of unit normals (3, size, size): ambient + direction . n, never below `floor`."""
    return np.maximum(ambient + np.tensordot(direction, normals, 1), floor)


def tangents_of(normal: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The skin's left and up, each (3, size, size), of unit normals alike."""
    flat = normal.reshape(3, -1).T
    return tuple(axis.T.reshape(normal.shape) for axis in _tangents(flat))
