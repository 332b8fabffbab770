"""The tongue: on the floor of the mouth, between the teeth, and out over the lower lip.

The head model's tongue says where tip and jaw are; its blade is a smooth surface of its own from the floor of the
mouth over the lower lip to a round tip, for the model's is a block of few triangles.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

import cv2
import numba
import numpy as np

from lestalk_studio.render.raster import rasterise, vertex_normals

TONGUE = np.array((0.84, 0.48, 0.46), np.float32)  # mucosa's albedo
_ALONG, _ACROSS = 30, 17  # vertices of the blade
_HALF_WIDTH = 0.235  # all lengths in inter-ocular distances
_OF_MOUTH = 0.36  # half width at most, as a share of the lips' width
_THICK, _DOME, _FURROW = 0.075, 0.055, 0.022
_BEHIND = 0.50  # how far behind the lower incisors the blade begins
_OVER_TEETH = 0.05  # how far the tip is before these when the blade lies wholly over them
_HANGS = 1.2  # how far it hangs down for each length that it is out
_RISES = (
    0.18,
    0.05,
    -0.10,
)  # where before the lip it begins and has ended to rise, and how high it then lies
_PASSES = (-0.03, 0.17)  # where before and after the lip the tip begins and has ended to pass it
_HANGS_OUT = 1.5  # how far it may hang for each length that it is past the lip
_FALLOFF = 2.6  # light lost into the mouth
_LIP = 0.14  # how deep the lower lip is
_TIP = 1.45  # length of its round end, as a multiple of the half width
_TEXTURE = (192, 128)

_SIDEWAYS = np.linspace(-1, 1, _ACROSS, dtype=np.float32)
_EDGE, _DOMED = 1 - np.sqrt(np.maximum(1 - _SIDEWAYS**2, 0)), _DOME * (1 - _SIDEWAYS**2)
_IN_FURROW = np.exp(-((_SIDEWAYS / 0.16) ** 2))
_SHARE = 1 - (1 - np.linspace(0, 1, _ALONG)) ** 1.7  # of its length; vertices lie closer at the round tip
_T = np.linspace(0, 1, 4 * _ALONG)
_BEND = np.stack(((1 - _T) ** 2, 2 * _T * (1 - _T), _T**2), 1)  # of a curve's ends and the point between them


class Jaw(NamedTuple):
    """Where the lower jaw is in the picture: its axes to its left, up and forward, unit vectors (3,) in picture axes,
    and the middles (3,) of the lower incisors and of the tongue's tip."""

    side: np.ndarray
    up: np.ndarray
    forward: np.ndarray
    incisors: np.ndarray
    tip: np.ndarray


