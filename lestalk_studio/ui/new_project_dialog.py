"""A new project from a portrait and a voice: two places to drop them, each with a picture of what is there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lestalk_studio.document.project import Project
from lestalk_studio.pipeline.glance import PortraitGlance, VoiceGlance
from lestalk_studio.ui.drop_zone import DropZone
from lestalk_studio.ui.drops import accept_files, dropped_files
from lestalk_studio.ui.face_row import FaceRow
from lestalk_studio.ui.glances import Glances
from lestalk_studio.ui.media_kinds import kind_of
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.texts import timecode, tr


class NewProjectDialog(QDialog):
    """Both files can be dropped anywhere; with at least a portrait that shows a face the project can be made."""

    def __init__(self, session: Session, glances: Glances, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("New project"))
        self.setAcceptDrops(True)
        self._session, self._glances = session, glances
        self.portrait = DropZone(
            "portrait", tr("Drop a portrait here"), tr("A picture with a face: JPEG, PNG, WebP, TIFF")
        )
        self.voice = DropZone(
            "audio", tr("Drop a voice here"), tr("WAV, MP3, FLAC, OGG, or a video with speech")
        )
        self.faces = FaceRow()
        self.faces.chosen_changed.connect(self.portrait.picture.mark)
        self._faces_text = QLabel(tr("There are several faces; click the one to animate."))
        self._faces_text.setWordWrap(True)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.create = self.buttons.button(kinds.Ok)
        self.create.setText(tr("Create project"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        zones = QHBoxLayout()
        zones.setSpacing(14)
        zones.addWidget(self.portrait, 1)
        zones.addWidget(self.voice, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 18, 16)
        column.setSpacing(12)
        column.addLayout(zones, 1)
        column.addWidget(self._faces_text)
        column.addWidget(self.faces)
        column.addWidget(self.buttons)
        for zone, worker in ((self.portrait, glances.portrait), (self.voice, glances.voice)):
            zone.path_changed.connect(self._changed)
            zone.other_dropped.connect(self.take)
            worker.refused.connect(zone.show_trouble)
        glances.portrait.seen.connect(self._portrait_seen)
        glances.voice.seen.connect(self._voice_seen)
        self._show_faces(False)
        self._allow()
        self.resize(720, 440)

    def take(self, path: Path) -> None:
        """A file that was dropped somewhere: to the place it belongs to."""
        (self.portrait if kind_of(path) == "picture" else self.voice).set_path(path)

    def _changed(self, role: str) -> None:
        zone = self.portrait if role == "portrait" else self.voice
        if role == "portrait":
            self._show_faces(False)
        if zone.path is not None:
            zone.show_busy(tr("Detecting the face …") if role == "portrait" else tr("Reading the voice …"))
            (self._glances.portrait if role == "portrait" else self._glances.voice).ask(zone.path)
        self._allow()

    def _portrait_seen(self, path: object, glance: PortraitGlance) -> None:
        if path != self.portrait.path:
            return
        usable = next((i for i, face in enumerate(glance.faces) if not face.trouble), 0)
        if glance.faces[usable].trouble:
            self.portrait.show_trouble(path, glance.faces[usable].trouble)
        else:
            self.portrait.show_portrait(glance, usable)
            self.faces.show_faces(glance.faces, usable)
            self._show_faces(len(glance.faces) > 1)
        self._allow()

    def _voice_seen(self, path: object, glance: VoiceGlance) -> None:
        if path == self.voice.path:
            self.voice.show_voice(glance, timecode(glance.seconds, self._session.project.fps))
            self._allow()

    def _show_faces(self, several: bool) -> None:
        self.faces.setVisible(several)
        self._faces_text.setVisible(several)

    def _allow(self) -> None:
        self.create.setEnabled(self.portrait.ready and (self.voice.path is None or self.voice.ready))

    def accept(self) -> None:
        face = self.faces.chosen if self.faces.isVisibleTo(self) else self.portrait.picture.marked
        project = Project(portrait=self.portrait.path, audio=self.voice.path, face=face)
        super().accept()
        self._session.open(project)
        self._session.undo_stack.resetClean()  # nothing of it is in a file yet

    def dragEnterEvent(self, event) -> None:
        accept_files(event)

    def dropEvent(self, event) -> None:
        for path in dropped_files(event):
            self.take(path)
        event.acceptProposedAction()
