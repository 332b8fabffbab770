"""The main window: preview in the middle, docks around it, menus and keys from the action table."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QUndoView

from lestalk_studio.audio.playback import SoundOutput
from lestalk_studio.document.project import Project
from lestalk_studio.pipeline.parts import Parts
from lestalk_studio.pipeline.shared_parts import shared
from lestalk_studio.ui.actions import build_actions
from lestalk_studio.ui.appearance import theme_menu
from lestalk_studio.ui.auto_intensity import AutoIntensity
from lestalk_studio.ui.autosave import Autosave
from lestalk_studio.ui.background import Background
from lestalk_studio.ui.demo_start import DemoStart
from lestalk_studio.ui.docks import build_docks
from lestalk_studio.ui.editing import Editing
from lestalk_studio.ui.files import Files
from lestalk_studio.ui.front_brush import FrontBrush
from lestalk_studio.ui.handlers import handlers_of
from lestalk_studio.ui.inspector.panel import InspectorPanel
from lestalk_studio.ui.keyboard import is_for_focus
from lestalk_studio.ui.playback import Playback
from lestalk_studio.ui.presets_panel import PresetsPanel
from lestalk_studio.ui.preview_control import PreviewControl
from lestalk_studio.ui.radar import RadarPanel
from lestalk_studio.ui.radar_feed import RadarFeed
from lestalk_studio.ui.recent_menu import RecentMenu
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.shortcut_store import load_own_keys
from lestalk_studio.ui.sound import SoundControl
from lestalk_studio.ui.start_panel import StartPanel
from lestalk_studio.ui.status_line import StatusLine
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.timeline.panel import TimelinePanel
from lestalk_studio.ui.tool_row import tool_row
from lestalk_studio.ui.view_panel import ViewPanel
from lestalk_studio.ui.viewing import Viewing
from lestalk_studio.ui.viewport import Viewport
from lestalk_studio.ui.volume import VolumeControl
from lestalk_studio.ui.window_layout import reset_layout


class MainWindow(QMainWindow):
    """One open project. parts: the chain's steps; sound: the speakers; others in a test."""

    def __init__(self, parts: Parts | None = None, sound: SoundOutput | None = None) -> None:
        super().__init__()
        self.session = Session(Project(), self)
        self.viewport = Viewport()
        self.timeline = TimelinePanel(self.session)
        self.canvas = self.timeline.canvas
        self.inspector = InspectorPanel(self.session)
        self.radar = RadarPanel(self.session)
        faces = self.parts = shared(parts or Parts())
        self.presets = PresetsPanel(self.session, parts=faces)
        self.presets.thumbnails.gives_way = lambda: self.preview.preparing or self.front_brush.on
        self.sound_output = sound or SoundOutput()
        self.playback = Playback(self.session, parent=self, sound=self.sound_output)
        self.sound = SoundControl(self.session, self.sound_output, self.playback, self)
        self.files = Files(self, self.session, faces)
        self.editing = Editing(self.session, self.canvas)
        self.preview = PreviewControl(self.session, faces, parent=self)
        self.radar_feed = RadarFeed(self.session, lambda: (self.preview.known or (None, None))[1], self)
        self.demo = DemoStart(self.files, self.preview, self.playback, self)
        self.auto_intensity = AutoIntensity(self.session, self)
        self.autosave = Autosave(self.session, parent=self)
        self.background = Background(self, faces, apart=parts is None)
        self.exporting = self.background.dialog
        self.viewing, self.view_panel = Viewing(self), ViewPanel(self.viewport)
        self.front_brush = FrontBrush(self)
        self.setCentralWidget(self.view_panel)
        self.history = QUndoView(self.session.undo_stack)
        self.history.setEmptyLabel(tr("Start"))
        self.history.setAccessibleName(tr("History"))
        self._docks = build_docks(self)
        own_keys = load_own_keys()
        self.actions_by_name = build_actions(self, self.menuBar(), handlers_of(self), own_keys)
        self.timeline.use(tool_row(self.actions_by_name))
        self.timeline.menus.actions = self.actions_by_name
        file_menu = self.menuBar().actions()[0].menu()
        file_menu.insertMenu(self.actions_by_name["demo"], RecentMenu(self.files.open, self))
        self.view_panel.use(self.actions_by_name)
        self.viewing.use(self.actions_by_name)
        self.front_brush.use(self.actions_by_name)
        self.volume = VolumeControl(self.sound)
        self.timeline.add_tool(self.volume)
        self.volume.settings_asked.connect(lambda: self.show_preferences("sound"))
        self.sound.bind(self.actions_by_name["mute_sound"], self.actions_by_name["scrub_sound"])
        self._fill_view_menu()
        self.status = StatusLine(self.statusBar())
        choices = [
            (tr("Try the demo project"), self.demo.play),
            (tr("New from portrait and voice …"), self.files.new_from_media),
            (tr("Open project …"), self.files.open),
        ]
        self.start = StartPanel(choices, self.files.open, self.viewport)
        self.viewport.set_start(self.start)
        self._connect()
        self.resize(1440, 900)
        self.setMinimumSize(1180, 640)
        self._retitle()

    # --- building

    def _fill_view_menu(self) -> None:
        menu = next(a.menu() for a in self.menuBar().actions() if a.text() == tr("&View"))
        menu.addSeparator()
        for dock in self._docks.values():
            menu.addAction(dock.toggleViewAction())
        menu.addAction(tr("Put the docks back"), lambda: reset_layout(self, self._docks))
        menu.addSeparator()
        menu.addMenu(theme_menu(self))

    def _connect(self) -> None:
        session, preview = self.session, self.preview
        session.refused.connect(self.status.tell)
        session.document_changed.connect(self._retitle)
        session.file_changed.connect(self._retitle)
        session.file_changed.connect(self.start.refresh)
        session.selection_changed.connect(self._retitle)
        session.undo_stack.cleanChanged.connect(self._retitle)
        session.undo_stack.undoTextChanged.connect(self._name_undo)
        session.undo_stack.redoTextChanged.connect(self._name_undo)
        preview.frame_ready.connect(self.radar_feed.take_frame)
        self.radar_feed.read.connect(self.radar.view.show_reading)
        preview.stale_changed.connect(lambda stale: self.viewport.set_state(stale=stale))
        preview.busy.connect(lambda text: self.viewport.set_state(busy=text))
        preview.failed.connect(self._failed)
        preview.wave_ready.connect(self.canvas.set_wave)
        preview.wave_ready.connect(self.sound.set_wave)
        preview.voice_lost.connect(self.canvas.set_wave_trouble)
        self.sound.changed.connect(lambda: self.status.sound.setText(self.sound.text))
        self.sound.told.connect(self.status.tell)
        self.canvas.scrubbing.connect(self.playback.hold)
        self.inspector.lane_asked.connect(self.canvas.reveal)
        self.canvas.keyed_only_off.connect(lambda: self.actions_by_name["keyed_only"].setChecked(False))
        preview.covered.connect(self.canvas.set_covered)
        preview.told.connect(self.status.tell)
        self.background.connect(self.status, self._docks["exports"])
        exports = self.background.queue
        exports.job_changed.connect(lambda _: preview.spare(exports.is_busy))
        exports.changed.connect(lambda: preview.spare(exports.is_busy))
        self.auto_intensity.told.connect(self.status.tell)
        self.canvas.fill_asked.connect(lambda name: self.auto_intensity.fill((name,)))
        self.autosave.failed.connect(self.status.tell)
        self.viewport.dropped.connect(self.files.take)
        self.setAcceptDrops(True)
        self.playback.playing_changed.connect(self._played)
        self._name_undo()

    # --- behaviour

    def open_file(self, path: Path) -> bool:
        """Open a project file, telling what goes wrong."""
        return self.files.open(path)

    def offer_recovery(self, opening: Path | None = None) -> bool:
        """After a crash: a dialog of the work that was not saved; whether there is any.

        opening: the file to open unless some of it is taken up.
        """
        works = self.autosave.found()
        if not works:
            return False
        from lestalk_studio.ui.recovery_dialog import RecoveryDialog

        dialog = RecoveryDialog(self.autosave, works, opening, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self.files.ask_for_missing)
        if opening is not None:
            dialog.rejected.connect(lambda: self.open_file(opening))
        dialog.open()
        return True

    def scale_keys(self) -> None:
        """A dialog for the selected keys, if there are several."""
        if self.canvas.scene().selected_span() is None:
            self.status.tell(tr("Select keys at two times at least; then they can be scaled."))
        else:
            self.timeline.menus.scale_keys()

    def show_preferences(self, page: str | None = None) -> None:
        """The dialog, at this page or where it was left."""
        from lestalk_studio.ui.preferences import show_preferences  # dialogs are loaded when they are wanted

        show_preferences(self, page)

    def show_shortcuts(self) -> None:
        """The sheet under F1."""
        from lestalk_studio.ui.shortcut_sheet import ShortcutSheet

        sheet = ShortcutSheet(self.actions_by_name, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.show()

    def speak_again(self) -> None:
        """After another language was chosen: what this window and its parts put together anew."""
        self.statusBar().clearMessage()
        self.presets.refresh()
        self.start.refresh()
        self.sound.changed.emit()
        self.viewport.view_changed.emit()
        self.viewing.speak_again()
        self._name_undo()
        self._retitle()
        self.canvas.update()

    def _played(self, on: bool) -> None:
        self.actions_by_name["play"].setIconText("❚❚" if on else "▶")

    def _failed(self, sentence: str) -> None:
        self.viewport.set_state(busy="", trouble=sentence, stale=False)
        self.status.tell(sentence)

    def _retitle(self, *_) -> None:
        self.setWindowTitle(f"{self.files.title()}[*] – LES Talker Studio")
        self.setWindowModified(self.session.is_modified)
        chosen = sum(map(len, self.session.selection.values()))
        self.status.count(self.session.project.key_count, chosen)

    def _name_undo(self, *_) -> None:
        stack = self.session.undo_stack
        for name, text, can in (
            ("undo", stack.undoText(), stack.canUndo()),
            ("redo", stack.redoText(), stack.canRedo()),
        ):
            word = tr("Undo") if name == "undo" else tr("Redo")
            self.actions_by_name[name].setText(f"{word} {text}" if text else word)
            self.actions_by_name[name].setEnabled(can)

    def event(self, event) -> bool:
        if is_for_focus(event, self.focusWidget()):
            event.accept()
            return True
        return super().event(event)

    def dragEnterEvent(self, event) -> None:
        self.viewport.dragEnterEvent(event)

    def dragLeaveEvent(self, event) -> None:
        self.viewport.dragLeaveEvent(event)

    def dropEvent(self, event) -> None:
        self.viewport.dropEvent(event)

    def closeEvent(self, event) -> None:
        if not (self.background.may_leave() and self.files.may_leave()):
            event.ignore()
            return
        self.playback.pause()
        self.hide()
        self.shut_down()
        event.accept()

    def shut_down(self) -> None:
        """End threads and the snapshot of unsaved work."""
        self.background.leave()
        self.sound.close()
        self.radar_feed.close()
        self.background.close()
        self.viewing.close()
        self.preview.close()
        self.files.close()
        self.auto_intensity.close()
        self.presets.thumbnails.close()
        self.autosave.close()
