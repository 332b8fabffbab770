"""What a face does beside its lips while somebody speaks: blinks, small head motion, raised brows. All seeded.

Everything is laid out in seconds and then sampled, so the same seed gives the same motion at every frame rate.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lestalk_studio.audio.activity import speech_activity, speech_runs
from lestalk_studio.audio.features import FEATURE_FPS, Features, sample_at
from lestalk_studio.les.space import AUX, AUX_INDEX, DIM, INDEX

BLINK_CLOSE_S, BLINK_HOLD_S, BLINK_OPEN_S = 0.08, 0.03, 0.16
"""A lid falls twice as fast as it rises (VanderWerf et al. 2003)."""

BLINKS_A_MINUTE = 16.0
_SHORTEST_GAP_S = 1.1
_NEAR_PHRASE_END_S = 0.9

HEAD_DEGREES = {"head_yaw": 1.6, "head_pitch": 1.1, "head_roll": 1.0}
"""Largest slow drift about each axis while somebody speaks."""
NOD_DEGREES = 1.4
BROW_RAISE = 0.22
_STRESS_GAP_S = 0.55
_NOD_S = 0.16


@dataclass(frozen=True)
class Stress:
    """An emphasised syllable: when [s], and how strong 0..1."""

    time: float
    strength: float


def blink_times(duration: float, phrase_ends: list[float], seed: int) -> list[float]:
    """Seconds at which lids begin to fall, about 16 a minute, at the end of a phrase where one is near."""
    rng = np.random.default_rng([seed, 1])
    mean = 60.0 / BLINKS_A_MINUTE - _SHORTEST_GAP_S
    times: list[float] = []
    when = float(rng.uniform(0.4, 3.0))
    while when < duration - 0.1:
        near = [e for e in phrase_ends if abs(e - when) < _NEAR_PHRASE_END_S]
        wanted = min(near, key=lambda e: abs(e - when)) + float(rng.uniform(0.0, 0.12)) if near else when
        if not times or wanted - times[-1] >= _SHORTEST_GAP_S:
            when = wanted
        if when < duration - 0.1:
            times.append(when)
        when += _SHORTEST_GAP_S + float(rng.gamma(2.0, mean / 2.0))
    return times


def blink_shape(since: np.ndarray) -> np.ndarray:
    """0..1 closed, so many seconds after a blink began."""
    falling = np.clip(since / BLINK_CLOSE_S, 0.0, 1.0)
    rising = np.clip((since - BLINK_CLOSE_S - BLINK_HOLD_S) / BLINK_OPEN_S, 0.0, 1.0)
    return falling * falling * (3 - 2 * falling) * (1 - rising * rising * (3 - 2 * rising))


def _smooth(values: np.ndarray, seconds: float) -> np.ndarray:
    """Hann-smoothed at the feature rate, edges held."""
    width = max(1, int(seconds * FEATURE_FPS)) | 1
    kernel = np.hanning(width + 2)[1:-1]
    padded = np.pad(values, width // 2, mode="edge")
    return np.convolve(padded, kernel / kernel.sum(), mode="valid")


def find_stresses(features: Features, speech: np.ndarray) -> list[Stress]:
    """Syllables that stand out of what is said nearby by level and pitch."""
    if not np.any(speech > 0.5):
        return []
    spoken = speech > 0.5
    level = _smooth(np.where(spoken, features.level, np.percentile(features.level[spoken], 5)), 0.16)
    voiced = features.pitch > 0
    tone = np.zeros(len(level))
    if voiced.sum() > 10:
        middle = np.median(features.pitch[voiced & spoken]) if (voiced & spoken).any() else 150.0
        tone[voiced] = np.clip(12 * np.log2(features.pitch[voiced] / middle), -6, 6)
        tone = _smooth(tone, 0.2)
    prominence = (level - _smooth(level, 2.5)) / 6.0 + tone / 4.0
    peaks = np.flatnonzero((prominence[1:-1] > prominence[:-2]) & (prominence[1:-1] >= prominence[2:])) + 1
    chosen: list[int] = []
    for i in peaks[np.argsort(-prominence[peaks])]:
        if prominence[i] < 0.5 or not spoken[i]:
            continue
        if all(abs(i - c) >= _STRESS_GAP_S * FEATURE_FPS for c in chosen):
            chosen.append(int(i))
    strength = {i: float(np.clip((prominence[i] - 0.4) / 1.4, 0.15, 1.0)) for i in chosen}
    return [Stress(i / FEATURE_FPS, strength[i]) for i in sorted(chosen)]


def _drift(times: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A slow wander within -1..1: five sines of 0.08 to 0.7 Hz, the slow ones larger."""
    hertz = rng.uniform((0.08, 0.15, 0.25, 0.4, 0.55), (0.14, 0.24, 0.38, 0.54, 0.7))
    size = 1.0 / np.sqrt(hertz)
    waves = size * np.sin(2 * np.pi * hertz * times[:, None] + rng.uniform(0, 2 * np.pi, 5))
    return waves.sum(axis=1) / size.sum()


