"""The sound devices of this computer, by PortAudio."""

from __future__ import annotations

import atexit
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from lestalk_studio.audio.runaway import calm, end_beside, mute_libraries

log = logging.getLogger(__name__)

LATENCY_S = 0.1
"""Asked of a device: short enough for scrubbing, long enough for a callback in Python while frames are rendered."""
BEST_RATE = 48_000


@dataclass(frozen=True)
class Device:
    """An output device; host: the driver's name, e.g. 'ALSA'."""

    name: str
    host: str

    @property
    def key(self) -> str:
        """For settings: finds the device again while it has the same name."""
        return f"{self.host}/{self.name}"

    @classmethod
    def of(cls, key: str) -> Device | None:
        """The device of a key, whether it is there or not; None for what is no key."""
        host, slash, name = key.partition("/")
        return cls(name, host) if host and slash and name else None


@dataclass(frozen=True)
class Format:
    """Samples a second and channels of a stream."""

    rate: int
    channels: int


class SoundSystem(Protocol):
    """What offers devices. All but `patience` may take long, and is called by one thread at a time.

    A device None is the system's default. Methods raise OSError when there is none, or it refuses.
    """

    patience: float

    def devices(self) -> list[Device]:
        """Those there are."""

    def refresh(self) -> None:
        """Look again which are plugged in; no stream may be open."""

    def format(self, device: Device | None) -> Format:
        """What a stream to it is best opened with."""

    def open(self, device: Device | None, form: Format, fill: Callable, ended: Callable[[], None]) -> Any:
        """A stream, not started: start(), abort(), close(), latency. fill(out, frames, times, status) fills it."""

    def leave_alone(self, thread: int) -> None:
        """A device does not answer, and nothing ends the `thread` (by the system's number) that filled it."""

    def abandon(self) -> None:
        """The program ends while a device does not answer: do not wait for it."""


class NoSystem:
    """No device at all."""

    patience = float("inf")

    def devices(self) -> list[Device]:
        return []

    def refresh(self) -> None:
        pass

    def format(self, device: Device | None) -> Format:
        raise OSError("no sound device")

    def open(self, device: Device | None, form: Format, fill: Callable, ended: Callable[[], None]) -> Any:
        raise OSError("no sound device")

    def leave_alone(self, thread: int) -> None:
        pass

    def abandon(self) -> None:
        pass


class PortAudio:
    """Devices by the library sounddevice."""

    patience = 1.5

    def __init__(self) -> None:
        self._loaded: Any = None

    @property
    def _library(self) -> Any:
        if self._loaded is None:
            # Loading it looks at every device; without PortAudio it raises OSError.
            import sounddevice

            self._loaded = sounddevice
        return self._loaded

    def devices(self) -> list[Device]:
        return [device for _, device in self._outputs()]

    def _outputs(self) -> list[tuple[int, Device]]:
        library = self._library
        with _as_os_error(library):
            hosts = library.query_hostapis()
            return [
                (index, Device(found["name"], hosts[found["hostapi"]]["name"]))
                for index, found in enumerate(library.query_devices())
                if found["max_output_channels"] > 0
            ]

    def refresh(self) -> None:
        library = self._library
        with _as_os_error(library):
            # PortAudio looks for devices only when it is started.
            library._terminate()
            library._initialize()

    def _index(self, device: Device | None) -> int | None:
        if device is None:
            return None
        for index, found in self._outputs():
            if found == device:
                return index
        raise OSError(f"{device.name} is not there")

    def format(self, device: Device | None) -> Format:
        library, index = self._library, self._index(device)
        with _as_os_error(library):
            about = library.query_devices(index, "output")
            channels = min(2, about["max_output_channels"])
            try:
                library.check_output_settings(index, channels, "float32", samplerate=BEST_RATE)
            except library.PortAudioError:
                return Format(round(about["default_samplerate"]), channels)
            return Format(BEST_RATE, channels)

    def open(self, device: Device | None, form: Format, fill: Callable, ended: Callable[[], None]) -> Any:
        library, index = self._library, self._index(device)
        with _as_os_error(library):
            stream = library.OutputStream(
                samplerate=form.rate,
                channels=form.channels,
                dtype="float32",
                device=index,
                latency=LATENCY_S,
                callback=fill,
                finished_callback=ended,
            )
        return _Stream(library, stream)

    def leave_alone(self, thread: int) -> None:
        calm(thread)
        mute_libraries()

    def abandon(self) -> None:
        end_beside(self._library._libname)
        # At the end of the program the library waits for each open stream, for a dead sound server for ever.
        atexit.unregister(self._library._exit_handler)


class _Stream:
    """A stream whose failures are OSErrors."""

    def __init__(self, library: Any, stream: Any) -> None:
        self._library, self._stream = library, stream
        self.latency = float(stream.latency)

    def start(self) -> None:
        with _as_os_error(self._library):
            self._stream.start()

    def abort(self) -> None:
        with _as_os_error(self._library):
            self._stream.abort()

    def close(self) -> None:
        with _as_os_error(self._library):
            self._stream.close()


class _as_os_error:
    """PortAudio's own errors derive from Exception alone."""

    def __init__(self, library: Any) -> None:
        self._library = library

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if isinstance(error, (self._library.PortAudioError, ValueError)):
            raise OSError(str(error)) from error
