"""The profile of a few seconds of a voice, the net that is asked about it, and how that is trained and calibrated."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from lestalk_studio.audio.activity import speech_activity  # noqa: E402
from lestalk_studio.audio.decode import load_audio  # noqa: E402
from lestalk_studio.audio.features import extract  # noqa: E402
from lestalk_studio.nets.audio_to_intensity import HAND_SHARE, levelled  # noqa: E402
from lestalk_studio.nets.intensity_input import CHANNELS, SHAPE_BANDS, heard  # noqa: E402
from lestalk_studio.nets.voice_network import VoiceNetwork  # noqa: E402
from lestalk_studio.nets.voice_profile import (  # noqa: E402
    STEP,
    VALUES,
    WINDOW,
    between,
    profiles,
    voice_profile,
    window_means,
    window_starts,
)
from lestalk_studio.paths import resources_dir  # noqa: E402
from lestalk_studio.training.effort_recordings import Said, pressed, vocoded  # noqa: E402
from lestalk_studio.training.train_voice_level import (  # noqa: E402
    Profiled,
    calibration,
    profiled,
    said_of,
    said_of_unheard,
    train_voice,
    voice_loss,
)


@pytest.fixture(scope="module")
def voice() -> np.ndarray:
    return load_audio(resources_dir() / "demo_speech.ogg")


def tone(samples: np.ndarray) -> np.ndarray:
    features = extract(samples)
    return heard(samples, features, speech_activity(features))


def test_windows_cover_every_frame():
    for frames in (1, WINDOW, WINDOW + 1, 3 * WINDOW + 7):
        starts = window_starts(frames)
        assert starts[0] == 0 and starts[-1] == max(0, frames - WINDOW)
        assert len(starts) == 1 or np.diff(starts).max() <= STEP


def test_the_profile_is_of_the_voice_and_not_of_its_gain(voice):
    first = voice_profile(tone(levelled(voice[:48000])))
    assert first.shape == (VALUES,) and np.isfinite(first).all()
    np.testing.assert_allclose(voice_profile(tone(levelled(0.02 * voice[:48000]))), first, atol=0.01)


def test_silence_has_no_profile():
    given = np.zeros((600, 45), np.float32)
    assert voice_profile(given) is None
    starts, found = profiles(given)
    assert len(starts) == 0 and found.shape == (0, VALUES)


def test_a_microphone_colours_vowels_and_consonants_alike(voice):
    """Whatever lifts the highs of the whole recording leaves the consonants beside the vowels where they were."""
    given = tone(levelled(voice[:48000]))
    coloured = given.copy()
    coloured[:, :SHAPE_BANDS] += np.linspace(-0.5, 0.5, SHAPE_BANDS) * given[:, -1:]
    first, other = voice_profile(given), voice_profile(coloured)
    np.testing.assert_allclose(other[SHAPE_BANDS:], first[SHAPE_BANDS:], atol=0.03)
    assert np.abs(other[:SHAPE_BANDS] - first[:SHAPE_BANDS]).max() > 0.45


def test_means_of_windows_and_what_lies_between():
    curve = np.repeat([1.0, 3.0], WINDOW)
    starts = window_starts(2 * WINDOW)
    means = window_means(curve, np.ones(2 * WINDOW), starts)
    assert means[0] == pytest.approx(1.0) and means[-1] == pytest.approx(3.0)
    filled = between(starts, means, 2 * WINDOW)
    assert filled[0] == pytest.approx(1.0) and filled[-1] == pytest.approx(3.0)
    assert filled[WINDOW] == pytest.approx(2.0, abs=0.02) and (np.diff(filled) >= 0).all()


def test_a_voice_unlike_all_others_is_not_carried_off():
    torch.manual_seed(0)
    net = VoiceNetwork().eval()
    far, farther = (torch.full((1, VALUES), value) for value in (4.0, 1e6))
    frames = torch.zeros(1, WINDOW, CHANNELS)
    with torch.inference_mode():
        assert net(far, frames).item() == net(farther, frames).item()


def test_batch_as_one_by_one_and_gradients_reach_every_parameter():
    torch.manual_seed(0)
    net = VoiceNetwork().eval()
    x, frames = torch.randn(5, VALUES), torch.randn(5, WINDOW, CHANNELS)
    with torch.inference_mode():
        alone = torch.cat([net(one[None], window[None]) for one, window in zip(x, frames, strict=True)])
        torch.testing.assert_close(net(x, frames), alone, atol=1e-5, rtol=1e-4)
    voice_loss(net.train(), x, frames, torch.tensor([0.2, 0.5, 1.0, 2.0, 3.0])).backward()
    assert all(p.grad is not None and p.grad.abs().sum() > 0 for p in net.parameters())


def test_pressing_a_voice_raises_what_lies_above_and_an_effort_of_none_nothing(voice):
    rng = np.random.default_rng(0)
    np.testing.assert_allclose(pressed(voice, 0.0, rng), voice, atol=1e-5)
    before, after = (np.abs(np.fft.rfft(x)) for x in (voice, pressed(voice, 1.0, rng)))
    hertz = np.fft.rfftfreq(len(voice), 1 / 16000)
    gain = 20 * np.log10(after / np.maximum(before, 1e-9))
    assert np.median(gain[hertz < 300]) == pytest.approx(0.0, abs=0.1)
    assert 6 < np.median(gain[(hertz > 3000) & (hertz < 3500)]) <= 18


@pytest.fixture(scope="module")
def material() -> Profiled:
    """Voices whose profile says their effort, each a little in its own way; every fifth recording is calm."""
    rng = np.random.default_rng(0)
    names = np.array([f"voice {k % 12}" for k in range(600)])
    effort = np.where(np.arange(600) % 5 == 0, 0.0, rng.uniform(-0.4, 1.0, 600))
    way = rng.normal(size=VALUES)
    profile = rng.normal(0, 0.5, (600, VALUES)) + effort[:, None] * way
    profile += rng.normal(0, 0.3, (12, VALUES))[np.arange(600) % 12]
    profile = profile.astype(np.float32)
    frames = np.zeros((600, WINDOW, CHANNELS), np.float16)
    return Profiled(names, effort, profile, profile + 0.1, frames, frames, 0.8 + effort)


def test_training_finds_the_effort_of_voices_not_heard_and_repeats(material):
    unheard = said_of_unheard(material, steps=20)
    assert np.corrcoef(unheard, material.level)[0, 1] > 0.8
    everybody = np.ones(600, bool)
    first, second = (train_voice(material, everybody, 3) for _ in range(2))
    for one, other in zip(first.state_dict().values(), second.state_dict().values(), strict=True):
        assert torch.equal(one, other)
    some = material.clean[:5], material.frames[:5]
    np.testing.assert_array_equal(said_of(first, *some), said_of(second, *some))


def test_calibration_lays_calm_voices_at_a_half_and_shouts_near_three(material):
    said = 1.0 + 0.5 * material.effort.astype(np.float32)
    scale = calibration(material, said)
    calm, shout = (
        (1 - HAND_SHARE) * voice + HAND_SHARE * hand for voice, hand in ((1.0, 0.8), (1.475, 1.75))
    )
    assert scale.level(calm) == pytest.approx(0.5, abs=0.02)
    assert 2.6 < scale.level(shout) < 3.0


def test_synthesisers_are_not_asked_where_there_are_recorded_voices(material):
    said = 1.0 + 0.5 * material.effort.astype(np.float32)
    dull = material.voice == "voice 3"
    names = np.where(dull, "espeak m8", material.voice)
    mixed = calibration(replace(material, voice=names), np.where(dull, -5.0, said))
    alone = calibration(Profiled(*(values[~dull] for values in vars(material).values())), said[~dull])
    assert mixed == alone


def test_recordings_are_profiled_and_those_without_a_voice_left_out(voice):
    rng = np.random.default_rng(0)
    shout = vocoded(voice[:48000], 1.0, rng)
    found = profiled(
        [Said("a", 0.0, voice[:48000]), Said("b", 0.0, np.zeros(16000, np.float32)), Said("c", 1.0, shout)], 0
    )
    assert found.voice.tolist() == ["a", "c"] and found.clean.shape == (2, VALUES)
    assert found.frames.shape == (2, WINDOW, CHANNELS)
    assert found.level == pytest.approx([0.5, 3.0])
    assert found.hand[1] > found.hand[0]
