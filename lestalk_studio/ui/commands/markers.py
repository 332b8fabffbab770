"""Verbs on markers and on the in and out points."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lestalk_studio.document.project import Project
from lestalk_studio.document.settings import Marker
from lestalk_studio.ui.commands.base import EditCommand
from lestalk_studio.ui.texts import tr

if TYPE_CHECKING:
    from lestalk_studio.ui.session import Session


class AddMarker(EditCommand):
    """A marker at a time, named."""

    def __init__(self, session: Session, time: float, name: str) -> None:
        super().__init__(session, tr("Add marker"), session.project.with_marker(Marker(time, name)))


class RenameMarker(EditCommand):
    """Another name for the marker at a time."""

    def __init__(self, session: Session, time: float, name: str) -> None:
        super().__init__(session, tr("Rename marker"), session.project.with_marker(Marker(time, name)))


class RemoveMarker(EditCommand):
    """The marker at a time away."""

    def __init__(self, session: Session, time: float) -> None:
        super().__init__(session, tr("Delete marker"), session.project.without_marker(time))


class MoveMarker(EditCommand):
    """A marker to another time; it takes the place of one it lands on. start: the project before the drag."""

    def __init__(
        self, session: Session, start: Project, marker: Marker, time: float, gesture: int | None = None
    ) -> None:
        after = start.without_marker(marker.time).with_marker(Marker(time, marker.name))
        super().__init__(session, tr("Move marker"), after, gesture=gesture)


class SetRange(EditCommand):
    """The in and the out point; None = the clip's own. A point past the other takes that one away."""

    def __init__(
        self,
        session: Session,
        start: float | None,
        end: float | None,
        gesture: int | None = None,
        moved: str = "start",
    ) -> None:
        if start is not None and end is not None and start >= end:
            start, end = (start, None) if moved == "start" else (None, end)
        after = replace(session.project, start=start, end=end)
        super().__init__(session, tr("Set in and out"), after, gesture=gesture)
