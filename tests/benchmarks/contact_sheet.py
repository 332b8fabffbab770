"""Contact sheets: many edits of one portrait on one page, for the eye to judge."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from lestalk_studio.les.emotions import EMOTIONS
from lestalk_studio.les.space import AUX, AUX_INDEX
from tests.benchmarks.selectivity import EDITABLE

Panel = tuple[str, np.ndarray]

# Mouth shapes by what is being said; enough to see lips, teeth and tongue at work, not a phonetic inventory.
MOUTHS: dict[str, dict[str, float]] = {
    "P B M": {"AU24": 0.5, "AU23": 0.2},
    "F V": {"AU32": 0.7, "AU25": 0.15, "AU26": 0.1},
    "TH": {"AU19": 0.4, "AU25": 0.4, "AU26": 0.25},
    "T D S": {"AU25": 0.4, "AU26": 0.12, "AU20": 0.2},
    "SH": {"AU22": 0.6, "AU25": 0.4, "AU26": 0.15},
    "EE": {"AU25": 0.4, "AU20": 0.4, "AU12": 0.3, "AU26": 0.15},
    "EH": {"AU25": 0.5, "AU26": 0.4, "AU20": 0.2},
    "AH": {"AU25": 0.5, "AU26": 0.85},
    "OH": {"AU18": 0.4, "AU22": 0.3, "AU25": 0.4, "AU26": 0.5},
    "OO": {"AU18": 0.9, "AU22": 0.2, "AU25": 0.25, "AU26": 0.2},
    "yawn": {"AU27": 1.0, "AU25": 0.5},
    "whistle": {"AU18": 1.0},
}


def face_crop(subject, picture: np.ndarray, side: int, zoom: float = 3.5) -> np.ndarray:
    """Return the square around the face, (side, side, 3); `zoom` is its side in inter-ocular distances."""
    from tests.benchmarks.judges import crop_square, face_box

    x, y, box = face_box(subject.detection.landmarks)
    return crop_square(picture, (x, y, box / 2.72 * zoom), side)


def emotions(subject, side: int = 256) -> list[list[Panel]]:
    """Return a row a level, 1 to 3, a column an emotion; neutral takes the portrait's own away."""
    return [
        [
            (f"{name} {level}", face_crop(subject, subject.picture(emotions={name: level}), side))
            for name in EMOTIONS
        ]
        for level in (1, 2, 3)
    ]


def units(subject, side: int = 256, amount: float = 0.8) -> list[list[Panel]]:
    """Return the untouched face and the 17 editable units at +`amount`, six a row."""
    panels = [("source", face_crop(subject, subject.picture(), side))]
    panels += [
        (f"{unit} +{amount:g}", face_crop(subject, subject.picture(units={unit: amount}), side))
        for unit in EDITABLE
    ]
    return _rows(panels, 6)


def mouths(subject, side: int = 256) -> list[list[Panel]]:
    """Return mouth shapes of speech, a few of them under an emotion, and the eyes' aux channels."""
    panels = [
        (name, face_crop(subject, subject.picture(units=shape), side)) for name, shape in MOUTHS.items()
    ]
    for emotion in ("happy", "angry", "sad"):
        picture = subject.picture(emotions={emotion: 2}, units=MOUTHS["AH"])
        panels.append((f"AH, {emotion} 2", face_crop(subject, picture, side)))
    for label, channels in AUX_POSES.items():
        aux = np.zeros(len(AUX), np.float32)
        for name, value in channels.items():
            aux[AUX_INDEX[name]] = value
        panels.append((label, face_crop(subject, subject.picture(aux=aux), side)))
    return _rows(panels, 6)


AUX_POSES: dict[str, dict[str, float]] = {
    "half blink": {"blink_l": 0.5, "blink_r": 0.5},
    "blink": {"blink_l": 1.0, "blink_r": 1.0},
    "wink left": {"blink_l": 1.0},
    "gaze left": {"gaze_yaw": 20.0},
    "gaze up": {"gaze_pitch": 15.0},
    "gaze down": {"gaze_pitch": -15.0},
    "yaw 10": {"head_yaw": 10.0},
    "pitch -8": {"head_pitch": -8.0},
    "roll 10": {"head_roll": 10.0},
}


def speech(subject, count: int = 12, side: int = 256) -> list[list[Panel]]:
    """Return `count` frames spread over the built-in speech, spoken by the portrait."""
    from lestalk_studio.audio.decode import load_audio
    from lestalk_studio.pipeline.demo import demo_speech
    from lestalk_studio.pipeline.perform import speech_performance

    performance = speech_performance(load_audio(demo_speech()), 25.0, seed=0)
    corrections = subject.corrections(performance)
    panels = []
    for index in np.linspace(10, len(performance) - 10, count).astype(int):
        picture = subject.renderer.render(performance.z[index], performance.aux[index], corrections[index])
        panels.append((f"{index / 25:.2f} s", face_crop(subject, picture, side)))
    return _rows(panels, 6)


def _rows(panels: list[Panel], across: int) -> list[list[Panel]]:
    return [panels[start : start + across] for start in range(0, len(panels), across)]


def compose(rows: list[list[Panel]], labels: bool = True) -> np.ndarray:
    """Return the page, (H, W, 3) uint8; panels must be of one size."""
    side = rows[0][0][1].shape[0]
    across = max(len(row) for row in rows)
    page = np.full((side * len(rows), side * across, 3), 24, np.uint8)
    for i, row in enumerate(rows):
        for j, (label, panel) in enumerate(row):
            cell = panel.copy()
            if labels:
                cell[-20:] //= 3
                at = (6, side - 6)
                cv2.putText(cell, label, at, cv2.FONT_HERSHEY_SIMPLEX, 0.45, (255, 255, 255), 1, cv2.LINE_AA)
            page[i * side : (i + 1) * side, j * side : (j + 1) * side] = cell
    return page


SHEETS = {"emotions": emotions, "units": units, "mouths": mouths, "speech": speech}


def make(subject, kinds: list[str], folder: Path, side: int = 256) -> list[Path]:
    """Write the sheets called `kinds` of `subject` as PNG; return their files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind in kinds:
        path = folder / f"{subject.name}_{kind}.png"
        cv2.imwrite(str(path), compose(SHEETS[kind](subject, side=side))[..., ::-1])
        written.append(path)
    return written
