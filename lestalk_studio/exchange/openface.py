"""Read the CSV that OpenFace's FeatureExtraction writes (Baltrusaitis et al., FG 2018) as a performance.

OpenFace's camera axes: x to the right of the picture (the subject's left), y down, z away; angles in radians,
R = Rx Ry Rz; distances in millimetres; gaze_angle_x grows to the subject's left, gaze_angle_y downward.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from lestalk_studio.errors import StudioError
from lestalk_studio.les.mouth import lip_motion
from lestalk_studio.les.performance import Performance
from lestalk_studio.les.space import AUX, AUX_INDEX, DIM, INDEX

UNITS: tuple[str, ...] = tuple(
    f"AU{n:02d}" for n in (1, 2, 4, 5, 6, 7, 9, 10, 12, 14, 15, 17, 20, 23, 25, 26)
)
FULL_INTENSITY = 5.0  # AU.._r of FACS level E
FULL_BLINK = 3.0  # AU45_r at which the lids meet: blinks of talking people peak here, not at 5
LEAST_CONFIDENCE = 0.5
INTER_OCULAR_MM = 63.0
_MOST_ROWS = 1_000_000
_USUAL_RATES = (24000 / 1001, 24.0, 25.0, 30000 / 1001, 30.0, 50.0, 60000 / 1001, 60.0, 100.0, 120.0)


def read_openface(path: str | Path) -> Performance:
    """The performance of an OpenFace CSV, at the frame rate of its timestamps.

    Head pose and gaze are relative to their median over the clip, the units as OpenFace calibrated them.
    Frames without a sure face are interpolated. Of several faces the one in most frames is taken. `speech` is
    guessed from the motion of the lips.

    Raises StudioError on a file that cannot be read, is no OpenFace CSV, or never shows a face.
    """
    path = Path(path)
    columns = _one_face(_columns(path))
    intensities = [f"{unit}_r" for unit in UNITS if f"{unit}_r" in columns]
    if not intensities or "timestamp" not in columns:
        lacking = "timestamp" if intensities else "AU01_r to AU45_r"
        raise StudioError(
            f"'{path}' lacks the column {lacking}; run OpenFace's FeatureExtraction with -aus -pose -gaze."
        )
    sure = np.isfinite(columns["timestamp"])
    if "success" in columns:
        sure &= columns["success"] > 0.5
    if "confidence" in columns:
        sure &= columns["confidence"] >= LEAST_CONFIDENCE
    for name in intensities:
        sure &= np.isfinite(columns[name])
    if not sure.any():
        raise StudioError(f"OpenFace found no face in any frame of '{path}'; use a video that shows a face.")
    fps, frames, place = _clock(path, columns)

    def over_time(name: str) -> np.ndarray | None:
        """(frames,) of a column, interpolated where no face is sure; None without the column."""
        if name not in columns:
            return None
        usable = sure & np.isfinite(columns[name])
        if not usable.any():
            return None
        return np.interp(np.arange(frames), place[usable], columns[name][usable])

    z = np.zeros((frames, DIM), np.float32)
    for name in intensities:
        z[:, INDEX[name[:-2]]] = np.clip(over_time(name) / FULL_INTENSITY, 0.0, 1.0)
    aux = np.zeros((frames, len(AUX)), np.float32)
    blink = over_time("AU45_r")
    if blink is not None:
        aux[:, AUX_INDEX["blink_l"]] = aux[:, AUX_INDEX["blink_r"]] = np.clip(blink / FULL_BLINK, 0.0, 1.0)
    channels = _head({name: over_time(f"pose_{name}") for name in ("Tx", "Ty", "Tz", "Rx", "Ry", "Rz")})
    channels |= _gaze(over_time("gaze_angle_x"), over_time("gaze_angle_y"), channels)
    for channel, values in channels.items():
        aux[:, AUX_INDEX[channel]] = values - np.median(values)
    return Performance(fps, z, aux, lip_motion(z, fps))


def _head(pose: dict[str, np.ndarray | None]) -> dict[str, np.ndarray]:
    """Head channels that the pose columns give, not yet relative to the clip."""
    signed = {
        "head_yaw": ("Ry", -180 / np.pi),
        "head_pitch": ("Rx", -180 / np.pi),
        "head_roll": ("Rz", 180 / np.pi),
        "head_x": ("Tx", 1 / INTER_OCULAR_MM),
        "head_y": ("Ty", -1 / INTER_OCULAR_MM),
        "head_z": ("Tz", -1 / INTER_OCULAR_MM),
    }
    return {
        channel: pose[name] * factor for channel, (name, factor) in signed.items() if pose[name] is not None
    }


def _gaze(x: np.ndarray | None, y: np.ndarray | None, head: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Gaze channels [degrees] in the head; OpenFace's are in the room, so the head's turn goes off."""
    if x is None or y is None:
        return {}
    still = np.zeros_like(x)
    return {
        "gaze_yaw": np.degrees(x) - head.get("head_yaw", still),
        "gaze_pitch": -np.degrees(y) - head.get("head_pitch", still),
    }


