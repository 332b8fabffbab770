"""A job's files looked at from outside, before anything long is done with them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lestalk_studio.errors import StudioError
from lestalk_studio.pipeline.job import RenderJob

MOST_CHANNELS = 6
"""5.1 as films have it; more is a recording session, not a voice."""
LONGEST_S = 3600.0


@dataclass(frozen=True)
class Sources:
    """seconds: length of the clip where a header tells it. sound: file whose sound the clip gets, or None."""

    seconds: float | None
    sound: Path | None


def check_sources(job: RenderJob) -> Sources:
    """Read the headers of the job's sound and source. Raises StudioError for what cannot be used."""
    seconds = None
    if job.audio is not None:
        length = checked_audio(job.audio)
        if job.mouth_from == "audio":
            seconds = length
    if job.au_source is not None:
        _check_exists(job.au_source)
        if job.audio is None:
            return Sources(seconds, job.au_source if _has_sound(job.au_source) else None)
    return Sources(seconds, job.audio)


def checked_audio(path: Path) -> float | None:
    """Seconds of sound in `path` as its header says, None where it does not.

    Raises StudioError for a file without readable sound, over an hour, or with more than MOST_CHANNELS.
    """
    from lestalk_studio.audio.decode import probe_audio

    info = probe_audio(path)
    if info.channels > MOST_CHANNELS:
        raise StudioError(f"{path.name} has {info.channels} channels; mix it down to mono or stereo first.")
    if info.duration is not None and info.duration > LONGEST_S:
        raise StudioError(
            f"{path.name} lasts {info.duration / 3600:.1f} hours; at most one can be taken, so cut it first."
        )
    return info.duration


def _check_exists(path: Path) -> None:
    if not path.exists():
        raise StudioError(f"{path} does not exist; check the name of the source.")
    if path.is_dir():
        raise StudioError(f"{path} is a folder; name a talking video or an OpenFace CSV in it.")


def _has_sound(path: Path) -> bool:
    if path.suffix.lower() == ".csv":
        return False
    from lestalk_studio.audio.decode import probe_audio

    try:
        return probe_audio(path).channels <= MOST_CHANNELS
    except StudioError:
        return False
