"""What a project's voice and performance do to a face, before any edit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lestalk_studio.document.project import Project
from lestalk_studio.document.settings import BUILTIN, MediaPath
from lestalk_studio.errors import StudioError
from lestalk_studio.les.performance import Performance
from lestalk_studio.paths import resources_dir
from lestalk_studio.pipeline.mix import with_mouth_of
from lestalk_studio.pipeline.parts import Parts

VOICE_RATE = 16_000
_BUILTIN_VOICES = {"speech": "demo_speech.ogg"}


@dataclass(frozen=True)
class AnalysisKey:
    """What an analysis depends on: equal keys have equal results. A file counts with size and time."""

    audio: tuple | None
    au_source: tuple | None
    lips: str
    fps: float
    seed: int
    blinks: bool
    head_motion: bool

    @classmethod
    def of(cls, project: Project) -> AnalysisKey:
        """The key of a project now."""
        return cls(
            stamp(project.audio and voice_path(project.audio)),
            stamp(project.au_source and Path(project.au_source)),
            project.lips,
            project.fps,
            project.seed,
            project.blinks,
            project.head_motion,
        )


def stamp(path: Path | None) -> tuple | None:
    """A file as (path, size, time of change), or None; a missing file has size -1."""
    if path is None:
        return None
    try:
        status = path.stat()
    except OSError:
        return str(path), -1, 0
    return str(path), status.st_size, status.st_mtime_ns


def voice_path(audio: MediaPath) -> Path:
    """File of a voice: a path, or builtin:speech. Raises StudioError for an unknown one."""
    if isinstance(audio, str) and audio.startswith(BUILTIN):
        name = audio.removeprefix(BUILTIN)
        if name not in _BUILTIN_VOICES:
            raise StudioError(f"There is no built-in voice {name!r}; there is {BUILTIN}speech.")
        return resources_dir() / _BUILTIN_VOICES[name]
    return Path(audio)


def load_voice(project: Project) -> np.ndarray | None:
    """(N,) float32 at VOICE_RATE, None without a voice. Raises StudioError for an unusable file."""
    from lestalk_studio.audio.decode import load_audio

    return None if project.audio is None else load_audio(voice_path(project.audio))


def analyse(
    project: Project,
    samples: np.ndarray | None,
    parts: Parts | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Performance | None:
    """The performance of the voice, of the AU source, or of both mixed as `project.lips` says.

    samples: as load_voice gives them. None when the project has neither. Raises StudioError.
    """
    parts = parts or Parts()
    voice = None
    if samples is not None and (project.au_source is None or project.lips == "audio"):
        voice = parts.speech(
            samples,
            project.fps,
            seed=project.seed,
            blinks=project.blinks,
            head_motion=project.head_motion,
        )
    if project.au_source is None:
        return voice
    moved = parts.source(Path(project.au_source), progress).resampled(project.fps)
    return moved if voice is None else with_mouth_of(moved, voice)
