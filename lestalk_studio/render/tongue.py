"""The tongue: on the floor of the mouth, between the teeth, and out over the lower lip.

The head model's tongue says where tip and jaw are; its blade is a smooth surface of its own from the floor of the
mouth over the lower lip to a round tip, for the model's is a block of few triangles.
"""

from __future__ import annotations

from functools import lru_cache

import cv2
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


class TongueBlade:
    """The blade of one head's tongue. head: face.head.Head; unit: pixels per inter-ocular distance."""

    def __init__(self, head, unit: float):
        self._unit = unit
        rest = head.neutral
        tongue, teeth = (
            np.flatnonzero(head.part_mask("tongue")),
            np.flatnonzero(head.part_mask("teeth_lower")),
        )
        self._tip = tongue[rest[tongue, 2] > rest[tongue, 2].max() - 0.06]
        front = teeth[rest[teeth, 2] > rest[teeth, 2].max() - 0.08]
        self._incisors = front[rest[front, 1] > np.median(rest[front, 1])]
        self._roots = front[rest[front, 1] <= np.median(rest[front, 1])]
        back = teeth[rest[teeth, 2] < np.median(rest[teeth, 2])]
        self._left, self._right = back[rest[back, 0] > 0], back[rest[back, 0] < 0]
        row, column = np.mgrid[0 : _ALONG - 1, 0 : _ACROSS - 1]
        a = (row * _ACROSS + column).ravel()
        b, c, d = a + 1, a + _ACROSS, a + _ACROSS + 1
        self._triangles = np.vstack((np.column_stack((a, c, b)), np.column_stack((b, c, d)))).astype(np.int32)
        self._across = np.linspace(-1, 1, _ACROSS, dtype=np.float32)

    def out(self, points: np.ndarray) -> float:
        """How far the tip has come before the lower teeth, 0..1, for the head's positions (V, 3)."""
        return float(np.clip(self._ahead(points, self._axes(points)[2]) / _OVER_TEETH, 0, 1))

    def forward(self, points: np.ndarray) -> np.ndarray:
        """(3,) the jaw's forward direction in picture axes, of length 1."""
        return self._axes(points)[2]

    def _ahead(self, points, forward) -> float:
        """How far the tip is before the lower incisors, in inter-ocular distances."""
        return float((points[self._tip].mean(0) - points[self._incisors].mean(0)) @ forward / self._unit)

    def _axes(self, points):
        """The jaw's own axes: to its left, up, forward; unit vectors (3,) in picture axes."""
        side = points[self._left].mean(0) - points[self._right].mean(0)
        side /= max(float(np.linalg.norm(side)), 1e-6)
        up = points[self._incisors].mean(0) - points[self._roots].mean(0)
        up -= (up @ side) * side
        up /= max(float(np.linalg.norm(up)), 1e-6)
        # Picture axes are left-handed (y down): what would point backward points forward.
        return side, up, np.cross(up, side)

    def surface(self, points: np.ndarray, lower: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The blade's vertices (n, 3) in crop pixels, z to the viewer, and before (n,): how far each lies outside
        the lips, in inter-ocular distances.

        points: (V, 3) of the head; lower: (N, 3) the lower lip's contact line.
        """
        unit = self._unit
        side, up, forward = self._axes(points)
        incisors, tip = points[self._incisors].mean(0), points[self._tip].mean(0)
        ahead = self._ahead(points, forward)
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
        t = np.linspace(0, 1, 4 * _ALONG)[:, None]
        bend = 2 * over - 0.5 * (root + tip)
        dense = (1 - t) ** 2 * root + 2 * t * (1 - t) * bend + t**2 * tip
        length = np.concatenate(((0,), np.cumsum(np.linalg.norm(np.diff(dense, axis=0), axis=1))))
        # Vertices lie closer at the round tip.
        share = 1 - (1 - np.linspace(0, 1, _ALONG)) ** 1.7
        line = np.column_stack([np.interp(share * length[-1], length, dense[:, k]) for k in range(3)])
        tangent = np.gradient(line, axis=0)
        tangent /= np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-6)
        above = np.cross(side, tangent)
        above *= 1.0 if above[0] @ up > 0 else -1.0
        width = min(_HALF_WIDTH * unit, _OF_MOUTH * float(np.ptp(lower[:, 0])))
        rest = (1 - share) * length[-1]
        round_ = np.sqrt(np.maximum(1 - (1 - np.minimum(rest / (_TIP * width), 1)) ** 2, 0))
        edge = 1 - np.sqrt(np.maximum(1 - self._across**2, 0))
        turn = 1 - np.sqrt(np.maximum(1 - (1 - np.minimum(rest / (_THICK * unit), 1)) ** 2, 0))
        # The furrow runs out before the tip.
        furrow = np.exp(-((self._across / 0.16) ** 2)) * np.clip(rest / width - 0.5, 0, 1)[:, None]
        dome = round_[:, None] * _DOME * (1 - self._across**2)[None] - _FURROW * furrow
        height = unit * (dome - _THICK * np.maximum(0.4 * edge[None], turn[:, None]))
        vertices = (
            line[:, None]
            + (width * round_)[:, None, None] * self._across[None, :, None] * side
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
        v, u = np.mgrid[0:_ALONG, 0:_ACROSS].reshape(2, -1) / [[_ALONG - 1], [_ACROSS - 1]]
        values = np.column_stack((light * inside, wet * inside, u, v, np.ones(len(u)), before)).astype(
            np.float32
        )
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
        # What light is left in the shade has gone through the tongue, and is red.
        light = out[..., :1] * texel[..., :1]
        colour = TONGUE * light * (1 - np.maximum(0.8 - light, 0) * np.array((0.0, 0.35, 0.35), np.float32))
        colour += (0.30 * out[..., 1] * texel[..., 1])[..., None]
        return colour.astype(np.float32), out[..., 4], out[..., 4] * np.clip(out[..., 5] / 0.08, 0, 1)


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
