"""Training material of the CDAN: tracked people as pairs of z and densely fitted beta.

z is solved from one half of the landmarks, so that the other half can judge what is made of it; beta is the
regularised least-squares fit of all of them on the head's 64 expression coefficients, in the face's own axes,
beside the clip's own rest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from lestalk_studio.face import signals
from lestalk_studio.face.jointfit import fit_jointly
from lestalk_studio.face.landmarkmodel import SKIN, landmark_model
from lestalk_studio.face.prior import score_prior
from lestalk_studio.face.solve import UnitSolver
from lestalk_studio.face.topology import (
    LID_LOWER_L,
    LID_LOWER_R,
    LID_UPPER_L,
    LID_UPPER_R,
    LIP_INNER_LOWER,
    LIP_INNER_UPPER,
    OVAL,
)
from lestalk_studio.training.tracks import face_track, usual_rest

VIEWS = ("even", "odd", "all")
"""Which landmarks z was solved from."""

# Lip gap and lid opening are solved for as measures of their own: every view sees them, none is judged by them.
_MEASURED = tuple(
    {*LIP_INNER_UPPER, *LIP_INNER_LOWER, *LID_UPPER_L, *LID_LOWER_L, *LID_UPPER_R, *LID_LOWER_R}
)
_DEPTH = 0.05  # MediaPipe's depth is a guess
_RIDGE = 2e-3


@dataclass(frozen=True, eq=False)
class Track:
    """One clip of one person, T frames, relative to the person's rest in that clip.

    z {view: (T, 41)}; aux {view: (T, len(AUX))}; source_z (41,): the face at rest, as a portrait
    would be fitted; beta (T, 64): the dense fit; moved (T, 468, 3): landmarks' displacement in head space.
    All float32.
    """

    name: str
    identity: str
    z: dict[str, np.ndarray]
    aux: dict[str, np.ndarray]
    source_z: np.ndarray
    beta: np.ndarray
    moved: np.ndarray


@dataclass(frozen=True, eq=False)
class DenseFit:
    """Least squares of the head's coefficients on landmarks; `metric` (64, 64) is the squared landmark error
    that a difference of coefficients makes, head units, rigid motion left out."""

    fields: np.ndarray
    metric: np.ndarray
    solve: np.ndarray

    @staticmethod
    @lru_cache(maxsize=2)
    def of(head) -> DenseFit:
        """For a face.head.Head."""
        model = landmark_model(head)
        fields = np.stack([head.landmarks(shape) for shape in head.beta]).astype(np.float64)[:, SKIN]
        scale = np.sqrt(model.weight[SKIN])[:, None] * np.sqrt([1.0, 1.0, _DEPTH])
        rigid = rigid_fields(model.mean[SKIN])
        rows = (fields * scale).reshape(len(fields), -1)
        turns = (rigid * scale).reshape(len(rigid), -1)
        basis = np.linalg.qr(turns.T)[0]
        free = rows - (rows @ basis) @ basis.T
        metric = free @ free.T
        solve = np.linalg.solve(metric + _RIDGE * np.trace(metric) * np.eye(len(metric)) / 64, free)
        return DenseFit(fields, metric, solve.reshape(len(fields), -1, 3) * scale)

    def beta(self, moved: np.ndarray) -> np.ndarray:
        """(T, 64) coefficients of displacements (T, 468, 3); what the head as a whole moves is left out."""
        return np.einsum("kni,tni->tk", self.solve, moved)

    def landmarks(self, beta: np.ndarray) -> np.ndarray:
        """(T, 468, 3) displacements of coefficients (T, 64)."""
        return np.tensordot(beta, self.fields, 1)


def rigid_fields(shape: np.ndarray) -> np.ndarray:
    """(7, N, 3) small turns, growth and shifts of `shape` (N, 3)."""
    turns = [np.cross(axis, shape) for axis in np.eye(3)]
    return np.stack([*turns, shape, *(np.broadcast_to(axis, shape.shape) for axis in np.eye(3))])


def held_out(view: str) -> np.ndarray:
    """Indices of the landmarks that z of `view` was not solved from, and that an error is measured on."""
    parity = {"even": 1, "odd": 0}.get(view)
    spared = {*_MEASURED, *OVAL} if parity is not None else set(OVAL)
    return np.array([i for i in range(468) if i not in spared and (parity is None or i % 2 == parity)])


class ViewSolver(UnitSolver):
    """A UnitSolver that sees one half of the landmarks; pose and lip gap are measured as ever."""

    def __init__(self, head, view: str):
        super().__init__(head)
        if view != "all":
            self._weight = self._weight.copy()
            self._weight[held_out(view)] = 0.0


def load_tracks(
    folder: Path, head, most_per_person: int | None = None, only: Callable[[str], bool] | None = None
) -> list[Track]:
    """Every clip of `folder`/tracks, or `most_per_person`, evenly chosen.

    only: told an identity, whether to load it.
    """
    clips: dict[str, list[Path]] = {}
    for path in sorted((folder / "tracks").glob("[!.]*.npz")):
        clips.setdefault(str(np.load(path)["identity"]), []).append(path)
    tracks = []
    for identity, paths in clips.items():
        if only is not None and not only(identity):
            continue
        if most_per_person is not None and len(paths) > most_per_person:
            paths = [paths[i] for i in np.linspace(0, len(paths) - 1, most_per_person).astype(int)]
        for path in paths:
            track = face_track(path)
            scores = {name: values.astype(np.float64) for name, values in track.scores.items()}
            landmarks = track.landmarks.astype(np.float64)
            usual = usual_rest(path)
            tracks.append(
                make_track(path.stem, identity, landmarks, scores, track.seen, track.fps, head, usual)
            )
    return tracks


def make_track(name, identity, landmarks, scores, seen, fps, head, usual=None) -> Track:
    """A Track of landmarks (T, 478, 3) in pixels, scores {name: (T,)} and seen (T,) bool.

    usual: (shape, scores) of the person's rest where it is known from other clips, else None.
    """
    landmarks = signals.bridged(landmarks, seen)
    scores = {key: signals.bridged(values, seen) for key, values in scores.items()}
    width = signals.window(fps)
    z, aux = {}, {}
    for view in VIEWS:
        solver = _solver(head, view)
        rest = solver.calibrate(landmarks, scores)
        if usual is not None:
            rest = replace(rest, shape=usual[0], scores=usual[1])
        z[view], aux[view] = solver.solve(
            landmarks, scores, rest, lambda values: signals.smoothed(values, width)
        )
    freed = solver.align(landmarks, rest.shape)[0]
    resting = int(np.linalg.norm(freed - rest.shape, axis=2).mean(axis=1).argmin())
    prior = score_prior({key: values[resting : resting + 1] for key, values in scores.items()})[0]
    source = fit_jointly(landmarks[resting], landmark_model(head), prior)
    moved = (signals.smoothed(freed, width) - rest.shape)[:, SKIN]
    return Track(
        name,
        identity,
        z,
        aux,
        source.z.astype(np.float32),
        DenseFit.of(head).beta(moved).astype(np.float32),
        moved.astype(np.float32),
    )


@lru_cache(maxsize=4)
def _solver(head, view: str) -> ViewSolver:
    return ViewSolver(head, view)
