"""Tracked talking faces -> z of speech: lips, jaw and brows in the units of the head model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from lestalk_studio.les.space import DIM, INDEX
from lestalk_studio.training.tracks import picture_size

SPEECH_UNITS = (
    *("AU10", "AU12", "AU14", "AU15", "AU16", "AU17", "AU18", "AU20", "AU22", "AU23", "AU24", "AU25", "AU26"),
    *("AU01", "AU02", "AU04"),
)
"""What a voice can be heard to move; everything else of z stays 0."""

SPEECH_INDEX = np.array([INDEX[name] for name in SPEECH_UNITS])

UPPER_LIP, LOWER_LIP = (13, 82, 312), (14, 87, 317)
_RIGID = (33, 133, 362, 263, 168, 6, 197, 195, 9, 151, 10, 127, 356, 234, 454)
_LIPS = (
    *(61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 146, 91, 181, 84, 17, 314, 405, 321, 375),
    *(78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 95, 88, 178, 87, 14, 317, 402, 318, 324),
)
_CHIN = (152, 148, 377, 176, 400, 199, 200, 18)
_BROWS = (70, 63, 105, 66, 107, 336, 296, 334, 293, 300)
_POINTS = (*_LIPS, *_CHIN, *_BROWS)
_RESTING_SHARE = 0.15
_RIDGE = 0.1
"""Cost of what a unit moves, as a share of it: by movement, not by intensity, or the jaw would do all the work."""
_GAP_WEIGHT = 8.0


@dataclass(frozen=True)
class Track:
    """One tracked clip. aperture: (T,) inner-lip gap, pupil distances; z: (T, 16) in SPEECH_UNITS' order."""

    name: str
    identity: str
    fps: float
    aperture: np.ndarray
    z: np.ndarray


@lru_cache(maxsize=1)
def _head() -> tuple[np.ndarray, np.ndarray]:
    """Landmarks of the neutral head (478, 3) and their displacement by each speech unit (16, 478, 3)."""
    from lestalk_studio.face.head import Head

    head = Head.load()
    aux = np.zeros(len(head.aux))
    still = head.landmarks(head.vertices(np.zeros(DIM), aux))
    moved = [head.landmarks(head.vertices(np.eye(DIM)[i], aux)) - still for i in SPEECH_INDEX]
    return still.astype(np.float64), np.array(moved, np.float64)


def gap_per_unit() -> np.ndarray:
    """(41,) pupil distances that each unit at 1 parts the inner lips of the head model, signed."""
    gaps = np.zeros(DIM)
    moved = _head()[1][..., 1]
    gaps[SPEECH_INDEX] = (moved[:, UPPER_LIP] - moved[:, LOWER_LIP]).mean(axis=1)
    return gaps


def upright(landmarks: np.ndarray, aspect: float) -> np.ndarray:
    """MediaPipe's image-normalised (T, 478, 3) -> head space: the head's own axes, pupil distance about 1.

    Each frame is laid on the neutral head by the similarity of its rigid landmarks (Umeyama 1991).
    """
    points = landmarks.astype(np.float64) * [1.0, -aspect, -1.0]
    rigid = list(_RIGID)
    still = _head()[0][rigid]
    goal = still - still.mean(axis=0)
    centre = points[:, rigid].mean(axis=1, keepdims=True)
    found = points[:, rigid] - centre
    u, s, vt = np.linalg.svd(np.einsum("nj,tnk->tjk", goal, found))
    sign = np.ones_like(s)
    sign[:, 2] = np.sign(np.linalg.det(u @ vt))
    rotation = (u * sign[:, None, :]) @ vt
    # Scale from the breadth of the upper face in the picture: MediaPipe's depth is a guess.
    scale = (s * sign).sum(axis=1) / np.square(found).sum(axis=(1, 2))
    return np.einsum("tjk,tnk->tnj", rotation, points - centre) * scale[:, None, None] + still.mean(axis=0)


def lip_aperture(points: np.ndarray) -> np.ndarray:
    """(T,) inner-lip gap of upright landmarks, in pupil distances."""
    return np.linalg.norm(points[:, UPPER_LIP].mean(axis=1) - points[:, LOWER_LIP].mean(axis=1), axis=1)


def solve_units(points: np.ndarray) -> np.ndarray:
    """z (T, 16) >= 0 of upright landmarks, beside the clip's own closed-mouth rest.

    Regularised non-negative least squares on lips, chin and brows. The gap of the inner lips is an
    equation of its own and weighs most, because it is what is seen of speech.
    """
    from scipy.optimize import nnls

    gap = lip_aperture(points)
    resting = points[gap <= np.quantile(gap, _RESTING_SHARE)].mean(axis=0)
    weight = np.ones((len(_POINTS), 3))
    weight[20:40] = 3.0
    weight[40:48] = 2.0
    weight[:, 2] *= 0.15
    basis = _head()[1][:, _POINTS] * weight
    moved = (points - resting)[:, _POINTS] * weight
    brows = slice(len(_POINTS) - len(_BROWS), None)
    # MediaPipe's brows tremble with the lids: they are followed by half.
    moved[:, brows] *= 0.5
    penalty = np.diag(np.sqrt(_RIDGE) * np.linalg.norm(basis.reshape(len(SPEECH_UNITS), -1), axis=1) + 0.02)
    gaps = _GAP_WEIGHT * gap_per_unit()[SPEECH_INDEX]
    matrix = np.vstack([basis.reshape(len(SPEECH_UNITS), -1).T, penalty, gaps])
    opened = _GAP_WEIGHT * np.maximum(gap - lip_aperture(resting[None])[0], 0.0)
    zeros = np.zeros(len(SPEECH_UNITS))
    right = (np.concatenate([m.ravel(), zeros, [o]]) for m, o in zip(moved, opened, strict=True))
    return np.array([nnls(matrix, row)[0] for row in right])


def load_track(path: Path) -> Track:
    """One clip of a tracked corpus; frames without a face are filled from beside."""
    data = np.load(path)
    width, height = picture_size(data, path)
    landmarks = data["landmarks"].astype(np.float32)
    seen = np.flatnonzero(data["detected"])
    nearest = seen[np.abs(np.arange(len(landmarks))[:, None] - seen[None]).argmin(axis=1)]
    points = upright(landmarks[nearest], height / width)
    # landmarks jump by a pixel from frame to frame: the shortest binomial filter halves that
    points = _steady(points)
    z = solve_units(points).astype(np.float32)
    return Track(path.stem, str(data["identity"]), float(data["fps"]), lip_aperture(points), z)


def _steady(points: np.ndarray) -> np.ndarray:
    padded = np.pad(points, ((1, 1), (0, 0), (0, 0)), mode="edge")
    return 0.15 * padded[:-2] + 0.7 * padded[1:-1] + 0.15 * padded[2:]
