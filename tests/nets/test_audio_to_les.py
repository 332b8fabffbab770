"""The audio net: lips follow voices it has never heard, close for P, B and M, and rest in silence."""

from __future__ import annotations

import numpy as np
import pytest

from lestalk_studio.audio.activity import noise_floor, speech_activity
from lestalk_studio.audio.decode import load_audio
from lestalk_studio.audio.features import extract
from lestalk_studio.errors import StudioError
from lestalk_studio.les.space import DIM
from lestalk_studio.nets import audio_to_les
from lestalk_studio.nets.audio_input import recording
from lestalk_studio.nets.audio_to_les import LOOK_AHEAD_S, AudioToLes, closing, near_speech
from lestalk_studio.paths import models_dir, resources_dir
from lestalk_studio.training.evaluate_audio import lip_correlation, lip_gap
from lestalk_studio.training.people import person
from lestalk_studio.training.train_audio import HELD_OUT


def unheard(folder) -> tuple[str, ...]:
    """GRID's clips of people who were not trained on, under whatever name."""
    paths = sorted((folder / "tracks").glob("*.npz"))
    return tuple(p.stem for p in paths if person(str(np.load(p)["identity"])) in HELD_OUT)


@pytest.fixture(scope="module")
def net() -> AudioToLes:
    return AudioToLes.load()


@pytest.fixture(scope="module")
def speech() -> np.ndarray:
    return load_audio(resources_dir() / "demo_speech.ogg")


def test_the_mouth_moves_within_a_faces_range(net, speech):
    z = net.predict(speech, 25.0)
    assert z.shape == (int(np.ceil(len(speech) * 25 / 16000)), DIM)
    assert z.dtype == np.float32
    assert np.isfinite(z).all()
    assert z.min() >= 0.0
    assert z.max() < 1.5
    gap = lip_gap(z)
    assert gap.max() > 0.12  # pupil distances
    assert gap.std() > 0.04


def test_the_mouth_is_shut_in_silence(net, speech):
    pause = np.zeros(16000, np.float32)
    z = net.predict(np.concatenate([pause, speech, pause]), 25.0)
    assert not z[:15].any()
    assert not z[-15:].any()
    for quiet in (np.zeros(48000, np.float32), np.zeros(0, np.float32), np.zeros(1, np.float32)):
        assert not net.predict(quiet, 25.0).any()


def test_lips_are_free_a_little_before_and_after_speech():
    level = np.full(200, -60.0, np.float32)
    level[80:100] = -20.0
    level[120:130] = -45.0
    near = near_speech(level, np.full(200, -60.0))
    assert near.shape == level.shape
    assert (near[72:158] == 1.0).all()  # lips do not snap shut between two words
    assert not near[: 80 - 24].any() and not near[130 + 42 :].any()
    assert np.abs(np.diff(near)).max() < 0.2
    assert not near_speech(
        level - 60.0, np.full(200, -120.0)
    ).any()  # whatever lies over it: nobody hears that


def test_what_is_said_later_changes_nothing(net, speech):
    """But for what is the same throughout a recording: its gain, its colour and the level of its pauses."""
    features = extract(speech)
    told = recording(features.log_mel, speech_activity(features))
    floor = noise_floor(features.level)
    times = np.arange(0.0, len(speech) / 16000, 0.007)  # every place between two frames of the net
    lips = net.follow(features, told, floor, times)
    rng = np.random.default_rng(0)
    seen = 0
    for time in times[70:-70:53]:
        other, cut = speech.copy(), int((time + LOOK_AHEAD_S) * 16000)
        other[cut:] = rng.normal(0, 0.2, len(speech) - cut)
        changed = np.abs(net.follow(extract(other), told, floor, times) - lips).max(axis=1)
        assert changed[times <= time].max() < 1e-6
        seen += changed[(times > time) & (times < time + 0.2)].max() > 1e-3
    assert seen > 10


@pytest.mark.parametrize("fps", [12.0, 24.0, 29.97, 50.0, 60.0])
def test_any_frame_rate(net, speech, fps):
    fine = net.predict(speech, 100.0)
    z = net.predict(speech, fps)
    assert len(z) == int(np.ceil(len(speech) * fps / 16000))
    at = np.round(np.arange(len(z)) / fps * 100).astype(int)
    near = fine[np.minimum(at, len(fine) - 1)]
    assert np.abs(near - z).mean() < 0.01


def test_the_same_sound_gives_the_same_lips(net, speech):
    np.testing.assert_array_equal(net.predict(speech, 25.0), net.predict(speech, 25.0))


def test_loudness_of_the_recording_does_not_matter(net, speech):
    loud, soft = net.predict(speech, 25.0), net.predict(0.05 * speech, 25.0)
    assert np.corrcoef(lip_gap(loud), lip_gap(soft))[0, 1] > 0.97


def test_long_sound_is_heard_in_parts_that_do_not_show(net, speech, monkeypatch):
    long = np.tile(speech, 3)
    whole = net.predict(long, 25.0)
    monkeypatch.setattr(audio_to_les, "_CHUNK", 500)
    np.testing.assert_allclose(net.predict(long, 25.0), whole, atol=2e-3)


def test_closures_are_held_long_enough_to_be_seen():
    bilabial = np.zeros(40, np.float32)
    bilabial[20] = 0.95
    shut = closing(bilabial)
    assert np.count_nonzero(shut > 0.9) >= 3
    assert shut[15] == 0.0
    assert not closing(np.full(10, 0.2, np.float32)).any()


def test_damaged_weights_are_told_in_a_sentence(tmp_path):
    broken = tmp_path / "audio_to_les.safetensors"
    broken.write_bytes(b"not weights" * 100)
    for path in (broken, tmp_path / "missing.safetensors"):
        with pytest.raises(StudioError, match="missing or damaged"):
            AudioToLes.load(path)


def test_the_weights_are_small():
    assert (models_dir() / audio_to_les.WEIGHTS).stat().st_size < 3_000_000
    assert (models_dir() / "audio_to_les.md").exists()


def test_lips_follow_talkers_never_heard(net, shared_data):
    folder = shared_data / "grid"
    scores = lip_correlation(folder / "tracks", folder / "audio", names=list(unheard(folder)))
    assert len(scores) >= 10
    assert np.median([s.lips for s in scores]) > 0.7


def test_lips_follow_speech_in_the_wild(net, shared_data):
    folder = shared_data / "voxceleb_val"
    scores = lip_correlation(folder / "tracks", folder / "audio")
    lips, loudness = (np.median([getattr(s, what) for s in scores]) for what in ("lips", "loudness"))
    assert lips >= 0.38
    assert lips > loudness + 0.1


def test_bilabials_close_the_lips(net, shared_data):
    """Every P, B and M of talkers never trained on."""
    from lestalk_studio.training.evaluate_audio import bilabial_closures

    closures = bilabial_closures(shared_data / "grid", unheard(shared_data / "grid"))
    assert len(closures) >= 8
    assert np.mean([c.predicted < 0.02 for c in closures]) >= 0.8  # pupil distances
