"""From landmarks of a known person to z and aux: the head's own units, fitted frame by frame.

Landmarks are freed of head pose and of the person's shape at rest, and what is left is explained by the
units' displacement fields, non-negative and regularised, with MediaPipe's scores as the prior.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lestalk_studio.face import signals
from lestalk_studio.face.camera import NECK_PIVOT, angles, similarity, to_right_handed
from lestalk_studio.face.landmarkmodel import AUX_USED, SIGNED, SKIN, STILL, landmark_model
from lestalk_studio.face.nonneg import solve_nonnegative
from lestalk_studio.face.prior import blink_of, score_prior, tolerances
from lestalk_studio.face.topology import (
    IRIS_L,
    IRIS_R,
    LID_LOWER_L,
    LID_LOWER_R,
    LID_UPPER_L,
    LID_UPPER_R,
    LIP_INNER_LOWER,
    LIP_INNER_UPPER,
    LIP_OUTER_LOWER,
    LIP_OUTER_UPPER,
)
from lestalk_studio.les.space import AUX, AUX_INDEX, DIM

_SIGMA = 0.05  # head units, as in the joint fit; here the person's shape is known, so less is unexplained
_DEPTH_WEIGHT = 0.05
_GAP_SIGMA = 0.004  # the opening between the lips is what one looks at: it is followed closely
_BALL_RADIUS = 0.19  # an eyeball's 12 mm in inter-ocular distances of 63 mm
_NEARER_PER_SCALE = 10.0  # head_z: ten inter-ocular distances nearer double the head


@dataclass(frozen=True, eq=False)
class Rest:
    """A person at rest: shape (478, 3) in head space, scores {name: value}, and the usual pose."""

    shape: np.ndarray
    scores: dict[str, float]
    rotation: np.ndarray
    scale: float
    pivot: np.ndarray


class UnitSolver:
    """z and aux of landmarks (T, 478, 3) of one person.

    head: face.head.Head. `calibrate` finds the person's rest in a clip, `solve` measures frames against it.
    """

    def __init__(self, head):
        self._model = landmark_model(head)
        self._weight = self._model.weight.copy()
        lips = [*LIP_INNER_UPPER, *LIP_INNER_LOWER, *LIP_OUTER_UPPER, *LIP_OUTER_LOWER]
        self._weight[lips] = 3.0

    def align(self, landmarks: np.ndarray, shape: np.ndarray | None = None):
        """Free landmarks (T, 478, 3) in pixels of their pose: (in head space (T, 478, 3), scale (T,), R (T,
        3, 3), t (T, 3)). shape: the person (478, 3), else the mean one."""
        points = to_right_handed(np.asarray(landmarks, np.float64))
        still = list(STILL)
        source = (self._model.mean if shape is None else shape)[still]
        scale, rotation, shift = similarity(source, points[:, still], self._model.weight[still] + 0.25)
        freed = np.einsum("tnk,tkj->tnj", points - shift[:, None], rotation) / scale[:, None, None]
        return freed, scale, rotation, shift

    def calibrate(self, landmarks: np.ndarray, scores: dict[str, np.ndarray]) -> Rest:
        """The person at rest, from the frames (T, 478, 3) whose lips are nearest and eyes open: a clip of
        someone talking passes through rest between the words."""
        shape = None
        quiet = np.ones(len(landmarks), bool)
        for _ in range(3):
            freed, scale, rotation, shift = self.align(landmarks, shape)
            if shape is None:
                quiet = _quiet_frames(freed, scores)
            shape = np.median(freed[quiet], axis=0)
        pivot = np.median(scale[:, None] * np.einsum("tij,j->ti", rotation, NECK_PIVOT) + shift, axis=0)
        u, _, vt = np.linalg.svd(np.median(rotation, axis=0))
        rest_scores = {name: float(np.median(np.asarray(values)[quiet])) for name, values in scores.items()}
        return Rest(shape, rest_scores, u @ vt, float(np.median(scale)), pivot)

    def solve(self, landmarks: np.ndarray, scores: dict[str, np.ndarray], rest: Rest, smooth=None):
        """(z (T, 41), aux (T, len(AUX))) float32 relative to `rest`.

        landmarks (T, 478, 3) pixels; scores {name: (T,)}; smooth: applied to arrays (T, ...) along time, or
        None.
        """
        smooth = smooth or (lambda values: values)
        freed, scale, rotation, shift = self.align(landmarks, rest.shape)
        freed = smooth(freed)
        relative = {
            name: smooth(np.asarray(v, np.float64)) - rest.scores.get(name, 0.0) for name, v in scores.items()
        }
        expression = self._expression(freed - rest.shape, score_prior(relative, relative=True))
        aux = np.zeros((len(freed), len(AUX)), np.float32)
        aux[:, [AUX_INDEX[name] for name in AUX_USED]] = expression[:, DIM:]
        self._blinks(aux, freed, scores, rest)
        self._gaze(aux, freed, rest)
        # A head has weight: what shakes it from frame to frame is the detector.
        self._head(aux, rest, smooth(scale), rotation, shift, lambda pose: smooth(smooth(smooth(pose))))
        return expression[:, :DIM].astype(np.float32), aux

    def _expression(self, delta: np.ndarray, prior: np.ndarray) -> np.ndarray:
        """Coefficients (T, 41 + len(AUX_USED)) of displacements delta (T, 478, 3)."""
        fields = self._model.expressions[:, SKIN]
        rigid = _rigid_fields(self._model.mean[SKIN])
        everything = np.concatenate([fields, rigid])
        scale = np.sqrt(self._weight[SKIN])[:, None] * np.sqrt([1.0, 1.0, _DEPTH_WEIGHT]) / _SIGMA
        rows = (everything * scale).reshape(len(everything), -1)
        target = (delta[:, SKIN] * scale).reshape(len(delta), -1)
        gap_rows = _gap(everything) / _GAP_SIGMA
        gap_target = _gap(delta[:, SKIN]) / _GAP_SIGMA
        hessian = rows @ rows.T + gap_rows @ gap_rows.T
        right = target @ rows.T + gap_target @ gap_rows.T
        count = len(fields)
        ridge = tolerances(portrait=False) ** -2.0
        hessian[np.arange(count), np.arange(count)] += ridge
        right[:, :count] += prior * ridge
        # what is left of the pose after alignment: 1 degree, 1 % and a hundredth of the eyes' distance are
        # likely
        hessian[np.arange(count, len(everything)), np.arange(count, len(everything))] += 0.015**-2.0
        across = np.linalg.solve(hessian[count:, count:], hessian[count:, :count])
        reduced = hessian[:count, :count] - hessian[:count, count:] @ across
        free = np.zeros(count, bool)
        free[[DIM + AUX_USED.index(name) for name in SIGNED]] = True
        return solve_nonnegative(reduced, right[:, :count] - right[:, count:] @ across, free, tolerance=1e-4)

    def _blinks(self, aux, freed, scores, rest) -> None:
        for side, name, upper, lower in (
            ("l", "eyeBlinkLeft", LID_UPPER_L, LID_LOWER_L),
            ("r", "eyeBlinkRight", LID_UPPER_R, LID_LOWER_R),
        ):
            closed = 1.0 - _lid_gap(freed, upper, lower) / max(
                float(_lid_gap(rest.shape, upper, lower)), 1e-3
            )
            seen = np.clip((closed - 0.15) / 0.6, 0, 1)
            scored = (
                blink_of(np.asarray(scores[name], np.float64), rest.scores[name]) if name in scores else seen
            )
            aux[:, AUX_INDEX[f"blink_{side}"]] = (seen + scored) / 2

    def _gaze(self, aux, freed, rest) -> None:
        offset = np.mean(
            [_iris_offset(freed, side) - _iris_offset(rest.shape, side) for side in "lr"], axis=0
        )
        looking = np.degrees(np.arcsin(np.clip(offset / _BALL_RADIUS, -0.7, 0.7)))
        shut = np.maximum(aux[:, AUX_INDEX["blink_l"]], aux[:, AUX_INDEX["blink_r"]]) > 0.45
        looking = signals.bridged(looking, ~shut)  # behind closed lids irises are made up
        aux[:, AUX_INDEX["gaze_yaw"]], aux[:, AUX_INDEX["gaze_pitch"]] = signals.smoothed(looking, 5).T

    def _head(self, aux, rest, scale, rotation, shift, smooth) -> None:
        turn = np.einsum("ij,tik->tjk", rest.rotation, rotation)
        pivot = scale[:, None] * np.einsum("tij,j->ti", rotation, NECK_PIVOT) + shift
        moved = smooth((pivot - rest.pivot) / rest.scale)
        for name, values in zip(("head_yaw", "head_pitch", "head_roll"), smooth(angles(turn)).T, strict=True):
            aux[:, AUX_INDEX[name]] = values
        aux[:, AUX_INDEX["head_x"]], aux[:, AUX_INDEX["head_y"]] = moved[:, 0], moved[:, 1]
        aux[:, AUX_INDEX["head_z"]] = _NEARER_PER_SCALE * (smooth(scale) / rest.scale - 1)


def solve_track(
    landmarks: np.ndarray, blendshapes: np.ndarray, names: Sequence[str], head=None, fps: float = 25.0
) -> tuple[np.ndarray, np.ndarray]:
    """z (T, 41) and aux (T, len(AUX)), float32, of one person's clip, relative to that person at rest.

    landmarks: (T, 478, 3) in pixels, z in the scale of x (image-normalised ones must be multiplied by
    (width, height, width)); blendshapes: (T, 52) scores in the order of `names`. Frames without a face (zeros
    or NaN) are interpolated. Smoothing has no lag. Raises ValueError where no frame has a face.
    """
    if head is None:
        from lestalk_studio.face.head import Head

        head = Head.load()
    scores = {name: np.asarray(blendshapes[:, i], np.float64) for i, name in enumerate(names)}
    solver = UnitSolver(head)
    landmarks = np.asarray(landmarks, np.float64)
    seen = np.isfinite(landmarks).all(axis=(1, 2)) & (np.ptp(landmarks[..., 0], axis=1) > 1e-6)
    if not seen.any():
        raise ValueError("no frame has a face")
    landmarks = signals.bridged(landmarks, seen)
    scores = {name: signals.bridged(values, seen) for name, values in scores.items()}
    rest = solver.calibrate(landmarks, scores)
    return solver.solve(landmarks, scores, rest, lambda values: signals.smoothed(values, signals.window(fps)))


def lip_aperture(points: np.ndarray) -> np.ndarray:
    """(...,) distance of the inner lips in their middle, points (..., 478, 3) in any one frame."""
    upper, lower = points[..., list(LIP_INNER_UPPER[3:8]), :2], points[..., list(LIP_INNER_LOWER[3:8]), :2]
    return np.linalg.norm(upper - lower, axis=-1).mean(axis=-1)


def aperture_of_z(z: np.ndarray, head) -> np.ndarray:
    """(T,) opening between the lips, in inter-ocular distances, that the head shows for z (T, 41)."""
    return np.asarray(z, np.float64) @ _gap(landmark_model(head).units[:, SKIN])[:, 0]


def _gap(fields: np.ndarray) -> np.ndarray:
    """(n, 3) opening of the lips along y, in their middle and beside it, for displacements (n, 468, 3)."""
    upper, lower = fields[:, list(LIP_INNER_UPPER), 1], fields[:, list(LIP_INNER_LOWER), 1]
    apart = upper - lower
    return np.stack(
        [apart[:, 4:7].mean(axis=1), apart[:, 2:4].mean(axis=1), apart[:, 7:9].mean(axis=1)], axis=1
    )


def _rigid_fields(shape: np.ndarray) -> np.ndarray:
    """(7, 468, 3) small turns, growth and shifts of `shape`."""
    turns = [np.cross(axis, shape) for axis in np.eye(3)]
    return np.stack([*turns, shape, *(np.broadcast_to(axis, shape.shape) for axis in np.eye(3))])


def _quiet_frames(freed: np.ndarray, scores: dict[str, np.ndarray]) -> np.ndarray:
    """(T,) bool: eyes open, lips among the nearest eighth: below the rest nothing can close them."""
    gap = lip_aperture(freed)
    lids = _lid_gap(freed, LID_UPPER_L, LID_LOWER_L) + _lid_gap(freed, LID_UPPER_R, LID_LOWER_R)
    awake = lids > 0.75 * np.median(lids)
    quiet = awake & (gap <= np.percentile(gap[awake], 12) + 0.004)
    return quiet if quiet.sum() >= min(3, len(gap)) else np.ones(len(gap), bool)


def _lid_gap(points: np.ndarray, upper: Sequence[int], lower: Sequence[int]) -> np.ndarray:
    return (points[..., list(upper[2:7]), 1] - points[..., list(lower[2:7]), 1]).mean(axis=-1)


def _iris_offset(points: np.ndarray, side: str) -> np.ndarray:
    """(..., 2) of the iris' centre from the middle of the eye's corners, x to the subject's left, y up."""
    upper, iris = (LID_UPPER_L, IRIS_L) if side == "l" else (LID_UPPER_R, IRIS_R)
    corners = points[..., [upper[0], upper[-1]], :2].mean(axis=-2)
    return points[..., iris[0], :2] - corners
