"""A project as plain dicts and lists, the content of a project file, and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from lestalk_studio.document.checks import flag
from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.media import to_file, to_memory
from lestalk_studio.document.project import MEDIA, Project
from lestalk_studio.document.settings import ExportSettings, Marker
from lestalk_studio.document.strokes import Stroke, points_from_text, points_to_text
from lestalk_studio.document.track import Track
from lestalk_studio.document.transition import NAMED, PRESET_KINDS, Transition

_PLAIN = (
    "lips",
    "fps",
    "start",
    "end",
    "face",
    "seed",
    "take_back",
    "blinks",
    "head_motion",
    "occluders",
    "appearance",
    "expression_model",
)


def project_to_dict(project: Project, folder: Path | None) -> dict[str, Any]:
    """The body of a project file that lies in `folder`; None keeps media paths absolute."""
    export = {f.name: getattr(project.export, f.name) for f in fields(ExportSettings)}
    export["path"] = to_file(project.export.path, folder)
    return {
        "media": {name: to_file(getattr(project, name), folder) for name in MEDIA},
        **{name: getattr(project, name) for name in _PLAIN},
        "strokes": [stroke_to_dict(stroke) for stroke in project.strokes],
        "export": export,
        "markers": [{"time": m.time, "name": m.name} for m in project.markers],
        "tracks": {track.name: track_to_dict(track) for track in project.tracks},
    }


def project_from_dict(data: Any, folder: Path | None) -> Project:
    """The project that `data` says. Raises ValueError, readable, for what no project file holds.

    Entries that are missing have their defaults; unknown ones are refused, for they would be lost.
    """
    data = _object(data, "the project", (*_PLAIN, "media", "strokes", "export", "markers", "tracks"))
    media = _object(data.get("media", {}), "media", MEDIA)
    tracks = data.get("tracks", {})
    if not isinstance(tracks, dict):
        raise ValueError("tracks must be an object")
    export = _object(data.get("export", {}), "export", tuple(f.name for f in fields(ExportSettings)))
    if "path" in export:
        export = export | {"path": to_memory(export["path"], folder, "the export's path")}
    return Project(
        **{name: to_memory(path, folder, f"the {name}") for name, path in media.items()},
        **{name: data[name] for name in _PLAIN if name in data},
        strokes=tuple(stroke_from_dict(entry) for entry in _list(data.get("strokes", []), "strokes")),
        export=ExportSettings(**export),
        markers=tuple(_marker(entry) for entry in _list(data.get("markers", []), "markers")),
        tracks=tuple(track_from_dict(name, entry) for name, entry in tracks.items()),
    )


def stroke_to_dict(stroke: Stroke) -> dict[str, Any]:
    """A stroke as the file holds it."""
    written: dict[str, Any] = {"kind": stroke.kind, "radius": stroke.radius, "hardness": stroke.hardness}
    return written | {"snap": stroke.snap, "points": points_to_text(stroke.points)}


def stroke_from_dict(data: Any) -> Stroke:
    """The stroke that `data` says. Raises ValueError."""
    data = _object(data, "a stroke", ("kind", "radius", "hardness", "snap", "points"))
    if not {"kind", "radius", "points"} <= data.keys():
        raise ValueError("a stroke must have a kind, a radius and points")
    return Stroke(**data | {"points": points_from_text(data["points"])})


def track_to_dict(track: Track) -> dict[str, Any]:
    """A track as the file holds it, by name in `tracks`."""
    flags = {name: True for name in ("muted", "soloed") if getattr(track, name)}
    return {**flags, "keys": [key_to_dict(key) for key in track.keys]}


def track_from_dict(name: str, data: Any) -> Track:
    """The track `name`; its keys may stand in any order. Raises ValueError."""
    data = _object(data, f"the track {name}", ("keys", "muted", "soloed"))
    keys = _each(_list(data.get("keys", []), f"the keys of {name}"), key_from_dict, name)
    return Track.of(name, keys, data.get("muted", False), data.get("soloed", False))


def key_to_dict(key: Keyframe) -> dict[str, Any]:
    """A key as the file holds it."""
    handles = key.transition.handles
    way = key.transition.kind if handles is None else {"cubic": list(handles)}
    written: dict[str, Any] = {"time": key.time, "value": key.value, "transition": way}
    return written | {"auto": True} if key.auto else written


def key_from_dict(data: Any) -> Keyframe:
    """The key that `data` says. Raises ValueError."""
    data = _object(data, "a key", ("time", "value", "transition", "auto"))
    if "time" not in data or "value" not in data:
        raise ValueError("a key must have a time and a value")
    way = transition_from(data.get("transition", "ease_both"))
    return Keyframe(data["time"], data["value"], way, flag(data.get("auto", False), "auto"))


def transition_from(data: Any) -> Transition:
    """The transition that a name or {"cubic": [time 1, rise 1, time 2, rise 2]} says. Raises ValueError."""
    if isinstance(data, str) and data in NAMED:
        return NAMED[data]
    if isinstance(data, dict) and data.keys() == {"cubic"} and isinstance(data["cubic"], list):
        return Transition("cubic", tuple(data["cubic"]))
    raise ValueError(f"a transition must be one of {', '.join(PRESET_KINDS)}, or cubic with four numbers")


def _marker(data: Any) -> Marker:
    data = _object(data, "a marker", ("time", "name"))
    if "time" not in data:
        raise ValueError("a marker must have a time")
    return Marker(**data)


def _each(items: list[Any], read: Callable[[Any], Keyframe], name: str) -> list[Keyframe]:
    try:
        return [read(item) for item in items]
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error


def _object(data: Any, what: str, names: tuple[str, ...]) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        raise ValueError(f"{what} must be an object")
    unknown = [name for name in data if name not in names]
    if unknown:
        raise ValueError(f"{what} has the unknown entry {unknown[0]!r}")
    return data


def _list(data: Any, what: str) -> list[Any]:
    if not isinstance(data, list):
        raise ValueError(f"{what} must be a list")
    return data
