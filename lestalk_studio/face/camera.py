"""Weak-perspective camera between head space and the pixels of a picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

FLIP = np.array([1.0, -1.0, 1.0])  # head space has y up, pictures have it down
# Atlanto-occipital joint in head space, which heads turn about: below and behind the eyes.
NECK_PIVOT = np.array([0.0, -1.25, -1.35])


@dataclass(frozen=True, eq=False)
class Pose:
    """x_picture = scale * FLIP * (R @ x_head) + (translation, 0).

    R (3, 3); scale in pixels per head unit (one inter-ocular distance); translation (2,) pixels, where the
    origin of head space, midway between the eyes, is seen.
    """

    R: np.ndarray
    scale: float
    translation: np.ndarray

    def project(self, points: np.ndarray) -> np.ndarray:
        """Points (N, 3) of head space in the picture: x right, y down, z toward the camera, all in pixels."""
        out = self.turn(points)
        out[:, :2] += self.translation
        return out

    def turn(self, vectors: np.ndarray) -> np.ndarray:
        """Displacements (N, 3) of head space in pixels of the picture."""
        return self.scale * (vectors @ self.R.T) * FLIP

    def back(self, vectors: np.ndarray) -> np.ndarray:
        """Displacements (N, 3) in pixels, in head space."""
        return (vectors * FLIP) @ self.R / self.scale


def exponential(vector: np.ndarray) -> np.ndarray:
    """(3, 3) rotation about `vector` (3,) by its length in radians."""
    angle = float(np.linalg.norm(vector))
    if angle < 1e-12:
        return np.eye(3)
    x, y, z = vector / angle
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross


def similarity(source: np.ndarray, target: np.ndarray, weight: np.ndarray):
    """Best scale s, rotation R, shift t with target ~ s R source + t, in batches (Umeyama 1991).

    source (N, 3), target (..., N, 3), weight (N,). Returns s (...,), R (..., 3, 3), t (..., 3).
    """
    weight = weight / weight.sum()
    middle = weight @ source
    middles = np.einsum("n,...nk->...k", weight, target)
    centred, others = source - middle, target - middles[..., None, :]
    covariance = np.einsum("n,...ni,nj->...ij", weight, others, centred)
    u, values, vt = np.linalg.svd(covariance)
    sign = np.ones(values.shape)
    sign[..., 2] = np.sign(np.linalg.det(u) * np.linalg.det(vt))
    rotation = (u * sign[..., None, :]) @ vt
    scale = (values * sign).sum(axis=-1) / float((weight * (centred**2).sum(axis=1)).sum())
    return scale, rotation, middles - scale[..., None] * (rotation @ middle)


def angles(rotation: np.ndarray) -> np.ndarray:
    """(..., 3) yaw, pitch, roll in degrees of rotations (..., 3, 3) in head axes.

    yaw + turns to the subject's left, pitch + looks up, roll + tilts to the left shoulder; R = Ry Rx Rz.
    """
    yaw = np.arctan2(rotation[..., 0, 2], rotation[..., 2, 2])
    pitch = np.arcsin(np.clip(rotation[..., 1, 2], -1, 1))
    roll = np.arctan2(-rotation[..., 1, 0], rotation[..., 1, 1])
    return np.degrees(np.stack([yaw, pitch, roll], axis=-1))


def to_right_handed(landmarks: np.ndarray) -> np.ndarray:
    """MediaPipe's landmarks (..., 478, 3) in pixels with y up and z toward the camera."""
    return landmarks * np.array([1.0, -1.0, -1.0])
