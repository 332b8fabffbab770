"""Verbs on what a project is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lestalk_studio.document.project import Project
from lestalk_studio.document.settings import ExportSettings, MediaPath
from lestalk_studio.ui.commands.base import EditCommand
from lestalk_studio.ui.texts import tr

if TYPE_CHECKING:
    from lestalk_studio.ui.session import Session


class SetMedia(EditCommand):
    """Another portrait, voice, AU source or mask; role is the name of the project's field.

    What was painted over one portrait means nothing on another, and goes.
    """

    def __init__(self, session: Session, role: str, path: MediaPath) -> None:
        text = {
            "portrait": tr("Choose portrait"),
            "audio": tr("Choose voice"),
            "au_source": tr("Choose performance"),
            "front_mask": tr("Choose mask"),
        }[role]
        after = replace(session.project, **{role: path})
        if role == "portrait" and path != session.project.portrait:
            after = replace(after, strokes=(), front_mask=None)
        super().__init__(session, text, after)


class LinkMedia(EditCommand):
    """Several media at other places, or left out; paths by the names of the project's fields."""

    def __init__(self, session: Session, paths: Mapping[str, MediaPath]) -> None:
        after, before = replace(session.project, **paths), session.project.portrait
        if after.portrait != before and Path(after.portrait or "").name != Path(before or "").name:
            after = replace(after, strokes=())  # not the same one at another place
        super().__init__(session, tr("Relink media"), after)


class UsePerformance(EditCommand):
    """A talking video, or an OpenFace CSV, moves the face.

    sound: what is heard, None = the voice stays. The mouth follows the performance, or the voice if that is
    another one's.
    """

    def __init__(self, session: Session, path: MediaPath, sound: MediaPath = None) -> None:
        project = session.project
        voice = project.audio if sound is None else sound
        lips = "source" if voice is None or voice == path else "audio"
        after = replace(project, au_source=path, audio=voice, lips=lips)
        super().__init__(session, tr("Choose performance"), after)


class ChooseFace(EditCommand):
    """Which of the portrait's faces is animated, 0 = the largest."""

    def __init__(self, session: Session, face: int) -> None:
        super().__init__(session, tr("Choose face"), replace(session.project, face=face))


class SetLips(EditCommand):
    """Who moves the mouth: 'audio' or 'source'."""

    def __init__(self, session: Session, lips: str) -> None:
        super().__init__(session, tr("Set who moves the lips"), replace(session.project, lips=lips))


class SetExpressionModel(EditCommand):
    """What a performance does to the face: 'cdan' or 'linear'."""

    def __init__(self, session: Session, model: str) -> None:
        after = replace(session.project, expression_model=model)
        super().__init__(session, tr("Choose how a performance moves the face"), after)


class SetTakeBack(EditCommand):
    """How far the portrait's own expression gives way to an edit; None = the program's choice."""

    def __init__(self, session: Session, take_back: float | None) -> None:
        after = replace(session.project, take_back=take_back)
        super().__init__(session, tr("Set how far the portrait's expression gives way"), after)


class SetBlinks(EditCommand):
    """Whether the face blinks by itself."""

    def __init__(self, session: Session, blinks: bool) -> None:
        text = tr("Blinks on") if blinks else tr("Blinks off")
        super().__init__(session, text, replace(session.project, blinks=blinks))


class SetHeadMotion(EditCommand):
    """Whether the head moves by itself."""

    def __init__(self, session: Session, on: bool) -> None:
        text = tr("Head motion on") if on else tr("Head motion off")
        super().__init__(session, text, replace(session.project, head_motion=on))


class SetOccluders(EditCommand):
    """Whether what stands in front of the face is looked for and held still."""

    def __init__(self, session: Session, held: bool) -> None:
        text = tr("Hold what is before the face") if held else tr("Let go what is before the face")
        super().__init__(session, text, replace(session.project, occluders="auto" if held else "none"))


class SetAppearance(EditCommand):
    """How strongly the skin folds, 0..1; None = the program's choice."""

    def __init__(self, session: Session, strength: float | None) -> None:
        after = replace(session.project, appearance=strength)
        super().__init__(session, tr("Set how strongly the skin folds"), after)


class SetSeed(EditCommand):
    """Other blinks and head motion."""

    def __init__(self, session: Session, seed: int) -> None:
        super().__init__(session, tr("Set seed"), replace(session.project, seed=seed))


class Revert(EditCommand):
    """The whole project as an older version of its file has it; `when` tells which for the history."""

    def __init__(self, session: Session, older: Project, when: str) -> None:
        super().__init__(session, tr("Revert to {when}").format(when=when), older, {})


class SetFrameRate(EditCommand):
    """Another number of frames a second; keys stay at their times."""

    def __init__(self, session: Session, fps: float) -> None:
        super().__init__(session, tr("Set frame rate"), replace(session.project, fps=fps))


class SetExport(EditCommand):
    """Other settings of the export."""

    def __init__(self, session: Session, settings: ExportSettings) -> None:
        super().__init__(session, tr("Export settings"), replace(session.project, export=settings))
