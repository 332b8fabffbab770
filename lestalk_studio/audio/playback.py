"""Sound out of the speakers, at any speed, with a clock that says what is heard now."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

import numpy as np

log = logging.getLogger(__name__)

FADE_S = 0.004
"""Each start and stop is faded, or it would click."""


def default_stream(rate: int, callback: Callable) -> Any:
    """An output stream of the system's default device, mono float32. Raises OSError when there is none."""
    try:
        import sounddevice

        return sounddevice.OutputStream(samplerate=rate, channels=1, dtype="float32", callback=callback)
    except OSError:
        raise
    except Exception as error:  # PortAudio's own errors derive from Exception alone
        log.info("no sound device: %s", error)
        raise OSError(str(error)) from error


class SoundOutput:
    """Plays `samples` (N,) float32 at `rate` from any time on; silence outside of them.

    open_stream(rate, callback) makes a stream with start, stop, close and latency. `volume` is 0..1.
    """

    def __init__(self, open_stream: Callable[[int, Callable], Any] = default_stream) -> None:
        self._open_stream = open_stream
        self._samples, self._rate = np.zeros(0, np.float32), 16_000
        self._stream: Any = None
        self._lock = threading.Lock()
        self._position, self._speed, self._fresh = 0.0, 0.0, False
        self._played, self._at = 0, 0.0
        self.volume = 1.0
        self.absent = ""

    def set_samples(self, samples: np.ndarray | None, rate: int) -> None:
        """Another sound; what plays stops."""
        self.close()
        self._samples = np.zeros(0, np.float32) if samples is None else samples
        self._rate = rate

    @property
    def has_sound(self) -> bool:
        """Whether there is anything to play."""
        return len(self._samples) > 0

    def start(self, position: float, speed: float) -> bool:
        """Play from `position` [s] at `speed` (negative = backward). False when no device can be opened."""
        if not self.has_sound:
            return False
        with self._lock:
            self._position, self._speed, self._fresh = position * self._rate, speed, True
            self._played, self._at = 0, time.monotonic()
        if self._stream is None:
            try:
                self._stream = self._open_stream(self._rate, self._fill)
                self._stream.start()
            except OSError as error:
                self._stream, self.absent = None, str(error) or "no device"
                return False
        self.absent = ""
        return True

    def stop(self) -> None:
        """Silence; the device stays open for the next start."""
        with self._lock:
            self._speed = 0.0

    def close(self) -> None:
        """Give the device back."""
        self.stop()
        if self._stream is not None:
            stream, self._stream = self._stream, None
            stream.stop()
            stream.close()

    def elapsed(self) -> float:
        """Seconds heard since the last start, by the device's own clock."""
        with self._lock:
            played, at = self._played / self._rate, self._at
        latency = float(getattr(self._stream, "latency", 0.0) or 0.0)
        # Between two blocks the computer's clock goes on, at most for as long as a block may last.
        return max(0.0, played - latency + min(time.monotonic() - at, 0.1) if played else 0.0)

    def _fill(self, out: np.ndarray, frames: int, *_: Any) -> None:
        with self._lock:
            position, speed, fresh = self._position, self._speed, self._fresh
            self._position += frames * speed
            self._fresh = False
            if speed:
                self._played += frames
            self._at = time.monotonic()
        if not speed:
            out[:] = 0.0
            return
        index = np.floor(position + np.arange(frames) * speed).astype(np.int64)
        inside = (index >= 0) & (index < len(self._samples))
        block = np.where(inside, self._samples[np.clip(index, 0, len(self._samples) - 1)], 0.0)
        if fresh:
            fade = min(frames, max(1, int(FADE_S * self._rate)))
            block[:fade] *= np.linspace(0.0, 1.0, fade)
        out[:, 0] = block * self.volume
