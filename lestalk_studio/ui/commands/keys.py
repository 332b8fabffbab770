"""Verbs on keyframes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from lestalk_studio.document import keys as key_edits
from lestalk_studio.document import selection as many
from lestalk_studio.document.clipboard import Clip, paste_keys
from lestalk_studio.document.project import Project
from lestalk_studio.document.selection import Selection
from lestalk_studio.document.track import Track
from lestalk_studio.document.transition import Transition
from lestalk_studio.ui.commands.base import EditCommand
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.timeline.texts import titles

if TYPE_CHECKING:
    from lestalk_studio.ui.session import Session

Start = tuple[Project, Selection]
"""Project and selection as they were when a drag began; each step of the drag counts from there."""


class SetValues(EditCommand):
    """Keys at one time with these values, e.g. by a slider."""

    def __init__(
        self, session: Session, time: float, values: Mapping[str, float], gesture: int | None = None
    ) -> None:
        after = many.set_values(session.project, time, values)
        what = titles(values) if len(values) <= 2 else tr("{count} values").format(count=len(values))
        super().__init__(session, tr("Set {what}").format(what=what), after, gesture=gesture)


class InsertKeys(EditCommand):
    """Keys at one time that leave the curves as they are; they become the selection."""

    def __init__(self, session: Session, time: float, names: Iterable[str]) -> None:
        names = tuple(names)
        after = session.project.with_tracks(
            key_edits.insert_key(session.project.track(name), time) for name in names
        )
        selection = many.selection_of((name, time) for name in names)
        super().__init__(session, tr("Add key"), after, selection)


class InsertKey(EditCommand):
    """A key at a time with a value of its own, e.g. by a double click on a curve."""

    def __init__(self, session: Session, name: str, time: float, value: float) -> None:
        after = session.project.with_track(key_edits.set_key(session.project.track(name), time, value))
        super().__init__(session, tr("Add key"), after, many.selection_of([(name, time)]))


class RemoveKeys(EditCommand):
    """The selected keys away."""

    def __init__(self, session: Session, selection: Selection | None = None, text: str | None = None) -> None:
        gone = session.selection if selection is None else selection
        after, left = many.remove_selection(session.project, gone)
        super().__init__(session, text or tr("Delete keys"), after, left)


class MoveKeys(EditCommand):
    """The selected keys moved in time [s] and value."""

    def __init__(
        self, session: Session, start: Start, by: float, rise: float = 0.0, gesture: int | None = None
    ) -> None:
        after, selection = many.move_selection(*start, by, rise)
        super().__init__(session, tr("Move keys"), after, selection, gesture)


class DragCopies(EditCommand):
    """Copies of the selected keys at another time [s] and value; the copies are selected."""

    def __init__(
        self, session: Session, start: Start, by: float, rise: float = 0.0, gesture: int | None = None
    ) -> None:
        after, selection = start
        if by or rise:
            after, selection = many.duplicate_selection(*start, max(by, -(many.earliest(start[1]) or 0.0)))
            after, selection = many.move_selection(after, selection, 0.0, rise)
        super().__init__(session, tr("Duplicate keys"), after, selection, gesture)


class RaiseKeys(EditCommand):
    """The selected keys' values changed by a step: a tenth, or a degree."""

    def __init__(self, session: Session, steps: int) -> None:
        after = session.project
        for name, times in session.selection.items():
            step = 1.0 if after.track(name).channel.unit == "°" else 0.1
            after = after.with_track(key_edits.move_keys(after.track(name), times, 0.0, steps * step))
        text = tr("Raise keys") if steps > 0 else tr("Lower keys")
        super().__init__(session, text, after)


class SetKeyValues(EditCommand):
    """One value for the selected keys, brought into the range of each lane."""

    def __init__(self, session: Session, value: float) -> None:
        after = session.project
        for name, times in session.selection.items():
            track = after.track(name)
            for time in times:
                track = key_edits.set_key(track, time, track.channel.limited(value))
            after = after.with_track(track)
        super().__init__(session, tr("Set value"), after)


class ScaleKeys(EditCommand):
    """The selected keys spread about a time by `factor`, and about a value by `height`."""

    def __init__(
        self,
        session: Session,
        start: Start,
        pivot: float,
        factor: float,
        height: float = 1.0,
        level: float = 0.0,
        gesture: int | None = None,
    ) -> None:
        after, selection = many.scale_selection(*start, pivot, factor, height, level)
        super().__init__(session, tr("Scale keys"), after, selection, gesture)


class NudgeKeys(EditCommand):
    """The selected keys moved by whole frames."""

    def __init__(self, session: Session, frames: int) -> None:
        after, selection = many.nudge_selection(session.project, session.selection, frames)
        super().__init__(session, tr("Nudge keys"), after, selection)


class DuplicateKeys(EditCommand):
    """Copies of the selected keys, later by some seconds."""

    def __init__(self, session: Session, by: float) -> None:
        after, selection = many.duplicate_selection(session.project, session.selection, by)
        super().__init__(session, tr("Duplicate keys"), after, selection)


class PasteKeys(EditCommand):
    """The clipboard's keys, the first of them at a time."""

    def __init__(self, session: Session, clip: Clip, at: float, into: str | None = None) -> None:
        after, selection = paste_keys(session.project, clip, at, into)
        super().__init__(session, tr("Paste keys"), after, selection)


class SetTransition(EditCommand):
    """Another way from the selected keys to their next."""

    def __init__(self, session: Session, transition: Transition) -> None:
        after, selection = many.transition_selection(session.project, session.selection, transition)
        super().__init__(session, tr("Change transition"), after, selection)


class BendCurve(EditCommand):
    """The handles of a key's transition, dragged, and of another one's beside it. track: as the drag found it.

    Without transitions the track is that again.
    """

    def __init__(
        self,
        session: Session,
        track: Track,
        time: float | None = None,
        transition: Transition | None = None,
        also: tuple[float, Transition] | None = None,
        gesture: int | None = None,
    ) -> None:
        if time is not None:
            track = key_edits.set_transition(track, [time], transition)
        if also is not None:
            track = key_edits.set_transition(track, [also[0]], also[1])
        super().__init__(session, tr("Bend curve"), session.project.with_track(track), gesture=gesture)
