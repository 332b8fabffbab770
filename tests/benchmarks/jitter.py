"""Does the head tremble? High-frequency motion of points that no expression moves, seen on the rendered pixels."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from lestalk_studio.les.performance import Performance
from tests.benchmarks.subjects import data_folder

SIDE = 512
POINTS = 24
FRAMES = 100
_QUIET = 0.012  # displacement, in inter-ocular distances, that any unit at full may give a rigid point
_WINDOW = 0.36  # s; slower motion than a parabola over this is the head's own
_LK = {"winSize": (25, 25), "maxLevel": 2, "criteria": (3, 40, 0.001)}


@dataclass(frozen=True)
class Jitter:
    """One performance on one portrait: RMS of the high-frequency motion, px, and of all motion, px."""

    portrait: str
    source: str
    high: float
    all: float
    points: int


def performances() -> dict[str, Performance]:
    """Return what drives the faces: the built-in speech, and talkers tracked in the evaluation folder's videos."""
    from lestalk_studio.audio.decode import load_audio
    from lestalk_studio.face.track import read_au_source
    from lestalk_studio.pipeline.demo import demo_speech
    from lestalk_studio.pipeline.perform import speech_performance

    found = {"built-in speech": speech_performance(load_audio(demo_speech()), 25.0, seed=0)}
    folder = data_folder()
    videos = [] if folder is None else sorted((folder / "grid" / "video").glob("*.mpg"))
    return found | {video.stem: read_au_source(video, None) for video in videos[:: max(len(videos) // 3, 1)]}


def report(found: list[Jitter]) -> str:
    """Return one line a portrait and performance."""
    return "\n".join(
        f"  {one.portrait:28s} {one.source:16s} high {one.high:.3f}  all motion {one.all:.2f}  points {one.points}"
        for one in found
    )


def rigid_points(subject, renderer) -> np.ndarray:
    """Return (n, 2) float32 well-textured pixels of the portrait at the renderer's size that no unit moves."""
    head, fit = subject.head, subject.fit
    scale = renderer.shape[0] / subject.portrait.rgb.shape[0]
    moved = np.linalg.norm(head.units, axis=2).max(0)
    front = head.regions["skin_face"] & (moved < _QUIET)
    at = fit.vertices[front, :2] * scale
    height, width = renderer.shape
    mask = np.zeros((height, width), np.uint8)
    for x, y in np.rint(at).astype(int):
        cv2.circle(mask, (x, y), 4, 255, -1)
    low, high = fit.landmarks[:468, :2].min(0) * scale, fit.landmarks[:468, :2].max(0) * scale
    face = np.zeros_like(mask)
    cv2.rectangle(face, np.rint(low).astype(int).tolist(), np.rint(high).astype(int).tolist(), 255, -1)
    grey = cv2.cvtColor(renderer.render(*_rest()), cv2.COLOR_RGB2GRAY)
    found = cv2.goodFeaturesToTrack(grey, POINTS, 0.005, 6, mask=mask & face)
    return np.zeros((0, 2), np.float32) if found is None else found.reshape(-1, 2)


def follow(renderer, points: np.ndarray, z: np.ndarray, aux: np.ndarray, corrections) -> np.ndarray:
    """Return where points (n, 2) of the portrait are in each frame, (T, n, 2) pixels, by Lucas and Kanade.

    corrections: as Subject.corrections gives them.
    """
    first = cv2.cvtColor(renderer.render(*_rest()), cv2.COLOR_RGB2GRAY)
    at, places = points.copy(), []
    for asked in zip(z, aux, corrections, strict=True):
        grey = cv2.cvtColor(renderer.render(*asked), cv2.COLOR_RGB2GRAY)
        at, _, _ = cv2.calcOpticalFlowPyrLK(
            first, grey, points, at.copy(), flags=cv2.OPTFLOW_USE_INITIAL_FLOW, **_LK
        )
        places.append(at)
    return np.array(places)


def examine(subject, renderer, source: str, performance: Performance) -> Jitter:
    """Render `performance` on the portrait and follow its rigid points."""
    from scipy.signal import savgol_filter

    frames = slice(0, min(len(performance), FRAMES))
    points = rigid_points(subject, renderer)
    corrections = subject.corrections(performance)[frames]
    places = follow(renderer, points, performance.z[frames], performance.aux[frames], corrections)
    span = max(5, 2 * round(_WINDOW * performance.fps / 2) + 1)
    high = places - savgol_filter(places, span, 2, axis=0)
    around = places - places.mean(0)
    # A point that was lost jumps and says nothing about the others: medians over points.
    return Jitter(subject.name, source, _rms(high), _rms(around), len(points))


def _rms(motion: np.ndarray) -> float:
    return float(np.median(np.sqrt((motion**2).sum(2).mean(0))))


def same_twice(renderer, performance: Performance) -> bool:
    """Return whether constant input gives frames that are the same to the bit, with others between them."""
    middle = len(performance) // 2
    one, other = (performance.z[middle], performance.aux[middle]), (performance.z[0], performance.aux[0])
    first = renderer.render(*one)
    again = []
    for _ in range(3):
        renderer.render(*other)
        again.append(renderer.render(*one))
    return all(np.array_equal(first, frame) for frame in again)


def _rest() -> tuple[np.ndarray, np.ndarray]:
    still = Performance.still(1, 25.0)
    return still.z[0], still.aux[0]
