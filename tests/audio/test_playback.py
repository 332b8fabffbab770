import numpy as np
import pytest

from lestalk_studio.audio.playback import SoundOutput


class Stream:
    latency = 0.0

    def __init__(self, rate, callback):
        self.callback, self.open = callback, True

    def start(self):
        pass

    def stop(self):
        pass

    def close(self):
        self.open = False

    def block(self, frames):
        out = np.zeros((frames, 1), np.float32)
        self.callback(out, frames, None, None)
        return out[:, 0]


@pytest.fixture
def played():
    streams = []

    def opened(rate, callback):
        streams.append(Stream(rate, callback))
        return streams[-1]

    output = SoundOutput(opened)
    output.set_samples(np.arange(1000, dtype=np.float32), 100)
    return output, streams


def test_it_plays_on_from_a_time_and_fades_in(played):
    output, streams = played
    assert output.start(2.0, 1.0)
    first, then = streams[0].block(50), streams[0].block(50)
    assert first[0] == 0.0 and np.array_equal(first[1:], np.arange(201, 250))
    assert np.array_equal(then, np.arange(250, 300))


@pytest.mark.parametrize(("speed", "expected"), [(2.0, [500, 502, 504]), (-1.0, [500, 499, 498])])
def test_faster_and_backward(played, speed, expected):
    output, streams = played
    output.start(5.0, speed)
    assert list(streams[0].block(3))[1:] == expected[1:]


def test_outside_of_the_sound_is_silence(played):
    output, streams = played
    output.start(9.99, 1.0)
    assert not streams[0].block(50)[1:].any()


def test_the_clock_counts_what_was_heard(played):
    output, streams = played
    output.start(0.0, 1.0)
    assert output.elapsed() == 0.0
    streams[0].block(100)
    assert output.elapsed() == pytest.approx(1.0, abs=0.11)


def test_stopping_is_silent_and_closing_gives_the_device_back(played):
    output, streams = played
    output.start(0.0, 1.0)
    output.stop()
    assert not streams[0].block(10).any()
    output.close()
    assert not streams[0].open


def test_without_a_device_it_says_so():
    def none(rate, callback):
        raise OSError("no device")

    output = SoundOutput(none)
    output.set_samples(np.ones(10, np.float32), 100)
    assert not output.start(0.0, 1.0) and output.absent == "no device"


def test_without_samples_nothing_is_opened(played):
    output, streams = played
    output.set_samples(None, 100)
    assert not output.start(0.0, 1.0) and not streams
