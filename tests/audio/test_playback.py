import threading

import numpy as np
import pytest

from lestalk_studio.audio.devices import Device, NoSystem
from lestalk_studio.audio.playback import Report, SoundOutput
from lestalk_studio.audio.sound import Sound
from tests.audio.fake_device import HEADPHONES, SPEAKERS, FakeSystem

RATE = 16_000


class Heard:
    """An output on a fake system, and the reports of its thread."""

    def __init__(self, system=None):
        self.system = system or FakeSystem()
        self.output = SoundOutput(self.system, self.system.now)
        self.reports = []
        self._came = threading.Condition()
        self.output.reported = self._report
        self.output.set_sound(Sound(np.linspace(0, 1, 4 * RATE, dtype=np.float32), RATE))

    def _report(self, report):
        with self._came:
            self.reports.append(report)
            self._came.notify()

    def wait(self, count=1):
        with self._came:
            assert self._came.wait_for(lambda: len(self.reports) >= count, 5)
        return self.reports[-1]


@pytest.fixture
def heard():
    made = Heard()
    yield made
    made.output.close()


def opened(heard):
    heard.output.prepare()
    assert heard.wait() == Report("open")
    return heard.output, heard.system


def test_the_clock_says_what_is_heard_with_the_way_to_the_ear_counted_in(heard):
    heard.system.lead = 0.1
    output, system = opened(heard)
    output.play(1.0, 1.0)
    assert output.position() == 1.0
    system.stream.run(0.08)
    assert output.position() == 1.0, "nothing is heard yet"
    system.stream.run(0.42)
    assert output.position() == pytest.approx(1.4, abs=1e-6)
    system.offset += 0.01
    assert output.position() == pytest.approx(1.41, abs=1e-6), "between blocks it goes on"


def test_speed_and_loop_change_when_that_is_heard(heard):
    heard.system.lead = 0.1
    output, system = opened(heard)
    output.play(1.0, 1.0)
    system.stream.run(0.5)
    output.change(2.0, None)
    system.stream.run(0.1)
    assert output.position() == pytest.approx(1.5, abs=1e-6), "the new speed is on its way"
    system.stream.run(0.4)
    assert output.position() == pytest.approx(1.5 + 2 * 0.4, abs=1e-6)
    output.change(1.0, (1.0, 2.0))
    system.stream.run(1.0)
    assert 1.0 <= output.position() < 2.0


def test_the_clock_of_a_trembling_device_never_runs_back(heard):
    output, system = opened(heard)
    output.play(0.0, 1.0)
    tremble = np.random.default_rng(1)
    before = 0.0
    for i in range(200):
        system.lead = 0.05 + float(tremble.uniform(-0.01, 0.01))
        system.stream.run(0.02)
        now = output.position()
        assert now >= before
        if i > 50:
            assert now == pytest.approx(0.02 * (i + 1) - 0.05, abs=0.006)
        before = now


def test_a_start_without_waiting_for_the_device(heard):
    """The playhead moves at once, and the sound joins it."""
    gate = threading.Event()
    system, form = heard.system, heard.system.format
    system.format = lambda device: gate.wait(5) and form(device)
    heard.output.play(1.0, 1.0)
    assert heard.output.report.state == "opening" and not system.streams
    system.offset += 0.5
    assert heard.output.position() == pytest.approx(1.5)
    gate.set()
    heard.wait()
    system.offset += 0.25
    assert heard.output.position() == pytest.approx(1.75)
    out = system.stream.block(400)
    assert out[-1, 0] == pytest.approx((1.75 + 400 / RATE) / 4, abs=1e-3)
    assert heard.output.position() == pytest.approx(1.75, abs=1e-3)


def test_stopping_is_silent_and_closing_gives_the_device_back(heard):
    output, system = opened(heard)
    output.play(1.0, 1.0)
    system.stream.run(0.1)
    output.stop()
    assert not system.stream.run(0.1)[200:].any()
    output.close()
    assert system.stream.closed


def test_without_a_device_the_clock_goes_on_by_itself(heard):
    heard.system.plugged = []
    heard.output.play(1.0, -2.0)
    report = heard.wait()
    assert (report.state, report.trouble, report.reason) == ("absent", "silent", "no device")
    heard.system.offset += 0.25
    assert heard.output.position() == pytest.approx(0.5)


def test_without_a_sound_nothing_is_opened():
    now = [0.0]
    output = SoundOutput(NoSystem(), lambda: now[0])
    output.play(1.0, 1.0, (0.5, 2.0))
    now[0] = 1.25
    assert output.position() == pytest.approx(0.75) and output.report.state == "closed"
    output.close()


def test_the_chosen_device_is_opened_and_a_missing_one_gives_way(heard):
    heard.output.choose(HEADPHONES)
    output, system = heard.output, heard.system
    assert heard.wait() == Report("open", HEADPHONES) and system.stream.device == HEADPHONES
    output.choose(Device("Old box", "Fake"))
    assert heard.wait(2) == Report("open", None, "missing")


