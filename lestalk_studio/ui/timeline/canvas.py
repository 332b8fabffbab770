"""The timeline's drawing area: shows the session and hands the mouse to gestures."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QToolTip, QWidget

from lestalk_studio.audio.pyramid import Pyramid
from lestalk_studio.document.channels import CHANNEL_ORDER, CHANNELS
from lestalk_studio.pipeline.coverage import Covered
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.timeline.hover import hover_text
from lestalk_studio.ui.timeline.lanes import FOLDED_AT_FIRST, layout
from lestalk_studio.ui.timeline.mouse import Mouse
from lestalk_studio.ui.timeline.paint_lanes import paint_graph, paint_header, paint_lanes
from lestalk_studio.ui.timeline.paint_ruler import (
    paint_corner,
    paint_covered,
    paint_ground,
    paint_playhead,
    paint_ruler,
)
from lestalk_studio.ui.timeline.scene import CURVES, DOPE, HEADER_WIDTH, RULER_HEIGHT, TOP, Scene
from lestalk_studio.ui.timeline.view import TimeView


class TimelineCanvas(QWidget):
    """view_changed: other part of time or of the lanes; menu_asked: right click (what, where on screen);
    keyed_only_off: an empty lane is to be seen.
    """

    view_changed = Signal()
    menu_asked = Signal(object, QPoint)
    rename_asked = Signal(float)
    fill_asked = Signal(str)
    active_changed = Signal()
    keyed_only_off = Signal()
    scrubbing = Signal(bool)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.snapping, self.frames, self.keyed_only = True, False, False
        self.mode, self.folded = DOPE, set(FOLDED_AT_FIRST)
        self.active: tuple[str, ...] = ("happy",)
        self.view, self.scroll = TimeView(), 0
        self.wave: Pyramid | None = None
        self.wave_trouble = ""
        self.covered = Covered()
        self._layer: QPixmap | None = None
        self._ground: tuple[tuple, QPixmap] | None = None
        self._scene: Scene | None = None
        self._mouse = Mouse(self)
        self._hovered = ""
        self._fitted = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(HEADER_WIDTH + 240, TOP + 60)
        self.setAccessibleName(tr("Timeline"))
        session.document_changed.connect(self._redraw)
        session.selection_changed.connect(self._redraw)
        session.media_length_changed.connect(lambda _: self.fit())
        session.file_changed.connect(self._redraw)
        session.playhead_changed.connect(self._follow)

    # --- what is shown

    def scene(self) -> Scene:
        """All that is shown now."""
        if self._scene is None or self._scene.playhead != self.session.playhead:
            session = self.session
            self._scene = Scene(
                session.project,
                session.selection,
                self.view,
                layout(session.project, self.folded, self.keyed_only),
                self.width(),
                self.height(),
                self.scroll,
                self.mode,
                self.active,
                session.playhead,
                session.duration,
            )
        return self._scene

    def _redraw(self, *_) -> None:
        self._layer = self._scene = None
        self.update()

    def _follow(self, time: float) -> None:
        if self._mouse.gesture is None:
            self.set_view(self.view.showing(time))
        self.update()

    def set_view(self, view: TimeView) -> None:
        """Show another part of time."""
        if view != self.view:
            self.view = view
            self._redraw()
            self.view_changed.emit()

    def set_scroll(self, pixels: int) -> None:
        """Scroll the lanes; kept within them."""
        pixels = min(max(pixels, 0), self.most_scroll())
        if pixels != self.scroll:
            self.scroll = pixels
            self._redraw()
            self.view_changed.emit()

    def most_scroll(self) -> int:
        """How far the lanes can be scrolled."""
        return max(0, self.scene().rows[-1].bottom - (self.height() - TOP))

    def set_wave(self, wave: Pyramid | None) -> None:
        """The voice to draw."""
        self.wave, self.wave_trouble = wave, ""
        self._redraw()

    def set_wave_trouble(self, sentence: str) -> None:
        """Why there is no voice to draw although one was chosen."""
        self.wave, self.wave_trouble = None, sentence
        self._redraw()

    def set_covered(self, covered: Covered) -> None:
        """The frames that lie ready."""
        if covered != self.covered:
            self.covered = covered
            self.update(HEADER_WIDTH, 0, self.width() - HEADER_WIDTH, RULER_HEIGHT)

    def set_folded(self, groups: set[str]) -> None:
        """Fold these groups of lanes away, and no others."""
        self.folded = set(groups)
        self._redraw()
        self.set_scroll(self.scroll)
        self.view_changed.emit()

    def set_hovered(self, name: str) -> None:
        """The lane whose name the mouse is over; '' for none."""
        if name != self._hovered:
            self._hovered = name
            self._redraw()

    def set_option(self, name: str, value: object) -> None:
        """Set `mode`, `snapping`, `frames` or `keyed_only`."""
        setattr(self, name, value)
        self._redraw()
        self.set_scroll(self.scroll)
        self.view_changed.emit()

    def set_mode(self, mode: str) -> None:
        """DOPE or CURVES, which begins with the lanes whose keys are selected."""
        if mode == CURVES and self.session.selection:
            self.set_active(set(self.session.selection))
        self.set_option("mode", mode)

    def _select_shown(self) -> None:
        """Keys that cannot be seen are not kept selected: deleting or moving them would go unnoticed."""
        selection = self.session.selection
        self.session.select({name: times for name, times in selection.items() if name in self.active})

    def fit(self) -> None:
        """Show the whole clip."""
        self._redraw()
        self.set_view(self.view.fitted(0.0, self.session.duration))

    def fit_selection(self) -> None:
        """Show the selected keys, or the whole clip when there are none."""
        span = self.scene().selected_span()
        self.set_view(self.view.fitted(*span)) if span else self.fit()

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Zoom about canvas pixel `x`, or about the playhead when it is seen."""
        if x is None:
            at = self.view.x(self.session.playhead)
            x = at if 0 <= at <= self.view.width else self.view.width / 2
        else:
            x = max(x - HEADER_WIDTH, 0.0)
        self.set_view(self.view.zoomed(x, factor))

    def activate(self, name: str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Make a lane the active one; Ctrl or Shift adds or takes it away."""
        many = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        chosen = {name}
        if modifiers & many:
            chosen = set(self.active) ^ {name} or {name}
        elif self.mode == CURVES and name in self.active:
            return
        self.set_active(chosen)

    def reveal(self, name: str) -> None:
        """Make a lane the active one and bring it into view, out of a folded group and among empty lanes, too."""
        self.set_folded(self.folded - {CHANNELS[name].group})
        if self.keyed_only and not self.session.project.track(name).keys:
            self.keyed_only_off.emit()
        self.set_active({name})
        row = self.scene().lane(name)
        room = self.height() - TOP
        if row is not None and not self.scroll <= row.top <= row.bottom <= self.scroll + room:
            self.set_scroll(row.top - max(room - row.height, 0) // 2)

    def set_active(self, names: set[str]) -> None:
        """Make these lanes the active ones."""
        active = tuple(sorted(names, key=CHANNEL_ORDER.__getitem__))
        if active != self.active:
            self.active = active
            if self.mode == CURVES:
                self._select_shown()
            self._redraw()
            self.active_changed.emit()

    # --- painting

    def resizeEvent(self, event) -> None:
        self.view = TimeView(self.view.start, self.view.scale, max(self.width() - HEADER_WIDTH, 1))
        self._redraw()
        if not self._fitted and self.width() > HEADER_WIDTH + 300:
            self._fitted = True
            self.fit()
        self.set_scroll(self.scroll)
        self.view_changed.emit()

    def paintEvent(self, event) -> None:
        scene = self.scene()
        if self._layer is None:
            self._layer = self._static_layer(scene)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._layer)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_covered(painter, scene, self.covered)
        paint_corner(painter, scene, self.frames)
        paint_playhead(painter, scene)
        self._mouse.paint(painter)
        painter.end()

    def _static_layer(self, scene: Scene) -> QPixmap:
        layer = self._blank(self.height())
        layer.fill(self.palette().base().color())
        painter = QPainter(layer)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        if scene.mode == CURVES:
            paint_graph(painter, scene)
        else:
            paint_lanes(painter, scene)
        paint_header(painter, scene, self._hovered)
        painter.drawPixmap(0, 0, self._ruler_ground(scene))
        painter.setFont(self.font())
        paint_ruler(painter, scene)
        painter.end()
        return layer

    def _ruler_ground(self, scene: Scene) -> QPixmap:
        """Kept while keys are dragged: the waveform is what takes longest."""
        project = scene.project
        shown = scene.view, self.frames, project.fps, project.audio, self.wave, self.wave_trouble
        shown += (self.width(), self.devicePixelRatioF())
        if self._ground is None or self._ground[0] != shown:
            layer = self._blank(TOP)
            painter = QPainter(layer)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self.font())
            paint_ground(painter, scene, self.frames, self.wave, self.wave_trouble)
            painter.end()
            self._ground = shown, layer
        return self._ground[1]

    def _blank(self, height: int) -> QPixmap:
        ratio = self.devicePixelRatioF()
        layer = QPixmap(round(self.width() * ratio), round(height * ratio))
        layer.setDevicePixelRatio(ratio)
        return layer

    def changeEvent(self, event) -> None:
        if event.type() in (
            QEvent.Type.PaletteChange,
            QEvent.Type.StyleChange,
            QEvent.Type.FontChange,
            QEvent.Type.LanguageChange,
        ):
            self._ground = None
            self._redraw()
        super().changeEvent(event)

    # --- mouse

    def mousePressEvent(self, event) -> None:
        self._mouse.press(event)

    def mouseMoveEvent(self, event) -> None:
        self._mouse.move(event)

    def mouseReleaseEvent(self, event) -> None:
        self._mouse.release()

    def mouseDoubleClickEvent(self, event) -> None:
        self._mouse.double_click(event)

    def wheelEvent(self, event) -> None:
        self._mouse.wheel(event)

    def cancel_gesture(self) -> bool:
        """Take back the drag that is going on; whether there was one."""
        return self._mouse.cancel()

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.cancel_gesture():
                return  # the selection is what it was before the drag
            if self.session.selection:
                self.session.select({})
                return
        super().keyPressEvent(event)

    def event(self, event) -> bool:
        if event.type() == QEvent.Type.ToolTip and self._mouse.gesture is None:
            text = hover_text(self.scene(), QPointF(event.pos()), self.wave_trouble)
            QToolTip.showText(event.globalPos(), text, self) if text else QToolTip.hideText()
            return True
        return super().event(event)
