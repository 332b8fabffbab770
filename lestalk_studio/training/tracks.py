"""Reading tracked clips: files of landmarks, scores and, where they were prepared here, z, aux and beta."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from lestalk_studio.errors import StudioError
from lestalk_studio.face.track import FaceTrack, performance_of
from lestalk_studio.les.mouth import lip_motion
from lestalk_studio.les.performance import Performance

PICTURE = {"grid": (360, 288), "voxceleb_val": (224, 224)}
"""Width and height of the pictures of data sets whose clips do not say it themselves."""


def picture_size(data, path: Path) -> tuple[int, int]:
    """(width, height) in pixels of the pictures that a clip's landmarks are normalised by."""
    if "picture" in data:
        width, height = (int(side) for side in data["picture"])
        return width, height
    return PICTURE[path.parent.parent.name]


def face_track(path: Path) -> FaceTrack:
    """The landmarks in pixels and the scores of a tracked clip."""
    data = np.load(path)
    width, height = picture_size(data, path)
    landmarks = data["landmarks"].astype(np.float32) * np.float32((width, height, width))
    names = data["blendshape_names"].tolist()
    scores = dict(zip(names, data["blendshapes"].astype(np.float32).T, strict=True))
    fps = float(data["fps"])
    times = np.arange(len(landmarks)) / fps
    return FaceTrack(fps, times, landmarks, scores, data["detected"], (width, height))


def performance_of_clip(path: Path, head) -> Performance:
    """z and aux of a tracked clip: as prepared, or solved now beside the clip's own rest."""
    data = np.load(path)
    if "z" in data:
        z, fps = data["z"].astype(np.float32), float(data["fps"])
        return Performance(fps, z, data["aux"].astype(np.float32), lip_motion(z, fps))
    return performance_of(face_track(path), head)


def usual_rest(path: Path) -> tuple[np.ndarray, dict[str, float]] | None:
    """(shape (478, 3) in head space, scores) of the person's rest where a clip was prepared with one, else None."""
    data = np.load(path)
    if "rest_shape" not in data:
        return None
    names = data["blendshape_names"].tolist()
    scores = dict(zip(names, data["rest_scores"].astype(float).tolist(), strict=True))
    return data["rest_shape"].astype(np.float64), scores


def identities(folder: Path) -> dict[str, list[Path]]:
    """{person: tracks} of a tracked corpus. Raises StudioError where `folder` is none."""
    from lestalk_studio.training.people import person

    paths = sorted((folder / "tracks").glob("[!.]*.npz"))
    if not paths:
        raise StudioError(f"{folder} holds no tracks; make them with the command prepare.")
    found: dict[str, list[Path]] = {}
    for path in paths:
        found.setdefault(person(str(np.load(path)["identity"])), []).append(path)
    return found
