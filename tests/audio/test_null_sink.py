"""Real time, a real sound server: what it was given is recorded and compared with what the clock said."""

import time

import numpy as np
import pytest

from lestalk_studio.audio.playback import SoundOutput
from lestalk_studio.audio.sound import Sound
from tests.audio.null_sink import RATE, Recorder, sink_or_skip

pytestmark = pytest.mark.audio

FRAME_S = 0.04
BEEP_S, EVERY_S = 0.02, 0.1


@pytest.fixture
def sink():
    return sink_or_skip()


@pytest.fixture
def output(sink):
    made = SoundOutput()
    yield made
    made.close()


def ready(output, samples) -> SoundOutput:
    output.set_sound(Sound(samples, RATE))
    output.prepare()
    end = time.monotonic() + 10
    while output.report.state == "opening":
        assert time.monotonic() < end
        time.sleep(0.01)
    assert output.report.state == "open", output.report
    return output


def tone(seconds: float, hertz: float = 440.0) -> np.ndarray:
    return (0.4 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)).astype(np.float32)


def beeps(seconds: float) -> np.ndarray:
    return np.where(np.arange(round(seconds * RATE)) / RATE % EVERY_S < BEEP_S, tone(seconds, 2000), 0)


def recorded(output, sink, seconds: float, then=lambda output, since: None):
    """Plays from 1.0 s on; samples of the sink, the recorder, and (clock, position) all the while."""
    recorder = Recorder(sink)
    recorder.wait()
    time.sleep(0.2)
    began, places = time.monotonic(), []
    output.play(1.0, 1.0)
    while (now := time.monotonic()) - began < seconds:
        places.append((now, output.position()))
        time.sleep(0.005)
    output.stop()
    time.sleep(0.3)
    return recorder.stop(), recorder, np.array(places)


def loud_spans(samples, gap=0.02) -> list[tuple[int, int]]:
    """First and last sample of each stretch that is loud."""
    loud = np.flatnonzero(np.abs(samples) > 0.02)
    cuts = np.flatnonzero(np.diff(loud) > gap * RATE)
    starts, ends = np.r_[loud[:1], loud[cuts + 1]], np.r_[loud[cuts], loud[-1:]]
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def test_two_seconds_last_two_seconds(output, sink):
    samples = np.concatenate((np.zeros(RATE, np.float32), tone(2.0), np.zeros(RATE, np.float32)))
    heard, recorder, places = recorded(ready(output, samples), sink, 2.6)
    spans = loud_spans(heard)
    recorder.skip_if_pieces_are_lost()
    assert len(spans) == 1, "it was interrupted"
    start, end = map(recorder.clock_of, spans[0])
    assert end - start == pytest.approx(2.0, abs=0.05)
    moving = places[(places[:, 1] > 1.2) & (places[:, 1] < 3.2)]
    pace = np.polyfit(moving[:, 0], moving[:, 1], 1)[0]
    assert pace == pytest.approx(1.0, abs=0.01)


def test_the_playhead_is_where_the_sound_is(output, sink):
    heard, recorder, places = recorded(ready(output, beeps(6.0)), sink, 2.0)
    starts = [start for start, _ in loud_spans(heard)]
    recorder.skip_if_pieces_are_lost()  # or a beep may be missing
    wanted = 1.0 + EVERY_S * np.arange(len(starts))
    clocks = [recorder.clock_of(start) for start in starts]
    errors = np.interp(clocks, places[:, 0], places[:, 1]) - wanted
    assert len(starts) >= 15
    # The recorder itself knows the time to one block of the server, 21 ms.
    assert abs(np.median(errors)) < FRAME_S, np.round(1000 * errors)


def test_a_loop_has_no_gap_and_no_click(output, sink):
    ready(output, tone(4.0))
    recorder = Recorder(sink)
    recorder.wait()
    output.play(1.0, 1.0, (1.0, 1.3003))
    time.sleep(1.6)
    assert 1.0 <= output.position() < 1.3003
    output.stop()
    time.sleep(0.3)
    heard = recorder.stop()
    recorder.skip_if_pieces_are_lost()
    spans = loud_spans(heard, gap=0.002)
    assert len(spans) == 1, "a gap"
    first, last = spans[0]
    inside = heard[first + 480 : last - 480]
    peak = np.abs(inside).max()
    assert np.abs(np.diff(inside)).max() < peak * (2 * np.pi * 440 / RATE + np.pi / (0.005 * RATE))


@pytest.mark.parametrize("direction", [1, -1])
def test_scrubbing_is_heard_where_there_is_sound(output, sink, direction):
    samples = np.concatenate((tone(1.0), np.zeros(RATE, np.float32)))
    ready(output, samples)
    recorder = Recorder(sink)
    recorder.wait()
    time.sleep(0.1)
    for first in (0.3, 1.3):
        for step in range(10):
            output.scrub(first + 0.04 * direction * step / 2 + 0.2, direction)
            time.sleep(0.04)
        time.sleep(0.4)
    heard = recorder.stop()
    recorder.skip_if_pieces_are_lost()
    spans = loud_spans(heard, gap=0.1)
    assert len(spans) == 1, "where the sound is silent nothing is heard"
    first, last = spans[0]
    assert 0.3 < (last - first) / RATE < 0.7
    energy = np.sqrt((heard[first:last] ** 2).mean())
    assert energy > 0.1 and not np.abs(heard[last + RATE // 10 :]).max() > 0.001


def test_the_device_can_be_chosen_by_name(output, sink):
    came = []
    output.listed = came.append
    output.list_devices()
    end = time.monotonic() + 10
    while not came and time.monotonic() < end:
        time.sleep(0.01)
    assert came and came[0], "no devices"
    output.choose(came[0][-1])
    ready(output, tone(2.0))
    assert output.report.device == came[0][-1] and output.report.trouble == ""
