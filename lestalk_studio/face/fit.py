"""Fitting the head model to the face of a portrait."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from lestalk_studio.cancelling import checkpoint
from lestalk_studio.face.camera import Pose
from lestalk_studio.face.contours import CLOSED_GAP, lip_gap, loop_targets, mean_lip_line
from lestalk_studio.face.detector import Detection
from lestalk_studio.face.irisfit import refine_iris
from lestalk_studio.face.jointfit import fit_jointly
from lestalk_studio.face.landmarkmodel import AUX_USED, landmark_model
from lestalk_studio.face.lipline import refine_lip_line
from lestalk_studio.face.prior import score_prior
from lestalk_studio.face.residual import residual_warp
from lestalk_studio.face.topology import IRIS_L, IRIS_R
from lestalk_studio.les.space import AUX, AUX_INDEX, DIM, INDEX

_LARGEST_GAZE = 35.0


@dataclass(frozen=True, eq=False)
class Eye:
    """One eye in the picture, all in pixels: eyeball centre (2,) and radius, iris centre (2,) and radius."""

    centre: np.ndarray
    radius: float
    iris_centre: np.ndarray
    iris_radius: float


@dataclass(frozen=True, eq=False)
class PortraitFit:
    """The head laid on a portrait.

    vertices: float32 (V, 3) pixels, x right, y down, z toward the camera; the source's own expression and the
    warp onto the landmarks included. R (3, 3), scale (pixels per head unit), translation (2,): the pose, as
    in face.camera.Pose. identity (K,) in sigmas; source_z (41,), source_aux (len(AUX),): the face the
    portrait makes. iod_px: distance of the eyes seen from the front. eye_l, eye_r; mouth_closed; detection:
    what was fitted.
    """

    vertices: np.ndarray
    R: np.ndarray
    scale: float
    translation: np.ndarray
    identity: np.ndarray
    source_z: np.ndarray
    source_aux: np.ndarray
    iod_px: float
    eye_l: Eye
    eye_r: Eye
    mouth_closed: bool
    detection: Detection = field(repr=False)

    @property
    def landmarks(self) -> np.ndarray:
        """float32 (478, 3) the detected landmarks in pixels."""
        return self.detection.landmarks

    @property
    def pose(self) -> Pose:
        """R, scale and translation as a camera."""
        return Pose(self.R, self.scale, self.translation)


def fit_portrait(portrait, detection: Detection, head) -> PortraitFit:
    """Lay `head` on the face `detection` of `portrait` (a Portrait, or rgb (H, W, 3)).

    Pose, identity and expression first, then a smooth warp onto the landmarks with lips and lids on their
    contours, and the line of closed lips on its shadow in the picture.
    """
    rgb = getattr(portrait, "rgb", portrait)
    landmarks = detection.landmarks
    model = landmark_model(head)
    prior = score_prior({name: np.array([value]) for name, value in detection.blendshapes.items()})[0]
    gap = lip_gap(landmarks, detection.iod_px)
    # Lips apart are seen, not guessed: FACS scores AU25 for them whatever else opens the mouth.
    prior[INDEX["AU25"]] = np.clip((gap - CLOSED_GAP) / 0.15, 0, 0.8)
    checkpoint()
    joint = fit_jointly(landmarks, model, prior)
    checkpoint()
    z, aux = joint.z.astype(np.float32), _aux(joint.expression)
    posed = joint.pose.project(head.vertices(z, aux, joint.identity.astype(np.float32)).astype(np.float64))
    closed = gap < CLOSED_GAP
    line = None
    if closed:
        places, points = mean_lip_line(head, landmarks)
        line = places, refine_lip_line(rgb, points, joint.pose.scale)
    targets = loop_targets(head, landmarks, detection.iod_px, line)
    residual = landmarks[:, :2] - head.landmarks(posed)[:, :2]
    wanted = {name: target - posed[head.loops[name], :2] for name, target in targets.items()}
    checkpoint()
    posed[:, :2] += residual_warp(head).displacement(residual, wanted, len(posed))
    eyes = [_eye(rgb, head, posed, detection, side) for side in "lr"]
    both = float(np.mean([eye.iris_radius for eye in eyes]))  # nobody has two sizes, and two looks err less
    eyes = [replace(eye, iris_radius=both) for eye in eyes]
    _look(aux, joint.pose, eyes)
    return PortraitFit(
        vertices=posed.astype(np.float32),
        R=joint.pose.R.astype(np.float32),
        scale=joint.pose.scale,
        translation=joint.pose.translation.astype(np.float32),
        identity=joint.identity.astype(np.float32),
        source_z=z,
        source_aux=aux,
        iod_px=detection.iod_px,
        eye_l=eyes[0],
        eye_r=eyes[1],
        mouth_closed=closed,
        detection=detection,
    )


def reprojection(fit: PortraitFit, head, landmarks: np.ndarray) -> np.ndarray:
    """(468,) distance of the fitted landmarks from `landmarks` (478, >=2), in inter-ocular distances."""
    apart = head.landmarks(fit.vertices)[:468, :2] - landmarks[:468, :2]
    return np.hypot(*apart.T) / fit.iod_px


def _aux(expression: np.ndarray) -> np.ndarray:
    aux = np.zeros(len(AUX), np.float32)
    aux[[AUX_INDEX[name] for name in AUX_USED]] = expression[DIM:]
    return aux


def _eye(rgb: np.ndarray, head, posed: np.ndarray, detection: Detection, side: str) -> Eye:
    ball = posed[head.eye_vertices(side)]
    iris = detection.landmarks[list(IRIS_L if side == "l" else IRIS_R), :2].astype(np.float64)
    # the ring's narrow axis is foreshortened by the turn of the head, its wide one is the radius
    across, along = iris[[1, 3]], iris[[2, 4]]
    radius = max(np.hypot(*(across[0] - across[1])), np.hypot(*(along[0] - along[1]))) / 2
    centre = (ball[:, :2].min(axis=0) + ball[:, :2].max(axis=0)) / 2
    size = float(np.ptp(ball[:, 0])) / 2
    upper, lower = posed[head.loops[f"lid_upper_{side}"], :2], posed[head.loops[f"lid_lower_{side}"], :2]
    outline = np.concatenate([upper, lower[::-1]])
    squeeze = float(np.clip(np.sqrt(1 - ((iris[0, 0] - centre[0]) / max(size, 1.0)) ** 2 * 0.5), 0.8, 1.0))
    middle, radius = refine_iris(rgb, outline, iris[0], float(radius), detection.iod_px, squeeze)
    return Eye(centre.astype(np.float32), size, middle.astype(np.float32), radius)


def _look(aux: np.ndarray, pose: Pose, eyes: list[Eye]) -> None:
    """Gaze of the source relative to the head, degrees, into `aux`: the mean of both eyes."""
    looks = []
    for eye in eyes:
        offset = (eye.iris_centre - eye.centre).astype(np.float64) / max(eye.radius, 1e-6)
        length = min(float(np.hypot(*offset)), 0.95)
        offset *= length / max(float(np.hypot(*offset)), 1e-9)
        looks.append(np.array([offset[0], -offset[1], np.sqrt(1 - length**2)]) @ pose.R)
    look = np.mean(looks, axis=0)
    yaw = np.degrees(np.arctan2(look[0], look[2]))
    pitch = np.degrees(np.arctan2(look[1], np.hypot(look[0], look[2])))
    aux[AUX_INDEX["gaze_yaw"]] = np.clip(yaw, -_LARGEST_GAZE, _LARGEST_GAZE)
    aux[AUX_INDEX["gaze_pitch"]] = np.clip(pitch, -_LARGEST_GAZE, _LARGEST_GAZE)
