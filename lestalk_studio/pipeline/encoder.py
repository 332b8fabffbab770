"""Frames and sound into one video file, streamed (PyAV)."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from lestalk_studio.pipeline.metadata import video_metadata
from lestalk_studio.pipeline.soundtrack import SOUND_RATE, Soundtrack

# Fixed, not the machine's: the number of encoder threads changes the bytes of the file.
_THREADS = 4

_VIDEO = {
    "mp4": ("libx264", {"preset": "fast", "crf": "17", "threads": str(_THREADS)}),
    "webm": (
        "libvpx-vp9",
        {
            "crf": "24",
            "b": "0",
            "deadline": "realtime",
            "cpu-used": "6",
            "row-mt": "1",
            "threads": str(_THREADS),
        },
    ),
}
_SOUND = {"mp4": ("aac", 96_000), "webm": ("libopus", 64_000)}
_CONTAINER = {"mp4": {"movflags": "+faststart"}, "webm": {}}

# ITU-T H.273: 1 = BT.709 for primaries, transfer and matrix; range 1 = limited.
_BT709 = 1
_LIMITED = 1


def exact_rate(fps: float) -> Fraction:
    """`fps` as the fraction meant by it: 29.97 is 30000/1001."""
    for base in (24, 30, 48, 60, 120):
        ntsc = Fraction(base * 1000, 1001)
        if abs(float(ntsc) - fps) < 0.005:
            return ntsc
    return Fraction(fps).limit_denominator(1000)


def even(frame: np.ndarray) -> np.ndarray:
    """`frame` (H, W, 3) with its last row and column repeated where H or W is odd: 4:2:0 needs even."""
    height, width = frame.shape[:2]
    if height % 2 == 0 and width % 2 == 0:
        return frame
    return np.pad(frame, ((0, height % 2), (0, width % 2), (0, 0)), mode="edge")


class VideoEncoder:
    """Writes one file of `kind` 'mp4' (H.264, AAC) or 'webm' (VP9, Opus).

    Sound is interleaved as frames come in, so that neither is ever held whole. Use as a context manager.
    """

    def __init__(self, path: Path, kind: str, fps: float, height: int, width: int, sound: Soundtrack | None):
        import av

        self._av = av
        self._rate = exact_rate(fps)
        self._count = 0
        self._container: Any = av.open(
            str(path), "w", format=kind, options={**_CONTAINER[kind], "fflags": "+bitexact"}
        )
        self._container.metadata.update(video_metadata())
        self._video = self._video_stream(kind, height + height % 2, width + width % 2)
        self._sound: Any = None
        self._blocks: Iterator[np.ndarray] = iter(())
        self._samples = 0
        if sound is not None:
            self._blocks = sound.blocks()
            self._pending = next(self._blocks, None)
            if self._pending is not None:
                self._sound = self._sound_stream(kind, self._pending.shape[1])

    def _video_stream(self, kind: str, height: int, width: int) -> Any:
        codec, options = _VIDEO[kind]
        stream = self._container.add_stream(codec, rate=self._rate, options=dict(options))
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        context = stream.codec_context
        context.time_base = 1 / self._rate
        context.gop_size = max(1, round(2 * self._rate))
        context.color_primaries = context.color_trc = context.colorspace = _BT709
        context.color_range = _LIMITED
        return stream

    def _sound_stream(self, kind: str, channels: int) -> Any:
        codec, per_channel = _SOUND[kind]
        layout = "mono" if channels == 1 else "stereo"
        stream = self._container.add_stream(codec, rate=SOUND_RATE, layout=layout)
        stream.codec_context.bit_rate = per_channel * channels
        stream.codec_context.time_base = Fraction(1, SOUND_RATE)
        return stream

    def write(self, frame: np.ndarray) -> None:
        """Append one frame (H, W, 3) uint8 RGB, and the sound that goes with it."""
        av = self._av
        picture = av.VideoFrame.from_ndarray(np.ascontiguousarray(even(frame)), format="rgb24")
        picture = picture.reformat(
            format="yuv420p",
            dst_colorspace=av.video.reformatter.Colorspace.ITU709,
            dst_color_range=av.video.reformatter.ColorRange.MPEG,
        )
        picture.pts = self._count
        picture.time_base = 1 / self._rate
        self._count += 1
        self._container.mux(self._video.encode(picture))
        self._write_sound(until=int(self._count / self._rate * SOUND_RATE))

    def _write_sound(self, until: int | None) -> None:
        while (
            self._sound is not None and self._pending is not None and (until is None or self._samples < until)
        ):
            # Tenth-of-a-second pieces keep sound and picture close together in the file.
            piece, rest = self._pending[: SOUND_RATE // 10], self._pending[SOUND_RATE // 10 :]
            planes = np.ascontiguousarray(piece.T)
            layout = "mono" if planes.shape[0] == 1 else "stereo"
            frame = self._av.AudioFrame.from_ndarray(planes, format="fltp", layout=layout)
            frame.sample_rate = SOUND_RATE
            frame.pts = self._samples
            frame.time_base = Fraction(1, SOUND_RATE)
            self._samples += len(piece)
            self._container.mux(self._sound.encode(frame))
            self._pending = rest if len(rest) else next(self._blocks, None)

    def finish(self) -> None:
        """Write what the encoders still hold, and the file's index."""
        self._write_sound(until=None)
        self._container.mux(self._video.encode(None))
        if self._sound is not None:
            self._container.mux(self._sound.encode(None))
        self._container.close()

    def abandon(self) -> None:
        """Close the file without caring what is in it."""
        with contextlib.suppress(self._av.FFmpegError, OSError):
            self._container.close()

    def __enter__(self) -> VideoEncoder:
        return self

    def __exit__(self, kind: Any, value: Any, trace: Any) -> None:
        self.finish() if kind is None else self.abandon()
