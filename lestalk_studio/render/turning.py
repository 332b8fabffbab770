"""Skin that a turn of the head brings into view.

What lay behind the outline has no picture of its own: where the portrait has it, there is background, or skin seen at
a grazing angle. It is given the skin just inside the outline instead.
"""

from __future__ import annotations

import numpy as np

_GRAZING = 0.34  # facing of skin, 1 = to the viewer, below which the portrait says little of it
_INWARD = 0.13  # inter-ocular distances that fully hidden skin is sampled inside its own place
_REVEALED = 0.22  # gain of facing from which that is done in full
_TURNED = (25.0, 32.0)  # degrees of yaw in the portrait between which a side begins to be hidden
_OUTER = (0.55, 0.75)  # distances from the middle of the face in head space between which its sides begin


def sides(rest: np.ndarray, orientation: np.ndarray) -> np.ndarray:
    """(V,) 0..1 of head space (V, 3): the sides of a face that the portrait shows turned away, else 0.

    Nose and mouth have outlines of their own. What a less turned face hides is hair and ears, and these lie beside
    it in the portrait already. orientation: (3, 3) of the head in the portrait.
    """
    yaw = abs(float(np.degrees(np.arctan2(orientation[0, 2], orientation[2, 2]))))
    turned = float(np.clip((yaw - _TURNED[0]) / (_TURNED[1] - _TURNED[0]), 0, 1))
    return turned * np.clip((np.abs(rest[:, 0]) - _OUTER[0]) / (_OUTER[1] - _OUTER[0]), 0, 1).astype(
        np.float32
    )


def aside(rest: np.ndarray) -> np.ndarray:
    """(V,) picture heights, in inter-ocular distances, by which skin beside an eye or a brow is sampled below or
    above it: neither may be seen twice."""
    y = rest[:, 1]
    below_eye, above_brow = np.exp(-(((y + 0.02) / 0.16) ** 2)), np.exp(-(((y - 0.38) / 0.12) ** 2))
    return (0.20 * below_eye - 0.16 * above_brow).astype(np.float32)


def revealed_shift(
    normals: np.ndarray, turn: np.ndarray, share: np.ndarray, heights: np.ndarray, unit: float
) -> np.ndarray:
    """(V, 2) pixels by which what comes into view is sampled further inside the face.

    normals: (V, 3) unit normals at rest, y up; turn: (3, 3) rotation of the head in the picture's axes with y up;
    share, heights: (V,), as `sides` and `aside` give; unit: pixels an inter-ocular distance.
    """
    before = normals[:, 2]
    gain = np.clip((normals @ turn[2] - before) / _REVEALED, 0, 1)
    hidden = np.clip(2 * (_GRAZING - before) / _GRAZING, 0, 1)
    amount = share * unit * gain * gain * (3 - 2 * gain) * hidden
    # Away from the outline, that is against the normal; chins and foreheads have skin enough above and below.
    inward = np.column_stack((-normals[:, 0], 0.3 * normals[:, 1]))
    inward *= _INWARD / np.maximum(np.linalg.norm(inward, axis=1, keepdims=True), 1e-6)
    inward[:, 1] += heights
    return (amount[:, None] * inward).astype(np.float32)
