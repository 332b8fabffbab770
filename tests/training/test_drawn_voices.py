"""Voices drawn at random for eSpeak NG: another timbre each time, the same for a seed."""

from __future__ import annotations

import numpy as np
import pytest

from lestalk_studio.training.drawn_voices import DrawnEspeak, drawn_variant
from lestalk_studio.training.voices import Espeak


def test_a_variant_is_of_a_seed_and_within_what_the_synthesiser_takes():
    first, same, other = (drawn_variant(np.random.default_rng(seed), "x") for seed in (1, 1, 2))
    assert first == same != other
    for seed in range(50):
        rows = dict(
            line.split(" ", 1) for line in drawn_variant(np.random.default_rng(seed), "x").splitlines()
        )
        low, high = (float(value) for value in rows["pitch"].split())
        assert 40 < low < high < 500 and rows["name"] == "x"
        if "tone" in rows:
            assert all(0 < float(value) <= 255 for value in rows["tone"].split()[1::2])


def shape(samples: np.ndarray) -> np.ndarray:
    """(8,) dB of eight bands beside the whole."""
    power = np.abs(np.fft.rfft(samples)) ** 2
    bands = np.array([part.sum() for part in np.array_split(power, 8)])
    return 10 * np.log10(bands / power.sum() + 1e-9)


def test_every_voice_drawn_sounds_different_and_the_installed_ones_stay(tmp_path):
    try:
        espeak = DrawnEspeak(tmp_path)
    except OSError:
        pytest.skip("eSpeak NG is not installed")
    rng = np.random.default_rng(0)
    said = [espeak.say("a blue umbrella", f"en-us+{espeak.draw(rng)}", 160, 50, 50).samples for _ in range(6)]
    found = np.array([shape(samples) for samples in said])
    apart = np.abs(found[:, None] - found[None]).max(axis=2)[~np.eye(6, dtype=bool)]
    assert apart.min() > 1.0 and apart.max() > 6.0
    assert len(Espeak().say("a blue umbrella", "en-us+m3", 160, 50, 50).samples) > 8000
