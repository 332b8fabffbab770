"""The render graph: a job's steps in order, cheap checks first, then frames on demand."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from lestalk_studio.errors import StudioError
from lestalk_studio.les.injector import EmotionInjector
from lestalk_studio.les.performance import Performance
from lestalk_studio.pipeline.builtins import portrait_path
from lestalk_studio.pipeline.device import chosen_device
from lestalk_studio.pipeline.expression import asked, expression_model
from lestalk_studio.pipeline.front_mask import check_mask
from lestalk_studio.pipeline.job import RenderJob
from lestalk_studio.pipeline.mix import with_mouth_of
from lestalk_studio.pipeline.parts import FittedFace, Parts, Renderer, with_appearance, with_occluders
from lestalk_studio.pipeline.soundtrack import Soundtrack
from lestalk_studio.pipeline.sources import Sources, check_sources

Stage = Callable[[str], None]
Progress = Callable[[int, int], None]


class Timer:
    """Seconds spent in each named step, for reports; `lap` closes the step that began at the last lap."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        """Count the time since the last lap as `name`."""
        now = time.perf_counter()
        self.seconds[name] = self.seconds.get(name, 0.0) + now - self._last
        self._last = now


@dataclass
class Chain:
    """A job made ready: z and aux of every frame asked for, and the renderer that draws them.

    z: (T, 41), aux: (T, len(AUX)) float32 relative to the portrait, of frames `first` .. `first + T - 1`; corrections:
    (T, 64) coefficients that the expression model adds, None for none.
    """

    renderer: Renderer
    z: np.ndarray
    aux: np.ndarray
    fps: float
    first: int
    sound: Soundtrack | None
    device: str
    timer: Timer = field(default_factory=Timer)
    corrections: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.z)

    def frames(self, start: int = 0) -> Iterator[np.ndarray]:
        """(H, W, 3) uint8 RGB, one at a time, from the `start`-th on."""
        for number in range(start, len(self)):
            correction = None if self.corrections is None else self.corrections[number]
            began = time.perf_counter()
            frame = self.renderer.render(*asked(self.z[number], self.aux[number], correction))
            took = time.perf_counter() - began
            self.timer.seconds["render"] = self.timer.seconds.get("render", 0.0) + took
            yield frame

    def cut(self, first: int, stop: int) -> Chain:
        """Frames `first` to `stop` - 1 of this whole clip."""
        corrections = None if self.corrections is None else self.corrections[first:stop]
        return replace(
            self, z=self.z[first:stop], aux=self.aux[first:stop], corrections=corrections, first=first
        )


def build(
    job: RenderJob,
    parts: Parts | None = None,
    stage: Stage | None = None,
    progress: Progress | None = None,
) -> Chain:
    """Check, analyse and fit. Raises StudioError with one sentence for whatever cannot be used.

    stage: called with the name of each step as it begins; progress: with (frames followed, in all).
    """
    parts = parts or Parts()
    stage = stage or (lambda name: None)
    timer = Timer()
    job.check()
    device = chosen_device(job.device)
    sources = check_sources(job)
    check_mask(job.front_mask)
    if sources.seconds is not None:
        job.check_range(sources.seconds)
    # Tells early of a level that nothing here can give.
    job.edits.sample(1, job.fps, None if sources.sound is None else np.zeros(1))
    stage("Looking at the portrait")
    seen = parts.look(portrait_path(job.portrait), job.face)
    timer.lap("look")
    performance = _performance(job, parts, stage, progress, timer)
    first, stop = job.check_range(len(performance) / job.fps)
    stage("Preparing the picture")
    face = with_occluders(parts.fit(seen), job.occluders, front_mask=job.front_mask)
    face = with_appearance(face, job.appearance)
    timer.lap("fit")
    renderer = parts.renderer(face, job.size)
    timer.lap("prepare")
    z, levels = injected(job, face, performance, _intensity(job, sources, len(performance)))
    corrections = expression_model(face, job.expression_model)(performance.z, levels, job.fps)
    timer.lap("inject")
    sound = _soundtrack(sources, first, stop, job.fps)
    chain = Chain(renderer, z, performance.aux, job.fps, 0, sound, device, timer, corrections)
    return chain.cut(first, stop)


def _performance(
    job: RenderJob, parts: Parts, stage: Stage, progress: Progress | None, timer: Timer
) -> Performance:
    voice = None
    if job.audio is not None and job.mouth_from == "audio":
        stage("Listening to the speech")
        voice = _voice(job, parts, job.audio)
        timer.lap("listen")
    if job.au_source is None:
        assert voice is not None
        return voice
    stage("Following the face in the source")
    moved = parts.source(job.au_source, progress)
    if len(moved) == 0:
        raise StudioError(f"{job.au_source.name} has no frames; choose another source.")
    moved = moved.resampled(job.fps)
    timer.lap("track")
    return moved if voice is None else with_mouth_of(moved, voice)


def _voice(job: RenderJob, parts: Parts, path: Path) -> Performance:
    from lestalk_studio.audio.decode import load_audio

    samples = load_audio(path)
    return parts.speech(samples, job.fps, seed=job.seed, blinks=job.blinks, head_motion=job.head_motion)


def _intensity(job: RenderJob, sources: Sources, frames: int) -> np.ndarray | None:
    """(T,) level that the voice asks for, None when no edit wants it or nothing sounds."""
    if not job.edits.needs_intensity or sources.sound is None:
        return None
    from lestalk_studio.audio.decode import load_audio
    from lestalk_studio.nets.audio_to_intensity import voice_intensity

    return voice_intensity(load_audio(sources.sound), job.fps, frames)


def injected(
    job: RenderJob, face: FittedFace, performance: Performance, intensity: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """z (T, 41) of `performance` with the job's edits, relative to the portrait, and the emotions' levels (T, 8); see
    Edits.sample."""
    options = {
        name: value
        for name, value in (("mouth_preservation", job.mouth_preservation), ("take_back", job.take_back))
        if value is not None
    }
    injector = EmotionInjector(face.fit.source_z, **options)
    levels, biases = job.edits.sample(len(performance), job.fps, intensity)
    return injector.inject(performance.z, levels, biases, performance.speech, job.fps), levels


def _soundtrack(sources: Sources, first: int, stop: int, fps: float) -> Soundtrack | None:
    if sources.sound is None:
        return None
    return Soundtrack(sources.sound, first / fps, stop / fps)
