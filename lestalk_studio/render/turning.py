"""Skin that a turn of the head brings into view.

What lay behind the outline has no picture of its own: where the portrait has it, there is background, or skin seen at
a grazing angle. It is given the skin just inside the outline instead.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from lestalk_studio.render.fill import spread_out
from lestalk_studio.render.raster import rasterise
from lestalk_studio.render.smaller import blurred

_CLEAR = 0.45  # facing of skin from which it says all
_ROOM = 0.45  # beside the hidden side, that is looked at for its skin, in inter-ocular distances
_GRAIN_FROM, _GRAIN = 0.35, 14.0  # how far inside its grain is taken from, and how much of it, levels
_GRAZING = 0.34  # facing of skin, 1 = to the viewer, below which the portrait says little of it
_INWARD = 0.13  # inter-ocular distances that fully hidden skin is sampled inside its own place
_REVEALED = 0.22  # gain of facing from which that is done in full
_TURNED = (25.0, 32.0)  # degrees of yaw in the portrait between which a side begins to be hidden
_OUTER = (0.55, 0.75)  # distances from the middle of the face in head space between which its sides begin


def yaw_of(orientation: np.ndarray) -> float:
    """Degrees by which a head of orientation (3, 3) is turned about the vertical."""
    return float(np.degrees(np.arctan2(orientation[0, 2], orientation[2, 2])))


def sides(rest: np.ndarray, orientation: np.ndarray) -> np.ndarray:
    """(V,) 0..1 of head space (V, 3): the sides of a face that the portrait shows turned away, else 0.

    Nose and mouth have outlines of their own. What a less turned face hides is hair and ears, and these lie beside
    it in the portrait already. orientation: (3, 3) of the head in the portrait.
    """
    yaw = abs(yaw_of(orientation))
    turned = float(np.clip((yaw - _TURNED[0]) / (_TURNED[1] - _TURNED[0]), 0, 1))
    outer = np.clip((np.abs(rest[:, 0]) - _OUTER[0]) / (_OUTER[1] - _OUTER[0]), 0, 1)
    return (turned * outer * beside_eyes(rest)).astype(np.float32)


def beside_eyes(rest: np.ndarray) -> np.ndarray:
    """(V,) 0..1 of head space (V, 3): how much skin lies at the eyes' height."""
    return np.exp(-(((rest[:, 1] - 0.06) / 0.2) ** 2)).astype(np.float32)


def aside(rest: np.ndarray) -> np.ndarray:
    """(V,) picture heights, in inter-ocular distances, by which skin beside an eye or a brow is sampled below or
    above it: neither may be seen twice."""
    y = rest[:, 1]
    below_eye, above_brow = np.exp(-(((y + 0.02) / 0.16) ** 2)), np.exp(-(((y - 0.38) / 0.12) ** 2))
    return (0.20 * below_eye - 0.16 * above_brow).astype(np.float32)


def revealed(normals: np.ndarray, turn: np.ndarray, share: np.ndarray) -> np.ndarray:
    """(V,) 0..1: how much of what is seen has no picture of its own; arguments as in `revealed_shift`."""
    before = normals[:, 2]
    gain = np.clip((normals @ turn[2] - before) / _REVEALED, 0, 1)
    hidden = np.clip(2 * (_GRAZING - before) / _GRAZING, 0, 1)
    return share * gain * gain * (3 - 2 * gain) * hidden


class HiddenSide:
    """What the skin of a turned-away side would look like: the clear skin of the face, continued to it.

    `skin` (h, w, 3) float32, 0..255, at `corner` (x, y) of the crop, which goes with `place` (3,).
    crop: (H, W, 3) uint8; points: (V, 3) pixels; normals: (V, 3) at rest; share: (V,) as `sides` gives; features:
    (V,) bool, what is no clear skin; triangles: (F, 3); unit: pixels an inter-ocular distance.
    """

    def __init__(self, crop, points, normals, share, features, triangles, unit: float):
        drawn = np.unique(triangles)
        # A side that only begins to be hidden has a place all the same.
        turned_away = share[drawn] * (normals[drawn, 2] < 2 * _GRAZING)
        side = drawn[turned_away > 0.2 * turned_away.max()]
        if not len(side):
            side = drawn[share[drawn] > 0]
        low = np.maximum(np.floor(points[side, :2].min(0) - _ROOM * unit), 0).astype(int)
        high = np.minimum(np.ceil(points[side, :2].max(0) + _ROOM * unit) + 1, crop.shape[1::-1]).astype(int)
        self.corner = (int(low[0]), int(low[1]))
        self.place = points[side].mean(0)
        patch = crop[low[1] : high[1], low[0] : high[0]].astype(np.float32)
        values = np.column_stack((normals[:, 2], features, np.ones(len(points)))).astype(np.float32)
        seen = np.zeros((*patch.shape[:2], 3), np.float32)
        local = (points - np.array((*low, 0))).astype(np.float32)
        rasterise(local, triangles, values, seen, np.empty(patch.shape[:2], np.float32))
        known = (seen[..., 2] > 0.5) & (seen[..., 0] > _CLEAR) & (seen[..., 1] < 0.05)
        if known.sum() < 20:
            known = seen[..., 2] > 0.5
        sigma = max(1.0, 0.05 * unit)
        smooth = blurred(spread_out(patch, known), sigma)
        rough = np.where(known[..., None], patch - blurred(patch, sigma), 0)
        # The grain of the skin that lies next to it, further in.
        inward = np.sign(float(normals[side, 0].mean())) * _GRAIN_FROM * unit
        y, x = np.mgrid[0 : patch.shape[0], 0 : patch.shape[1]].astype(np.float32)
        grain = cv2.remap(
            rough, x - np.float32(inward), y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101
        )
        self.skin = (smooth + np.clip(grain, -_GRAIN, _GRAIN)).astype(np.float32)


@dataclass(frozen=True)
class _NoSide:
    """Stands for the hidden side of a face that has none."""

    skin: np.ndarray
    corner: tuple[int, int]
    place: np.ndarray


NO_SIDE = _NoSide(np.zeros((2, 2, 3), np.float32), (0, 0), np.zeros(3, np.float32))


def revealed_shift(
    normals: np.ndarray, turn: np.ndarray, share: np.ndarray, heights: np.ndarray, unit: float
) -> np.ndarray:
    """(V, 2) pixels by which what comes into view is sampled further inside the face.

    normals: (V, 3) unit normals at rest, y up; turn: (3, 3) rotation of the head in the picture's axes with y up;
    share, heights: (V,), as `sides` and `aside` give; unit: pixels an inter-ocular distance.
    """
    amount = unit * revealed(normals, turn, share)
    # Away from the outline, that is against the normal; chins and foreheads have skin enough above and below.
    inward = np.column_stack((-normals[:, 0], 0.3 * normals[:, 1]))
    inward *= _INWARD / np.maximum(np.linalg.norm(inward, axis=1, keepdims=True), 1e-6)
    inward[:, 1] += heights
    return (amount[:, None] * inward).astype(np.float32)
