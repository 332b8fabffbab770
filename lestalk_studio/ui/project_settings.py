"""The project's settings: frame rate, what moves the face, which face, and what it does by itself."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from lestalk_studio.document.project import Project
from lestalk_studio.document.settings import HIGHEST_FPS, LOWEST_FPS, MediaPath
from lestalk_studio.pipeline.glance import PortraitGlance
from lestalk_studio.pipeline.parts import strength_of
from lestalk_studio.ui.commands import project as verbs
from lestalk_studio.ui.elided_label import ElidedLabel
from lestalk_studio.ui.expression_model_box import ExpressionModelBox
from lestalk_studio.ui.face_row import FaceRow
from lestalk_studio.ui.glances import Glances
from lestalk_studio.ui.media_kinds import file_filter, kind_of, role_title
from lestalk_studio.ui.percent_row import PercentRow
from lestalk_studio.ui.rates import RateBox, keys_off_frames
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.texts import tr

MOST_SEED = 2**31 - 1
TAKE_BACK = 1.0
"""What the program takes while the project says nothing."""


class ProjectSettingsDialog(QDialog):
    """Agreed to, each setting that was changed is one undo step."""

    def __init__(self, session: Session, glances: Glances, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Project settings"))
        self._session = session
        project = session.project
        self._make_timing(project)
        self._make_performance(project, glances)
        self._make_face(project, glances)
        self._make_liveliness(project)
        self.appearance, self.appearance_note = PercentRow(tr("Folds of the skin")), _hint()
        self.appearance.set_share(strength_of(project.appearance))
        self.appearance_note.setText(tr("How strongly cheeks, brows and forehead fold with the expression."))
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        form = QGridLayout()  # a QFormLayout cuts hints that take several lines
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(10)
        form.setColumnStretch(1, 1)
        for row, (text, field) in enumerate(
            (
                (tr("Frame rate"), _column(self.fps, self.fps_note)),
                (
                    tr("Performance"),
                    _column(self.source_name, self.source_note, _line(self.source_choose, self.source_clear)),
                ),
                (tr("Lips"), _column(self.lips)),
                (tr("Motion"), _column(self.expression_model)),
                (tr("Face"), _column(self.faces_note, self.faces)),
                (
                    tr("Own expression"),
                    _column(_line(self.take_back, self.take_back_text, grow=0), self.take_back_note),
                ),
                (tr("Folds of the skin"), _column(self.appearance, self.appearance_note)),
                (tr("By itself"), _column(self.blinks, self.head_motion)),
                (tr("In front"), _column(self.occluders)),
                (tr("Seed"), _line(self.seed, self.another)),
            )
        ):
            label = QLabel(text)
            label.setContentsMargins(0, 3, 0, 0)
            form.addWidget(label, row, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            form.addLayout(field, row, 1)
        hint = QLabel(
            tr(
                "How far emotions leave the mouth to speech is keyframed: the lane “Mouth preservation” under Mix."
            )
        )
        hint.setObjectName("hint")
        hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addLayout(form)
        column.addWidget(hint)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.setMinimumWidth(560)
        self._grow()

    def _grow(self) -> None:
        """As high as the hints need at this width."""
        self.layout().activate()
        width = max(self.width(), self.minimumWidth())
        self.resize(width, max(self.height(), self.layout().totalHeightForWidth(width)))

    # --- the parts

    def _make_timing(self, project: Project) -> None:
        self.fps = RateBox(project.fps)
        self.fps_note = _hint()
        self.fps.rate_changed.connect(self._tell_rate)
        self._tell_rate()

    def _tell_rate(self) -> None:
        project, fps = self._session.project, self.fps.rate
        self.buttons_enabled(fps is not None)
        if fps is None:
            text = tr("Give a rate from {low:g} to {high:g} frames a second.").format(
                low=LOWEST_FPS, high=HIGHEST_FPS
            )
        elif fps == project.fps:
            text = tr("Frames a second of the preview and of exports.")
        else:
            text = tr("Keys and markers stay at their times in seconds.")
            off = keys_off_frames(project, fps)
            if off:
                text += " " + tr("{n} of {all} keys then lie between two frames.").format(
                    n=off, all=project.key_count
                )
            if project.audio is not None or project.au_source is not None:
                text += " " + tr("The voice is analysed again.")
        self.fps_note.setText(text)
        if self.layout() is not None:
            self._grow()

    def buttons_enabled(self, on: bool) -> None:
        """Whether the dialog can be agreed to."""
        if hasattr(self, "buttons"):
            self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(on)

    def _make_performance(self, project: Project, glances: Glances) -> None:
        self.au_source: MediaPath = project.au_source
        self.source_sound: Path | None = None
        self._probe = glances.sound
        self._probe.probed.connect(self._sound_probed)
        self.source_name, self.source_note = ElidedLabel(), _hint()
        self.source_note.setText(
            tr("A talking video or an OpenFace CSV moves the face in place of the voice.")
        )
        self.source_choose = _button(tr("Choose …"), self._ask_source)
        self.source_clear = _button(tr("Clear"), lambda: self.set_source(None))
        self.lips = QComboBox()
        self.lips.addItem(tr("follow the voice"), "audio")
        self.lips.addItem(tr("follow the performance"), "source")
        self.lips.setCurrentIndex(self.lips.findData(project.lips))
        self.expression_model = ExpressionModelBox(project.expression_model)
        self.set_source(project.au_source)

    def _ask_source(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, role_title("au_source"), "", file_filter("au_source"))
        if chosen:
            self.set_source(Path(chosen))

    def set_source(self, path: MediaPath) -> None:
        """A talking video or an OpenFace CSV that moves the face; None = the voice alone does."""
        self.au_source, self.source_sound = path, None
        if isinstance(path, Path) and kind_of(path) == "video" and self._session.project.audio is None:
            self._probe.ask(path)
        self.source_name.setText(tr("None: the voice moves the face.") if path is None else str(path))
        self.source_clear.setEnabled(path is not None)
        self.lips.setEnabled(path is not None and self._session.project.audio is not None)
        self.lips.setToolTip("" if self.lips.isEnabled() else tr("There is only one who could move them."))

    def _sound_probed(self, path: object, has_sound: bool) -> None:
        """Where there is no voice, the video's own sound is heard."""
        if has_sound and path == self.au_source:
            self.source_sound = path

    def _make_face(self, project: Project, glances: Glances) -> None:
        self.faces, self.faces_note = FaceRow(), _hint()
        self.faces.hide()
        self.face = project.face
        self.faces.chosen_changed.connect(self._choose_face)
        if project.portrait is None:
            self.faces_note.setText(tr("There is no portrait yet."))
            return
        self.faces_note.setText(tr("Looking for faces …"))
        glances.portrait.seen.connect(self._faces_seen)
        glances.portrait.refused.connect(self._faces_refused)
        glances.portrait.ask(project.portrait)

    def _choose_face(self, face: int) -> None:
        self.face = face

    def _faces_seen(self, path: object, glance: PortraitGlance) -> None:
        if path != self._session.project.portrait:
            return
        several = len(glance.faces) > 1
        self.faces_note.setText(
            tr("Click the face to animate.") if several else tr("The portrait shows one face.")
        )
        self.faces.show_faces(glance.faces, self.face)
        self.faces.show()
        self._grow()

    def _faces_refused(self, path: object, sentence: str) -> None:
        if path == self._session.project.portrait:
            self.faces_note.setText(sentence)

    def _make_liveliness(self, project: Project) -> None:
        self.take_back, self.take_back_text, self.take_back_note = (
            QSlider(Qt.Orientation.Horizontal),
            QLabel(),
            _hint(),
        )
        self.take_back.setRange(0, 100)
        self.take_back_text.setMinimumWidth(44)
        self.take_back.setAccessibleName(tr("Own expression"))
        self.take_back.valueChanged.connect(lambda percent: self.take_back_text.setText(f"{percent} %"))
        self.take_back.setValue(round(100 * (TAKE_BACK if project.take_back is None else project.take_back)))
        self.take_back_text.setText(f"{self.take_back.value()} %")
        self.take_back_note.setText(tr("How far the portrait's own expression gives way to an edit."))
        self.blinks = QCheckBox(tr("blinks"))
        self.blinks.setChecked(project.blinks)
        self.head_motion = QCheckBox(tr("moves the head while speaking"))
        self.head_motion.setChecked(project.head_motion)
        self.occluders = QCheckBox(tr("hold still what is before the face"))
        self.occluders.setToolTip(
            tr("A microphone, a hand or a scarf before the face then stays while the face moves beneath it.")
        )
        self.occluders.setChecked(project.occluders == "auto")
        self.seed = QSpinBox()
        self.seed.setRange(0, MOST_SEED)
        with QSignalBlocker(self.seed):
            self.seed.setValue(min(project.seed, MOST_SEED))
        self.seed.setToolTip(tr("Other blinks and head motion; the same number gives the same ones."))
        self.another = _button(tr("Another"), lambda: self.seed.setValue(random.randrange(MOST_SEED)))

    # --- the end

    def accept(self) -> None:
        """Push a command for each setting that is another one now."""
        session, before = self._session, self._session.project
        if self.fps.rate is None:
            return
        if self.fps.rate != before.fps:
            session.attempt(verbs.SetFrameRate, self.fps.rate)
        if self.au_source != before.au_source:
            if self.au_source is None:
                session.attempt(verbs.SetMedia, "au_source", None)
            else:
                session.attempt(verbs.UsePerformance, self.au_source, self.source_sound)
        if self.lips.isEnabled() and self.lips.currentData() != before.lips:
            session.attempt(verbs.SetLips, self.lips.currentData())
        if self.expression_model.model != before.expression_model:
            session.attempt(verbs.SetExpressionModel, self.expression_model.model)
        if self.face != before.face:
            session.attempt(verbs.ChooseFace, self.face)
        shown = round(100 * (TAKE_BACK if before.take_back is None else before.take_back))
        if self.take_back.value() != shown:
            session.attempt(verbs.SetTakeBack, self.take_back.value() / 100)
        if self.blinks.isChecked() != before.blinks:
            session.attempt(verbs.SetBlinks, self.blinks.isChecked())
        if self.head_motion.isChecked() != before.head_motion:
            session.attempt(verbs.SetHeadMotion, self.head_motion.isChecked())
        if self.occluders.isChecked() != (before.occluders == "auto"):
            session.attempt(verbs.SetOccluders, self.occluders.isChecked())
        if self.appearance.percent != round(100 * strength_of(before.appearance)):
            session.attempt(verbs.SetAppearance, self.appearance.share)
        if self.seed.value() != min(before.seed, MOST_SEED):
            session.attempt(verbs.SetSeed, self.seed.value())
        super().accept()


def _hint() -> QLabel:
    label = QLabel()
    label.setObjectName("hint")
    label.setWordWrap(True)
    return label


def _button(text: str, call: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _=False: call())
    return button


def _line(*widgets: QWidget, grow: int | None = None) -> QHBoxLayout:
    line = QHBoxLayout()
    for i, widget in enumerate(widgets):
        line.addWidget(widget, int(i == grow))
    if grow is None:
        line.addStretch(1)
    return line


def _column(*parts: QWidget | QHBoxLayout) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    for part in parts:
        column.addWidget(part) if isinstance(part, QWidget) else column.addLayout(part)
    return column
