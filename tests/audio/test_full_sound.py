import numpy as np
import pytest

from lestalk_studio.audio import full_sound
from lestalk_studio.audio.full_sound import RATE, load_full_sound
from lestalk_studio.errors import StudioError
from tests.pipeline.media import tone, write_wav


@pytest.mark.parametrize(("channels", "rate"), [(1, 16_000), (2, 44_100)])
def test_a_file_is_read_with_its_channels_at_the_rate_of_the_speakers(tmp_path, channels, rate):
    samples = tone(1.0, rate, channels)
    if channels == 2:
        samples[:, 1] *= -0.5
    sound = load_full_sound(write_wav(tmp_path / "voice.wav", samples, rate))
    assert (sound.rate, sound.channels, sound.samples.dtype) == (RATE, channels, np.int16)
    assert sound.duration == pytest.approx(1.0, abs=0.01)
    heard = sound.read(24_000, 1, 4800)
    wanted = tone(1.0, RATE, channels)[24_000:28_800] * ([1, -0.5] if channels == 2 else 1)
    assert np.abs(heard - wanted).max() < 0.01


def test_what_would_fill_the_memory_is_left_and_stereo_gives_way_to_mono_first(tmp_path, monkeypatch):
    path = write_wav(tmp_path / "voice.wav", tone(2.0, RATE, 2), RATE)
    monkeypatch.setattr(full_sound, "MOST_BYTES", 2 * 2 * RATE + 100)
    assert load_full_sound(path).channels == 1
    monkeypatch.setattr(full_sound, "MOST_BYTES", 2 * RATE)
    assert load_full_sound(path) is None


def test_it_stops_when_something_else_is_wanted(tmp_path):
    path = write_wav(tmp_path / "voice.wav", tone(1.0))
    assert load_full_sound(path, lambda: True) is None


def test_an_unreadable_file_is_told(tmp_path):
    with pytest.raises(StudioError, match="does not exist"):
        load_full_sound(tmp_path / "nowhere.wav")