class TongueBlade:
    """The blade of one head's tongue. head: face.head.Head; unit: pixels per inter-ocular distance."""

    def __init__(self, head, unit: float):
        self._unit = unit
        rest = head.neutral
        tongue, teeth = (
            np.flatnonzero(head.part_mask("tongue")),
            np.flatnonzero(head.part_mask("teeth_lower")),
        )
        tip = tongue[rest[tongue, 2] > rest[tongue, 2].max() - 0.06]
        front = teeth[rest[teeth, 2] > rest[teeth, 2].max() - 0.08]
        middle = np.median(rest[front, 1])
        incisors, roots = front[rest[front, 1] > middle], front[rest[front, 1] <= middle]
        back = teeth[rest[teeth, 2] < np.median(rest[teeth, 2])]
        marks = back[rest[back, 0] > 0], back[rest[back, 0] < 0], roots, incisors, tip
        self._marks = np.concatenate(marks)
        counts = np.array([len(mark) for mark in marks])
        self._starts, self._counts = np.cumsum(counts) - counts, counts[:, None].astype(np.float32)
        row, column = np.mgrid[0 : _ALONG - 1, 0 : _ACROSS - 1]
        a = (row * _ACROSS + column).ravel()
        b, c, d = a + 1, a + _ACROSS, a + _ACROSS + 1
        self._triangles = np.vstack((np.column_stack((a, c, b)), np.column_stack((b, c, d)))).astype(np.int32)
        v, u = np.mgrid[0:_ALONG, 0:_ACROSS].reshape(2, -1) / [[_ALONG - 1], [_ACROSS - 1]]
        self._uv = np.column_stack((u, v)).astype(np.float32)

    def jaw(self, points: np.ndarray) -> Jaw:
        """Of the head's positions (V, 3)."""
        sums = np.add.reduceat(points[self._marks], self._starts)
        left, right, roots, incisors, tip = sums / self._counts
        side = left - right
        side /= max(math.hypot(*side), 1e-6)
        up = incisors - roots
        up -= (up @ side) * side
        up /= max(math.hypot(*up), 1e-6)
        # Picture axes are left-handed (y down): what would point backward points forward.
        return Jaw(side, up, _turns(up) @ side, incisors, tip)

    def out(self, jaw: Jaw) -> float:
        """How far the tip has come before the lower teeth, 0..1."""
        return float(np.clip(self._ahead(jaw) / _OVER_TEETH, 0, 1))

    def _ahead(self, jaw: Jaw) -> float:
        """How far the tip is before the lower incisors, in inter-ocular distances."""
        return float((jaw.tip - jaw.incisors) @ jaw.forward / self._unit)

    def surface(self, jaw: Jaw, lower: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The blade's vertices (n, 3) in crop pixels, z to the viewer, and before (n,): how far each lies outside
        the lips, in inter-ocular distances.

        lower: (N, 3) the lower lip's contact line.
        """
        unit = self._unit
        side, up, forward, incisors, tip = jaw
        ahead = self._ahead(jaw)
        # What comes over the teeth lies on them first, and hangs down only further out.
        drop = float((incisors - tip) @ up) / unit
        tip = tip + unit * max(0.0, drop + _THICK - max(_HANGS * ahead, -ahead)) * up
        lip = lower[len(lower) // 2]
        # It rises over the lip and lies on it before it hangs: what hung behind would come out at once.
        near = (tip - lip) @ forward / unit
        lift = np.clip((near + _RISES[0]) / (_RISES[0] - _RISES[1]), 0, 1)
        allowed = _RISES[2] + _HANGS_OUT * max(near + _RISES[1], 0.0)
        deep = max(0.0, float((lip - tip) @ up) / unit - allowed)
        tip = tip + unit * deep * lift * lift * (3 - 2 * lift) * up
        root = incisors - _BEHIND * unit * forward + 0.10 * unit * up
        over = lip + 0.045 * unit * up + 0.03 * unit * forward
        past = float(np.clip(((tip - lip) @ forward / unit - _PASSES[0]) / (_PASSES[1] - _PASSES[0]), 0, 1))
        past = past * past * (3 - 2 * past)
        over = past * over + (1 - past) * (0.5 * (root + tip) + 0.05 * unit * up)
        dense = _BEND @ np.stack((root, 2 * over - 0.5 * (root + tip), tip))
        steps = np.diff(dense, axis=0)
        length = np.concatenate(((0,), np.cumsum(np.sqrt((steps * steps).sum(1)))))
        line = np.column_stack([np.interp(_SHARE * length[-1], length, dense[:, k]) for k in range(3)])
        tangent = np.gradient(line, axis=0)
        tangent /= np.maximum(np.sqrt((tangent * tangent).sum(1, keepdims=True)), 1e-6)
        above = tangent @ _turns(side).T
        above *= 1.0 if above[0] @ up > 0 else -1.0
        width = min(_HALF_WIDTH * unit, _OF_MOUTH * float(np.ptp(lower[:, 0])))
        rest = (1 - _SHARE) * length[-1]
        round_ = np.sqrt(np.maximum(1 - (1 - np.minimum(rest / (_TIP * width), 1)) ** 2, 0))
        turn = 1 - np.sqrt(np.maximum(1 - (1 - np.minimum(rest / (_THICK * unit), 1)) ** 2, 0))
        # The furrow runs out before the tip.
        furrow = _IN_FURROW * np.clip(rest / width - 0.5, 0, 1)[:, None]
        dome = round_[:, None] * _DOMED - _FURROW * furrow
        height = unit * (dome - _THICK * np.maximum(0.4 * _EDGE, turn[:, None]))
        vertices = (
            line[:, None]
            + (width * round_)[:, None, None] * (_SIDEWAYS[:, None] * side)
            + height[..., None] * above[:, None]
        )
        # A tongue that is out lies on the whole of the lip, one that is not stays behind it.
        before = (line - lip) @ forward / unit + past * _LIP - (1 - past) * 0.5 * _LIP
        return vertices.reshape(-1, 3).astype(np.float32), np.repeat(before, _ACROSS).astype(np.float32)

    def paint(
        self,
        vertices: np.ndarray,
        before: np.ndarray,
        corner: tuple[int, int],
        shape: tuple[int, int],
        detail,
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Albedo times light (h, w, 3), 1 = white, coverage (h, w) of the blade, and of what of it is outside the lips.

        vertices, before: as `surface` gives; corner: (x, y) pixel of the picture the result begins at; shape: of
        the result; detail: its pixels per pixel of the picture.
        """
        normals = vertex_normals(vertices, self._triangles)
        normals *= np.where(normals[:, 2:] < 0, -1, 1)
        light = 0.42 + 0.54 * np.clip(0.86 * normals[:, 2] - 0.50 * normals[:, 1], 0, 1)
        wet = np.clip(0.94 * normals[:, 2] - 0.34 * normals[:, 1], 0, 1) ** 28
        inside = np.exp(_FALLOFF * np.minimum(before, 0))
        shown = light * inside, wet * inside, self._uv, np.ones(len(before)), before
        values = np.column_stack(shown).astype(np.float32)
        placed = vertices.copy()
        placed[:, :2] = (placed[:, :2] - corner + 0.5) * detail - 0.5
        out = np.zeros((*shape, 6), np.float32)
        rasterise(placed, self._triangles, values, out, np.empty(shape, np.float32))
        texel = cv2.remap(
            _papillae(),
            out[..., 2] * (_TEXTURE[1] - 1),
            out[..., 3] * (_TEXTURE[0] - 1),
            cv2.INTER_LINEAR,
        )
        colour, over = np.empty((*shape, 3), np.float32), np.empty(shape, np.float32)
        _coloured(out, texel, TONGUE, colour, over)
        return colour, out[..., 4], over


@numba.njit(cache=True, nogil=True)
def _coloured(drawn, texel, albedo, colour, over):
    red, shine, outside = np.float32(0.35), np.float32(0.30), np.float32(0.08)
    none, full = np.float32(0), np.float32(1)
    for y in range(drawn.shape[0]):
        for x in range(drawn.shape[1]):
            light, wet = drawn[y, x, 0] * texel[y, x, 0], shine * drawn[y, x, 1] * texel[y, x, 1]
            # What light is left in the shade has gone through the tongue, and is red.
            kept = full - red * max(np.float32(0.8) - light, none)
            colour[y, x, 0] = albedo[0] * light + wet
            colour[y, x, 1] = albedo[1] * light * kept + wet
            colour[y, x, 2] = albedo[2] * light * kept + wet
            over[y, x] = drawn[y, x, 4] * min(max(drawn[y, x, 5] / outside, none), full)


def _turns(vector: np.ndarray) -> np.ndarray:
    """(3, 3) whose product with another vector is the cross product of vector (3,) and that."""
    x, y, z = vector
    return np.array(((0, -z, y), (z, 0, -x), (-y, x, 0)))


@lru_cache(maxsize=1)
def _papillae() -> np.ndarray:
    """(rows, columns, 2) float32, root to tip: the blade's albedo about 1, and how wet it shines."""
    rows, columns = _TEXTURE
    noise = np.random.default_rng(19).normal(size=(rows, columns)).astype(np.float32)
    fine, coarse = (cv2.GaussianBlur(noise, (0, 0), s) for s in (1.6, 9.0))
    fine, coarse = fine / fine.std(), coarse / coarse.std()
    across = np.linspace(-1, 1, columns, dtype=np.float32)[None]
    along = np.linspace(0, 1, rows, dtype=np.float32)[:, None]
    furrow = np.exp(-((across / 0.07) ** 2)) * np.clip((1 - along) / 0.35, 0, 1)
    albedo = 1 + 0.045 * fine + 0.03 * coarse - 0.16 * furrow
    shine = np.clip(0.55 + 0.55 * fine + 0.35 * coarse, 0, 2)
    return np.ascontiguousarray(np.dstack((albedo, shine)), np.float32)
