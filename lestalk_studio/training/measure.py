"""A person's clips measured beside that person's rest: z, aux, the dense fit beta, and the rest itself."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from lestalk_studio.face import signals
from lestalk_studio.face.landmarkmodel import SKIN
from lestalk_studio.face.solve import Rest, UnitSolver
from lestalk_studio.training.tracks import face_track

_MOST_FRAMES = 2000
NEUTRAL = "neutral"


@lru_cache(maxsize=1)
def _head():
    from lestalk_studio.face.head import Head

    return Head.load()


def measure_person(paths: list[Path]) -> int:
    """Add z, aux, beta and the rest to the tracks of one person; returns how many were not there yet.

    The rest is found in the clips marked neutral, together; without one every clip has its own.
    """
    calm = [path for path in paths if str(np.load(path)["emotion"]) == NEUTRAL]
    of = hashlib.sha256("\n".join(f"{p.stem} {np.load(p)['stamp']}" for p in calm).encode()).hexdigest()[:16]
    todo = [path for path in paths if "z" not in (data := np.load(path)) or str(data["rest_of"]) != of]
    if not todo:
        return 0
    head = _head()
    solver = UnitSolver(head)
    usual = solver.calibrate(*_pooled(calm)) if calm else None
    for path in todo:
        _measure(path, solver, usual, of, head)
    return len(todo)


def _pooled(paths: list[Path]) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Landmarks and scores of the frames of several clips in which the face was seen, evenly thinned."""
    landmarks, scores = [], []
    for path in paths:
        track = face_track(path)
        seen = np.flatnonzero(track.seen)
        seen = seen[:: max(1, len(seen) * len(paths) // _MOST_FRAMES)]
        landmarks.append(track.landmarks[seen])
        scores.append({name: values[seen] for name, values in track.scores.items()})
    names = scores[0]
    return np.concatenate(landmarks), {name: np.concatenate([s[name] for s in scores]) for name in names}


def at_rest(own: Rest, shape: np.ndarray | None, scores: dict[str, float] | None) -> Rest:
    """The pose that a clip itself has at rest with the shape and scores of the person's rest, where there are."""
    return own if shape is None else replace(own, shape=shape, scores=scores)


def _measure(path: Path, solver: UnitSolver, usual: Rest | None, of: str, head) -> None:
    from lestalk_studio.training.cdan_data import DenseFit

    track = face_track(path)
    landmarks = signals.bridged(track.landmarks.astype(np.float64), track.seen)
    scores = {name: signals.bridged(values, track.seen) for name, values in track.scores.items()}
    own = solver.calibrate(landmarks, scores)
    rest = own if usual is None else at_rest(own, usual.shape, usual.scores)
    width = signals.window(track.fps)
    z, aux = solver.solve(landmarks, scores, rest, lambda values: signals.smoothed(values, width))
    freed = signals.smoothed(solver.align(landmarks, rest.shape)[0], width)
    found = dict(np.load(path)) | {
        "z": z,
        "aux": aux,
        "beta": DenseFit.of(head).beta((freed - rest.shape)[:, SKIN]).astype(np.float32),
        "rest_shape": rest.shape.astype(np.float32),
        "rest_scores": np.array([rest.scores[name] for name in scores], np.float32),
        "rest_of": np.array(of),
    }
    aside = path.with_name(f".{path.stem}.part.npz")
    np.savez_compressed(aside, **found)
    os.replace(aside, path)
