"""Small pictures of poses on a portrait."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np

from lestalk_studio.document.presets import Preset
from lestalk_studio.document.project import Project
from lestalk_studio.les.emotions import EMOTIONS
from lestalk_studio.les.injector import EmotionInjector
from lestalk_studio.les.space import AUX, DIM, INDEX
from lestalk_studio.pipeline.analysis import stamp
from lestalk_studio.pipeline.builtins import portrait_path
from lestalk_studio.pipeline.front_mask import front_stamp
from lestalk_studio.pipeline.parts import (
    FittedFace,
    Parts,
    Renderer,
    strength_of,
    with_appearance,
    with_occluders,
)

AROUND = 1.45
"""Side of the picture in heights of the face: hair and chin are in it."""
ABOVE = 0.06
"""How far its middle lies above the face's, in heights of the face."""
_KEPT = 400


@dataclass(frozen=True)
class _Sitter:
    """A portrait made ready: its renderer, the square (x, y, side) of the face in frames, the face's own z."""

    identity: tuple
    renderer: Renderer
    square: tuple[int, int, int]
    source_z: np.ndarray


class ThumbnailMaker:
    """Renders poses on the portrait of a project; belongs to one thread. side: pixels of the pictures."""

    def __init__(self, parts: Parts, side: int) -> None:
        self._parts, self._side = parts, side
        self._sitter: _Sitter | None = None
        self._made: dict[bytes, np.ndarray] = {}

    def picture(self, project: Project, preset: Preset) -> np.ndarray | None:
        """(side, side, 3) uint8 RGB of `preset` in full, from the portrait's own face; None without a portrait.

        Raises StudioError when the portrait cannot be used.
        """
        if project.portrait is None:
            return None
        path = portrait_path(str(project.portrait))
        identity = stamp(path), project.face, *front_stamp(project), strength_of(project.appearance)
        take_back = 1.0 if project.take_back is None else project.take_back
        key = hashlib.blake2b(repr((identity, take_back, preset.values)).encode()).digest()
        if key not in self._made:
            if self._sitter is None or self._sitter.identity != identity:
                self._sitter = None
                face = self._parts.fit(self._parts.look(path, project.face))
                face = with_occluders(face, project.occluders, project.strokes, project.front_mask)
                self._sitter = self._seat(identity, with_appearance(face, project.appearance))
            if len(self._made) >= _KEPT:
                self._made.clear()
            self._made[key] = self._render(self._sitter, preset, take_back)
        return self._made[key]

    def _seat(self, identity: tuple, face: FittedFace) -> _Sitter:
        height, width = face.portrait.rgb.shape[:2]
        x, y, side = face_square(getattr(face.fit, "landmarks", None), width, height)
        scale = min(self._side / side, 1.0)
        size = "source" if scale == 1.0 else max(2, round(max(width, height) * scale))
        square = int(x * scale), int(y * scale), max(2, int(side * scale))
        return _Sitter(identity, self._parts.renderer(face, size), square, face.fit.source_z)

    def _render(self, sitter: _Sitter, preset: Preset, take_back: float) -> np.ndarray:
        levels = np.array([[preset.emotions.get(name, 0.0) for name in EMOTIONS]], np.float32)
        biases = np.zeros((1, DIM), np.float32)
        for name, value in preset.units.items():
            biases[0, INDEX[name]] = value
        injector = EmotionInjector(sitter.source_z, take_back=take_back)
        z = injector.inject(np.zeros((1, DIM), np.float32), levels, biases, np.zeros(1, np.float32))
        frame = sitter.renderer.render(z[0], np.zeros(len(AUX), np.float32))
        x, y, side = sitter.square
        return _resized(frame[y : y + side, x : x + side], self._side)


def face_square(landmarks: np.ndarray | None, width: int, height: int) -> tuple[int, int, int]:
    """(x, y, side) of a square around the face's landmarks (n, >=2), inside the picture.

    Without landmarks it is the largest square in the middle.
    """
    if landmarks is None:
        side = min(width, height)
        return (width - side) // 2, (height - side) // 2, side
    low, high = landmarks[:, :2].min(0), landmarks[:, :2].max(0)
    tall = float(max(high - low))
    middle = (low + high) / 2 - (0.0, ABOVE * tall)
    side = int(min(AROUND * tall, width, height))
    x, y = np.clip(np.round(middle - side / 2), 0, (width - side, height - side)).astype(int)
    return int(x), int(y), side


def _resized(picture: np.ndarray, side: int) -> np.ndarray:
    import cv2

    how = cv2.INTER_AREA if picture.shape[0] > side else cv2.INTER_CUBIC
    return cv2.resize(np.ascontiguousarray(picture), (side, side), interpolation=how)
