"""Painting what stands in front of the face: the brush taken and put away, and its strokes into the project."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QAction

from lestalk_studio.document.strokes import Stroke
from lestalk_studio.ui.brush import STEP
from lestalk_studio.ui.brush_bar import BrushBar
from lestalk_studio.ui.brush_tool import BrushTool
from lestalk_studio.ui.commands.front import ClearFront, PaintFront
from lestalk_studio.ui.shown import Shown
from lestalk_studio.ui.texts import tr

if TYPE_CHECKING:
    from lestalk_studio.ui.main_window import MainWindow

_SWITCHES = {"brush_erase": "erasing", "brush_head": "with_head", "brush_snap": "snap"}
_TOOLS = (*_SWITCHES, "brush_smaller", "brush_larger")


class FrontBrush(QObject):
    """Belongs to a window; `use` is called once its actions are there."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._session, self._viewport = window, window.session, window.viewport
        self.tool = BrushTool(self._viewport)
        self.bar: BrushBar | None = None
        self._actions: Mapping[str, QAction] = {}
        self._sized_for: object = None
        self.tool.painted.connect(self._paint)
        self.tool.brush_changed.connect(self._show_switches)
        window.preview.shown.connect(self._shown)
        self._session.document_changed.connect(self._document_changed)
        window.view_panel.installEventFilter(self)

    @property
    def on(self) -> bool:
        """Whether the brush is in hand."""
        return self._viewport.tool is not None

    def handlers(self) -> dict[str, Callable]:
        """What its actions do, by name."""
        switches = {name: partial(self._switch, field) for name, field in _SWITCHES.items()}
        return switches | {
            "front_brush": self.take,
            "brush_smaller": lambda: self.tool.resize(1 / STEP),
            "brush_larger": lambda: self.tool.resize(STEP),
            "clear_front": lambda: self._session.attempt(ClearFront),
        }

    def use(self, actions: Mapping[str, QAction]) -> None:
        """Let the actions tell what can be done."""
        self._actions = actions
        self.bar = BrushBar(self.tool, actions)
        self.bar.hide()
        self._window.view_panel.tools.addWidget(self.bar)
        self._document_changed()

    def take(self, on: bool) -> None:
        """Take the brush, or put it away."""
        if on and self._session.project.portrait is None:
            self._actions["front_brush"].setChecked(False)
            self._session.refused.emit(tr("There is no portrait yet to paint on."))
            return
        if on == self.on:
            return
        self.tool.forget()
        self._viewport.take_tool(self.tool if on else None)
        self.bar.setVisible(on)
        self._window.viewing.paint(on)
        if on:
            self._fit_size()
            self._viewport.setFocus()
        self._tell()

    def _switch(self, field: str, on: bool) -> None:
        self.tool.set_brush(**{field: on})

    def _show_switches(self) -> None:
        for name, field in _SWITCHES.items():
            self._actions[name].setChecked(getattr(self.tool.brush, field))

    def _fit_size(self) -> None:
        """A size that suits the face, when another portrait is painted for the first time."""
        face, size = self._viewport.face_rect, self._viewport.picture_size()
        portrait = self._session.project.portrait, self._session.project.face
        if face is not None and portrait != self._sized_for:
            self._sized_for = portrait
            longer = max(size.width(), size.height())
            self.tool.set_brush(radius=self.tool.brush.of_face(face.width() / longer).radius)
        self.bar.refresh()

    # --- what is painted

    def _paint(self, strokes: tuple[Stroke, ...]) -> None:
        if not self._session.attempt(PaintFront, strokes):
            self.tool.undrawn()

    def _shown(self, shown: Shown | None) -> None:
        if self.on and shown is not None:
            self.tool.show_held(shown.frame.overlay, self._session.project.strokes)
            self._fit_size()
            self._tell()

    def _document_changed(self, what: tuple[str, ...] = ()) -> None:
        if not self._actions:
            return
        project = self._session.project
        if self.on and (project.portrait is None or {"portrait", "face"} & set(what)):
            self._actions["front_brush"].setChecked(False)
        painted = bool(project.strokes) or project.front_mask is not None
        self._actions["clear_front"].setEnabled(painted)
        self._tell()

    def _tell(self) -> None:
        """What can be done now, and how to begin."""
        for name in _TOOLS:
            self._actions[name].setEnabled(self.on)
        with QSignalBlocker(self._actions["front_brush"]):
            self._actions["front_brush"].setChecked(self.on)
        project, held = self._session.project, self.tool.held
        empty = not project.strokes and held is not None and held.front is None
        hint = tr("Paint over what stands before the face, a hand or hair: it keeps still. Shift erases.")
        if self.on:
            self._viewport.set_hint(hint if empty else "")
        elif not self._window.viewing.full_screen.on:
            self._viewport.set_hint("")

    # --- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape takes a stroke back, or puts the brush away, wherever the focus is in the preview and its bars."""
        if not self.on or event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        if event.key() != Qt.Key.Key_Escape:
            return False
        if event.type() == QEvent.Type.KeyPress and not self.tool.cancel():
            self._actions["front_brush"].setChecked(False)
        event.accept()
        return True
