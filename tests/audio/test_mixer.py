"""What the speakers get: bounded steps from sample to sample (no clicks), and what was ordered."""

import numpy as np
import pytest

from lestalk_studio.audio.mixer import Mixer, Order, Segment
from lestalk_studio.audio.sound import Sound

RATE = 16_000
HERTZ = 200.0
STEEPEST = 2 * np.pi * HERTZ / RATE * 0.5
"""Of a tone with the amplitude 0.5, from one sample to the next."""
TRANSIENT = np.pi / 2 / (0.005 * RATE)
"""What a fade of 5 ms from one full scale to the other adds at most."""


def tone(seconds=4.0, hertz=HERTZ, rate=RATE) -> Sound:
    t = np.arange(round(seconds * rate)) / rate
    return Sound((0.5 * np.sin(2 * np.pi * hertz * t)).astype(np.float32), rate)


def numbered(count=RATE) -> Sound:
    """Its samples tell where they are: 0..1."""
    return Sound((np.arange(count) / count).astype(np.float32), RATE)


class Played:
    """A mixer that is asked for block after block of unequal lengths."""

    def __init__(self, sound, rate=RATE, channels=1):
        self.mixer, self.sound, self.gain = Mixer(rate, channels), sound, 1.0
        self.order, self._sizes = Order(), iter(np.random.default_rng(0).integers(50, 700, 100_000))

    def run(self, seconds, at=0.0) -> np.ndarray:
        left, blocks = round(seconds * self.mixer.rate), []
        while left:
            size = min(left, int(next(self._sizes)))
            out = np.full((size, self.mixer.channels), np.nan, np.float32)
            self.mixer.fill(out, self.order, self.sound, self.gain, at)
            blocks.append(out)
            left -= size
        return np.concatenate(blocks)[:, 0]


def jump(samples) -> float:
    return float(np.abs(np.diff(samples)).max())


def play(run, position, speed=1.0, loop=None, since=None) -> Order:
    return Order("play", run, position, speed, loop, since)


def test_it_plays_from_a_time_on_and_fades_in():
    played = Played(numbered())
    played.order = play(1, 0.25)
    heard = played.run(0.25)
    assert heard[0] < 0.01
    assert np.allclose(heard[80:], 0.25 + np.arange(80, 4000) / RATE, atol=1e-6)


def test_backward():
    played = Played(numbered())
    played.order = play(1, 0.75, -1.0)
    assert np.allclose(played.run(0.25)[80:], 0.75 - np.arange(80, 4000) / RATE, atol=1e-6)


@pytest.mark.parametrize("speed", [1.0, -1.0])
def test_a_loop_is_exact_to_the_sample_and_without_click(speed):
    played = Played(tone())
    loop = (1.0, 1.1234)  # not a whole number of periods
    played.order = play(1, 1.05, speed, loop)
    heard = played.run(1.0)
    length = round(1.1234 * RATE) - RATE
    assert jump(heard[100:]) < STEEPEST + TRANSIENT
    assert np.allclose(heard[2000 : 2000 + length], heard[2000 + 3 * length : 2000 + 4 * length], atol=1e-5)
    assert np.abs(heard[200:]).reshape(-1, 100).max(1).min() > 0.4, "a gap"
    assert played.mixer.segments[-1].after(1.0) == pytest.approx(
        1.0 + ((0.05 + speed) % (length / RATE)), abs=1e-6
    )


def test_a_loop_whose_end_lies_beyond_the_sound_is_silent_there():
    played = Played(tone(1.0))
    played.order = play(1, 0.5, 1.0, (0.5, 1.5))
    heard = played.run(2.0)
    assert not heard[round(0.6 * RATE) : RATE].any() and np.abs(heard[RATE : RATE + 4000]).max() > 0.4


def test_every_change_of_mind_is_free_of_clicks():
    played = Played(tone())
    heard = []
    orders = [
        play(1, 1.0),
        play(1, 9.0, 2.0),  # of the same run: goes on where it is
        play(1, 9.0, -1.0),
        play(2, 0.3),
        Order("scrub", 0, 2.0, 1.0),
        Order("scrub", 0, 2.1, -1.0),
        play(3, 1.7, 4.0, (1.5, 1.9)),
        Order(),
        play(4, 3.99),
    ]
    for order in orders:
        played.order = order
        heard.append(played.run(0.013))  # shorter than some fades
    for order in orders:
        played.order = order
        heard.append(played.run(0.2))
    assert jump(np.concatenate(heard)) < STEEPEST + TRANSIENT


def test_orders_of_one_run_go_on_where_the_last_has_come_to():
    played = Played(numbered(4 * RATE))
    played.order = play(1, 1.0)
    played.run(0.5)
    played.order = play(1, 0.0, -1.0)
    heard = played.run(0.25)
    assert heard[-1] == pytest.approx(1.25 / 4, abs=1e-4)
    assert played.mixer.segments[-1] == Segment(1, 8000, 1.5, -1.0, None)


def test_a_loop_switched_on_later_holds_what_plays():
    played = Played(numbered(4 * RATE))
    played.order = play(1, 1.0)
    played.run(0.5)
    played.order = play(1, 0.0, 1.0, (1.0, 1.75))
    heard = played.run(0.5)
    assert heard[3000] == pytest.approx((1.5 + 3000 / RATE) / 4, abs=1e-4), "no fade where nothing jumps"
    assert heard[-1] == pytest.approx((1.25 - 1 / RATE) / 4, abs=1e-4)


