"""What is asked for: one portrait, what moves it, how it is edited, which frames."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from lestalk_studio.errors import StudioError
from lestalk_studio.les.edits import Edits, check_range

Lips = Literal["audio", "source"]
Device = Literal["auto", "cpu", "cuda"]

LOWEST_FPS, HIGHEST_FPS = 1.0, 120.0


def check_fps(fps: float) -> None:
    """Raise StudioError unless `fps` is a rate that makes a video."""
    if not (math.isfinite(fps) and LOWEST_FPS <= fps <= HIGHEST_FPS):
        raise StudioError(
            f"{fps:g} frames a second is not possible; choose {LOWEST_FPS:g} to {HIGHEST_FPS:g}."
        )


@dataclass(frozen=True)
class RenderJob:
    """A clip to render. None leaves a choice to the program.

    portrait: path, or builtin:NAME. face: which one of several, from 0, largest first.
    audio: speech to say, or, beside au_source, the sound and, with lips='audio', the mover of the mouth.
    au_source: talking video or OpenFace CSV whose expression is taken. size: 'source' or the longer side.
    frames: (first, last), both included, of the whole clip. appearance: 0..1, how strongly the appearance generator
    folds the skin. occluders: 'auto' looks for what stands in front of the face and holds it still, 'none' does not.
    front_mask: a picture of what stands there, white on black, over the whole portrait.
    expression_model: what a performance does to the face, 'cdan' as people move, 'linear' the sum of its units.
    """

    portrait: str
    audio: Path | None = None
    au_source: Path | None = None
    lips: Lips | None = None
    edits: Edits = field(default_factory=Edits)
    mouth_preservation: float | None = None
    take_back: float | None = None
    appearance: float | None = None
    occluders: str = "auto"
    front_mask: Path | None = None
    expression_model: str = "cdan"
    size: str | int = "source"
    fps: float = 25.0
    frames: tuple[int, int] | None = None
    seed: int = 0
    blinks: bool = True
    head_motion: bool = True
    device: Device = "auto"
    face: int = 0

    @property
    def mouth_from(self) -> Lips:
        """Who moves mouth and jaw."""
        if self.au_source is None:
            return "audio"
        return "source" if self.audio is None or self.lips is None else self.lips

    def check(self) -> None:
        """Refuse what no clip could be made of. Reads no file. Raises StudioError."""
        if self.audio is None and self.au_source is None:
            raise StudioError("Nothing moves the portrait; give a sound file or a talking video.")
        check_fps(self.fps)

    def check_range(self, seconds: float) -> tuple[int, int]:
        """(first, stop) frame of a clip `seconds` long. Raises StudioError when a range lies outside."""
        total = max(1, math.ceil(seconds * self.fps - 1e-6))
        # A range typed from a player's clock may pass the end by its rounding.
        check_range(self.edits, math.ceil(seconds * 10) / 10)
        if self.frames is None:
            return 0, total
        first, last = self.frames
        if last >= total:
            raise StudioError(
                f"Frames {first}-{last} lie outside the clip, which has frames 0-{total - 1} "
                f"({seconds:.2f} s at {self.fps:g} a second)."
            )
        return first, last + 1
