"""Verbs that put the result of an analysis on lanes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.keys import replace_auto
from lestalk_studio.ui.commands.base import EditCommand
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.timeline.texts import titles

if TYPE_CHECKING:
    from lestalk_studio.ui.session import Session


class FillFromVoice(EditCommand):
    """Automatic keys in place of the lanes' older automatic ones; keys set or touched by hand stay."""

    def __init__(self, session: Session, names: Sequence[str], keys: Sequence[Keyframe]) -> None:
        tracks = (replace_auto(session.project.track(name), keys) for name in names)
        after = session.project.with_tracks(tracks)
        super().__init__(session, tr("Auto intensity {lane}").format(lane=titles(names)), after)
