import numpy as np
import pytest

from lestalk_studio.audio.sound import Sound


def test_it_is_read_forward_backward_and_is_silent_outside():
    sound = Sound(np.arange(10, dtype=np.float32), 100)
    assert sound.read(3, 1, 3)[:, 0].tolist() == [3, 4, 5]
    assert sound.read(3, -1, 3)[:, 0].tolist() == [3, 2, 1]
    assert sound.read(8, 1, 4)[:, 0].tolist() == [8, 9, 0, 0]
    assert sound.read(1, -1, 4)[:, 0].tolist() == [1, 0, 0, 0]
    assert not sound.read(100, 1, 4).any() and not sound.read(-100, -1, 4).any()
    assert sound.read(3, 1, 0).shape == (0, 1)


def test_what_is_read_may_be_changed_without_changing_the_sound():
    samples = np.ones(10, np.float32)
    Sound(samples, 100).read(2, 1, 5)[:] = 7
    Sound(samples, 100).read(6, -1, 5)[:] = 7
    assert (samples == 1).all()


def test_sixteen_bit_stereo_is_full_scale_one():
    samples = np.array([[32767, -32768], [0, 16384]], np.int16)
    assert Sound(samples, 100).read(0, 1, 2) == pytest.approx(np.array([[1, -1], [0, 0.5]]), abs=1e-4)


@pytest.mark.parametrize("step", [1 / 3, 0.9187, -0.9187, 1.0])
def test_between_samples_a_tone_stays_a_tone(step):
    rate, hertz = 48_000, 1000
    tone = np.sin(2 * np.pi * hertz * np.arange(rate) / rate).astype(np.float32)
    start = 20_000.25
    heard = Sound(tone, rate).read(start, step, 4000)[:, 0]
    wanted = np.sin(2 * np.pi * hertz * (start + step * np.arange(4000)) / rate)
    assert np.abs(heard - wanted).max() < 2e-4
