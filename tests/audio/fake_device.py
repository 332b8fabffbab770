"""Sound devices whose time goes on when the test says so."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import numpy as np

from lestalk_studio.audio.devices import Device, Format

SPEAKERS, HEADPHONES = Device("Speakers", "Fake"), Device("Headphones", "Fake")
BLOCK_S = 0.02


class FakeStream:
    """An open stream; heard: what it was given. It is filled `lead` seconds before it is heard."""

    def __init__(self, system, device, form, fill, ended):
        self.system, self.device, self.form = system, device, form
        self._fill, self.ended = fill, ended
        self.latency = system.lead
        self.heard: list[np.ndarray] = []
        self.started = self.closed = False

    def start(self):
        if self.device not in (None, *self.system.plugged):
            raise OSError("it was unplugged")
        self.started = True

    def abort(self):
        self.started = False

    def close(self):
        self.closed = True

    def block(self, frames: int) -> np.ndarray:
        """Ask for so many samples, without letting time go on."""
        out = np.full((frames, self.form.channels), np.nan, np.float32)
        now = self.system.now()
        times = SimpleNamespace(currentTime=now, outputBufferDacTime=now + self.system.lead)
        self._fill(out, frames, times, None)
        self.heard.append(out[:, 0].copy())
        return out

    def run(self, seconds: float) -> np.ndarray:
        """Let the device play; returns what was filled in, (N,)."""
        first = len(self.heard)
        for _ in range(round(seconds / BLOCK_S)):
            self.block(round(BLOCK_S * self.form.rate))
            self.system.offset += BLOCK_S
        return np.concatenate(self.heard[first:])


class FakeSystem:
    """Two devices; the default is what was plugged in first. base: a clock to add to, None = stands still."""

    patience = float("inf")

    def __init__(self, rate: int = 16_000, channels: int = 1, lead: float = 0.0, base=None):
        self.plugged = [SPEAKERS, HEADPHONES]
        self.form, self.lead = Format(rate, channels), lead
        self.offset, self._base = 0.0, base
        self.streams: list[FakeStream] = []
        self.refreshed = 0
        self.abandoned = False
        self.left_alone: list[int] = []
        self.threads: set[str] = set()

    def now(self) -> float:
        return self.offset + (self._base() if self._base else 0.0)

    @property
    def stream(self) -> FakeStream:
        """The one opened last."""
        return self.streams[-1]

    def devices(self):
        return list(self.plugged)

    def refresh(self):
        assert not any(stream.started for stream in self.streams), "PortAudio is restarted under a stream"
        self.refreshed += 1

    def format(self, device):
        self.threads.add(threading.current_thread().name)
        if not self.plugged:
            raise OSError("no device")
        if device is not None and device not in self.plugged:
            raise OSError(f"{device.name} is not there")
        return self.form

    def open(self, device, form, fill, ended):
        self.streams.append(FakeStream(self, device, form, fill, ended))
        return self.streams[-1]

    def leave_alone(self, thread):
        self.left_alone.append(thread)

    def abandon(self):
        self.abandoned = True

    def unplug(self, device: Device) -> None:
        """Pull the plug; a stream to it (or to the default, when it was that) ends."""
        was_default = self.plugged[0] == device
        self.plugged.remove(device)
        for stream in self.streams:
            if stream.started and (stream.device == device or (stream.device is None and was_default)):
                stream.started = False
                stream.ended()
