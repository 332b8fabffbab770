"""Verbs on what a project is made of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lestalk_studio.document.settings import ExportSettings, MediaPath
from lestalk_studio.ui.commands.base import EditCommand
from lestalk_studio.ui.texts import tr

if TYPE_CHECKING:
    from lestalk_studio.ui.session import Session


class SetMedia(EditCommand):
    """Another portrait, voice or AU source; role is the name of the project's field."""

    def __init__(self, session: Session, role: str, path: MediaPath) -> None:
        text = {
            "portrait": tr("Choose portrait"),
            "audio": tr("Choose voice"),
            "au_source": tr("Choose performance"),
        }[role]
        super().__init__(session, text, replace(session.project, **{role: path}))


class SetFrameRate(EditCommand):
    """Another number of frames a second; keys stay at their times."""

    def __init__(self, session: Session, fps: float) -> None:
        super().__init__(session, tr("Set frame rate"), replace(session.project, fps=fps))


class SetExport(EditCommand):
    """Other settings of the export."""

    def __init__(self, session: Session, settings: ExportSettings) -> None:
        super().__init__(session, tr("Export settings"), replace(session.project, export=settings))
