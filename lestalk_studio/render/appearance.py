"""Folds that the mesh is too coarse for, as light on the skin: the appearance generator's map laid on a portrait.

What comes from the net are hollows and leaning normals of an expression, the same for everybody
(`nets.les_to_look`); how bright that makes this portrait's skin follows from the light it was painted in. It takes the
place of the drawn wrinkles (`wrinkles`), and of the mesh's own change of shading nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numba
import numpy as np

from lestalk_studio.face.skinmap import skin_uv
from lestalk_studio.render.light import Light
from lestalk_studio.render.raster import rasterise

LARGEST = 640  # longer side of the picture of where pixels lie on the map: it is smooth
DARKEST, BRIGHTEST = 0.5, 0.22  # logs of the light that deep folds come near to and never reach
BLEEDING = 1.6
"""By how much less a channel darkens that the skin throws back more of: light goes to and fro in a fold (Jimenez et al.
2016, "Practical Real-Time Strategies for Accurate Indirect Occlusion")."""
SCATTERED = (0.12, -0.02, -0.06)
"""By how much less red, green and blue darken because light reaches a furrow's bottom through the skin."""
_FEW = 0.02  # by which normals are turned to see what the light makes of it
_FAINT = 1e-3  # log of the light that nobody sees


@dataclass(frozen=True)
class Look:
    """shares: z (41,) -> (K,), zero where z is, and basis (K, 3, size, size), as those of `nets.les_to_look.LesToLook`;
    strength: 0..1, 1 as the net has it."""

    shares: Callable[[np.ndarray], np.ndarray]
    basis: np.ndarray
    strength: float = 1.0


class Appearance:
    """For one portrait.

    shape: (height, width) of its crop; points (V, 3): vertices there, pixels; normals (V, 3): theirs, y up; orientation
    (3, 3): of the head; head: the head model; triangles (F, 3) of the drawn skin; light: the portrait's; free: None or
    (V,) 0..1, less where something lies over the skin.
    """

    def __init__(
        self,
        shape: tuple[int, int],
        points: np.ndarray,
        normals: np.ndarray,
        orientation: np.ndarray,
        head,
        triangles: np.ndarray,
        light: Light,
        look: Look,
        free: np.ndarray | None = None,
    ):
        self._look = look
        size = look.basis.shape[-1]
        uv = skin_uv(head.neutral) * size - 0.5
        self._place, self._scale = _places(shape, points, triangles, uv)
        share = np.ones(len(points), np.float32) if free is None else free.astype(np.float32)
        values = np.column_stack((_answers(light, normals, orientation), share))
        lit = np.zeros((size, size, 3), np.float32)
        flat = np.column_stack((uv, points[:, 2])).astype(np.float32)
        rasterise(flat, triangles, values.astype(np.float32), lit, np.empty((size, size), np.float32))
        self._size = size
        self._texels, self._logs = _lit_basis(look.basis, lit.reshape(-1, 3))
        albedo = np.asarray(light.bright, np.float32) / 255.0
        luma = float(albedo @ np.array((0.299, 0.587, 0.114), np.float32))
        powers = 1.0 - BLEEDING * (albedo - luma) - np.array(SCATTERED, np.float32)
        self._powers = np.clip(powers, 0.6, 1.5).astype(np.float32)

    @property
    def fade(self) -> float:
        """What is left of the drawn wrinkles, whose place the folds take, 0..1."""
        return max(0.0, 1.0 - 2.0 * self._look.strength)

    def gain(self, z: np.ndarray) -> np.ndarray | None:
        """(size, size) float32: log of what the light on each texel is multiplied by for z (41,); None for no z."""
        if not np.any(z):
            return None
        out = np.zeros((self._size, self._size), np.float32)
        shares = np.float32(self._look.strength) * self._look.shares(z)
        _add_up(shares.astype(np.float32), self._logs, self._texels, out.reshape(-1))
        return out

    def apply(self, picture: np.ndarray, attributes: np.ndarray, gain: np.ndarray) -> None:
        """Bring picture (h, w, 3) uint8 under `gain`, in place.

        attributes (h, w, 6): of the face there, as compose.merge_maps leaves them.
        """
        _apply(picture, attributes, self._place, np.float32(self._scale), gain, self._powers)
        return picture


def _places(shape, points, triangles, uv) -> tuple[np.ndarray, float]:
    """Where pixels of the crop lie on the map, (h, w, 2) texels, what is no skin as the skin next to it; and how much
    smaller that picture is."""
    scale = min(1.0, LARGEST / max(shape))
    height, width = (max(2, int(np.ceil(side * scale))) for side in shape)
    at = points.copy()
    at[:, :2] = (at[:, :2] + 0.5) * scale - 0.5
    out = np.zeros((height, width, 3), np.float32)
    depth = np.empty((height, width), np.float32)
    rasterise(at, triangles, np.column_stack((uv, np.ones(len(uv)))).astype(np.float32), out, depth)
    bare = (out[..., 2] < 0.5).astype(np.uint8)
    if bare.all():
        return np.zeros((height, width, 2), np.float32), scale
    _, label = cv2.distanceTransformWithLabels(bare, cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL)
    of_label = np.zeros((label.max() + 1, 2), np.float32)
    of_label[label[bare == 0]] = out[bare == 0][:, :2]
    return of_label[label], scale


