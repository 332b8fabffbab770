"""Pose, identity and expression of one face at once, by Gauss-Newton on its landmarks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lestalk_studio.face.camera import Pose, exponential, similarity, to_right_handed
from lestalk_studio.face.landmarkmodel import AUX_USED, SIGNED, SKIN, LandmarkModel
from lestalk_studio.face.nonneg import solve_nonnegative
from lestalk_studio.face.prior import tolerances
from lestalk_studio.les.space import DIM

_SIGMA = (
    0.07  # head units; what a landmark is off for reasons the model has no name for, neighbours erring alike
)
_DEPTH_WEIGHT = 0.12  # MediaPipe's depth is a guess, yet the only witness of pitch against a long face
_ROUNDS = 6


@dataclass(frozen=True, eq=False)
class JointFit:
    """pose; identity (K,) in sigmas; expression (41 + len(AUX_USED),) z then aux."""

    pose: Pose
    identity: np.ndarray
    expression: np.ndarray

    @property
    def z(self) -> np.ndarray:
        """(41,)"""
        return self.expression[:DIM]


def fit_jointly(landmarks: np.ndarray, model: LandmarkModel, prior: np.ndarray, sigma=None) -> JointFit:
    """Fit `landmarks` (478, 3) in pixels. prior: (41 + len(AUX_USED),) expected expression; sigma:
    its tolerance.

    Minimises, over pose, identity c, expression e >= 0 (signed channels free),
    |w (x - project(mean + c I + e E))|^2 / s^2 + |c|^2 + |(e - prior) / tolerance|^2.
    """
    target = to_right_handed(landmarks.astype(np.float64))[SKIN]
    weight = model.weight[SKIN]
    scale, rotation, shift = similarity(model.mean[SKIN], target, weight)
    shape_fields = np.concatenate([model.identity, model.expressions])[:, SKIN]
    count = len(model.identity)
    tolerance = tolerances(portrait=True) if sigma is None else sigma
    coefficients = np.concatenate([np.zeros(count), prior])
    centre = coefficients.copy()
    ridge = np.concatenate([np.ones(count), tolerance**-2.0])
    channels = np.array([1.0, 1.0, _DEPTH_WEIGHT])
    free = np.zeros(6 + 1 + len(coefficients), bool)
    free[: 7 + count] = True
    for name in SIGNED:
        free[7 + count + DIM + AUX_USED.index(name)] = True
    for _ in range(_ROUNDS):
        shape = model.mean[SKIN] + np.tensordot(coefficients, shape_fields, 1)
        turned = shape @ rotation.T
        predicted = scale * turned + shift
        inverse = np.sqrt(weight)[:, None] * np.sqrt(channels) / (_SIGMA * scale)
        columns = [
            np.cross(axis, turned) * scale for axis in np.eye(3)
        ]  # small turns about the camera's axes
        columns += [turned * scale]
        columns += [np.broadcast_to(axis, turned.shape) for axis in np.eye(3)]
        jacobian = np.concatenate([np.stack(columns), scale * (shape_fields @ rotation.T)])
        jacobian = (jacobian * inverse).reshape(len(jacobian), -1)
        # the coefficients are solved for as a whole, not as a step: the residual is taken at zero of them
        steps = np.concatenate([np.zeros(7), coefficients])
        residual = ((target - predicted) * inverse).ravel() + steps @ jacobian
        hessian = jacobian @ jacobian.T
        right = jacobian @ residual
        hessian[np.arange(7, len(free)), np.arange(7, len(free))] += ridge
        right[7:] += ridge * centre
        hessian[np.arange(7), np.arange(7)] += 1e-9 * hessian.diagonal()[:7]
        solution = _solve(hessian, right, free)
        rotation = exponential(solution[:3]) @ rotation
        scale *= float(np.exp(np.clip(solution[3], -0.3, 0.3)))
        shift = shift + solution[4:7]
        coefficients = solution[7:]
    # y and z were turned up for the fit; the picture's own x right, y down are Pose's business
    pose = Pose(rotation, float(scale), np.array([shift[0], -shift[1]]))
    return JointFit(pose, coefficients[:count], coefficients[count:])


def _solve(hessian: np.ndarray, right: np.ndarray, free: np.ndarray) -> np.ndarray:
    """The unbounded unknowns are eliminated (Schur complement), the others solved with their bound."""
    bound = ~free
    cross = np.linalg.solve(
        hessian[np.ix_(free, free)], np.column_stack([hessian[np.ix_(free, bound)], right[free]])
    )
    to_bound, alone = cross[:, :-1], cross[:, -1]
    reduced = hessian[np.ix_(bound, bound)] - hessian[np.ix_(bound, free)] @ to_bound
    z = solve_nonnegative(reduced, right[bound] - hessian[np.ix_(bound, free)] @ alone)
    out = np.empty(len(right))
    out[bound] = z
    out[free] = alone - to_bound @ z
    return out
