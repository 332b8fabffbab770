"""Sound files, and the sound of videos, as float32 samples (PyAV; any format FFmpeg reads)."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from os.path import exists
from pathlib import Path
from typing import Any

import numpy as np

from lestalk_studio.cancelling import checkpoint
from lestalk_studio.errors import StudioError

log = logging.getLogger(__name__)

SPEECH_RATE = 16000
"""Samples a second of everything that is analysed."""

LONGEST_S = 2 * 3600.0
"""Longest sound taken, in seconds."""

SILENT_PEAK = 1e-4
"""A file whose loudest sample is below this (-80 dBFS) counts as silent."""

BLOCK_S = 10.0


@dataclass(frozen=True)
class AudioInfo:
    """What a file's header says of its sound; `duration` in seconds is None where it does not say."""

    duration: float | None
    rate: int
    channels: int
    codec: str


def _hours(seconds: float) -> str:
    return f"{seconds / 3600:.1f} hours"


def _too_long(path: Path, seconds: float) -> StudioError:
    return StudioError(
        f"{path.name} lasts {_hours(seconds)}, longer than the {_hours(LONGEST_S)} that can be taken; cut it."
    )


@contextmanager
def _opened(path: Path) -> Iterator[tuple[Any, Any]]:
    """The open container and its audio stream, with every way it can fail told in one sentence."""
    import av

    if not exists(path):  # False where a folder on the way may not be looked into, too
        raise StudioError(f"{path} does not exist; check the name of the sound file.")
    if path.is_dir():
        raise StudioError(f"{path} is a folder, not a sound file; name a file in it.")
    try:
        if path.stat().st_size == 0:
            raise StudioError(f"{path.name} is empty (0 bytes); choose another sound file.")
        container = av.open(str(path), metadata_errors="replace")
    except PermissionError as error:
        raise StudioError(f"{path.name} may not be read by you; change its permissions.") from error
    except (av.FFmpegError, OSError, ValueError) as error:
        raise StudioError(f"{path.name} is not a sound or video file, or it is damaged.") from error
    with container:
        if not container.streams.audio:
            raise StudioError(f"{path.name} has no sound in it; choose a sound file or a video with sound.")
        yield container, container.streams.audio[0]


def _header(container: Any, stream: Any) -> AudioInfo:
    duration = None
    if stream.duration is not None and stream.time_base is not None:
        duration = float(stream.duration * stream.time_base)
    elif container.duration is not None:
        duration = container.duration / 1e6
    context = stream.codec_context
    return AudioInfo(duration, int(context.rate or 0), int(context.channels or 0), str(context.name))


def probe_audio(path: str | Path) -> AudioInfo:
    """Read the header only. Raises StudioError like `load_audio`, but hears nothing, so never 'silent'."""
    path = Path(path)
    with _opened(path) as (container, stream):
        info = _header(container, stream)
    _check_header(path, info)
    return info


def _check_header(path: Path, info: AudioInfo) -> None:
    if info.rate <= 0 or info.channels <= 0:
        raise StudioError(f"{path.name} is damaged: its header gives no sampling rate; it cannot be read.")
    if info.duration is not None and info.duration > LONGEST_S:
        raise _too_long(path, info.duration)


class _Mixer:
    """Frames of any rate and layout -> (N,) mono or (N, channels) float32 blocks at one rate."""

    def __init__(self, rate: int, mono: bool) -> None:
        self._rate = rate
        self._mono = mono
        self._resampler: Any = None
        self._format: tuple | None = None
        self._average = mono
        self._gain = np.float32(1.0)

    def _take(self, frames: list) -> Iterator[np.ndarray]:
        for frame in frames:
            # Packed, because reading 8 planes or more as an array crashes PyAV 18.
            block = frame.to_ndarray().reshape(-1, frame.layout.nb_channels)
            block = np.nan_to_num(block, nan=0.0, posinf=1.0, neginf=-1.0)
            if self._average:
                block = block.mean(axis=1, dtype=np.float32, keepdims=True)
            yield block[:, 0] if self._mono else block * self._gain

    def push(self, frame: Any) -> Iterator[np.ndarray]:
        """Blocks that come out when `frame` goes in."""
        import av

        channels = frame.layout.nb_channels
        found = (frame.format.name, frame.layout.name, frame.sample_rate, channels)
        if found != self._format:
            yield from self.flush()
            # Mono is averaged here: FFmpeg's own float downmix can exceed full scale.
            # A layout without names cannot be mixed to stereo by FFmpeg: it is averaged too.
            self._average = self._mono or (channels > 2 and "channels" in frame.layout.name)
            narrow = self._average or channels <= 2
            layout = frame.layout if narrow else av.AudioLayout("stereo")
            self._gain = np.float32(1.0 if narrow else 1.0 / (1.0 + math.sqrt(2.0)))
            self._resampler = av.AudioResampler(format="flt", layout=layout, rate=self._rate)
            self._format = found
        frame.pts = None
        yield from self._take(self._resampler.resample(frame))

    def flush(self) -> Iterator[np.ndarray]:
        """What the resampler still holds."""
        if self._resampler is not None:
            yield from self._take(self._resampler.resample(None))
            self._resampler = None


