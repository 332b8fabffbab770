"""Verbs that lay a preset on the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lestalk_studio.document.presets import Preset, apply_preset
from lestalk_studio.document.project import Project
from lestalk_studio.ui.commands.base import EditCommand
from lestalk_studio.ui.texts import preset_title, tr

if TYPE_CHECKING:
    from lestalk_studio.ui.session import Session


class ApplyPreset(EditCommand):
    """Keys at `time` [s] that are `factor` (0..1) of the way from `start` to the preset."""

    def __init__(
        self,
        session: Session,
        start: Project,
        preset: Preset,
        time: float,
        factor: float = 1.0,
        gesture: int | None = None,
    ) -> None:
        after = apply_preset(start, preset, time, factor) if factor else start
        super().__init__(
            session, tr("Preset {name}").format(name=preset_title(preset)), after, gesture=gesture
        )
