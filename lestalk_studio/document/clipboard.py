"""Keys as text for the clipboard: copied in one project, pasted into any other or into another lane."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lestalk_studio.document import keys
from lestalk_studio.document.channels import CHANNEL_ORDER, channel_named
from lestalk_studio.document.checks import moment
from lestalk_studio.document.codec import key_from_dict, key_to_dict
from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.readable import dump_json, load_json
from lestalk_studio.document.selection import Selection, earliest, picked_keys
from lestalk_studio.errors import StudioError

FORMAT = "lestalk-keys"
VERSION = 1
MOST_CHARACTERS = 100_000_000


@dataclass(frozen=True)
class Clip:
    """Copied keys by track name; their times count from the earliest of them all."""

    tracks: dict[str, tuple[Keyframe, ...]]

    @property
    def duration(self) -> float:
        """Seconds from the first key to the last."""
        return max((key.time for lane in self.tracks.values() for key in lane), default=0.0)


def copy_keys(project: Project, selection: Selection) -> str:
    """The selected keys as JSON text. Raises ValueError when nothing is selected."""
    origin = earliest(selection)
    if origin is None:
        raise ValueError("no key is selected")
    picked = picked_keys(project, selection)
    tracks = {
        name: [key_to_dict(replace(key, time=key.time - origin, auto=False)) for key in picked[name]]
        for name in sorted(picked, key=CHANNEL_ORDER.__getitem__)
        if picked[name]
    }
    return dump_json({"format": FORMAT, "version": VERSION, "tracks": tracks})


def read_clip(text: str) -> Clip:
    """The keys in a clipboard's text. Raises StudioError when there are none to read."""
    try:
        if len(text) > MOST_CHARACTERS:
            raise ValueError("it is too long")
        try:
            data = load_json(text)
        except ValueError:  # where a text stops being JSON says nothing to whoever copied a word
            data = None
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            raise ValueError("it holds something else")
        if data.get("version") != VERSION:
            raise ValueError("a newer LES Talker Studio copied them")
        tracks = data.get("tracks")
        if not isinstance(tracks, dict) or not all(isinstance(lane, list) for lane in tracks.values()):
            raise ValueError("its tracks are damaged")
        return Clip(
            {channel_named(name).name: tuple(map(key_from_dict, lane)) for name, lane in tracks.items()}
        )
    except ValueError as error:
        raise StudioError(
            f"The clipboard has no keys to paste: {error}; copy keys in a timeline first."
        ) from error


def paste_keys(project: Project, clip: Clip, at: float, into: str | None = None) -> tuple[Project, Selection]:
    """The project with the clip's first key at `at` [s], and the pasted keys as selection.

    into: the lane to paste a clip of a single lane into, None = the lanes they came from. Values are brought
    into the lane's range; keys at the same times are replaced. Raises ValueError when `into` is given for a
    clip of several lanes.
    """
    at = moment(at)
    lanes = clip.tracks
    if into is not None:
        if len(lanes) != 1:
            raise ValueError("keys of several lanes go to the lanes they came from")
        lanes = {into: next(iter(lanes.values()))}
    changed, selected = [], {}
    for name, copied in lanes.items():
        track = project.track(name)
        placed = [replace(key, time=at + key.time, value=track.channel.limited(key.value)) for key in copied]
        changed.append(keys.put_keys(track, placed))
        landed = (changed[-1].key_at(key.time) for key in placed)
        selected[name] = frozenset(key.time for key in landed if key is not None)
    return project.with_tracks(changed), selected