def _frames(path: Path, container: Any, stream: Any) -> Iterator[Any]:
    """Decoded frames; packets that are damaged are passed over unless most of them are."""
    import av

    good = bad = 0
    try:
        for packet in container.demux(stream):
            checkpoint()
            try:
                frames = packet.decode()
            except av.error.EOFError:
                break
            except av.FFmpegError:
                bad += 1
                continue
            good += bool(frames)
            yield from frames
    except av.FFmpegError as error:
        log.warning("%s breaks off: %s", path.name, error)
        bad += 1
    if good == 0 or bad > good:
        raise StudioError(f"{path.name} is damaged or holds no sound; it cannot be decoded.")
    if bad:
        log.warning("%s: %d damaged packets of %d passed over", path.name, bad, good + bad)


def iter_audio(path: str | Path, rate: int = SPEECH_RATE, mono: bool = True) -> Iterator[np.ndarray]:
    """The sound in blocks of at most about ten seconds, for what must not hold it all in memory.

    Blocks are float32 in -1..1: (N,) for mono, else (N, 1 or 2); a wider layout is mixed down. In a video
    whose sound begins after its picture the gap is zeros, so that sample 0 is the start of the file.
    Raises StudioError for a file that is missing, empty, damaged, without sound, or over two hours.
    """
    path = Path(path)
    with _opened(path) as (container, stream):
        _check_header(path, _header(container, stream))
        mixer = _Mixer(rate, mono)
        held: list[np.ndarray] = []
        size = total = 0
        begun = False

        def blocks() -> Iterator[np.ndarray]:
            nonlocal begun
            for frame in _frames(path, container, stream):
                lead = _lead(container, frame) if not begun else 0.0
                for block in mixer.push(frame):
                    if lead and not begun:
                        yield np.zeros((round(lead * rate), *block.shape[1:]), np.float32)
                    begun = True
                    yield block
            yield from mixer.flush()

        for block in blocks():
            held.append(block)
            size += len(block)
            total += len(block)
            if total > (LONGEST_S + 1.0) * rate:
                raise _too_long(path, total / rate)
            if size >= BLOCK_S * rate:
                yield np.concatenate(held)
                held, size = [], 0
        if held:
            yield np.concatenate(held)


def _lead(container: Any, frame: Any) -> float:
    """Seconds between the start of the file's clock and the first sound."""
    if not container.streams.video or frame.pts is None or container.start_time is None:
        return 0.0
    lead = float(frame.pts * frame.time_base) - container.start_time / 1e6
    return lead if 0.001 < lead < LONGEST_S else 0.0


def load_audio(
    path: str | Path, rate: int = SPEECH_RATE, mono: bool = True, allow_silent: bool = False
) -> np.ndarray:
    """The whole sound of a file: (N,) float32 in -1..1 at `rate` Hz, or (N, 1 or 2) with mono=False.

    Raises StudioError as `iter_audio`, and for a file without any sound above -80 dBFS unless `allow_silent`.
    """
    path = Path(path)
    info = probe_audio(path)
    # Filled in place, so that a long file is never held twice.
    room = int((info.duration or 60.0) * rate) + rate
    samples: np.ndarray | None = None
    end = 0
    for block in iter_audio(path, rate, mono):
        if samples is None:
            samples = np.empty((room, *block.shape[1:]), np.float32)
        if block.shape[1:] != samples.shape[1:]:
            raise StudioError(f"{path.name} changes its number of channels on the way; convert it first.")
        if end + len(block) > len(samples):
            samples = np.concatenate([samples[:end], block, np.empty_like(samples[: max(end, rate)])])
        else:
            samples[end : end + len(block)] = block
        end += len(block)
    if samples is None or end == 0:
        raise StudioError(f"{path.name} holds no sound (0 s); choose another sound file.")
    samples = samples[:end]
    if not allow_silent and max(samples.max(), -samples.min()) < SILENT_PEAK:
        raise StudioError(f"{path.name} is silent from start to end; choose a sound file with speech in it.")
    return samples
