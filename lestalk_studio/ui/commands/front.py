"""Verbs on what is painted by hand as standing in front of the face."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from lestalk_studio.document.strokes import Stroke
from lestalk_studio.ui.commands.base import EditCommand
from lestalk_studio.ui.texts import tr

if TYPE_CHECKING:
    from lestalk_studio.ui.session import Session


class PaintFront(EditCommand):
    """One stroke of the brush; a very long one is several of the document's."""

    def __init__(self, session: Session, strokes: Sequence[Stroke]) -> None:
        erases = strokes[0].kind == "erase"
        text = tr("Erase what is held in front") if erases else tr("Paint what is held in front")
        after = replace(session.project, strokes=(*session.project.strokes, *strokes))
        super().__init__(session, text, after)


class ClearFront(EditCommand):
    """Nothing painted or erased by hand any more, and no mask from a file."""

    def __init__(self, session: Session) -> None:
        after = replace(session.project, strokes=(), front_mask=None)
        super().__init__(session, tr("Clear what was painted"), after)