def test_a_sound_joins_a_movement_that_has_begun_without_it():
    played = Played(numbered(4 * RATE))
    played.order = play(1, 1.0, 2.0, None, since=100.0)
    played.run(0.1, at=100.3)
    assert played.mixer.segments[-1].position == pytest.approx(1.6)


def test_a_better_sound_takes_over_without_a_jump():
    played = Played(tone(rate=16_000), rate=48_000, channels=2)
    played.order = play(1, 1.0)
    before = played.run(0.3)
    played.sound = tone(rate=48_000)
    heard = np.concatenate((before, played.run(0.3)))[500:]
    wanted = 0.5 * np.sin(2 * np.pi * HERTZ * (1.0 + np.arange(500, 28_800) / 48_000))
    assert np.abs(heard - wanted).max() < 2e-3


@pytest.mark.parametrize("speed", [2.0, 4.0, -2.0])
def test_other_speeds_keep_the_pitch_and_the_loudness(speed):
    played = Played(tone(20.0))
    played.order = play(1, 10.0, speed)
    heard = played.run(1.0)[2000:]
    assert jump(heard) < 1.2 * STEEPEST
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(len(heard))))
    assert np.argmax(spectrum) * RATE / len(heard) == pytest.approx(HERTZ, abs=2)
    loud = np.sqrt((heard[: len(heard) // 160 * 160].reshape(-1, 160) ** 2).mean(1))
    assert loud.min() > 0.75 * loud.mean(), "grains that fall out of step take each other away"


@pytest.mark.parametrize("speed", [2.0, 8.0, -4.0])
def test_at_other_speeds_what_is_heard_is_what_is_under_the_playhead(speed):
    beep = np.zeros((40 * RATE, 1), np.float32)
    at, half = 20.0, 0.05 * abs(speed)
    beep[round((at - half) * RATE) : round((at + half) * RATE)] = tone(2 * half).samples
    played = Played(Sound(beep, RATE))
    played.order = play(1, at - speed * 0.5, speed)
    energy = played.run(1.0) ** 2
    middle = (energy * np.arange(RATE)).sum() / energy.sum() / RATE
    assert middle == pytest.approx(0.5, abs=0.03)


def test_a_grain_is_what_lies_under_the_playhead():
    samples = np.zeros(4 * RATE, np.float32)
    samples[2 * RATE - 640 : 2 * RATE + 640] = 0.5
    played = Played(Sound(samples, RATE))
    for place, loud in ((1.0, False), (2.0, True), (2.05, True), (2.5, False)):
        played.order = Order("scrub", 0, place, 1.0)
        energy = float((played.run(0.3) ** 2).sum())
        assert (energy > 5.0) if loud else energy == 0.0, place


def test_a_single_grain_ends_by_itself_and_has_no_click():
    played = Played(tone())
    played.order = Order("scrub", 0, 2.0, 1.0)
    heard = played.run(0.5)
    assert jump(heard) < STEEPEST + 0.5 * np.pi / (0.08 * RATE)
    assert np.abs(heard).max() > 0.4 and not heard[round(0.081 * RATE) :].any()


def test_backward_a_grain_is_reversed():
    t = np.arange(4 * RATE) / RATE
    chirp = Sound((0.5 * np.sin(2 * np.pi * (200 + 400 * t) * t)).astype(np.float32), RATE)
    forward, backward = Played(chirp), Played(chirp)
    forward.order, backward.order = Order("scrub", 0, 2.0, 1.0), Order("scrub", 0, 2.0, -1.0)
    a, b = forward.run(0.08)[80:-80], backward.run(0.08)[80:-80][::-1]
    assert np.corrcoef(a, np.roll(b, 1))[0, 1] > 0.95
    assert abs(np.corrcoef(a, b[::-1])[0, 1]) < 0.9


def test_dragged_steadily_the_grains_flow_together():
    played = Played(tone())
    heard = []
    for step in range(60):
        played.order = Order("scrub", 0, 1.0 + 0.02 * step, 1.0)
        heard.append(played.run(0.02))
    heard = np.concatenate(heard)
    assert jump(heard) < STEEPEST + np.pi / (0.08 * RATE)
    # 200 Hz fits into a hop of 40 ms, so the grains are in step.
    loud = np.abs(heard[1000:17000]).reshape(-1, 160).max(1)
    assert loud.min() > 0.45


def test_the_volume_is_a_ramp():
    played = Played(Sound(np.full(4 * RATE, 0.5, np.float32), RATE))
    played.order = play(1, 0.0)
    heard = [played.run(0.1)[200:]]
    for gain in (0.0, 1.0, 0.3, 0.0):
        played.gain = gain
        heard.append(played.run(0.1))
        assert heard[-1][-1] == pytest.approx(0.5 * gain, abs=1e-6)
    assert jump(np.concatenate(heard)) < 0.5 / (0.02 * RATE) * 1.01


def test_without_a_sound_it_is_silent_and_counts():
    played = Played(None, channels=2)
    played.order = play(1, 1.0)
    assert not played.run(0.5).any()
    played.order = Order("scrub", 0, 1.0, 1.0)
    assert not played.run(0.1).any()
    assert played.mixer.segments[-1].after(0.5) == 1.5


def test_nothing_ever_passes_full_scale():
    played = Played(Sound(np.full(RATE, 1.5, np.float32), RATE))
    played.order = play(1, 0.0)
    assert played.run(0.5).max() == 1.0