def _answers(light: Light, normals: np.ndarray, orientation: np.ndarray) -> np.ndarray:
    """(V, 2): by how much the log of the light grows where the skin's normal leans to the subject's left, and up."""
    left = orientation[:, 0] - normals * (normals @ orientation[:, 0])[:, None]
    left = left / np.maximum(np.linalg.norm(left, axis=1, keepdims=True), 1e-6)
    here = light.shade(normals)
    return np.column_stack(
        [
            (light.shade(normals + _FEW * axis) - light.shade(normals - _FEW * axis)) / (2 * _FEW * here)
            for axis in (left, np.cross(normals, left))
        ]
    )


def _lit_basis(basis: np.ndarray, lit: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Flat indices (n,) of the texels that looks change, and the log of the light there, (n, K), of each of the basis.

    lit (size * size, 3): by how much the log of the light grows where skin leans left, and up; how free the skin is.
    """
    skin = np.flatnonzero(lit[:, 2] > 0)
    left, up, free = (np.ascontiguousarray(lit[skin, k]) for k in range(3))
    logs = np.empty((len(basis), len(skin)), np.float32)
    most = np.zeros(len(skin), np.float32)
    for one, out in zip(basis.reshape(len(basis), 3, -1), logs, strict=True):
        np.multiply(one[0][skin] + one[1][skin] * left + one[2][skin] * up, free, out=out)
        np.maximum(most, np.abs(out), out=most)
    seen = most > _FAINT / 4  # the looks' shares are near 1, and their errors go either way
    return skin[seen], np.ascontiguousarray(logs[:, seen].T)


@numba.njit(cache=True, parallel=True, fastmath=True, nogil=True)
def _add_up(shares, logs, texels, out):
    zero, three, nine = np.float32(0.0), np.float32(3.0), np.float32(9.0)
    dark, bright = np.float32(DARKEST), np.float32(BRIGHTEST)
    for i in numba.prange(len(texels)):
        log = zero
        for k in range(len(shares)):
            log += shares[k] * logs[i, k]
        most = dark if log < zero else bright
        t = min(max(log / most, -three), three)
        # The hyperbolic tangent, to 2 %.
        out[texels[i]] = most * t * (nine * three + t * t) / (nine * (three + t * t))


@numba.njit(cache=True, fastmath=True, nogil=True, inline="always")
def _exp(x):
    """For |x| < 0.8, to 0.3 %."""
    return 1.0 + x * (1.0 + x * (0.5 + x * (1.0 / 6.0 + x * (1.0 / 24.0))))


@numba.njit(cache=True, parallel=True, fastmath=True, nogil=True)
def _apply(picture, attributes, place, scale, gain, powers):
    height, width = picture.shape[:2]
    rows, columns = place.shape[:2]
    size = gain.shape[0]
    for y in numba.prange(height):
        for x in range(width):
            w = attributes[y, x, 3]
            if w <= 0.0:
                continue
            px = min(max((attributes[y, x, 0] + 0.5) * scale - 0.5, 0.0), columns - 1.001)
            py = min(max((attributes[y, x, 1] + 0.5) * scale - 0.5, 0.0), rows - 1.001)
            i, j = int(px), int(py)
            fx, fy = px - i, py - j
            a, b, c, d = (1 - fy) * (1 - fx), (1 - fy) * fx, fy * (1 - fx), fy * fx
            u = (
                a * place[j, i, 0]
                + b * place[j, i + 1, 0]
                + c * place[j + 1, i, 0]
                + d * place[j + 1, i + 1, 0]
            )
            v = (
                a * place[j, i, 1]
                + b * place[j, i + 1, 1]
                + c * place[j + 1, i, 1]
                + d * place[j + 1, i + 1, 1]
            )
            u, v = min(max(u, 0.0), size - 1.001), min(max(v, 0.0), size - 1.001)
            i, j = int(u), int(v)
            fx, fy = u - i, v - j
            log = w * (
                (1 - fy) * ((1 - fx) * gain[j, i] + fx * gain[j, i + 1])
                + fy * ((1 - fx) * gain[j + 1, i] + fx * gain[j + 1, i + 1])
            )
            if log < -_FAINT:
                for k in range(3):
                    picture[y, x, k] = np.uint8(picture[y, x, k] * _exp(powers[k] * log) + 0.5)
            elif log > _FAINT:
                # As in compose: light skin has little room above.
                more = (_exp(log) - 1.0) * (1.6 / 255.0)
                for k in range(3):
                    value = np.float32(picture[y, x, k])
                    picture[y, x, k] = np.uint8(min(value + more * value * (255.0 - value), 255.0) + 0.5)
