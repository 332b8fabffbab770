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
from lestalk_studio.nets.voice_network import VoiceMember, VoiceNetwork  # noqa: E402
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
    folds,
    profiled,
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
    member = VoiceMember().train()
    voice_loss(member, x, frames, torch.tensor([0.2, 0.5, 1.0, 2.0, 3.0])).backward()
    assert all(p.grad is not None and p.grad.abs().sum() > 0 for p in member.parameters())


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
    frames = np.zeros((600, 2, WINDOW, CHANNELS), np.float16)
    return Profiled(names, effort, np.stack([profile, profile + 0.1], axis=1), frames, 0.8 + effort)


def test_training_finds_the_effort_of_voices_not_heard_and_repeats(material):
    _, unheard = train_voice(material, steps=15, members=2)
    assert np.corrcoef(unheard, material.level)[0, 1] > 0.8
    first, second = (train_voice(material, steps=3, members=2) for _ in range(2))
    for one, other in zip(first[0].state_dict().values(), second[0].state_dict().values(), strict=True):
        assert torch.equal(one, other)
    np.testing.assert_array_equal(first[1], second[1])


def test_members_begin_apart_and_the_committee_says_their_mean(material):
    network, _ = train_voice(material, steps=3, members=2)
    x, frames = torch.from_numpy(material.profile[:9, 0]), torch.zeros(9, WINDOW, CHANNELS)
    with torch.inference_mode():
        alone = [member(network.beside_usual(x), frames) for member in network.members]
        torch.testing.assert_close(network(x, frames), sum(alone) / 2)
    assert (alone[0] - alone[1]).abs().min() > 0


def test_what_a_member_says_of_a_voice_left_out_does_not_come_from_that_voice(material):
    """Wrong labels of a voice change nothing of what is said of it by the member that did not hear it."""
    mine = folds(material.voice, 2) == 0
    wrong = replace(material, effort=np.where(mine, 0.3, material.effort))
    told, fooled = (train_voice(one, steps=3, members=2)[1] for one in (material, wrong))
    np.testing.assert_array_equal(told[mine], fooled[mine])
    assert np.abs(told[~mine] - fooled[~mine]).max() > 0


def test_every_voice_is_left_out_whole_and_similar_names_apart():
    voice = np.array(["grid_a", "espeak 1", "grid_b", "espeak 1", "grid_c", "espeak 2"])
    found = folds(voice, 3)
    assert found[1] == found[3] and len({found[0], found[2], found[4]}) == 3
    assert set(found.tolist()) <= {0, 1, 2}


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
    windows = found.profile.shape[1]
    assert found.voice.tolist() == ["a", "c"] and found.profile.shape == (2, windows, VALUES) and windows > 1
    assert found.frames.shape == (2, windows, WINDOW, CHANNELS)
    assert np.abs(found.profile[:, 1:] - found.profile[:, :1]).max(axis=2).min() > 0.01
    assert found.level == pytest.approx([0.5, 3.0])
    assert found.hand[1] > found.hand[0]
