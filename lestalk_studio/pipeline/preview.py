"""Single frames of a project, for looking at while it is edited."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import numpy as np

from lestalk_studio.document.project import Project
from lestalk_studio.errors import StudioError
from lestalk_studio.les.performance import Performance
from lestalk_studio.pipeline.analysis import stamp
from lestalk_studio.pipeline.builtins import portrait_path
from lestalk_studio.pipeline.coverage import Coverage, Covered, outward
from lestalk_studio.pipeline.expression import expression_model
from lestalk_studio.pipeline.frame_cache import CACHE_BYTES, FrameCache
from lestalk_studio.pipeline.frame_store import FrameStore
from lestalk_studio.pipeline.front_mask import front_key, front_stamp
from lestalk_studio.pipeline.moment import moment_of
from lestalk_studio.pipeline.overlay import FaceOverlay, face_box
from lestalk_studio.pipeline.parts import Parts, strength_of, with_appearance, with_occluders
from lestalk_studio.pipeline.prepared import Prepared
from lestalk_studio.pipeline.preview_key import content
from lestalk_studio.pipeline.preview_size import moving_size

AHEAD_FRAMES = 2000
"""So many frames are rendered ahead at most, even where they are all alike and take no room."""
AHEAD_PART = 0.9
"""How much of the cache frames rendered ahead may fill."""


@dataclass(frozen=True)
class PreviewFrame:
    """One frame. rgb: (H, W, 3) uint8. base, result: z (41,) before and after the edits, relative to the
    portrait. levels: (8,) of the edits; biases: (41,). base_levels, result_levels: (8,) as z is read.

    source_z: (41,) what the portrait itself shows. picture: (width, height) of it in its own pixels; source:
    the untouched portrait, as large as rgb, and overlay, where they were asked for; fine: whether rgb is as
    large as was asked for; face: (x0, y0, x1, y1) of it in the portrait's own pixels.
    """

    rgb: np.ndarray
    time: float
    base: np.ndarray
    result: np.ndarray
    levels: np.ndarray
    biases: np.ndarray
    base_levels: np.ndarray
    result_levels: np.ndarray
    source_z: np.ndarray | None = None
    picture: tuple[int, int] = (0, 0)
    source: np.ndarray | None = None
    overlay: FaceOverlay | None = None
    fine: bool = True
    face: tuple[float, float, float, float] | None = None


class Preview:
    """Keeps the fitted face and the frames; belongs to one thread at a time.

    stage: called with the name of a step that takes long. store: keeps frames on the disk, too; where that
    refuses, `told` is called with a sentence, and it is used no more.
    """

    def __init__(
        self,
        parts: Parts | None = None,
        stage: Callable[[str], None] | None = None,
        limit: int = CACHE_BYTES,
        store: FrameStore | None = None,
        told: Callable[[str], None] | None = None,
    ) -> None:
        self._parts = parts or Parts()
        self._stage = stage or (lambda name: None)
        self._told = told or (lambda sentence: None)
        self.cache, self.store = FrameCache(limit), store
        self._prepared: Prepared | None = None
        self._coverage = Coverage()

    def frame(
        self,
        project: Project,
        time: float,
        performance: Performance | None,
        size: int | str = 640,
        overlays: Collection[str] = (),
        source: bool = False,
        quick: bool = False,
    ) -> PreviewFrame | None:
        """The frame at `time` [s], its longer side `size` pixels at most; None without a portrait.

        performance: as pipeline.analysis gives it, None = nothing moves yet. overlays: of overlay.OVERLAYS;
        source: with the untouched portrait. quick: a smaller frame will do where this one takes long.
        Raises StudioError.
        """
        if project.portrait is None:
            return None
        ready = self.ready(project)
        *expression, told = _moment(ready, project, time, performance)
        wanted = ready.fitting(size)
        used, key = wanted, ready.key(wanted, *expression)
        if quick and not (wanted in ready.sizes and key in self.cache):
            used = self._at_once(ready, size)
            key = ready.key(used, *expression)
        renderer = ready.renderer(used, self._stage)
        rgb = self._found(key)
        if rgb is None:
            rgb = ready.render(used, *expression)
            self.cache.put(key, rgb)
        if used == self.moving_size(ready, size):
            self._enter(ready, used, project, performance)
            self._coverage.add(round(time * project.fps), key)
        z, aux, correction = expression
        return PreviewFrame(
            rgb,
            time,
            **told,
            source_z=ready.face.fit.source_z,
            picture=ready.picture,
            source=ready.source(used) if source else None,
            overlay=ready.overlayer.overlay(renderer, z, aux, overlays, correction),
            fine=used == wanted,
            face=face_box(ready.face),
        )

    def ahead(
        self,
        project: Project,
        time: float,
        performance: Performance | None,
        frames: int,
        size: int | str = 640,
    ) -> Iterator[int]:
        """Put the frames around `time` into the cache, the nearest first, one each step, until it is full;
        with a store, go on with those that then lie on the disk alone.

        frames: of the clip. Yields the number of the frame that is ready. Raises StudioError.
        """
        ready = self.ready(project)
        size = self.moving_size(ready, size)
        ready.renderer(size, self._stage)
        self._enter(ready, size, project, performance)
        keys: set[bytes] = set()
        room, most = 0, AHEAD_PART * self.cache.limit
        around = outward(round(time * project.fps), frames)
        for number, _ in zip(around, range(AHEAD_FRAMES), strict=False):
            full = room > most
            if full and not self._room_on_disk(len(keys)):
                return
            key, nbytes = self._lay_ready(ready, size, project, number, performance, not full)
            self._coverage.add(number, key)
            if key not in keys:
                keys.add(key)
                room += nbytes
            yield number
            if room + nbytes > most and self.store is None:
                return

    def _lay_ready(
        self,
        ready: Prepared,
        size: int | str,
        project: Project,
        number: int,
        performance: Performance | None,
        in_memory: bool,
    ) -> tuple[bytes, int]:
        """See to it that a frame lies in memory, or at least on the disk. Returns its key and its bytes in memory."""
        key, expression = self._coverage.key(number), None
        if key is None or key not in self:
            seconds = number / project.fps
            *expression, _ = _moment(ready, project, seconds, performance)
            key = ready.key(size, *expression)
        if not in_memory and self.store is not None and key in self.store:
            return key, 0
        # Asking also keeps it from being the next to go.
        rgb = self._found(key)
        if rgb is None:
            if expression is None:  # its file was damaged
                seconds = number / project.fps
                *expression, _ = _moment(ready, project, seconds, performance)
            rgb = ready.render(size, *expression)
            if in_memory:
                self.cache.put(key, rgb)
        self._save(key, rgb)
        return key, rgb.nbytes if in_memory else 0

    def __contains__(self, key: object) -> bool:
        """Whether the frame with this key lies ready."""
        return key in self.cache or (self.store is not None and key in self.store)

    def covered(self, fps: float) -> Covered:
        """The frames that lie ready, at the project's `fps`."""
        return self._coverage.covered(fps, self)

    def ready(self, project: Project) -> Prepared:
        """The face of a project that has a portrait, looked for and fitted if need be. Raises StudioError."""
        path = portrait_path(str(project.portrait))
        said = project.face, strength_of(project.appearance)
        identity = (stamp(path), *said, *front_stamp(project))
        before = self._prepared
        if before is None or before.identity != identity:
            self._prepared = None
            if before is not None and before.identity[:2] == identity[:2]:
                # The same face, looking otherwise: nothing to look for, nor to tell.
                face, file = before.face, before.content
            else:
                self._stage("Looking for the face")
                seen = self._parts.look(path, project.face)
                self._stage("Fitting the head")
                face, file = self._parts.fit(seen), content(path)
            face = with_occluders(face, project.occluders, project.strokes, project.front_mask)
            face = with_appearance(face, project.appearance)
            said = (*said, *front_key(project))
            self._prepared = Prepared(face, self._parts, identity, file, said)
        return self._prepared

    def moving_size(self, ready: Prepared, size: int | str) -> int | str:
        """The size at which a moving playhead is followed where `size` is wanted at rest."""
        wanted = ready.fitting(size)
        side = wanted if isinstance(wanted, int) else max(ready.picture)
        return ready.fitting(moving_size(side, ready.best(wanted)))

    def lacking(self, project: Project, size: int | str) -> list[int | str]:
        """The sizes that should be made ready for `size`, the one for the moving playhead first."""
        ready = self.ready(project)
        wanted = (self.moving_size(ready, size), ready.fitting(size))
        return [one for one in dict.fromkeys(wanted) if one not in ready.sizes]

    def _at_once(self, ready: Prepared, size: int | str) -> int | str:
        moving = self.moving_size(ready, size)
        return moving if moving in ready.sizes or not ready.sizes else ready.sizes[-1]

    def _enter(
        self, ready: Prepared, size: int | str, project: Project, performance: Performance | None
    ) -> None:
        clip = ready.identity, project.fps
        look = project.tracks, project.take_back, project.expression_model, size
        self._coverage.enter(clip, look, performance)

    def _found(self, key: bytes) -> np.ndarray | None:
        rgb = self.cache.get(key)
        if rgb is None and self.store is not None and (rgb := self.store.get(key)) is not None:
            self.cache.put(key, rgb)
        return rgb

    def _save(self, key: bytes, rgb: np.ndarray) -> None:
        if self.store is None or key in self.store:
            return
        try:
            self.store.put(key, rgb)
        except StudioError as error:
            self.store = None
            self._told(str(error))

    def _room_on_disk(self, frames: int) -> bool:
        if self.store is None:
            return False
        each = self.store.bytes / max(len(self.store), 1)
        return frames * each < AHEAD_PART * self.store.limit


def _moment(ready: Prepared, project: Project, time: float, performance: Performance | None) -> tuple:
    """As moment_of, with the project's expression model for this face."""
    correct = expression_model(ready.face, project.expression_model)
    return moment_of(project, ready.face.fit.source_z, time, performance, correct)
