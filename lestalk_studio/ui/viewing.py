"""How the face is looked at: comparison, overlays, the source, full screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QImage

from lestalk_studio.pipeline.overlay import FRONT, LANDMARKS, MESH, MOTION
from lestalk_studio.ui.actions import tooltip
from lestalk_studio.ui.film_worker import FilmRequest, FilmWorker
from lestalk_studio.ui.full_screen import FullScreen
from lestalk_studio.ui.media_kinds import kind_of
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.viewport_geometry import RESULT, SIDE_BY_SIDE, SPLIT

if TYPE_CHECKING:
    from lestalk_studio.ui.main_window import MainWindow

COMPARING = {"show_result": RESULT, "show_split": SPLIT, "show_both": SIDE_BY_SIDE}
OVERLAYING = {"show_landmarks": LANDMARKS, "show_mesh": MESH, "show_motion": MOTION}


class Viewing(QObject):
    """Belongs to a window; `use` is called once its actions are there."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._session, self._viewport, self._preview = window.session, window.viewport, window.preview
        self.full_screen = FullScreen(window)
        self._overlays: frozenset[str] = frozenset()
        self._film_wanted = self._painting = False
        self._film = FilmWorker(self)
        self._film.picture_ready.connect(self._film_came)
        self._film.failed.connect(self._preview.told)
        self._film_shown: FilmRequest | None = None
        self._actions: Mapping[str, QAction] = {}
        self._viewport.size_wanted.connect(lambda side: self._preview.show(size=side))
        self._preview.shown.connect(self._viewport.show_shown)
        self._session.document_changed.connect(self._document_changed)
        self._session.playhead_changed.connect(self._ask_film)

    def handlers(self) -> dict[str, Callable]:
        """What the view's actions do, by name."""
        made: dict[str, Callable] = {
            "fit_picture": self._viewport.fit,
            "fit_face": self._viewport.fit_face,
            "full_size": self._viewport.full_size,
            "show_film": self._want_film,
            "full_screen": self.full_screen.set_on,
        }
        for name, comparison in COMPARING.items():
            made[name] = lambda on, to=comparison: self._compare(to) if on else None
        for name, overlay in OVERLAYING.items():
            made[name] = lambda on, which=overlay: self._lay_over(which, on)
        return made

    def use(self, actions: Mapping[str, QAction]) -> None:
        """Let the switches tell what is on."""
        self._actions = actions
        group = QActionGroup(self)
        for name in COMPARING:
            group.addAction(actions[name])
        self.full_screen.changed.connect(actions["full_screen"].setChecked)
        self._document_changed()

    def speak_again(self) -> None:
        """After another language was chosen."""
        self._document_changed()

    def close(self) -> None:
        """End the thread."""
        self._film.let_go()

    @property
    def film(self) -> Path | None:
        """The project's driving video."""
        source = self._session.project.au_source
        return Path(source) if source is not None and kind_of(Path(source)) == "video" else None

    def _compare(self, comparison: str) -> None:
        self._viewport.compare(comparison)
        self._want_source()
        self._ask_film()

    def paint(self, on: bool) -> None:
        """Whether the untouched portrait is wanted, and what is held in front of it, to be painted."""
        self._painting = on
        self._lay_over(FRONT, on)
        self._want_source()

    def _want_source(self) -> None:
        compared = self._viewport.comparison != RESULT and not self._film_on
        self._preview.show(source=compared or self._painting)

    def _lay_over(self, overlay: str, on: bool) -> None:
        self._overlays = self._overlays | {overlay} if on else self._overlays - {overlay}
        self._preview.show(overlays=self._overlays)

    @property
    def _film_on(self) -> bool:
        return self._film_wanted and self.film is not None

    def _want_film(self, on: bool) -> None:
        self._film_wanted = on
        if on and self._viewport.comparison == RESULT and self._actions:
            self._actions["show_both"].setChecked(True)
        self._compare(self._viewport.comparison)

    def _document_changed(self, *_) -> None:
        if self._actions:
            show = self._actions["show_film"]
            show.setEnabled(self.film is not None)
            reason = (
                ""
                if show.isEnabled()
                else "\n" + tr("There is no driving video; the project settings take one.")
            )
            show.setToolTip(tooltip(show) + reason)
        self._want_source()
        self._ask_film()

    def _ask_film(self, *_) -> None:
        if not self._film_on or self._viewport.comparison == RESULT:
            self._viewport.hide_film()
            if self._film_shown is not None:
                self._film_shown = None
                self._film.ask(FilmRequest(None))
            return
        request = FilmRequest(self.film, self._session.playhead)
        if request == self._film_shown:
            return
        if self._film_shown is None or self._film_shown.path != request.path:
            self._viewport.show_film(None, request.path.name)
        self._film_shown = request
        self._film.ask(request)

    def _film_came(self, request: FilmRequest, picture: QImage) -> None:
        if self._film_shown is not None and request.path == self._film_shown.path:
            self._viewport.show_film(picture, request.path.name)
