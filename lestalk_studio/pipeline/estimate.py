"""How long an export will take and how large it will be, by a short real measurement on the clip itself."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from lestalk_studio.cancelling import checkpoint
from lestalk_studio.document.project import Project
from lestalk_studio.pipeline.encoder import KEYFRAME_S, VideoEncoder
from lestalk_studio.pipeline.export import write_png
from lestalk_studio.pipeline.graph import Chain
from lestalk_studio.pipeline.parts import Parts
from lestalk_studio.pipeline.project_render import Known, project_chain
from lestalk_studio.pipeline.soundtrack import SOUND_BYTES_PER_S
from lestalk_studio.pipeline.target import Target

PLACES = 2
"""So many stretches of the clip are rendered."""
STRETCH = 55
"""Frames of each, less where rendering is slow: an encoder looks up to 40 frames ahead to share out its bits."""
LONGEST_S = 3.0
"""Seconds that the measurement may take, once the picture is prepared."""
LEAST_FRAMES = 4
_WARM_UP = 2


@dataclass(frozen=True)
class Estimate:
    """seconds: of the whole export, preparations too; bytes: of what is written; frames: of the clip."""

    seconds: float
    bytes: int
    frames: int


@dataclass(frozen=True)
class _Sample:
    """What some frames took: seconds a frame, bytes of a first and of each further frame."""

    seconds: float
    first: float
    further: float


class Estimator:
    """Keeps what it prepared, so that another quality is measured at once. Belongs to one thread at a time."""

    def __init__(self, parts: Parts | None = None) -> None:
        self._parts = parts
        self._warm = False
        self._chain: tuple[object, Chain, float] | None = None

    def estimate(self, project: Project, target: Target, known: Known | None = None) -> Estimate:
        """Of the export of `project` to `target`, as its export settings say.

        Raises StudioError when it cannot be rendered, Cancelled at checkpoints.
        """
        chain, prepare = self._prepared(project, known)
        sample = _measured(chain, replace(target, quality=project.export.quality))
        total = len(chain)
        firsts = 1 if target.kind != "folder" else total
        if target.kind in ("mp4", "webm"):
            firsts = -(-total // max(1, round(KEYFRAME_S * chain.fps)))
        size = firsts * sample.first + (total - firsts) * sample.further
        if chain.sound is not None and target.kind != "folder":
            size += SOUND_BYTES_PER_S[target.kind] * total / chain.fps
        return Estimate(prepare + total * sample.seconds, round(size), total)

    def forget(self) -> None:
        """Let go of what is kept."""
        self._chain = None

    def _prepared(self, project: Project, known: Known | None) -> tuple[Chain, float]:
        export = replace(project.export, path=None, format="mp4", quality="good")
        which = replace(project, export=export), None if known is None else known[0]
        if self._chain is None or self._chain[0] != which:
            self._chain = None
            if not self._warm:
                # The first time, libraries are loaded and compiled code is fetched; an export does not wait again.
                project_chain(project, self._parts, known=known)
                self._warm = True
            began = time.perf_counter()
            chain = project_chain(project, self._parts, known=known)
            self._chain = which, chain, time.perf_counter() - began
        return self._chain[1], self._chain[2]


def _measured(chain: Chain, target: Target) -> _Sample:
    total = len(chain)
    stretch = min(STRETCH, total)
    places = min(PLACES, -(-total // stretch))
    starts = sorted({round((total - stretch) * (place + 0.5) / places) for place in range(places)})
    began = time.perf_counter()
    for frame, _ in zip(chain.frames(starts[0]), range(_WARM_UP), strict=False):
        shape = frame.shape
    samples = []
    with tempfile.TemporaryDirectory(prefix="lestalk-") as folder:
        for number, start in enumerate(starts):
            left = LONGEST_S - (time.perf_counter() - began)
            if samples and left < LONGEST_S / (2 * PLACES):
                break
            count = stretch if not samples else _affordable(samples[-1].seconds, left, stretch)
            samples.append(
                _stretch(chain, start, count, left, target, shape, Path(folder) / f"{number}.{target.kind}")
            )
    return _Sample(
        *(float(np.mean([getattr(one, name) for one in samples])) for name in ("seconds", "first", "further"))
    )


def _affordable(seconds: float, left: float, most: int) -> int:
    return max(LEAST_FRAMES, min(most, int(left / max(seconds, 1e-6))))


def _stretch(
    chain: Chain, start: int, count: int, left: float, target: Target, shape: tuple[int, ...], path: Path
) -> _Sample:
    """Render and write frames `start` .. `start + count - 1`, or fewer when `left` seconds have passed."""
    began = time.perf_counter()
    frames = chain.frames(start)
    written = 0
    if target.kind == "folder":
        size = 0
        for frame, _ in zip(frames, range(count), strict=False):
            checkpoint()
            write_png(frame, path)
            size += path.stat().st_size
            written += 1
            if written >= LEAST_FRAMES and time.perf_counter() - began > left:
                break
        return _Sample((time.perf_counter() - began) / written, size / written, size / written)
    with VideoEncoder(path, target.kind, chain.fps, *shape[:2], None, target.quality) as encoder:
        for frame, _ in zip(frames, range(count), strict=False):
            checkpoint()
            encoder.write(frame)
            written += 1
            if written >= LEAST_FRAMES and time.perf_counter() - began > left:
                break
    seconds = (time.perf_counter() - began) / written
    sizes = _packet_sizes(path)
    further = sizes[1:] or sizes
    return _Sample(seconds, float(sizes[0]), float(np.mean(further)))


def _packet_sizes(path: Path) -> list[int]:
    """Bytes of each frame, in the order of the file."""
    import av

    with av.open(str(path)) as clip:
        return [packet.size for packet in clip.demux(video=0) if packet.size]
