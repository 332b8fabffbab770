"""The steps of the chain as functions that a job calls: the real ones by default, others in a test."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from lestalk_studio.cancelling import checkpoint
from lestalk_studio.document.settings import MediaPath
from lestalk_studio.document.strokes import Stroke
from lestalk_studio.errors import StudioError
from lestalk_studio.les.performance import Performance

log = logging.getLogger(__name__)


class Renderer(Protocol):
    """Makes frames of one portrait."""

    def render(self, z: np.ndarray, aux: np.ndarray, correction: np.ndarray | None = None) -> np.ndarray:
        """(H, W, 3) uint8 RGB for z (41,) and aux (len(AUX),), both relative to the portrait.

        correction: (64,) what the expression model adds to the coefficients of z; not given where it adds nothing.
        """


@dataclass(frozen=True)
class FittedFace:
    """A portrait with the head model laid on one of its faces.

    occluders: 'auto' = what stands in front of the face is looked for and held still, 'none' = it is not. appearance:
    0..1, how strongly the appearance generator folds the skin; None = as APPEARANCE says. painted: what was painted by
    hand of what stands in front (render.painted.Painted), None for nothing. to_beta: the nets.les_to_beta
    of this head, None where units simply add up.
    """

    portrait: Any
    fit: Any
    head: Any
    occluders: str = "auto"
    appearance: float | None = None
    painted: Any = None
    to_beta: Any = None


@dataclass(frozen=True)
class SeenFace:
    """A portrait and the face chosen in it (face.portrait.Portrait, face.detector.Detection)."""

    portrait: Any
    detection: Any


def look(path: Path, face: int) -> SeenFace:
    """Load the picture and find the face. Raises StudioError for a bad picture or no usable face."""
    from lestalk_studio.face.detector import FaceDetector, choose_face
    from lestalk_studio.face.portrait import load_portrait

    checkpoint()
    portrait = load_portrait(path)
    checkpoint()
    with FaceDetector() as detector:
        return SeenFace(portrait, choose_face(detector.detect(portrait.rgb), face, portrait.name))


def fit(seen: SeenFace) -> FittedFace:
    """Lay the head model on the face."""
    from lestalk_studio.face.fit import fit_portrait
    from lestalk_studio.face.head import Head
    from lestalk_studio.nets.les_to_beta import LesToBeta

    checkpoint()
    head = Head.load()
    checkpoint()
    fitted = fit_portrait(seen.portrait, seen.detection, head)
    return FittedFace(seen.portrait, fitted, head, to_beta=LesToBeta(head))


APPEARANCE = 0.6
"""How strongly the appearance generator folds the skin where nobody asks; models/appearance.md says why."""


def strength_of(appearance: float | None) -> float:
    """0..1 for what a project or a job says of it, None being the program's own choice."""
    return APPEARANCE if appearance is None else appearance


def portrait_renderer(face: FittedFace, size: str | int) -> Renderer:
    """The renderer of a fitted face; `size` is 'source' or the longer side in pixels.

    Raises StudioError where a strength of the appearance generator is asked for and its weights are missing. Where
    nobody asks, furrows are then drawn, and the log says so.
    """
    from lestalk_studio.nets.device import used
    from lestalk_studio.pipeline.device import draws_on
    from lestalk_studio.render.rasterizer import rasterizer_for
    from lestalk_studio.render.renderer import PortraitRenderer

    checkpoint()
    drawn = rasterizer_for(draws_on(used()))
    look = _look_for(face.appearance)
    held = face.occluders, face.painted
    return PortraitRenderer(face.portrait.rgb, face.fit, face.head, size, drawn, look, *held)


def _look_for(appearance: float | None) -> Any:
    try:
        return look_of(strength_of(appearance))
    except StudioError as error:
        if appearance is not None:
            raise
        log.error("%s Until then the furrows of the skin are drawn.", error)
        return None


def with_occluders(
    face: FittedFace,
    occluders: str | None,
    strokes: tuple[Stroke, ...] = (),
    front_mask: MediaPath = None,
) -> FittedFace:
    """`face` with another choice of `occluders` (None: as it is), and with what was painted by hand.

    Raises StudioError for a mask that cannot be used.
    """
    if strokes or front_mask is not None or getattr(face, "painted", None) is not None:
        from lestalk_studio.pipeline.front_mask import mask_path, painted

        face = replace(face, painted=painted(strokes, mask_path(front_mask), face.portrait))
    if occluders is None or occluders == getattr(face, "occluders", "auto"):
        return face
    return replace(face, occluders=occluders)


def with_appearance(face: FittedFace, appearance: float | None) -> FittedFace:
    """`face` with another strength of `appearance`, 0..1; None: the program's own choice."""
    if appearance == getattr(face, "appearance", None):
        return face
    return replace(face, appearance=appearance)


def look_of(strength: float) -> Any:
    """What the renderer takes for the appearance generator at `strength`, 0..1; None for 0. Raises StudioError."""
    if not strength:
        return None
    from lestalk_studio.nets.les_to_look import LesToLook
    from lestalk_studio.render.appearance import Look

    net = LesToLook()
    return Look(net.shares, net.basis, strength)


def speech(samples: np.ndarray, fps: float, seed: int, blinks: bool, head_motion: bool) -> Performance:
    """What the voice in `samples` ((N,) float32 at 16 kHz) does to a face."""
    from lestalk_studio.pipeline.perform import speech_performance

    return speech_performance(samples, fps, seed=seed, blinks=blinks, head_motion=head_motion)


def source(path: Path, progress: Callable[[int, int], None] | None = None) -> Performance:
    """What the person in a video, or an OpenFace CSV, does. Raises StudioError for an unusable file."""
    from lestalk_studio.face.track import read_au_source

    return read_au_source(path, progress)


def glance(path: Path) -> Any:
    """The portrait and its faces, to choose one (glance.PortraitGlance). Raises StudioError."""
    from lestalk_studio.pipeline.glance import glance_at_portrait

    return glance_at_portrait(path)


@dataclass(frozen=True)
class Parts:
    """One function a step."""

    look: Callable[[Path, int], SeenFace] = look
    fit: Callable[[SeenFace], FittedFace] = fit
    renderer: Callable[[FittedFace, str | int], Renderer] = portrait_renderer
    speech: Callable[..., Performance] = speech
    source: Callable[..., Performance] = source
    glance: Callable[[Path], Any] = glance