def _bumps(times: np.ndarray, stresses: list[Stress], width: float, late: float = 0.0) -> np.ndarray:
    """Sum of bell curves at the stresses, each as high as its strength."""
    total = np.zeros(len(times))
    for stress in stresses:
        near = slice(
            *np.searchsorted(times, (stress.time + late - 4 * width, stress.time + late + 4 * width))
        )
        total[near] += stress.strength * np.exp(-0.5 * ((times[near] - stress.time - late) / width) ** 2)
    return total


def liveliness(
    features: Features,
    frames: int,
    fps: float,
    seed: int,
    blinks: bool = True,
    head_motion: bool = True,
) -> tuple[np.ndarray, np.ndarray]:
    """(aux (frames, len(AUX)), z (frames, 41)) float32, to be added to what the lips do.

    Blinks are the only thing that silence has; head and brows move with the voice and settle when it ends.
    With blinks and head_motion off both results are exactly zero.
    """
    aux = np.zeros((frames, len(AUX)), np.float32)
    z = np.zeros((frames, DIM), np.float32)
    times = np.arange(frames) / fps
    speech = speech_activity(features)
    if blinks:
        ends = [stop / FEATURE_FPS for _, stop in speech_runs(features)]
        for start in blink_times(frames / fps, ends, seed):
            near = slice(*np.searchsorted(times, (start, start + 0.3)))
            closed = blink_shape(times[near] - start)
            for name in ("blink_l", "blink_r"):
                aux[near, AUX_INDEX[name]] = np.maximum(aux[near, AUX_INDEX[name]], closed)
    if head_motion and np.any(speech > 0):
        rng = np.random.default_rng([seed, 2])
        slow = sample_at(_smooth(speech, 1.2), FEATURE_FPS, fps, frames)
        alive = slow * np.clip(times / 0.5, 0.0, 1.0)
        stresses = find_stresses(features, speech)
        for name, degrees in HEAD_DEGREES.items():
            aux[:, AUX_INDEX[name]] = degrees * alive * _drift(times, rng)
        aux[:, AUX_INDEX["head_x"]] = 0.02 * alive * _drift(times, rng)
        aux[:, AUX_INDEX["head_y"]] = 0.012 * alive * _drift(times, rng)
        aux[:, AUX_INDEX["head_pitch"]] -= (
            NOD_DEGREES * alive * np.minimum(_bumps(times, stresses, _NOD_S), 1.2)
        )
        strong = [s for s in stresses if s.strength > 0.45]
        raised = BROW_RAISE * alive * np.minimum(_bumps(times, strong, 0.2, late=-0.05), 1.0)
        z[:, INDEX["AU01"]] = z[:, INDEX["AU02"]] = raised
    return aux, z
