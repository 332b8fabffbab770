"""What a performance does to the face is chosen in the project's settings: the frame changes, undo restores it."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox

from lestalk_studio.document.project import Project
from lestalk_studio.les.performance import Performance
from lestalk_studio.les.space import INDEX
from lestalk_studio.ui.project_settings import ProjectSettingsDialog
from tests.e2e.editor.conftest import GreyRenderer
from tests.e2e.editor.dialogs import opened

OK = QDialogButtonBox.StandardButton.Ok


class CorrectedRenderer(GreyRenderer):
    """Brighter by what is beyond the linear map."""

    def render(self, z, aux, correction=None):
        more = 0 if correction is None else round(float(correction[0]))
        return super().render(z, aux) + np.uint8(more)


def smiling(samples, fps, **_):
    made = Performance.still(round(len(samples) / 16000 * fps), fps)
    made.z[:, INDEX["AU12"]] = 0.5
    return made


def test_another_model_changes_the_frame_and_undo_restores_it(window, portrait, voice, qtbot):
    preview, analysis = window.preview._frames._preview, window.preview._analysis
    plain, net = (
        preview._parts,
        SimpleNamespace(correction=lambda z, source, fps: np.full((len(z), 64), 40.0)),
    )
    preview._parts = replace(
        plain,
        fit=lambda seen: replace(plain.fit(seen), to_beta=net),
        renderer=lambda face, size: CorrectedRenderer(),
    )
    analysis._parts = replace(analysis._parts, speech=smiling)
    shown = []
    window.preview.frame_ready.connect(lambda frame: shown.append(frame.rgb.mean() if frame else None))
    session = window.session
    session.open(Project(portrait=portrait, audio=voice, expression_model="linear"))
    qtbot.waitUntil(lambda: window.preview.up_to_date and shown[-1:] == [120.0])
    window.actions_by_name["settings"].trigger()
    settings = opened(window, ProjectSettingsDialog)
    settings.expression_model.setCurrentIndex(settings.expression_model.findData("cdan"))
    qtbot.mouseClick(settings.buttons.button(OK), Qt.MouseButton.LeftButton)
    assert session.project.expression_model == "cdan"
    qtbot.waitUntil(lambda: shown[-1] == 160.0)
    session.undo_stack.undo()
    assert session.project.expression_model == "linear"
    qtbot.waitUntil(lambda: shown[-1] == 120.0)
