"""A stream to a device: filled by a mixer, with a clock that says which sample is heard now."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

import numpy as np

from lestalk_studio.audio.devices import Format
from lestalk_studio.audio.mixer import Mixer, Order
from lestalk_studio.audio.sound import Sound

log = logging.getLogger(__name__)

BLOCKS = 32
"""The device's clock is the median of so many blocks: each one's time trembles by some milliseconds."""


class Desk:
    """What the callback looks at each time it is called; whole objects are put here, so it needs no lock."""

    def __init__(self) -> None:
        self.order, self.gain = Order(), 1.0
        self.sound: Sound | None = None


class Line:
    """An open stream. patience: seconds without a callback after which it counts as lost.

    thread: the system's number of the one that calls, once it has.
    """

    def __init__(self, desk: Desk, clock: Callable[[], float], form: Format, patience: float) -> None:
        self._desk, self._clock, self._patience = desk, clock, patience
        self.mixer = Mixer(form.rate, form.channels)
        self.stream: Any = None
        self.ended = False
        self.thread = 0
        self.underflows = 0
        self._called = clock()
        self._zeros: deque[float] = deque(maxlen=BLOCKS)
        self._heard = 0.0

    def fill(self, out: np.ndarray, frames: int, times: Any, status: Any) -> None:
        """PortAudio's callback, in its thread."""
        self._called = now = self._clock()
        self.thread = self.thread or threading.get_native_id()
        heard_at = now + self._lead(times)
        # The time at which sample 0 was heard, had all gone on without a break since.
        self._zeros.append(heard_at - self.mixer.index / self.mixer.rate)
        if getattr(status, "output_underflow", False):
            self.underflows += 1
        desk = self._desk
        self.mixer.fill(out, desk.order, desk.sound, desk.gain, heard_at)

    def _lead(self, times: Any) -> float:
        """Seconds until what is filled in now is heard."""
        lead = 0.0 if times is None else times.outputBufferDacTime - times.currentTime
        if 0.0 < lead < 2.0:
            return lead
        return float(getattr(self.stream, "latency", 0.0) or 0.0)  # some drivers give no times

    def end(self) -> None:
        """PortAudio's word that the stream has stopped."""
        self.ended = True

    @property
    def lost(self) -> bool:
        """Whether the device has stopped asking for sound."""
        return self.ended or self._clock() - self._called > self._patience

    def position(self, run: int) -> float | None:
        """Where in the sound [s] what is heard now lies; None while nothing of `run` has been heard."""
        zeros = list(self._zeros)
        if not zeros:
            return None
        rate = self.mixer.rate
        self._heard = heard = max(self._heard, (self._clock() - float(np.median(zeros))) * rate)
        for segment in reversed(list(self.mixer.segments)):
            if segment.run == run and segment.index <= heard:
                return segment.after((heard - segment.index) / rate)
        return None

    def close(self) -> None:
        """Give the device back; may take long."""
        stream, self.stream = self.stream, None
        if stream is None:
            return
        try:
            stream.abort()
            stream.close()
        except OSError as error:
            log.info("a sound device did not close: %s", error)
