"""Sounds made for the tests."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from lestalk_studio.audio.decode import load_audio
from lestalk_studio.paths import resources_dir


@pytest.fixture(scope="session")
def speech() -> np.ndarray:
    """The demo speech, 16 kHz mono."""
    return load_audio(resources_dir() / "demo_speech.ogg")


def write_wav(path: Path, samples: np.ndarray, rate: int = 16000) -> Path:
    """Write (N,) or (N, channels) in -1..1 as 16-bit PCM."""
    samples = samples.reshape(len(samples), -1)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(samples.shape[1])
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return path
