"""A talking video as a performance: the face followed, measured against its own rest, smoothed without
lag."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lestalk_studio.cancelling import checkpoint
from lestalk_studio.errors import Cancelled, StudioError
from lestalk_studio.face import signals
from lestalk_studio.face.detector import FaceTracker
from lestalk_studio.face.frames import VideoFrames
from lestalk_studio.face.head import Head
from lestalk_studio.face.solve import UnitSolver
from lestalk_studio.les.mouth import lip_motion
from lestalk_studio.les.performance import Performance
from lestalk_studio.les.space import AUX_INDEX

LONGEST_LOSS = 1.0  # seconds without a face that are bridged
LEAST_SEEN = 0.5  # part of the frames that must show a face
_CHUNK = 1500  # frames solved at once: bounds the memory of a long clip
_OVERLAP = 30

Progress = Callable[[int, int], None]


@dataclass(frozen=True, eq=False)
class FaceTrack:
    """What was seen: fps; times (T,) seconds of the video's frames; landmarks float32 (T, 478, 3) pixels;
    scores {name: float32 (T,)}; seen (T,) bool, False where the face was lost (landmarks are zero there);
    size (width, height)."""

    fps: float
    times: np.ndarray
    landmarks: np.ndarray
    scores: dict[str, np.ndarray]
    seen: np.ndarray
    size: tuple[int, int]


@dataclass(frozen=True, eq=False)
class TrackedVideo:
    """performance: relative to the person's rest and usual pose; times (T,) seconds; seen (T,) bool."""

    performance: Performance
    times: np.ndarray
    seen: np.ndarray


def track_video(
    path: str | Path,
    progress: Progress | None = None,
    fps: float | None = None,
    cancelled: Callable[[], bool] | None = None,
    head: Head | None = None,
) -> TrackedVideo:
    """The performance of the largest face in the video at `path`.

    progress: called with (frames done, frames in all); fps: resample to this rate, else the video's own;
    cancelled: asked before every frame. z and aux are relative to the person's own rest, found in the clip;
    head pose and gaze to their usual ones. `speech` is guessed from the motion of the lips.

    Raises StudioError for a file that is no readable video, shows no face, or loses it for more than a
    second; Cancelled when stopped.
    """
    path = Path(path)
    track = follow_face(path, progress, cancelled)
    check_losses(track, path.name)
    performance = performance_of(track, head or Head.load())
    if fps is not None and fps != track.fps:
        performance = performance.resampled(fps)
        times = np.arange(len(performance)) / fps
        nearest = np.minimum(np.round(times * track.fps).astype(int), len(track.seen) - 1)
        return TrackedVideo(performance, times, track.seen[nearest])
    return TrackedVideo(performance, track.times, track.seen)


def follow_face(
    path: Path, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None
) -> FaceTrack:
    """Landmarks and scores of every frame at a constant rate. Raises StudioError, Cancelled."""
    landmarks, scores, seen = [], [], []
    with VideoFrames(path) as video, FaceTracker() as tracker:
        for number, rgb in enumerate(video):
            if cancelled is not None and cancelled():
                raise Cancelled
            checkpoint()
            face = tracker.next(rgb, number / video.fps)
            seen.append(face is not None)
            landmarks.append(np.zeros((478, 3), np.float32) if face is None else face.landmarks)
            scores.append({} if face is None else face.blendshapes)
            if progress is not None:
                progress(number + 1, max(video.expected, number + 1))
        fps, size = video.fps, video.size
    if len(seen) < 2:
        raise StudioError(f"{path.name} has a single frame; choose a video of a talking face, not a picture.")
    names = next((s for s in scores if s), {})
    columns = {name: np.array([s.get(name, 0.0) for s in scores], np.float32) for name in names}
    times = np.arange(len(seen)) / fps
    return FaceTrack(fps, times, np.stack(landmarks), columns, np.array(seen), size)


def performance_of(track: FaceTrack, head: Head) -> Performance:
    """The performance in a track; frames without a face are interpolated."""
    solver = UnitSolver(head)
    landmarks = signals.bridged(track.landmarks, track.seen)
    scores = {name: signals.bridged(values, track.seen) for name, values in track.scores.items()}
    known = np.flatnonzero(track.seen)
    sample = known[np.linspace(0, len(known) - 1, min(len(known), 2000)).astype(int)]
    rest = solver.calibrate(landmarks[sample], {name: values[sample] for name, values in scores.items()})
    width = signals.window(track.fps)
    parts = []
    for start in range(0, len(landmarks), _CHUNK):
        checkpoint()
        low, high = max(0, start - _OVERLAP), min(len(landmarks), start + _CHUNK + _OVERLAP)
        piece = {name: values[low:high] for name, values in scores.items()}
        solved = solver.solve(
            landmarks[low:high], piece, rest, lambda values: signals.smoothed(values, width)
        )
        keep = slice(start - low, min(start + _CHUNK, len(landmarks)) - low)
        parts.append([values[keep] for values in solved])
    z = np.concatenate([part[0] for part in parts])
    aux = np.concatenate([part[1] for part in parts])
    for name in ("gaze_yaw", "gaze_pitch"):
        aux[:, AUX_INDEX[name]] -= np.median(aux[:, AUX_INDEX[name]])
    return Performance(track.fps, z, aux, lip_motion(z, track.fps))


def read_au_source(path: str | Path, progress: Progress | None = None) -> Performance:
    """The performance in a talking video or an OpenFace CSV. Raises StudioError for an unusable file."""
    path = Path(path)
    if path.suffix.lower() == ".csv":
        from lestalk_studio.exchange.openface import read_openface

        return read_openface(path)
    return track_video(path, progress).performance


def check_losses(track: FaceTrack, name: str) -> None:
    if not track.seen.any():
        raise StudioError(f"No face is found in any frame of {name}; choose a video of a talking face.")
    if track.seen.mean() < LEAST_SEEN:
        part = round(100 * float(track.seen.mean()))
        raise StudioError(
            f"Only {part} % of the frames of {name} show a face; choose a video that keeps it in view."
        )
    start, length = signals.longest_gap(track.seen)
    if length > LONGEST_LOSS * track.fps:
        begin, end = start / track.fps, (start + length) / track.fps
        raise StudioError(
            f"The face in {name} is lost from {begin:.1f} s to {end:.1f} s; "
            f"cut that part off, or choose a video that keeps the face in view."
        )
