"""What draft, good and best mean to each encoder.

Measured on a speaking portrait of 512 px at 25 frames a second (docs/exporting.md has the figures): draft is for
looking at timing, good shows no difference at normal size, best leaves only what the format itself takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

QUALITIES = ("draft", "good", "best")
VIDEO_KINDS = ("mp4", "webm", "mov")


@dataclass(frozen=True)
class Coding:
    """An encoder by FFmpeg's name, its pixel format and options. bytes_per_pixel: at the low end, a frame."""

    codec: str
    pixels: str
    bytes_per_pixel: float
    options: Mapping[str, str] = field(default_factory=dict)


# Fixed, not the machine's: the number of encoder threads changes the bytes of the file.
_THREADS = {"threads": "4"}


def _h264(preset: str, crf: int, least: float) -> Coding:
    return Coding("libx264", "yuv420p", least, {"preset": preset, "crf": str(crf), **_THREADS})


def _vp9(deadline: str, speed: int, crf: int, least: float) -> Coding:
    rate = {"crf": str(crf), "b": "0", "deadline": deadline, "cpu-used": str(speed), "row-mt": "1"}
    return Coding("libvpx-vp9", "yuv420p", least, {**rate, **_THREADS})


def _prores(profile: int, pixels: str, least: float) -> Coding:
    """profile: 0 proxy, 1 LT, 2 standard, 3 HQ, 4 4444 (Apple ProRes White Paper, 2020)."""
    return Coding("prores_ks", pixels, least, {"profile": str(profile), "vendor": "apl0", **_THREADS})


_CODINGS = {
    "mp4": {
        "draft": _h264("veryfast", 26, 0.001),
        "good": _h264("fast", 17, 0.004),
        "best": _h264("slow", 10, 0.01),
    },
    "webm": {
        "draft": _vp9("realtime", 8, 38, 0.001),
        "good": _vp9("realtime", 6, 24, 0.003),
        "best": _vp9("good", 4, 12, 0.005),
    },
    # Masters for an editing program: every frame whole, ten bits; the best with colour at full resolution.
    "mov": {
        "draft": _prores(1, "yuv422p10le", 0.15),
        "good": _prores(3, "yuv422p10le", 0.3),
        "best": _prores(4, "yuv444p10le", 0.5),
    },
}
PNG_BYTES_PER_PIXEL = 0.8


def coding(kind: str, quality: str) -> Coding:
    """How a video of `kind` is encoded at `quality`. Raises KeyError for others."""
    return _CODINGS[kind][quality]


def least_bytes_per_pixel(kind: str, quality: str) -> float:
    """What a pixel of a frame takes at the least, to refuse hopeless disks by. Pictures are lossless."""
    return PNG_BYTES_PER_PIXEL if kind == "folder" else coding(kind, quality).bytes_per_pixel
