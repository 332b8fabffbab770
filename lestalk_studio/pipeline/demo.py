"""The demonstration: built-in portraits say the built-in speech, and feel something else as they go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lestalk_studio.errors import StudioError
from lestalk_studio.les.edits import Edits, EmotionEdit
from lestalk_studio.paths import resources_dir
from lestalk_studio.pipeline.builtins import PREFIX
from lestalk_studio.pipeline.export import Progress
from lestalk_studio.pipeline.graph import Stage
from lestalk_studio.pipeline.job import RenderJob
from lestalk_studio.pipeline.parts import Parts
from lestalk_studio.pipeline.run import Report, run_job
from lestalk_studio.pipeline.sources import checked_audio
from lestalk_studio.pipeline.target import video_target

PORTRAITS = ("hopper",)

# (emotion, level, from, to): shares of the speech's length. It begins neutral, so that the change is seen.
_FEELS = (("happy", 3.0, 0.15, 0.45), ("sad", 3.0, 0.45, 0.75), ("surprised", 3.0, 0.75, 1.0))
_EASE_S = 0.5


def demo_speech() -> Path:
    """The built-in speech. Raises StudioError when the installation lacks it."""
    found = sorted(resources_dir().glob("demo_speech.*"))
    sounds = [path for path in found if path.suffix in (".flac", ".ogg", ".wav", ".mp3", ".opus", ".m4a")]
    if not sounds:
        raise StudioError("The built-in speech is missing; install LES Talker Studio again.")
    return sounds[0]


def demo_edits(seconds: float) -> Edits:
    """Emotions over a speech of `seconds`: neutral, happy, sad, surprised."""
    return Edits(
        EmotionEdit(
            name, level, round(start * seconds, 3), None if end == 1.0 else round(end * seconds, 3), _EASE_S
        )
        for name, level, start, end in _FEELS
    )


def render_demo(
    folder: Path,
    size: str | int = "source",
    stage: Stage | None = None,
    progress: Progress | None = None,
    parts: Parts | None = None,
) -> Iterator[Report]:
    """Render each portrait of the demonstration into `folder`, made when it is missing; one report each.

    Raises StudioError when something is missing or the folder cannot be written.
    """
    speech = demo_speech()
    seconds = checked_audio(speech)
    if seconds is None:
        raise StudioError("The built-in speech is damaged; install LES Talker Studio again.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StudioError(
            f"The folder {folder} could not be made ({error.strerror}); name another."
        ) from error
    for portrait in PORTRAITS:
        job = RenderJob(portrait=PREFIX + portrait, audio=speech, edits=demo_edits(seconds), size=size)
        yield run_job(job, video_target(str(folder / f"{portrait}.mp4")), stage, progress, parts)
