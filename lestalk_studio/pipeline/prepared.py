"""A portrait made ready to render: its fitted face, and renderers of it at the sizes in use."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import numpy as np

from lestalk_studio.les.space import AUX, DIM
from lestalk_studio.pipeline.expression import asked
from lestalk_studio.pipeline.overlay import Overlayer
from lestalk_studio.pipeline.parts import FittedFace, Parts, Renderer
from lestalk_studio.pipeline.preview_key import frame_key

MOST_RENDERERS = 2
"""One for a moving playhead and one for a resting one."""


class Prepared:
    """One fitted face. identity: (stamp of its file, number of the face in it, what else its frames depend on ...);
    content: of its file, as preview_key.content gives it; said: what frames depend on besides, for their keys; None:
    the identity without the stamp.

    `build` and `has` may be called by another thread than everything else.
    """

    def __init__(
        self, face: FittedFace, parts: Parts, identity: Any, content: bytes, said: tuple | None = None
    ) -> None:
        self.face, self.identity, self.content = face, identity, content
        self._said = identity[1:] if said is None else said
        self.overlayer = Overlayer(face)
        self._parts = parts
        self._renderers: OrderedDict[int | str, Renderer] = OrderedDict()
        self._sources: dict[int | str, np.ndarray] = {}
        self._best: dict[int | str, float] = {}

    def fitting(self, size: int | str) -> int | str:
        """`size`, but never larger than the portrait itself."""
        if isinstance(size, int) and size >= max(self.face.portrait.rgb.shape[:2]):
            return "source"
        return size

    @property
    def picture(self) -> tuple[int, int]:
        """(width, height) of the portrait in pixels."""
        height, width = self.face.portrait.rgb.shape[:2]
        return width, height

    @property
    def sizes(self) -> tuple[int | str, ...]:
        """The sizes at which a frame can be rendered at once, the one used last at the end."""
        return tuple(self._renderers)

    def has(self, size: int | str) -> bool:
        """Whether frames of this size can be rendered at once. For any thread."""
        return size in self._renderers

    def build(self, size: int | str) -> Renderer:
        """A renderer of this size, not yet kept."""
        return self._parts.renderer(self.face, size)

    def keep(self, size: int | str, renderer: Renderer) -> None:
        """Keep a renderer; the one used longest ago goes when there are too many."""
        self._renderers[size] = renderer
        self._renderers.move_to_end(size)
        while len(self._renderers) > MOST_RENDERERS:
            gone, _ = self._renderers.popitem(last=False)
            self._sources.pop(gone, None)

    def renderer(self, size: int | str, stage: Callable[[str], None]) -> Renderer:
        """The renderer of this size, built where there is none."""
        if size not in self._renderers:
            stage("Preparing the picture")
            self.keep(size, self.build(size))
        self._renderers.move_to_end(size)
        return self._renderers[size]

    def render(
        self, size: int | str, z: np.ndarray, aux: np.ndarray, correction: np.ndarray | None = None
    ) -> np.ndarray:
        """One frame of a size that is ready."""
        began = time.perf_counter()
        frame = self._renderers[size].render(*asked(z, aux, correction))
        if np.any(z) or np.any(aux):  # the untouched portrait is no work
            taken = time.perf_counter() - began
            self._best[size] = min(taken, self._best.get(size, taken))
        return frame

    def key(
        self, size: int | str, z: np.ndarray, aux: np.ndarray, correction: np.ndarray | None = None
    ) -> bytes:
        """The key of a frame of this face."""
        return frame_key(self.content, self._said, size, z, aux, correction)

    def best(self, size: int | str) -> float | None:
        """Seconds of the quickest frame of this size so far."""
        return self._best.get(size)

    def source(self, size: int | str) -> np.ndarray:
        """The untouched portrait at a size that is ready."""
        if size not in self._sources:
            rest = np.zeros(DIM, np.float32), np.zeros(len(AUX), np.float32)
            self._sources[size] = self._renderers[size].render(*rest)
        return self._sources[size]
