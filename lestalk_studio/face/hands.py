"""Finding hands near a face and their 21 landmarks, by MediaPipe's Hand Landmarker (Google, Apache-2.0)."""

from __future__ import annotations

import logging
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lestalk_studio.face.quiet import quiet_native_log
from lestalk_studio.paths import models_dir

MODEL_NAME = "hand_landmarker.task"
FINGERS = ((1, 2, 3, 4), (5, 6, 7, 8), (9, 10, 11, 12), (13, 14, 15, 16), (17, 18, 19, 20))
"""Landmarks of thumb, index, middle, ring and little finger from the hand to the tip; 0 is the wrist."""
KNUCKLES = (5, 9, 13, 17)

_CONFIDENCE = 0.3  # of a palm, and of the hand then measured there
_AT_MOST = 4  # hands in a look
_CROP_PX = 384
# (side of the crop in inter-ocular distances, mirrored): far enough out to show whole hands
_LOOKS = ((5.0, True), (7.0, False))
_BELOW_EYES = 0.7  # the crops' middle, in inter-ocular distances
_SAME = 0.35  # mean distance of two finds of one hand, in palm lengths

log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Hand:
    """landmarks: float32 (21, 3) in pixels, x right, y down, z in the scale of x (less = nearer). looks: in how many
    looks it was seen; the landmarks are their mean."""

    landmarks: np.ndarray
    looks: int

    @property
    def palm(self) -> float:
        """Mean length from the wrist to the four knuckles, in pixels, foreshortening undone."""
        return palm_length(self.landmarks)


def palm_length(landmarks: np.ndarray) -> float:
    """As `Hand.palm`, of landmarks (21, 3)."""
    return float(np.linalg.norm(landmarks[list(KNUCKLES)] - landmarks[0], axis=1).mean())


class HandFinder:
    """A Hand Landmarker as a context manager; its native log stays silent.

    Raises OSError, ValueError or RuntimeError without the model, or for a file that is none.
    """

    def __init__(self, model: Path | None = None):
        path = Path(model) if model is not None else models_dir() / MODEL_NAME
        # MediaPipe itself leaves a thread behind where it cannot read a file.
        if not zipfile.is_zipfile(path):
            raise ValueError(f"{path} is no bundle of nets")
        with quiet_native_log():
            import mediapipe as mp
            from mediapipe.tasks.python import BaseOptions, vision

            options = vision.HandLandmarkerOptions(
                base_options=BaseOptions(model_asset_path=str(path)),
                num_hands=_AT_MOST,
                min_hand_detection_confidence=_CONFIDENCE,
                min_hand_presence_confidence=_CONFIDENCE,
            )
            self._image = lambda rgb: mp.Image(image_format=mp.ImageFormat.SRGB, data=rgb)
            self._native = vision.HandLandmarker.create_from_options(options)
            self.look(np.zeros((64, 64, 3), np.uint8))  # the native threads greet at the first call

    def __enter__(self):
        return self

    def __exit__(self, *_) -> None:
        native, self._native = self._native, None
        if native is not None:
            native.close()

    def look(self, rgb: np.ndarray) -> list[np.ndarray]:
        """float32 (21, 3) in pixels for each hand that one look at (H, W, 3) uint8 shows."""
        rgb = np.ascontiguousarray(rgb)
        scale = np.array((rgb.shape[1], rgb.shape[0], rgb.shape[1]), np.float32)
        seen = self._native.detect(self._image(rgb)).hand_landmarks
        return [np.array([(p.x, p.y, p.z) for p in points], np.float32) * scale for points in seen]

    def near(self, rgb: np.ndarray, eyes: np.ndarray, unit: float) -> list[Hand]:
        """Hands around a face in (H, W, 3) uint8. eyes (2,): the point between them; unit: inter-ocular distance, both
        in pixels. Looked for in two crops, one of them mirrored; a hand seen in both is their mean."""
        middle = np.asarray(eyes, np.float64)[:2] + np.array((0.0, _BELOW_EYES * unit))
        found: list[list[np.ndarray]] = []
        for side, mirrored in _LOOKS:
            for landmarks in self._in_crop(rgb, middle, side * unit, mirrored):
                same = next((one for one in found if _same(np.mean(one, axis=0), landmarks)), None)
                if same is None:
                    found.append([landmarks])
                else:
                    same.append(landmarks)
        return [Hand(np.mean(one, axis=0, dtype=np.float64).astype(np.float32), len(one)) for one in found]

    def _in_crop(self, rgb, middle, side: float, mirrored: bool) -> list[np.ndarray]:
        import cv2

        low = np.floor(middle - side / 2).astype(int)
        high = low + max(2, round(side))
        inside = np.clip((low, high), 0, rgb.shape[1::-1])
        part = rgb[inside[0, 1] : inside[1, 1], inside[0, 0] : inside[1, 0]]
        if min(part.shape[:2]) < 2:
            return []
        (left, top), (right, bottom) = inside[0] - low, high - inside[1]
        scale = _CROP_PX / (high[0] - low[0])
        size = [max(1, round(length * scale)) for length in part.shape[1::-1]]
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        crop = cv2.resize(part, size, interpolation=how)
        edges = [round(length * scale) for length in (top, bottom, left, right)]
        crop = cv2.copyMakeBorder(crop, *edges, cv2.BORDER_CONSTANT)
        seen = self.look(crop[:, ::-1] if mirrored else crop)
        for landmarks in seen:
            if mirrored:
                landmarks[:, 0] = crop.shape[1] - landmarks[:, 0]
            landmarks[:, :2] = (landmarks[:, :2] - (edges[2], edges[0])) / scale + inside[0]
            landmarks[:, 2] /= scale
        return seen


def hands_near(rgb: np.ndarray, fit) -> list[Hand]:
    """The hands around the fitted face (face.fit.PortraitFit) in (H, W, 3) uint8.

    A program without its hand model works on and finds none: no portrait without hands needs it.
    """
    try:
        with HandFinder() as finder:
            return finder.near(rgb, fit.translation, float(fit.scale))
    except (OSError, RuntimeError, ValueError) as error:
        log.error(
            "The hand model %s is missing or damaged, so hands before a face move along with it; "
            "install LES Talker Studio again.",
            models_dir() / MODEL_NAME,
        )
        log.debug("%s", error)
    return []


def _same(one: np.ndarray, other: np.ndarray) -> bool:
    apart = np.linalg.norm(one[:, :2] - other[:, :2], axis=1).mean()
    return float(apart) < _SAME * palm_length(one)
