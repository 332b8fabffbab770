"""Which clips a folder of talking people holds: plain folders, and the namings of MEAD and RAVDESS."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lestalk_studio.errors import StudioError
from lestalk_studio.les.emotions import EMOTIONS

VIDEOS = frozenset((".mp4", ".m4v", ".mov", ".mpg", ".mpeg", ".avi", ".mkv", ".webm", ".flv", ".mts"))
_SOUNDS = (".m4a", ".wav", ".flac", ".mp3")


@dataclass(frozen=True)
class Clip:
    """One video of one person.

    name: unique within the corpus, fit for a file name; sound: file with its voice, the video itself or one
    beside it; identity: who it is; emotion: one of les.emotions.EMOTIONS, level 0..3, or None where the naming
    does not tell.
    """

    name: str
    video: Path
    sound: Path
    identity: str
    emotion: str | None = None
    level: int | None = None


def plain(video: Path, root: Path) -> Clip:
    """Anybody's folders: whoever has a folder of their own under `root` is a person; a clip that lies in `root`
    itself belongs to the person before the first '_' of its name."""
    inside = video.relative_to(root)
    identity = inside.parts[0] if len(inside.parts) > 1 else inside.stem.split("_")[0]
    return Clip(_name(inside), video, video, identity)


_MEAD = re.compile(r"([MW]\d{3})/video/([^/]+)/([a-z]+)/level_([1-3])/(\d+)\.[^/]+$")
_MEAD_NAMES = {name: name for name in EMOTIONS}


def mead(video: Path, root: Path) -> Clip | None:
    """M003/video/front/angry/level_1/001.mp4 (Wang et al., ECCV 2020); None for other views than front.

    The sound lies beside the views: M003/audio/angry/level_1/001.m4a. neutral is at level 0.
    """
    found = _MEAD.search(video.as_posix())
    if found is None or found[2] != "front" or found[3] not in _MEAD_NAMES:
        return None
    who, _, emotion, level, number = found.groups()
    person = video.parents[4]
    beside = (person / "audio" / emotion / f"level_{level}" / f"{number}{kind}" for kind in _SOUNDS)
    sound = next((path for path in beside if path.exists()), video)
    name = f"{who}_{emotion}_{level}_{number}"
    return Clip(name, video, sound, who, emotion, 0 if emotion == "neutral" else int(level))


_RAVDESS = re.compile(r"(\d\d)-(\d\d)-(\d\d)-(\d\d)-(\d\d)-(\d\d)-(\d\d)\.[^/]+$")
_RAVDESS_EMOTIONS = {
    **{"01": "neutral", "02": "neutral", "03": "happy", "04": "sad", "05": "angry", "06": "fear"},
    **{"07": "disgusted", "08": "surprised"},
}


def ravdess(video: Path, root: Path) -> Clip | None:
    """Actor_12/01-01-06-02-01-02-12.mp4 (Livingstone & Russo, PLoS ONE 2018): sound and picture, spoken.

    None for what is sung, or has no sound or no picture. Calm counts as neutral; normal intensity is level 2,
    strong 3.
    """
    found = _RAVDESS.search(video.as_posix())
    if found is None or found[1] != "01" or found[2] != "01" or found[3] not in _RAVDESS_EMOTIONS:
        return None
    emotion = _RAVDESS_EMOTIONS[found[3]]
    level = 0 if emotion == "neutral" else {"01": 2, "02": 3}.get(found[4], 2)
    return Clip(video.stem, video, video, f"actor_{found[7]}", emotion, level)


NAMINGS: dict[str, Callable[[Path, Path], Clip | None]] = {"plain": plain, "mead": mead, "ravdess": ravdess}


def clips_of(root: Path, naming: str = "auto") -> list[Clip]:
    """The clips under `root`, by name. naming: of NAMINGS, or 'auto': the one that knows most of the files, plain
    only where neither of the others knows any.

    Raises StudioError for a folder that is missing or holds no video of that naming, and where two clips would have
    one name.
    """
    if not root.is_dir():
        raise StudioError(f"{root} is no folder; name the folder that holds the videos.")
    videos = sorted(p for p in root.rglob("*") if p.suffix.lower() in VIDEOS and p.is_file())
    if not videos:
        raise StudioError(f"{root} holds no videos ({', '.join(sorted(VIDEOS))}); name another folder.")
    if naming == "auto":
        counts = {kind: sum(read(v, root) is not None for v in videos) for kind, read in NAMINGS.items()}
        naming = max(("mead", "ravdess"), key=counts.__getitem__)
        naming = naming if counts[naming] else "plain"
    clips = [clip for video in videos if (clip := NAMINGS[naming](video, root)) is not None]
    if not clips:
        raise StudioError(f"No video in {root} is named as {naming} names them; leave --naming out.")
    seen: dict[str, Clip] = {}
    for clip in clips:
        other = seen.setdefault(clip.name, clip)
        if other is not clip:
            raise StudioError(
                f"{other.video} and {clip.video} would both be called {clip.name}; rename one of them."
            )
    return clips


def _name(inside: Path) -> str:
    return "_".join([*inside.parts[:-1], inside.stem]).replace(" ", "-")