def test_a_device_that_refuses_to_start_gives_way(heard):
    form = heard.system.format

    def unplugged_in_between(device):
        if device == HEADPHONES:
            heard.system.plugged.remove(HEADPHONES)
            return heard.system.form
        return form(device)

    heard.system.format = unplugged_in_between
    heard.output.choose(HEADPHONES)
    assert heard.wait() == Report("open", None, "missing")
    assert heard.system.streams[0].closed


def test_a_lost_device_is_noticed_whether_it_says_so_or_falls_silent(heard):
    output, system = opened(heard)
    system.patience = 1.0
    output.choose(None)
    heard.wait(2)
    output.play(0.0, 1.0)
    system.stream.run(0.5)
    system.offset += 1.5  # it asks for no more sound
    assert output.position() == pytest.approx(2.0, abs=0.01)
    assert heard.wait(3) == Report("open", None, "lost")
    system.unplug(SPEAKERS)
    output.position()
    assert heard.wait(4).trouble == "lost" and system.refreshed >= 2


def test_the_devices_are_listed_anew_while_nothing_plays(heard):
    output, system = opened(heard)
    came, found = threading.Event(), []
    output.listed = lambda devices: (found.append(devices), came.set())
    system.plugged.append(Device("New", "Fake"))
    output.list_devices()
    assert came.wait(5) and found[0][-1].name == "New" and system.refreshed == 1
    heard.wait(2)
    output.play(0.0, 1.0)
    came.clear()
    output.list_devices()
    assert came.wait(5) and system.refreshed == 1, "a stream that plays is left alone"


def test_a_device_is_found_again_by_its_key():
    device = Device("HDA: ALC 1/2 (hw:0,0)", "ALSA")
    assert Device.of(device.key) == device
    assert Device.of("") is None and Device.of("nonsense") is None


def test_closing_while_a_device_is_being_opened_leaves_nothing_open(heard):
    gate = threading.Event()
    form = heard.system.format
    heard.system.format = lambda device: gate.wait(5) and form(device)
    heard.output.prepare()
    threading.Timer(0.05, gate.set).start()
    heard.output.close()
    assert all(stream.closed for stream in heard.system.streams)


def test_a_device_that_never_answers_does_not_keep_the_program_from_ending(heard, monkeypatch):
    monkeypatch.setattr("lestalk_studio.audio.playback.CLOSING_S", 0.05)
    gate = threading.Event()
    form = heard.system.format
    heard.system.format = lambda device: gate.wait(5) and form(device)
    heard.output.prepare()
    heard.output.close()
    assert heard.system.abandoned
    gate.set()


@pytest.fixture
def stuck(heard, monkeypatch):
    """A device that stops asking for sound while it plays, and can then be neither stopped nor closed."""
    monkeypatch.setattr("lestalk_studio.audio.playback.CLOSING_S", 0.05)
    heard.system.patience = 1.0
    output, system = opened(heard)
    heard.answer = threading.Event()
    output.play(0.0, 1.0)
    system.stream.run(0.5)
    system.stream.abort = lambda: heard.answer.wait(20)
    system.offset += 1.5
    output.look_after()
    assert heard.wait(2) == Report("absent", None, "stuck")
    yield heard
    heard.answer.set()


def test_a_device_that_cannot_be_closed_is_left_alone_and_it_plays_on_silently(stuck):
    output, system = stuck.output, stuck.system
    assert system.left_alone == [threading.get_native_id()], "the thread that filled it"
    before = output.position()
    system.offset += 0.5
    assert output.position() == pytest.approx(before + 0.5)
    came = threading.Event()
    output.listed = lambda devices: came.set()
    output.list_devices()
    output.choose(HEADPHONES)
    output.play(0.0, 1.0)
    assert came.wait(5) and len(system.streams) == 1 and system.refreshed == 0


def test_a_device_that_comes_back_after_all_is_used_again(stuck):
    output, system = stuck.output, stuck.system
    closing = output._stuck
    stuck.answer.set()
    closing.join(5)
    system.stream.started = False
    output.play(0.0, 1.0)
    assert stuck.wait(3).state == "open" and len(system.streams) == 2


def test_the_program_ends_beside_a_device_that_cannot_be_closed(stuck):
    stuck.output.close()
    assert stuck.system.abandoned


def test_a_device_that_falls_silent_while_nothing_plays_is_noticed(heard):
    output, system = opened(heard)
    system.patience = 1.0
    output.choose(None)
    heard.wait(2)
    system.stream.block(160)
    system.offset += 0.5
    output.look_after()
    assert output.report.state == "open"
    system.offset += 1.0
    output.look_after()
    assert heard.wait(3) == Report("open", None, "lost")


def test_devices_are_asked_in_a_thread_of_their_own_alone(heard):
    output, system = opened(heard)
    output.play(0.0, 1.0)
    output.choose(HEADPHONES)
    heard.wait(2)
    system.unplug(HEADPHONES)
    output.position()
    heard.wait(3)
    output.scrub(1.0, 1.0)
    assert system.threads == {"sound device"}
