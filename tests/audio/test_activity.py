"""Speech is told from silence and noise, whatever the level of the recording."""

from __future__ import annotations

import numpy as np
import pytest

from lestalk_studio.audio.activity import speech_activity, speech_runs
from lestalk_studio.audio.features import extract


def between_silences(speech, noise=0.0):
    pause = np.zeros(24000, np.float32)
    joined = np.concatenate([pause, speech, pause])
    return joined + noise * np.random.default_rng(0).normal(size=len(joined)).astype(np.float32)


@pytest.mark.parametrize("gain", [1.0, 0.1, 0.01])
@pytest.mark.parametrize("noise", [0.0, 0.002])
def test_speech_is_found_at_any_level(speech, gain, noise):
    found = speech_activity(extract(gain * between_silences(speech, noise)))
    assert found.max() == 1.0
    assert found[:140].max() == 0.0
    assert found[-130:].max() == 0.0
    clean = speech_activity(extract(between_silences(speech)))
    assert np.mean((found > 0.5) == (clean > 0.5)) > 0.93


def test_the_pauses_between_phrases_are_found(speech):
    runs = speech_runs(extract(speech))
    assert 3 <= len(runs) <= 7
    assert sum(stop - start for start, stop in runs) > 500


@pytest.mark.parametrize("level", [0.0, 1e-4, 1e-3, 1e-2, 0.1])
def test_silence_and_steady_noise_are_no_speech(level):
    noise = level * np.random.default_rng(1).normal(size=80000).astype(np.float32)
    assert not speech_activity(extract(noise)).any()


def test_hum_is_no_speech():
    hum = 0.1 * np.sin(2 * np.pi * 50 * np.arange(80000) / 16000).astype(np.float32)
    assert not speech_activity(extract(hum)).any()


def test_words_of_real_talkers_are_inside(shared_data):
    from lestalk_studio.audio.decode import load_audio

    before, during = [], []
    for align in sorted((shared_data / "grid" / "align").glob("*.align"))[:40]:
        rows = [line.split() for line in align.read_text().splitlines()]
        words = [(int(a) / 25000, int(b) / 25000) for a, b, word in rows if word not in ("sil", "sp")]
        samples = load_audio(shared_data / "grid" / "audio" / f"{align.stem}.flac")
        found = speech_activity(extract(samples)) > 0.5
        times = np.arange(len(found)) / 100
        during.append(found[(times > words[0][0] + 0.05) & (times < words[-1][1] - 0.1)].mean())
        if words[0][0] > 0.4:
            before.append(found[times < words[0][0] - 0.25].mean())
    assert np.mean(during) > 0.95
    assert np.mean(before) < 0.25  # some breathe audibly
