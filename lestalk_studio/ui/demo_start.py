"""The demo project, which begins to play as soon as its first picture and its voice are there."""

from __future__ import annotations

from PySide6.QtCore import QObject

from lestalk_studio.document.project import Project
from lestalk_studio.ui.files import Files
from lestalk_studio.ui.playback import Playback
from lestalk_studio.ui.preview_control import PreviewControl


class DemoStart(QObject):
    """`play` opens it. Whoever plays, moves the playhead or edits first has the project as it stands."""

    def __init__(
        self, files: Files, preview: PreviewControl, playback: Playback, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._files, self._preview, self._playback = files, preview, playback
        self._session = files.session
        self._waits_for: Project | None = None
        preview.frame_ready.connect(self._look)
        playback.playing_changed.connect(self._forget)

    def play(self) -> bool:
        """Open the demo project, to be played; whether it was opened."""
        opened = self._files.demo()
        self._waits_for = self._session.project if opened else None
        return opened

    def _forget(self, *_) -> None:
        self._waits_for = None

    def _look(self, frame: object) -> None:
        if self._waits_for is None:
            return
        if self._session.project is not self._waits_for or self._session.playhead:
            self._forget()
        elif frame is not None and self._preview.up_to_date:
            self._playback.play()
