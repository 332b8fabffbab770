"""The project: everything an animator made and chose, as one immutable value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from functools import cache, cached_property
from typing import Any

from lestalk_studio.document.channels import CHANNEL_ORDER, channel_named
from lestalk_studio.document.checks import flag, integer, moment, number, one_of
from lestalk_studio.document.sampling import EditFrames, sample
from lestalk_studio.document.settings import (
    DEFAULT_EXPORT,
    ExportSettings,
    Marker,
    MediaPath,
    frame_rate,
    media_path,
)
from lestalk_studio.document.strokes import Stroke, strokes_of
from lestalk_studio.document.track import Track

LIPS = ("audio", "source")
OCCLUDERS = ("auto", "none")
EXPRESSION_MODELS = ("cdan", "linear")
MEDIA = ("portrait", "audio", "au_source", "front_mask")
"""Names of the fields that hold media paths."""


@cache
def _blank(name: str) -> Track:
    return Track(channel_named(name).name)


@dataclass(frozen=True)
class Project:
    """A portrait (or video), a voice, and what is done with them.

    portrait, audio, au_source: absolute paths, 'builtin:NAME' for what the program ships, or None while not
    chosen. lips: who moves the mouth when there is an AU source. tracks: only those that are not blank, in
    the order of their channels; use `track(name)`. start, end: in and out point in seconds, None = the clip's
    own. face: which of the portrait's faces, 0 = the largest. seed: of blinks and head motion. take_back: how
    far the portrait's own expression gives way to an edit, 0..1, None = the program's own choice. occluders: 'auto' =
    what stands in front of the face is looked for and held still, 'none' = it is not. front_mask: a picture over the
    whole portrait, white where something stands in front of the face, too. strokes: what was painted and erased of it
    by hand, in the order in which it was done. appearance: how strongly the appearance generator folds the skin, 0..1,
    None = the program's own choice. expression_model: what a performance does to the face, 'cdan' = as a
    net learned it from people, 'linear' = the sum of its units.

    Equal projects compare equal. Raises ValueError for anything a project cannot be.
    """

    portrait: MediaPath = None
    audio: MediaPath = None
    au_source: MediaPath = None
    front_mask: MediaPath = None
    lips: str = "audio"
    fps: float = 25.0
    tracks: tuple[Track, ...] = ()
    markers: tuple[Marker, ...] = ()
    start: float | None = None
    end: float | None = None
    face: int = 0
    seed: int = 0
    take_back: float | None = None
    blinks: bool = True
    head_motion: bool = True
    occluders: str = "auto"
    appearance: float | None = None
    expression_model: str = "cdan"
    strokes: tuple[Stroke, ...] = ()
    export: ExportSettings = DEFAULT_EXPORT

    def __post_init__(self) -> None:
        for name in MEDIA:
            self._put(name, media_path(getattr(self, name), f"the {name.replace('_', ' ')}"))
        one_of(self.lips, "lips", LIPS)
        self._put("fps", frame_rate(self.fps))
        self._put("tracks", _in_order(self.tracks))
        self._put("markers", _sorted_markers(self.markers))
        for name in ("start", "end"):
            if getattr(self, name) is not None:
                self._put(
                    name, moment(getattr(self, name), {"start": "the in point", "end": "the out point"}[name])
                )
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise ValueError(
                f"the in point at {self.start:g} s must lie before the out point at {self.end:g} s"
            )
        integer(self.face, "the face", 0, 1000)
        integer(self.seed, "the seed", 0, 2**63 - 1)
        if self.take_back is not None:
            self._put("take_back", number(self.take_back, "take_back", 0.0, 1.0))
        flag(self.blinks, "blinks")
        flag(self.head_motion, "head_motion")
        one_of(self.occluders, "occluders", OCCLUDERS)
        one_of(self.expression_model, "expression_model", EXPRESSION_MODELS)
        if self.appearance is not None:
            self._put("appearance", number(self.appearance, "appearance", 0.0, 1.0))
        self._put("strokes", strokes_of(self.strokes))
        if not isinstance(self.export, ExportSettings):
            raise ValueError("the export settings must be ExportSettings")

    def _put(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)

    @cached_property
    def _by_name(self) -> dict[str, Track]:
        return {track.name: track for track in self.tracks}

    def track(self, name: str) -> Track:
        """The track of the channel `name`, a blank one if none. Raises ValueError for no channel."""
        return self._by_name.get(name) or _blank(name)

    def with_track(self, track: Track) -> Project:
        """The project with `track` in place of the one of its name; the others are shared."""
        return self.with_tracks((track,))

    def with_tracks(self, tracks: Iterable[Track]) -> Project:
        """The project with each of `tracks` in place of the one of its name."""
        by_name = self._by_name | {track.name: track for track in tracks}
        return replace(self, tracks=tuple(by_name.values()))

    def with_marker(self, marker: Marker) -> Project:
        """The project with `marker` in place of any at its time."""
        others = (m for m in self.markers if m.time != marker.time)
        return replace(self, markers=(*others, marker))

    def without_marker(self, time: float) -> Project:
        """The project without the marker at `time`. Raises ValueError when there is none."""
        kept = tuple(m for m in self.markers if m.time != moment(time))
        if len(kept) == len(self.markers):
            raise ValueError(f"there is no marker at {time:g} s")
        return replace(self, markers=kept)

    @property
    def last_key(self) -> float:
        """Time of the last key or marker in seconds, 0 when there is none."""
        ends = [track.keys[-1].time for track in self.tracks if track.keys]
        return max([*ends, *(m.time for m in self.markers)], default=0.0)

    @property
    def key_count(self) -> int:
        """Number of keys of all tracks."""
        return sum(len(track.keys) for track in self.tracks)

    def sample(self, frames: int, fps: float | None = None, start: float = 0.0) -> EditFrames:
        """The edits in `frames` frames at `fps` (None = the project's) from `start` [s]; see EditFrames."""
        return sample(self.tracks, frames, self.fps if fps is None else frame_rate(fps), start)

    def changed(self, other: Project) -> tuple[str, ...]:
        """Names of what differs from `other`: fields, and for tracks the names of the channels."""
        names = [
            f.name
            for f in fields(self)
            if f.name != "tracks" and getattr(self, f.name) != getattr(other, f.name)
        ]
        both = self._by_name.keys() | other._by_name.keys()
        different = (n for n in both if self._by_name.get(n) != other._by_name.get(n))
        return (*names, *sorted(different, key=CHANNEL_ORDER.__getitem__))


def _in_order(tracks: Iterable[Track]) -> tuple[Track, ...]:
    tracks = tuple(tracks)
    for track in tracks:
        if not isinstance(track, Track):
            raise ValueError(f"a track must be a Track, not {track!r}")
    names = [track.name for track in tracks]
    if len(set(names)) != len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"there are two tracks of {twice}")
    kept = (track for track in tracks if not track.is_blank)
    return tuple(sorted(kept, key=lambda track: CHANNEL_ORDER[track.name]))


def _sorted_markers(markers: Iterable[Marker]) -> tuple[Marker, ...]:
    markers = tuple(markers)
    for marker in markers:
        if not isinstance(marker, Marker):
            raise ValueError(f"a marker must be a Marker, not {marker!r}")
    if len({marker.time for marker in markers}) != len(markers):
        raise ValueError("two markers stand at one time")
    return tuple(sorted(markers, key=lambda marker: marker.time))
