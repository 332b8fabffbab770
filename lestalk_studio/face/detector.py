"""Finding faces and their 478 landmarks, by MediaPipe's Face Landmarker (Google, Apache-2.0)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from lestalk_studio.errors import StudioError
from lestalk_studio.face.quiet import quiet_native_log
from lestalk_studio.face.topology import IRIS_L, IRIS_R
from lestalk_studio.paths import models_dir

MODEL_NAME = "face_landmarker.task"
_IRIS_L, _IRIS_R = IRIS_L[0], IRIS_R[0]
LARGEST_YAW = 50.0  # degrees; beyond it the far half of the face is guessed, not seen
SMALLEST_IOD = 16.0  # pixels between the iris centres; below it lips are two pixels high


@dataclass(frozen=True, eq=False)
class Detection:
    """One face in a picture.

    landmarks: float32 (478, 3) in pixels, x right, y down, z in the scale of x (less = nearer).
    blendshapes: ARKit's 52 names (and `_neutral`) -> 0..1, "left" the subject's.
    matrix: float32 (4, 4) head pose of MediaPipe's canonical face, y up, camera on +z, translation in cm.
    """

    landmarks: np.ndarray
    blendshapes: dict[str, float] = field(repr=False)
    matrix: np.ndarray = field(repr=False)

    @property
    def iod_px(self) -> float:
        """Distance of the iris centres as if seen from the front, in pixels."""
        between = self.landmarks[_IRIS_L, :2] - self.landmarks[_IRIS_R, :2]
        return float(np.hypot(*between) / max(np.cos(np.radians(self.yaw)), 0.3))

    @property
    def yaw(self) -> float:
        """Turn of the head in degrees, + = to the subject's left."""
        return float(np.degrees(np.arctan2(self.matrix[0, 2], self.matrix[2, 2])))

    @property
    def box(self) -> np.ndarray:
        """float32 (4,): left, top, right, bottom of the landmarks in pixels."""
        return np.concatenate([self.landmarks[:, :2].min(axis=0), self.landmarks[:, :2].max(axis=0)])

    @property
    def extent(self) -> float:
        """Diagonal of the box in pixels: the size faces are ordered by."""
        left, top, right, bottom = self.box
        return float(np.hypot(right - left, bottom - top))


class _Landmarker:
    """A Face Landmarker as a context manager; its native log stays silent."""

    def __init__(self, running_mode: str, faces: int, confidence: float, model: Path | None):
        path = Path(model) if model is not None else models_dir() / MODEL_NAME
        if not path.is_file():
            raise StudioError(f"The face model {path} is missing; install LES Talker Studio again.")
        with quiet_native_log():
            import mediapipe as mp
            from mediapipe.tasks.python import BaseOptions, vision

            options = vision.FaceLandmarkerOptions(
                base_options=BaseOptions(model_asset_path=str(path)),
                running_mode=getattr(vision.RunningMode, running_mode),
                num_faces=faces,
                min_face_detection_confidence=confidence,
                output_face_blendshapes=True,
                output_facial_transformation_matrixes=True,
            )
            self._image = lambda rgb: mp.Image(image_format=mp.ImageFormat.SRGB, data=rgb)
            self._native = vision.FaceLandmarker.create_from_options(options)
            self._warm_up()

    def _warm_up(self) -> None:
        """First call, made while the log is silent: the native threads greet only once."""

    def __enter__(self):
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def close(self) -> None:
        """Free the native model; further calls are errors."""
        native, self._native = self._native, None
        if native is not None:
            native.close()

    def _detections(self, result, width: int, height: int) -> list[Detection]:
        found = []
        scale = np.array([width, height, width], np.float32)
        for points, scores, matrix in zip(
            result.face_landmarks, result.face_blendshapes, result.facial_transformation_matrixes, strict=True
        ):
            landmarks = np.array([(p.x, p.y, p.z) for p in points], np.float32) * scale
            blendshapes = {score.category_name: float(score.score) for score in scores}
            found.append(Detection(landmarks, blendshapes, np.asarray(matrix, np.float32)))
        return sorted(found, key=lambda d: -d.extent)


