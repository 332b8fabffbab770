"""The intensity that is heard: of the voice, not of the recording; and what the net is."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from lestalk_studio.audio.decode import load_audio  # noqa: E402
from lestalk_studio.audio.features import extract  # noqa: E402
from lestalk_studio.errors import StudioError  # noqa: E402
from lestalk_studio.nets.audio_to_intensity import (  # noqa: E402
    AudioToIntensity,
    Scale,
    mean_intensity,
    voice_intensity,
)
from lestalk_studio.nets.intensity_input import CHANNELS  # noqa: E402
from lestalk_studio.nets.intensity_network import REACH, STRIDE, IntensityNetwork  # noqa: E402
from lestalk_studio.nets.voice_network import VoiceNetwork  # noqa: E402
from lestalk_studio.nets.voice_profile import VALUES, WINDOW  # noqa: E402
from lestalk_studio.paths import resources_dir  # noqa: E402
from lestalk_studio.training.effort_voices import Manner, Throat, raised  # noqa: E402
from lestalk_studio.training.intensity_data import Heard, heard, piece  # noqa: E402
from lestalk_studio.training.people import HELD_OUT  # noqa: E402
from lestalk_studio.training.tracks import identities  # noqa: E402
from lestalk_studio.training.train_intensity import batch_of, loss_of, save, train  # noqa: E402
from lestalk_studio.training.vocoder import analysed  # noqa: E402


@pytest.fixture(scope="module")
def calm() -> np.ndarray:
    return load_audio(resources_dir() / "demo_speech.ogg")


@pytest.fixture(scope="module")
def shout(calm) -> np.ndarray:
    """The same voice raised, no louder on the whole."""
    said = analysed(calm)
    samples = raised(said, np.ones(len(said.pitch)), Manner(), Throat(), 0)[0]
    return (samples * np.std(calm) / np.std(samples)).astype(np.float32)


def test_calm_speech_is_near_a_half_and_a_shout_near_three(calm, shout):
    assert 0.2 < mean_intensity(voice_intensity(calm, 25)) < 0.9
    assert mean_intensity(voice_intensity(shout, 25)) > 2.3


def test_calm_people_are_heard_as_calm(shared_data):
    """Talkers of GRID, who read out commands, as they were recorded: those trained on and those never heard."""
    heard_of = {}
    for who, paths in identities(shared_data / "grid").items():
        sounds = [shared_data / "grid" / "audio" / f"{path.stem}.flac" for path in paths[:12]]
        heard_of[who] = np.mean([mean_intensity(voice_intensity(load_audio(sound), 25)) for sound in sounds])
    assert 0.3 < np.median(list(heard_of.values())) < 0.8
    assert max(heard_of.values()) < 1.15, "somebody who reads out is taken for strong"
    unknown = [level for who, level in heard_of.items() if who in HELD_OUT]
    assert 0.3 < np.median(unknown) < 0.8


@pytest.mark.parametrize("gain", [0.02, 0.2, 3.0])
def test_the_gain_of_the_recording_does_not_count(calm, gain):
    np.testing.assert_allclose(voice_intensity(gain * calm, 25), voice_intensity(calm, 25), atol=0.06)


def test_a_quiet_shout_stands_above_loud_calm_speech(calm, shout):
    assert mean_intensity(voice_intensity(0.05 * shout, 25)) > mean_intensity(voice_intensity(calm, 25)) + 1


def test_the_curve_rises_where_the_voice_is_raised(calm, shout):
    part = 4 * 16000
    curve = voice_intensity(np.concatenate([calm[:part], shout[:part], calm[:part]]), 25)
    assert curve[120:190].mean() > max(curve[10:80].mean(), curve[220:290].mean()) + 1.0


def test_a_long_pause_has_none_and_a_short_one_holds(calm):
    voice = calm[8000:40000]
    curve = voice_intensity(np.concatenate([voice, np.zeros(80000, np.float32), voice]), 25)
    assert not curve[100:125].any()
    assert (curve[5:45] > 0.1).all()


@pytest.mark.parametrize(
    "samples", [np.zeros(0, np.float32), np.zeros(100, np.float32), np.zeros(32000, np.float32)]
)
def test_silence_has_none(samples):
    assert not voice_intensity(samples, 25).any()


def test_noise_has_none():
    noise = np.random.default_rng(0).normal(0, 0.05, 64000).astype(np.float32)
    assert voice_intensity(noise, 25).max() < 0.2


def test_length_range_and_repetition(calm):
    curve = voice_intensity(calm[:16000], 30)
    assert curve.shape == (30,) and curve.dtype == np.float32
    assert curve.min() >= 0 and curve.max() <= 3
    assert voice_intensity(calm[:16000], 30, frames=47).shape == (47,)
    np.testing.assert_array_equal(voice_intensity(calm, 25), voice_intensity(calm.copy(), 25))


def test_a_long_recording_in_parts_is_as_in_one(calm, monkeypatch):
    from lestalk_studio.audio.activity import speech_activity
    from lestalk_studio.nets import audio_to_intensity
    from lestalk_studio.nets.intensity_input import heard as net_hears

    net, features = AudioToIntensity.load(), extract(calm)
    given = net_hears(calm, features, speech_activity(features))
    whole = net.hear(given)
    monkeypatch.setattr(audio_to_intensity, "_CHUNK", 208)
    np.testing.assert_allclose(net.hear(given), whole, atol=1e-5)


def test_missing_and_damaged_weights(tmp_path):
    bad = tmp_path / "bad.safetensors"
    bad.write_bytes(b"nothing")
    for path in (bad, tmp_path / "gone.safetensors"):
        with pytest.raises(StudioError, match=path.name):
            AudioToIntensity.load(path)


def test_shapes_and_batch_as_one_by_one():
    torch.manual_seed(0)
    net = IntensityNetwork().eval()
    x = torch.randn(3, 215, CHANNELS)
    with torch.inference_mode():
        together = net(x)
        alone = torch.cat([net(row[None]) for row in x])
    assert together.shape == (3, -(-215 // STRIDE))
    assert (together >= 0).all()
    torch.testing.assert_close(together, alone, atol=1e-6, rtol=1e-5)


def test_a_frame_hears_no_further_than_it_says():
    torch.manual_seed(0)
    net = IntensityNetwork().eval()
    x = torch.randn(1, 1600, CHANNELS)
    changed = x.clone()
    changed[:, 800] += 10.0
    with torch.inference_mode():
        moved = (net(x) - net(changed)).abs()[0] > 0
    reached = STRIDE * torch.nonzero(moved)[:, 0]
    assert 0 < (reached - 800).abs().max() <= REACH


@pytest.fixture(scope="module")
def tiny(calm, shout) -> list[Heard]:
    """The same words calm and shouted."""
    length = round(len(calm) / 640)
    return [heard("calm", calm, np.full(length, 0.5)), heard("shout", shout, np.full(length, 3.0))]


def test_gradients_reach_every_parameter(tiny):
    torch.manual_seed(0)
    net = IntensityNetwork()
    loss_of(net, batch_of(tiny, np.random.default_rng(0), 4)).backward()
    assert all(p.grad is not None and p.grad.abs().sum() > 0 for p in net.parameters())


def test_a_few_steps_lower_the_loss_and_repeat(tiny):
    batch = batch_of(tiny, np.random.default_rng(9), 8)
    torch.manual_seed(0)
    before = loss_of(IntensityNetwork().eval(), batch).item()
    assert loss_of(train(tiny, 40, seed=0), batch).item() < 0.97 * before
    first, second = (train(tiny, 3, seed=0) for _ in range(2))
    for one, other in zip(first.state_dict().values(), second.state_dict().values(), strict=True):
        assert torch.equal(one, other)


def test_weights_are_read_as_they_were_written(tiny, tmp_path):
    net, voice, scale = train(tiny, 2, seed=0), VoiceNetwork().eval(), Scale(0.9, 2.4, 2.9)
    save(net, voice, scale, tmp_path / "w.safetensors", {"steps": "2"})
    given = piece(tiny[0], None)[0]
    read = AudioToIntensity.load(tmp_path / "w.safetensors")
    with torch.inference_mode():
        wanted = net(torch.from_numpy(given)[None])[0].numpy()
        profile, frames = torch.randn(3, VALUES), torch.randn(3, WINDOW, CHANNELS)
        np.testing.assert_allclose(read.voice(profile, frames), voice(profile, frames), atol=0.02)
    np.testing.assert_allclose(read.hear(given), wanted, atol=0.02)
    assert read.scale.calm == pytest.approx(0.9) and read.scale.full == pytest.approx(2.9)


def test_the_scale_puts_calm_voices_at_a_half_and_never_falls():
    scale = Scale(calm=0.95, shout=2.5, full=2.9)
    assert scale.level(0.95) == pytest.approx(0.5) and 2.6 < scale.level(2.5) < 2.9
    levels = scale.level(np.linspace(-1, 4, 200))
    assert (np.diff(levels) > 0).all() and levels.min() > 0 and levels.max() < 3
    said = np.linspace(-1, 4, 2001)
    np.testing.assert_allclose(np.gradient(scale.level(said), said), scale.rise(said), atol=0.02)


@pytest.mark.parametrize("gain_db", [-40.0, -20.0, 6.0])
def test_the_same_recording_at_another_gain_has_the_same_curve(calm, shout, gain_db):
    mixed = np.concatenate([calm[:48000], shout[:48000]])
    np.testing.assert_allclose(
        voice_intensity((10 ** (gain_db / 20) * mixed).astype(np.float32), 25),
        voice_intensity(mixed, 25),
        atol=0.02,
    )
