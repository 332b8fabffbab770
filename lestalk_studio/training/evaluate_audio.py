"""How well lips follow a voice: predicted against tracked lip aperture, clip by clip."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lestalk_studio.audio.decode import load_audio
from lestalk_studio.audio.features import FEATURE_FPS, extract, sample_at
from lestalk_studio.les.space import DIM

LAGS = (-1, 0, 1)


@dataclass(frozen=True)
class ClipScore:
    """Correlations with the tracked aperture at the best lag within one frame."""

    name: str
    identity: str
    lips: float
    loudness: float


def best_correlation(found: np.ndarray, real: np.ndarray) -> float:
    """Pearson's r of two (T,) series at the best lag of -1, 0 or +1 frame; 0 where one does not move."""
    scores = []
    for lag in LAGS:
        a = found[max(0, lag) : len(found) + min(0, lag)]
        b = real[max(0, -lag) : len(real) + min(0, -lag)]
        still = len(a) < 3 or a.std() < 1e-9 or b.std() < 1e-9
        scores.append(0.0 if still else float(np.corrcoef(a, b)[0, 1]))
    return max(scores)


def lip_gap(z: np.ndarray) -> np.ndarray:
    """(T,) inner-lip gap of the head model in pupil distances for z (T, 41), never negative."""
    from lestalk_studio.training.targets import gap_per_unit

    return np.maximum(z @ gap_per_unit(), 0.0)


def lip_correlation(
    tracks_dir: Path,
    audio_dir: Path,
    predict: Callable[[np.ndarray, float], np.ndarray] | None = None,
    names: list[str] | None = None,
) -> list[ClipScore]:
    """Score every clip of a data set, or those of `names`.

    predict: (samples at 16 kHz, fps) -> z (T, 41); the shipped net when None.
    """
    from lestalk_studio.training.targets import load_track

    if predict is None:
        from lestalk_studio.nets.audio_to_les import AudioToLes

        predict = AudioToLes.load().predict
    scores = []
    for path in sorted(tracks_dir.glob("*.npz")):
        if names is not None and path.stem not in names:
            continue
        track = load_track(path)
        samples = load_audio(audio_dir / f"{track.name}.flac")
        gap = lip_gap(predict(samples, track.fps))
        level = sample_at(extract(samples).level, FEATURE_FPS, track.fps, len(track.aperture))
        frames = min(len(gap), len(track.aperture))
        real = track.aperture[:frames]
        scores.append(
            ClipScore(
                track.name,
                track.identity,
                best_correlation(gap[:frames], real),
                best_correlation(np.maximum(level[:frames], level.max() - 50.0), real),
            )
        )
    return scores


def expand(z: np.ndarray) -> np.ndarray:
    """(T, 16) in SPEECH_UNITS' order -> (T, 41)."""
    from lestalk_studio.training.targets import SPEECH_INDEX

    full = np.zeros((len(z), DIM), np.float32)
    full[:, SPEECH_INDEX] = z
    return full


@dataclass(frozen=True)
class Closure:
    """One P, B or M of a tracked clip: the smallest gap within 80 ms of it, and the 90th percentile of the clip.

    Gaps in pupil distances, of the head model for `predicted` and `spoken`, tracked for `real`.
    """

    clip: str
    time: float
    predicted: float
    real: float
    spoken: float


def bilabial_closures(folder: Path, prefixes: tuple[str, ...]) -> list[Closure]:
    """Every P, B and M of GRID's clips whose names begin with one of `prefixes`.

    When they are said is found by aligning the clip's known words with what the net hears.
    """
    from lestalk_studio.audio.activity import speech_activity
    from lestalk_studio.nets.audio_input import recording
    from lestalk_studio.nets.audio_to_les import AudioToLes
    from lestalk_studio.training.grid_words import align, viseme_words
    from lestalk_studio.training.targets import load_track

    net = AudioToLes.load()
    lips = net.visemes.index("pbm")
    found = []
    for path in sorted((folder / "tracks").glob("*.npz")):
        words = viseme_words(path.stem)
        if words is None or not path.stem.startswith(prefixes):
            continue
        track = load_track(path)
        features = extract(load_audio(folder / "audio" / f"{track.name}.flac"))
        heard = net.hear(features.log_mel, recording(features.log_mel, speech_activity(features)))[1]
        said = np.concatenate(([0], align(np.log(heard + 3e-4), words) == lips, [0])).astype(int)
        gap = lip_gap(net.predict_from(features, len(track.aperture), track.fps))
        for start, stop in zip(
            np.flatnonzero(np.diff(said) == 1), np.flatnonzero(np.diff(said) == -1), strict=True
        ):
            time = (start + stop - 1) / 2 / (FEATURE_FPS / 2)
            near = slice(max(0, round((time - 0.08) * track.fps)), round((time + 0.08) * track.fps) + 1)
            least = (float(series[near].min()) for series in (gap, track.aperture))
            found.append(Closure(track.name, time, *least, float(np.percentile(gap, 90))))
    return found
