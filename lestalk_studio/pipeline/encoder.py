"""Frames and sound into one video file, streamed (PyAV)."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from lestalk_studio.cancelling import checkpoint
from lestalk_studio.pipeline.metadata import video_metadata
from lestalk_studio.pipeline.quality import coding
from lestalk_studio.pipeline.soundtrack import Soundtrack, SoundWriter

_CONTAINER = {"mp4": {"movflags": "+faststart"}, "mov": {"movflags": "+faststart"}, "webm": {}}
KEYFRAME_S = 2

# ITU-T H.273: 1 = BT.709 for primaries, transfer and matrix; range 1 = limited.
_BT709 = 1
_LIMITED = 1
_AVX_512F = 13  # as OpenCV numbers what processors can do


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


def _opened(path: Path, kind: str) -> Any:
    import av

    # bitexact: Matroska would number its streams at random, and the same project gives the same bytes.
    container = av.open(str(path), "w", format=kind, options={**_CONTAINER[kind], "fflags": "+bitexact"})
    container.metadata.update(video_metadata())
    return container


def _steady(codec: str) -> dict[str, str]:
    """Options without which an encoder, by FFmpeg's name, gives other bytes each time where there is AVX-512."""
    import cv2

    # Seen of x264 (core 165) with macroblock tree and B-frames at some widths, as if it looked ahead by memory that it
    # never wrote. It chooses among instruction sets only as a whole; results of the others agree.
    wide = codec == "libx264" and cv2.checkHardwareSupport(_AVX_512F)
    return {"x264-params": "asm=AVX2"} if wide else {}


class VideoEncoder:
    """Writes one file of `kind` 'mp4' (H.264, AAC), 'webm' (VP9, Opus) or 'mov' (ProRes, PCM).

    Sound is interleaved as frames come in, so that neither is ever held whole. Use as a context manager.
    """

    def __init__(
        self,
        path: Path,
        kind: str,
        fps: float,
        height: int,
        width: int,
        sound: Soundtrack | None,
        quality: str = "good",
    ) -> None:
        import av

        self._av = av
        self._rate = exact_rate(fps)
        self._count = 0
        self._container = _opened(path, kind)
        how = coding(kind, quality)
        self._pixels = how.pixels
        options = dict(how.options) | _steady(how.codec)
        self._video: Any = self._container.add_stream(how.codec, rate=self._rate, options=options)
        self._video.width, self._video.height = width + width % 2, height + height % 2
        self._video.pix_fmt = how.pixels
        context = self._video.codec_context
        context.time_base = 1 / self._rate
        context.gop_size = max(1, round(KEYFRAME_S * self._rate))
        context.color_primaries = context.color_trc = context.colorspace = _BT709
        context.color_range = _LIMITED
        self._reformatter = av.video.reformatter.VideoReformatter()
        self._sound = SoundWriter(self._container, kind, sound)

    def write(self, frame: np.ndarray) -> None:
        """Append one frame (H, W, 3) uint8 RGB, and the sound that goes with it."""
        av = self._av
        picture = av.VideoFrame.from_ndarray(np.ascontiguousarray(even(frame)), format="rgb24")
        # On one thread: of several, each writes past the end of its last row into the first one of the next.
        picture = self._reformatter.reformat(
            picture,
            format=self._pixels,
            dst_colorspace=av.video.reformatter.Colorspace.ITU709,
            dst_color_range=av.video.reformatter.ColorRange.MPEG,
            threads=1,
        )
        picture.pts = self._count
        picture.time_base = 1 / self._rate
        self._count += 1
        self._container.mux(self._video.encode(picture))
        self._sound.write(self._count / self._rate)

    def finish(self) -> None:
        """Write what the encoders still hold, and the file's index."""
        self._sound.write(None)
        self._container.mux(self._video.encode(None))
        self._container.close()

    def abandon(self) -> None:
        """Close the file without caring what is in it."""
        with contextlib.suppress(self._av.FFmpegError, OSError):
            self._container.close()

    def __enter__(self) -> VideoEncoder:
        return self

    def __exit__(self, kind: Any, value: Any, trace: Any) -> None:
        self.finish() if kind is None else self.abandon()


def join(
    parts: Iterable[tuple[Path, int]], path: Path, kind: str, fps: float, sound: Soundtrack | None
) -> None:
    """Write to `path` the clips of `parts`, each with its number of frames, one after the other, and `sound`.

    The clips come from VideoEncoder, of one size, rate and kind; packets are copied, not encoded again.
    """
    import av

    rate = exact_rate(fps)
    container = _opened(path, kind)
    try:
        video = writer = None
        before = 0
        for part, frames in parts:
            with av.open(str(part)) as clip:
                if video is None:
                    video = container.add_stream_from_template(clip.streams.video[0])
                    video.time_base = clip.streams.video[0].time_base
                    writer = SoundWriter(container, kind, sound)
                for packet in clip.demux(video=0):
                    if packet.dts is None:  # the demuxer's last, empty one
                        continue
                    offset = round(before / rate / packet.time_base)
                    packet.pts += offset
                    packet.dts += offset
                    packet.stream = video
                    checkpoint()
                    writer.write(float(packet.pts * packet.time_base))
                    container.mux(packet)
            before += frames
        if writer is not None:
            writer.write(None)
    finally:
        container.close()
