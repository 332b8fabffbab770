"""Single frames of a project, for looking at while it is edited."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from lestalk_studio.document.project import Project
from lestalk_studio.les.performance import Performance
from lestalk_studio.pipeline.analysis import stamp
from lestalk_studio.pipeline.builtins import portrait_path
from lestalk_studio.pipeline.coverage import Coverage, Covered, outward
from lestalk_studio.pipeline.parts import FittedFace, Parts, Renderer
from lestalk_studio.pipeline.project_render import edited
from lestalk_studio.pipeline.readout import emotion_readout

WINDOW_SECONDS = 1.5
"""Injected on both sides of a frame: speech is smoothed over less."""
CACHE_BYTES = 384 * 1024 * 1024
AHEAD_FRAMES = 2000
"""So many frames are rendered ahead at most, even where they are all alike and take no room."""
AHEAD_PART = 0.9
"""How much of the cache frames rendered ahead may fill."""


@dataclass(frozen=True)
class PreviewFrame:
    """One frame. rgb: (H, W, 3) uint8. base, result: z (41,) before and after the edits, relative to the
    portrait. levels: (8,) of the edits; biases: (41,). base_levels, result_levels: (8,) as z is read.
    """

    rgb: np.ndarray
    time: float
    base: np.ndarray
    result: np.ndarray
    levels: np.ndarray
    biases: np.ndarray
    base_levels: np.ndarray
    result_levels: np.ndarray


class FrameCache:
    """The frames seen last, by what is in them, up to `limit` bytes."""

    def __init__(self, limit: int = CACHE_BYTES) -> None:
        self._frames: OrderedDict[bytes, np.ndarray] = OrderedDict()
        self._limit, self.bytes = limit, 0

    @property
    def limit(self) -> int:
        """Bytes it may hold."""
        return self._limit

    @limit.setter
    def limit(self, limit: int) -> None:
        self._limit = limit
        self._shrink()

    def __contains__(self, key: object) -> bool:
        return key in self._frames

    def get(self, key: bytes) -> np.ndarray | None:
        """The frame, which then counts as seen last."""
        if key in self._frames:
            self._frames.move_to_end(key)
        return self._frames.get(key)

    def put(self, key: bytes, frame: np.ndarray) -> None:
        """Keep a frame; the ones not seen for longest go."""
        self.bytes += frame.nbytes - (self._frames[key].nbytes if key in self._frames else 0)
        self._frames[key] = frame
        self._shrink()

    def _shrink(self) -> None:
        while self.bytes > self._limit and len(self._frames) > 1:
            _, gone = self._frames.popitem(last=False)
            self.bytes -= gone.nbytes

    def __len__(self) -> int:
        return len(self._frames)


class Preview:
    """Keeps the fitted face and the frames; belongs to one thread at a time.

    stage: called with the name of a step that takes long.
    """

    def __init__(
        self, parts: Parts | None = None, stage: Callable[[str], None] | None = None, limit: int = CACHE_BYTES
    ) -> None:
        self._parts = parts or Parts()
        self._stage = stage or (lambda name: None)
        self.cache = FrameCache(limit)
        self._face: tuple[Any, FittedFace] | None = None
        self._renderer: tuple[Any, Renderer] | None = None
        self._coverage = Coverage()

    def frame(
        self, project: Project, time: float, performance: Performance | None, size: int | str = 640
    ) -> PreviewFrame | None:
        """The frame at `time` [s], its longer side `size` pixels at most; None without a portrait.

        performance: as pipeline.analysis gives it, None = nothing moves yet. Raises StudioError.
        """
        if project.portrait is None:
            return None
        identity = (stamp(portrait_path(str(project.portrait))), project.face)
        face = self._fitted(project, identity)
        size = _fitting(face, size)
        renderer = self._prepared(face, identity, size)
        z, aux, shown = self._expression(project, face, time, performance)
        key = hashlib.blake2b(repr((identity, size)).encode() + z.tobytes() + aux.tobytes()).digest()
        rgb = self.cache.get(key)
        if rgb is None:
            rgb = renderer.render(z, aux)
            self.cache.put(key, rgb)
        clip = identity, size, project.fps
        self._coverage.enter(clip, (project.tracks, project.take_back), performance)
        self._coverage.add(round(time * project.fps), key)
        return PreviewFrame(rgb, time, **shown)

    def ahead(
        self,
        project: Project,
        time: float,
        performance: Performance | None,
        frames: int,
        size: int | str = 640,
    ) -> Iterator[int]:
        """Put the frames around `time` into the cache, the nearest first, one each step, until it is full.

        frames: of the clip. Yields the number of the frame that is ready. To be begun after `frame` was
        called for the same project. Raises StudioError.
        """
        around = outward(round(time * project.fps), frames)
        keys: set[bytes] = set()
        room = 0
        for number, _ in zip(around, range(AHEAD_FRAMES), strict=False):
            key = self._coverage.key(number)
            # Asking also keeps it from being the next to go.
            rgb = None if key is None else self.cache.get(key)
            if rgb is None:
                made = self.frame(project, number / project.fps, performance, size)
                if made is None:
                    return
                rgb, key = made.rgb, self._coverage.key(number)
            if key not in keys:
                keys.add(key)
                room += rgb.nbytes
            yield number
            if room + rgb.nbytes > AHEAD_PART * self.cache.limit:
                return

    def covered(self, fps: float) -> Covered:
        """The frames that lie ready, at the project's `fps`."""
        return self._coverage.covered(fps, self.cache)

    def _fitted(self, project: Project, identity: Any) -> FittedFace:
        if self._face is None or self._face[0] != identity:
            self._face = self._renderer = None
            self._stage("Looking for the face")
            seen = self._parts.look(portrait_path(str(project.portrait)), project.face)
            self._stage("Fitting the head")
            self._face = identity, self._parts.fit(seen)
        return self._face[1]

    def _prepared(self, face: FittedFace, identity: Any, size: int | str) -> Renderer:
        if self._renderer is None or self._renderer[0] != (identity, size):
            self._stage("Preparing the picture")
            self._renderer = (identity, size), self._parts.renderer(face, size)
        return self._renderer[1]

    def _expression(
        self, project: Project, face: FittedFace, time: float, performance: Performance | None
    ) -> tuple[np.ndarray, np.ndarray, dict[str, np.ndarray]]:
        fps = project.fps
        frame = round(time * fps)
        margin = int(np.ceil(WINDOW_SECONDS * fps))
        first = max(frame - margin, 0)
        stop = frame + margin + 1
        if performance is not None and frame < len(performance):
            stop = min(stop, len(performance))  # at its end the voice is smoothed as in the whole clip
        window = _window(performance, first, stop, fps)
        z, aux, edits = edited(project, face.fit.source_z, window, first)
        here = frame - first
        result = z[here]
        both = emotion_readout(np.stack((window.z[here], result)))
        shown = {
            "base": window.z[here],
            "result": result,
            "levels": edits.levels[here],
            "biases": edits.biases[here],
            "base_levels": both[0],
            "result_levels": both[1],
        }
        return result, aux[here], shown


def _window(performance: Performance | None, first: int, stop: int, fps: float) -> Performance:
    """Frames first..stop-1; the portrait is still where the performance has none."""
    still = Performance.still(stop - first, fps)
    if performance is None or performance.fps != fps:
        return still
    inside = min(stop, len(performance)) - first
    if inside <= 0:
        return still
    z, aux, speech = still.z.copy(), still.aux.copy(), still.speech.copy()
    part = slice(first, first + inside)
    z[:inside], aux[:inside] = performance.z[part], performance.aux[part]
    speech[:inside] = performance.speech[part]
    return Performance(fps, z, aux, speech)


def _fitting(face: FittedFace, size: int | str) -> int | str:
    """`size`, but never larger than the portrait itself."""
    if isinstance(size, int) and size >= max(face.portrait.rgb.shape[:2]):
        return "source"
    return size
