"""Verbs on whole lanes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lestalk_studio.ui.commands.base import EditCommand
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.timeline.texts import titles

if TYPE_CHECKING:
    from lestalk_studio.ui.session import Session


class MuteLane(EditCommand):
    """Mute or unmute lanes."""

    def __init__(self, session: Session, names: tuple[str, ...], muted: bool) -> None:
        tracks = (replace(session.project.track(name), muted=muted) for name in names)
        text = tr("Mute {lane}") if muted else tr("Unmute {lane}")
        super().__init__(session, text.format(lane=titles(names)), session.project.with_tracks(tracks))


class SoloLane(EditCommand):
    """Solo lanes, or take them out of solo."""

    def __init__(self, session: Session, names: tuple[str, ...], soloed: bool) -> None:
        tracks = (replace(session.project.track(name), soloed=soloed) for name in names)
        text = tr("Solo {lane}") if soloed else tr("Unsolo {lane}")
        super().__init__(session, text.format(lane=titles(names)), session.project.with_tracks(tracks))


class ClearLane(EditCommand):
    """All keys of a lane away."""

    def __init__(self, session: Session, name: str) -> None:
        after = session.project.with_track(replace(session.project.track(name), keys=()))
        selection = {lane: times for lane, times in session.selection.items() if lane != name}
        super().__init__(session, tr("Clear {lane}").format(lane=titles([name])), after, selection)