class FaceDetector(_Landmarker):
    """Faces in still pictures.

        with FaceDetector() as detector:
            faces = detector.detect(rgb)

    faces: how many at most in one look; a picture looked at in tiles may give more.
    """

    def __init__(self, faces: int = 8, confidence: float = 0.5, model: Path | None = None):
        super().__init__("IMAGE", faces, confidence, model)

    def _warm_up(self) -> None:
        self._look(np.zeros((64, 64, 3), np.uint8))

    def _look(self, rgb: np.ndarray) -> list[Detection]:
        rgb = np.ascontiguousarray(rgb)
        return self._detections(self._native.detect(self._image(rgb)), rgb.shape[1], rgb.shape[0])

    def detect(self, rgb: np.ndarray) -> list[Detection]:
        """All faces in `rgb`, uint8 (H, W, 3), largest first, landmarks refined; [] where there is none."""
        from lestalk_studio.face.search import refine, search

        refined = (refine(self._look, rgb, face) for face in search(self._look, rgb))
        return sorted((face for face in refined if face is not None), key=lambda d: -d.extent)

    def detect_once(self, rgb: np.ndarray) -> list[Detection]:
        """Faces found by one look at the whole picture, unrefined: eight times faster."""
        return self._look(rgb)


class FaceTracker(_Landmarker):
    """One face followed through the frames of a video (MediaPipe's VIDEO mode)."""

    def __init__(self, confidence: float = 0.5, model: Path | None = None):
        self._clock = -1
        super().__init__("VIDEO", 1, confidence, model)

    def _warm_up(self) -> None:
        self.next(np.zeros((64, 64, 3), np.uint8), 0.0)

    def next(self, rgb: np.ndarray, seconds: float) -> Detection | None:
        """The face in the next frame, uint8 (H, W, 3), shown at `seconds`; None where no face is seen."""
        rgb = np.ascontiguousarray(rgb)
        self._clock = max(self._clock + 1, round(seconds * 1000) + 1)  # must rise, in ms
        result = self._native.detect_for_video(self._image(rgb), self._clock)
        found = self._detections(result, rgb.shape[1], rgb.shape[0])
        return found[0] if found else None


def choose_face(faces: list[Detection], index: int = 0, name: str = "the portrait") -> Detection:
    """Face `index` of `faces` (largest first), fit to be animated.

    Raises StudioError where there is no face, no such face, one turned too far aside, or one too small.
    """
    if not faces:
        raise StudioError(f"No face is found in {name}; choose a portrait with the whole face in view.")
    if not 0 <= index < len(faces):
        count = "one face" if len(faces) == 1 else f"{len(faces)} faces"
        raise StudioError(
            f"There is no face {index} in {name}, which shows {count}; count from 0, largest first."
        )
    face = faces[index]
    if abs(face.yaw) > LARGEST_YAW:
        raise StudioError(
            f"The face in {name} is turned {abs(face.yaw):.0f} degrees aside, too near a profile; "
            f"choose a portrait turned less than {LARGEST_YAW:.0f} degrees."
        )
    if face.iod_px < SMALLEST_IOD:
        need = int(np.ceil(SMALLEST_IOD))
        raise StudioError(
            f"The face in {name} is too small ({face.iod_px:.0f} px between the eyes, "
            f"at least {need} px needed); choose a larger picture."
        )
    return face


def moved(face: Detection, scale: float, offset: np.ndarray) -> Detection:
    """`face` found in a crop, in the pixels of the picture: x -> x * scale + offset (2,)."""
    landmarks = face.landmarks * np.float32(scale)
    landmarks[:, :2] += np.asarray(offset, np.float32)
    return replace(face, landmarks=landmarks)
