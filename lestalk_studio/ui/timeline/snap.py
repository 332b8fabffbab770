"""Snapping of times while something is dragged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lestalk_studio.document.project import Project
from lestalk_studio.document.selection import Selection
from lestalk_studio.ui.timeline.view import TimeView

SNAP_PIXELS = 7.0


@dataclass(frozen=True, slots=True)
class Snapped:
    """A time and what it was drawn to: 'key', 'marker', 'playhead', 'range', 'frame', or '' for nothing."""

    time: float
    to: str = ""


def targets(
    project: Project, selection: Selection, playhead: float | None, view: TimeView
) -> list[tuple[float, str]]:
    """(time, what) of all that draws a dragged key: keys that stay, markers, playhead, in and out."""
    found = [(marker.time, "marker") for marker in project.markers]
    found += [(edge, "range") for edge in (project.start, project.end) if edge is not None]
    if playhead is not None:
        found.append((playhead, "playhead"))
    for track in project.tracks:
        dragged = selection.get(track.name, frozenset())
        found += [(t, "key") for t in track.times if view.start <= t <= view.end and t not in dragged]
    return found


def snap(
    time: float, view: TimeView, fps: float, near: Iterable[tuple[float, str]], enabled: bool = True
) -> Snapped:
    """`time` drawn to the nearest of `near` within SNAP_PIXELS, else to a frame; as it is unless enabled."""
    time = max(time, 0.0)
    if not enabled:
        return Snapped(time)
    reach = SNAP_PIXELS / view.scale
    best = min(near, key=lambda target: abs(target[0] - time), default=None)
    if best is not None and abs(best[0] - time) <= reach:
        return Snapped(*best)
    return Snapped(round(time * fps) / fps, "frame")
