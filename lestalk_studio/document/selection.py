"""Edits of selected keys over several tracks: pure functions from a project to (project, new selection)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from lestalk_studio.document import keys
from lestalk_studio.document.checks import moment, number
from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.track import Track
from lestalk_studio.document.transition import Transition

Selection = Mapping[str, frozenset[float]]
"""Times of the selected keys by track name."""

Result = tuple[Project, Selection]


def selection_of(picked: Iterable[tuple[str, float]]) -> Selection:
    """A selection from (track name, time) pairs."""
    gathered: dict[str, set[float]] = {}
    for name, time in picked:
        gathered.setdefault(name, set()).add(moment(time))
    return {name: frozenset(times) for name, times in gathered.items()}


def keys_between(project: Project, names: Iterable[str], start: float, end: float) -> Selection:
    """The keys of the tracks `names` in start..end, both ends included."""
    return selection_of(
        (name, time) for name in names for time in project.track(name).times if start <= time <= end
    )


def earliest(selection: Selection) -> float | None:
    """Time of the first selected key, None when nothing is selected."""
    return min((time for times in selection.values() for time in times), default=None)


def move_selection(project: Project, selection: Selection, by: float, rise: float = 0.0) -> Result:
    """Selected keys moved together in time and value; the whole move stops where the first key meets 0 s."""
    number(by, "the way to move")
    first = earliest(selection)
    if first is not None:
        by = max(by, -first)
    return _each(
        project, selection, lambda track, times: keys.move_keys(track, times, by, rise), lambda t: t + by
    )


def nudge_selection(project: Project, selection: Selection, frames: int) -> Result:
    """Selected keys moved by whole frames of the project; nothing moves when one would leave time 0."""
    first = earliest(selection)
    if first is not None and first + frames / project.fps < -1e-9:
        return project, selection
    changed = []
    moved: dict[str, frozenset[float]] = {}
    for name, times in selection.items():
        track = project.track(name)
        alone = Track(name, tuple(key for key in track.keys if key.time in times))
        changed.append(keys.nudge_keys(track, times, frames, project.fps))
        landed = (
            changed[-1].key_at(time) for time in keys.nudge_keys(alone, times, frames, project.fps).times
        )
        moved[name] = frozenset(key.time for key in landed if key is not None)
    return project.with_tracks(changed), moved


def scale_selection(
    project: Project,
    selection: Selection,
    pivot: float,
    factor: float,
    height: float = 1.0,
    level: float = 0.0,
) -> Result:
    """Selected keys spread about `pivot` by `factor` > 0, and in value about `level` by `height`.

    Raises ValueError when a key would leave time 0.
    """
    return _each(
        project,
        selection,
        lambda track, times: keys.scale_keys(track, times, pivot, factor, height, level),
        lambda time: pivot + (time - pivot) * factor,
    )


def duplicate_selection(project: Project, selection: Selection, by: float) -> Result:
    """Copies of the selected keys `by` seconds on; the copies are what is selected then."""
    return _each(
        project, selection, lambda track, times: keys.duplicate_keys(track, times, by), lambda t: t + by
    )


def remove_selection(project: Project, selection: Selection) -> Result:
    """The project without the selected keys."""
    tracks = [keys.remove_keys(project.track(name), times) for name, times in selection.items()]
    return project.with_tracks(tracks), {}


def transition_selection(project: Project, selection: Selection, transition: Transition) -> Result:
    """The selected keys with `transition` to their next."""
    return _each(
        project, selection, lambda track, times: keys.set_transition(track, times, transition), lambda t: t
    )


def set_values(
    project: Project, time: float, values: Mapping[str, float], transition: Transition | None = None
) -> Project:
    """A key at `time` on each channel of `values`, as keys.set_key sets it."""
    return project.with_tracks(
        keys.set_key(project.track(name), time, value, transition) for name, value in values.items()
    )


def values_at(project: Project, time: float, names: Iterable[str]) -> dict[str, float]:
    """What the tracks `names` are at `time`, muted or not."""
    return {name: project.track(name).value_at(time) for name in names}


def picked_keys(project: Project, selection: Selection) -> dict[str, tuple[Keyframe, ...]]:
    """The selected keys themselves, by track."""
    return {
        name: tuple(key for key in project.track(name).keys if key.time in times)
        for name, times in selection.items()
    }


def _each(
    project: Project,
    selection: Selection,
    edit: Callable[[Track, frozenset[float]], Track],
    follow: Callable[[float], float],
) -> Result:
    tracks = [edit(project.track(name), times) for name, times in selection.items()]
    moved = {}
    for track, times in zip(tracks, selection.values(), strict=True):
        landed = (track.key_at(follow(time)) for time in times)
        moved[track.name] = frozenset(key.time for key in landed if key is not None)
    return project.with_tracks(tracks), moved
