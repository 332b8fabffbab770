"""A first look at a portrait or a voice, to show what was chosen before anything long is done with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from lestalk_studio.errors import StudioError
from lestalk_studio.pipeline.sources import checked_audio

PICTURE_PX = 480
FACE_PX = 96
MARGIN = 0.35
"""Room around a face's landmarks in its picture, as part of their box."""


@dataclass(frozen=True, eq=False)
class FaceGlance:
    """One face. picture: (FACE_PX, FACE_PX, 3) uint8. box: left, top, right, bottom as parts of the picture.

    trouble: why it cannot be animated, in a sentence; '' when it can.
    """

    picture: np.ndarray
    box: tuple[float, float, float, float]
    trouble: str = ""


@dataclass(frozen=True, eq=False)
class PortraitGlance:
    """A portrait, (H, W, 3) uint8 with the longer side PICTURE_PX at most, and its faces, largest first."""

    picture: np.ndarray
    faces: tuple[FaceGlance, ...]


@dataclass(frozen=True, eq=False)
class VoiceGlance:
    """A voice: seconds, and (bins, 2) float32 least and greatest sample of equal pieces."""

    seconds: float
    bins: np.ndarray


def glance_at_portrait(path: Path) -> PortraitGlance:
    """Raises StudioError for a bad picture, or one without a face."""
    from lestalk_studio.face.detector import FaceDetector, choose_face
    from lestalk_studio.face.portrait import load_portrait

    portrait = load_portrait(path)
    with FaceDetector() as detector:
        found = detector.detect(portrait.rgb)
    if not found:
        choose_face(found, 0, portrait.name)  # says that there is none
    faces = []
    for i, face in enumerate(found):
        try:
            choose_face(found, i, portrait.name)
            trouble = ""
        except StudioError as error:
            trouble = str(error)
        faces.append(_face(portrait.rgb, face.box, trouble))
    return PortraitGlance(_smaller(portrait.rgb, PICTURE_PX), tuple(faces))


def glance_at_voice(path: Path, pieces: int = 400) -> VoiceGlance:
    """Raises StudioError for a file that holds no usable sound."""
    from lestalk_studio.audio.decode import SPEECH_RATE, load_audio
    from lestalk_studio.audio.pyramid import Pyramid

    checked_audio(path)
    wave = Pyramid(load_audio(path), SPEECH_RATE)
    return VoiceGlance(wave.duration, wave.bins(0.0, wave.duration, pieces))


def _face(rgb: np.ndarray, box: Any, trouble: str) -> FaceGlance:
    height, width = rgb.shape[:2]
    left, top, right, bottom = (float(edge) for edge in box)
    half = max(right - left, bottom - top) * (0.5 + MARGIN)
    x, y = (left + right) / 2, (top + bottom) / 2
    across = slice(max(int(x - half), 0), min(int(x + half) + 1, width))
    down = slice(max(int(y - half), 0), min(int(y + half) + 1, height))
    parts = (left / width, top / height, right / width, bottom / height)
    return FaceGlance(_square(rgb[down, across]), parts, trouble)


def _square(rgb: np.ndarray) -> np.ndarray:
    from PIL import Image

    return np.asarray(Image.fromarray(np.ascontiguousarray(rgb)).resize((FACE_PX, FACE_PX)))


def _smaller(rgb: np.ndarray, longest: int) -> np.ndarray:
    from PIL import Image

    picture = Image.fromarray(rgb)
    picture.thumbnail((longest, longest))
    return np.asarray(picture)
