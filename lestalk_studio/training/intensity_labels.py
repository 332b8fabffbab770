"""Frame-wise intensity without emotion labels: how far a face is from its own neutral (arXiv 2409.19501)."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from lestalk_studio.les.emotions import DIRECTIONS, FULL_LEVEL

PHRASE_S = 0.8
"""Sounds of speech move the mouth for a tenth of a second each; feeling stays."""


def unit_norm() -> float:
    """What |z| grows by with one level, the mean of the seven emotions."""
    norms = np.linalg.norm(DIRECTIONS, axis=1)
    return float(norms[norms > 0].mean())


def face_intensity(z: np.ndarray, fps: float) -> np.ndarray:
    """(T,) float32 level 0..3 of z (T, 41), relative to the speaker's neutral: the norm of its slow part."""
    width = max(1, round(PHRASE_S * fps)) | 1
    window = np.hanning(width + 2)[1:-1]
    padded = np.pad(np.asarray(z, np.float64), ((width // 2, width // 2), (0, 0)), mode="edge")
    slow = np.stack([np.convolve(column, window / window.sum(), "valid") for column in padded.T], axis=1)
    return np.clip(np.linalg.norm(slow, axis=1) / unit_norm(), 0.0, FULL_LEVEL).astype(np.float32)


def tracked_intensity(path: Path, head) -> tuple[np.ndarray, float]:
    """(face_intensity, fps) of a tracked clip: its own z, or z solved from its landmarks beside its rest."""
    from lestalk_studio.training.tracks import performance_of_clip

    performance = performance_of_clip(path, head)
    return face_intensity(performance.z, performance.fps), performance.fps
