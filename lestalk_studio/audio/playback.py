"""Sound out of the speakers, and the clock that says where in the sound one is now."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from lestalk_studio.audio.devices import Device, PortAudio, SoundSystem
from lestalk_studio.audio.errands import Errands
from lestalk_studio.audio.heads import Loop
from lestalk_studio.audio.line import Desk, Line
from lestalk_studio.audio.mixer import Order, Segment
from lestalk_studio.audio.sound import Sound

log = logging.getLogger(__name__)

State = Literal["closed", "opening", "open", "absent"]
Trouble = Literal["", "missing", "lost", "silent", "stuck"]
CLOSING_S = 2.0
"""A device that is not given back by then is left to itself."""


@dataclass(frozen=True)
class Report:
    """How it stands with the device. device: the one in use, None = the system's default.

    trouble: 'missing': the chosen device could not be opened, the default is used; 'lost': the device went
    away, another is used; 'silent': there is none any more; 'stuck': it went away and does not answer, so
    that no other can be used. reason: PortAudio's own words.
    """

    state: State = "closed"
    device: Device | None = None
    trouble: Trouble = ""
    reason: str = ""


class SoundOutput:
    """Plays a Sound on a device, or silently where there is none: then the clock goes on by itself.

    No method waits for a device: opening, closing and looking for devices is done by a thread of its own.
    Methods are for one thread, `reported` and `listed` are called by that other one. clock: [s].
    """

    def __init__(
        self, system: SoundSystem | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._system, self._clock = system or PortAudio(), clock
        self._errands = Errands("sound device")
        self._desk = Desk()
        self._lock = threading.Lock()  # between this class' two threads; the callback takes none
        self._line: Line | None = None
        self._run, self._anchor, self._anchored = 0, Segment(0, 0, 0.0, 0.0), 0.0
        self._moving_since = False
        self._wanted: Device | None = None
        self._closed = False
        self._stuck: threading.Thread | None = None
        self.report = Report()
        self.reported: Callable[[Report], None] = lambda report: None
        self.listed: Callable[[list[Device]], None] = lambda devices: None

    # --- what is played

    def set_sound(self, sound: Sound | None) -> None:
        """The sound to play from now on; what plays goes on at the same place in it."""
        self._desk.sound = sound if sound is not None and len(sound) else None

    @property
    def has_sound(self) -> bool:
        """Whether there is anything to play."""
        return self._desk.sound is not None

    @property
    def gain(self) -> float:
        """0..1, a factor on the samples."""
        return self._desk.gain

    @gain.setter
    def gain(self, gain: float) -> None:
        self._desk.gain = min(max(float(gain), 0.0), 1.0)

    def play(self, position: float, speed: float, loop: Loop | None = None) -> None:
        """Play from `position` [s] at `speed` (negative = backward), round `loop` (start, end) [s]."""
        with self._lock:
            self._run += 1
            self._anchor_at(position, speed, loop)
            self._moving_since = self._line is None
            self._desk.order = Order("play", self._run, position, speed, loop)
        self._open_when_needed()

    def change(self, speed: float, loop: Loop | None) -> None:
        """Go on from where it is at another speed, or with another loop."""
        position = self.position()
        with self._lock:
            self._anchor_at(position, speed, loop)
            since = self._anchored if self._moving_since else None
            self._desk.order = Order("play", self._run, position, speed, loop, since)

    def stop(self) -> None:
        """Silence; the device stays open for the next start."""
        with self._lock:
            self._desk.order = Order()

    def scrub(self, position: float, direction: float) -> None:
        """Let a moment of the sound about `position` [s] be heard; not to be called while it plays."""
        with self._lock:
            self._desk.order = Order("scrub", 0, position, direction)
        self._open_when_needed()

    @property
    def playing(self) -> bool:
        """Whether it was told to play."""
        return self._desk.order.kind == "play"

    def _anchor_at(self, position: float, speed: float, loop: Loop | None) -> None:
        self._anchor, self._anchored = Segment(self._run, 0, position, speed, loop), self._clock()

    # --- the clock

    def position(self) -> float:
        """Where in the sound one is now [s]: what is heard at this moment, its way to the ear counted in.

        It waits at the start until the first sample is heard; without a device it goes on by itself.
        """
        with self._lock:
            line = self._line
            if line is not None and line.lost:
                self._lose(line)
                line = None
            heard = None if line is None else line.position(self._run)
            if heard is not None:
                return heard
            if line is None or self._moving_since:
                return self._silently()
            return self._anchor.position

    def _silently(self) -> float:
        return self._anchor.after(self._clock() - self._anchored)

    # --- the device

    def choose(self, device: Device | None) -> None:
        """Use this device, None = the system's default, from now on."""
        self._wanted = device
        with self._lock:
            line = self._line
            if line is not None:
                self._go_on_silently(line)
            else:
                self.report = Report()
        if line is not None:
            self._errands.do(lambda: self._give_back(line))
        self._open_when_needed(anew=line is not None)

    def list_devices(self) -> None:
        """Have `listed` called with the devices there are; while it plays, with those there were at first."""
        with self._lock:
            line = None if self.playing else self._line
            if line is not None:
                self._line = None
                self.report = Report()
        if line is not None:
            self._errands.do(lambda: self._give_back(line))
        self._errands.do(self._list)
        if line is not None:
            self._open_when_needed(anew=True)

    def prepare(self) -> None:
        """Open the device now, so that the first sound comes at once."""
        self._open_when_needed()

    def close(self) -> None:
        """Give the device back; what is still asked for is not done."""
        self._desk.order = Order()
        with self._lock:
            self._closed = True
            line, self._line = self._line, None
        if line is not None:
            self._errands.do(lambda: self._give_back(line))
        # Half as much again: time for the thread to have given up on a device itself.
        if not self._errands.close(1.5 * CLOSING_S) or self._is_stuck:
            log.warning("the sound device does not answer; it is left to itself")
            self._system.abandon()

    def look_after(self) -> None:
        """To be called now and then while nothing plays, too: finds out that the device went away."""
        with self._lock:
            line = self._line
            if line is not None and line.lost:
                self._lose(line)

    def _open_when_needed(self, anew: bool = False) -> None:
        with self._lock:
            line = self._line
            if line is not None and line.lost:
                self._lose(line)
            if self._closed or not (self.has_sound or anew) or self.report.state in ("opening", "open"):
                return
            again = self.report.state == "absent"
            self.report = Report("opening", self._wanted)
        self._errands.do(lambda: self._open(again, ""))

    def _lose(self, line: Line) -> None:
        """The device went away; another is looked for. The lock is held."""
        self._go_on_silently(line)
        self.report = Report("opening", self._wanted)
        self._errands.do(lambda: self._give_back(line))
        self._errands.do(lambda: self._open(True, "lost"))

    def _go_on_silently(self, line: Line) -> None:
        heard = line.position(self._run)
        self._line, self.report = None, Report()
        if self.playing:
            here = self._anchor.position if heard is None else heard
            if heard is None and self._moving_since:
                here = self._silently()
            self._anchor_at(here, self._anchor.speed, self._anchor.loop)
            self._moving_since = True

    # --- in the thread of the errands

    def _give_back(self, line: Line) -> None:
        """Close a line. PortAudio may never come back from that, so it is not waited for long."""
        closing = threading.Thread(target=line.close, name="sound device closing", daemon=True)
        closing.start()
        closing.join(CLOSING_S)
        if closing.is_alive():
            log.warning("the sound device does not answer")
            self._stuck = closing
            self._system.leave_alone(line.thread)

    @property
    def _is_stuck(self) -> bool:
        """Whether a device is still not given back; until then nothing may be asked of the system."""
        return self._stuck is not None and self._stuck.is_alive()

    def _list(self) -> None:
        if self._is_stuck:
            self.listed([])
            return
        try:
            if self._line is None:
                self._system.refresh()
            found = self._system.devices()
        except OSError as error:
            log.info("no sound devices: %s", error)
            found = []
        self.listed(found)

    def _open(self, refresh: bool, trouble: Trouble) -> None:
        """Open the wanted device, else the default."""
        if self._line is not None:
            return  # it was asked for twice
        reason, wanted = "", self._wanted
        if self._is_stuck:
            with self._lock:
                self.report = Report("absent", None, "stuck")
            self.reported(self.report)
            return
        for device in dict.fromkeys((wanted, None)):
            try:
                if refresh:
                    self._system.refresh()
                    refresh = False
                line = self._opened(device)
            except OSError as error:
                reason = str(error) or "no device"
                log.info("no sound from %s: %s", device or "the default device", reason)
                continue
            if line is None:
                return
            if self._wanted != wanted:
                line.close()  # another was chosen meanwhile
                self._open(False, "")
                return
            self._started(line, Report("open", device, trouble or ("missing" if device != wanted else "")))
            return
        with self._lock:
            self.report = Report("absent", None, "silent", reason)
        self.reported(self.report)

    def _opened(self, device: Device | None) -> Line | None:
        """A started line, None when it is not wanted any more."""
        form = self._system.format(device)
        line = Line(self._desk, self._clock, form, self._system.patience)
        line.stream = self._system.open(device, form, line.fill, line.end)
        with self._lock:
            if self._closed:
                unwanted = True
            else:
                unwanted = False
                if self.playing:
                    # The movement has begun without it: the sound joins where it is by now.
                    anchor = self._anchor
                    self._moving_since = True
                    self._desk.order = Order(
                        "play", self._run, anchor.position, anchor.speed, anchor.loop, self._anchored
                    )
        if unwanted:
            line.close()
            return None
        try:
            line.stream.start()
        except OSError:
            line.close()
            raise
        return line

    def _started(self, line: Line, report: Report) -> None:
        with self._lock:
            unwanted = self._closed
            if not unwanted:
                self._line, self.report = line, report
        if unwanted:
            line.close()
        else:
            self.reported(report)