def _columns(path: Path) -> dict[str, np.ndarray]:
    """Columns (N,) float64 by their stripped names; what is no number is NaN."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, skipinitialspace=True)
            names = [name.strip() for name in next(reader, [])]
            if not any(name.startswith("AU") for name in names):
                raise StudioError(
                    f"'{path}' is no OpenFace CSV: its first line names no action units (AU01_r ...); "
                    "choose the .csv that FeatureExtraction wrote."
                )
            rows = []
            for row in reader:
                if any(cell.strip() for cell in row):
                    padding = [np.nan] * (len(names) - len(row))
                    rows.append([_number(cell) for cell in row[: len(names)]] + padding)
                if len(rows) > _MOST_ROWS:
                    raise StudioError(f"'{path}' has over {_MOST_ROWS} frames; cut it into shorter clips.")
    except FileNotFoundError:
        raise StudioError(f"The OpenFace file '{path}' does not exist.") from None
    except (OSError, UnicodeDecodeError, csv.Error):
        raise StudioError(f"'{path}' cannot be read as CSV; choose the .csv that OpenFace wrote.") from None
    if not rows:
        raise StudioError(f"'{path}' holds no frames; run OpenFace's FeatureExtraction on the video again.")
    table = np.array(rows, np.float64)
    return {name: table[:, i] for i, name in enumerate(names)}


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return np.nan


def _one_face(columns: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The rows of the face seen in most frames."""
    faces = columns.get("face_id")
    if faces is None:
        return columns
    identities, counts = np.unique(faces[np.isfinite(faces)], return_counts=True)
    if len(identities) < 2:
        return columns
    rows = faces == identities[counts.argmax()]
    return {name: values[rows] for name, values in columns.items()}


def _clock(path: Path, columns: dict[str, np.ndarray]) -> tuple[float, int, np.ndarray]:
    """Frame rate, number of frames, and each row's place (N,) among them.

    Timestamps have three decimals only, so the rate is taken over the whole clip and brought to a usual one
    when they cannot tell the two apart; places are the frame numbers, which also tell of frames left out.
    """
    times = columns["timestamp"]
    numbers = columns.get("frame")
    if numbers is None or not np.isfinite(numbers).all() or (np.diff(numbers) <= 0).any():
        numbers = np.arange(len(times), dtype=np.float64)
    place = numbers - numbers[0]
    known = np.flatnonzero(np.isfinite(times))
    if len(known) < 2 or (np.diff(times[known]) <= 0).any():
        raise StudioError(
            f"The timestamps of '{path}' do not grow from frame to frame; let OpenFace read a video."
        )
    first, last = known[0], known[-1]
    fps = float((place[last] - place[first]) / (times[last] - times[first]))
    if not 1.0 <= fps <= 1000.0:
        raise StudioError(f"The timestamps of '{path}' give {fps:.3g} frames a second; they must be seconds.")
    usual = min(_USUAL_RATES, key=lambda rate: abs(rate - fps))
    if abs(usual - fps) <= fps * 0.002 / (times[last] - times[first]):
        fps = usual
    frames = int(place[-1]) + 1
    if frames > _MOST_ROWS:
        raise StudioError(f"The frame numbers of '{path}' go beyond {_MOST_ROWS}; cut it into shorter clips.")
    return fps, frames, place
