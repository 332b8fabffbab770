"""The main window: preview in the middle, docks around it, menus and keys from the action table."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow, QMessageBox, QUndoView

from lestalk_studio.audio.playback import SoundOutput
from lestalk_studio.audio.pyramid import Pyramid
from lestalk_studio.document.project import Project
from lestalk_studio.pipeline.parts import Parts
from lestalk_studio.ui.actions import build_actions
from lestalk_studio.ui.auto_intensity import AutoIntensity
from lestalk_studio.ui.autosave import Autosave
from lestalk_studio.ui.editing import Editing
from lestalk_studio.ui.export_dialog import ExportDialog
from lestalk_studio.ui.files import Files
from lestalk_studio.ui.inspector.panel import InspectorPanel
from lestalk_studio.ui.playback import Playback
from lestalk_studio.ui.presets_panel import PresetsPanel
from lestalk_studio.ui.preview_control import PreviewControl
from lestalk_studio.ui.radar import RadarPanel
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.shortcut_sheet import ShortcutSheet
from lestalk_studio.ui.start_panel import StartPanel
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.timeline.panel import TimelinePanel
from lestalk_studio.ui.timeline.scene import CURVES, DOPE
from lestalk_studio.ui.viewport import Viewport

MESSAGE_MS = 8000
WHEEL_ZOOM = 1.4


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
        self.presets = PresetsPanel(self.session)
        self.sound_output = sound or SoundOutput()
        self.playback = Playback(self.session, parent=self, sound=self.sound_output)
        self.files = Files(self, self.session)
        self.editing = Editing(self.session, self.canvas)
        self.preview = PreviewControl(self.session, parts, parent=self)
        self.auto_intensity = AutoIntensity(self.session, self)
        self.autosave = Autosave(self.session, parent=self)
        self.exporting = ExportDialog(self.session, parts, self)
        self.setCentralWidget(self.viewport)
        self.setDockNestingEnabled(True)
        self._build_docks()
        own_keys = json.loads(QSettings().value("shortcuts", "{}"))
        self.actions_by_name = build_actions(self, self.menuBar(), self._handlers(), own_keys)
        self._fill_tool_row()
        self._fill_view_menu()
        self._build_status()
        choices = [
            (tr("Try the demo project"), self.files.demo),
            (tr("New from portrait and voice …"), self._new_from_media),
            (tr("Open project …"), self.files.open),
        ]
        self.start = StartPanel(choices, self.files.open, self.viewport)
        self.viewport.set_start(self.start)
        self._connect()
        self.resize(1440, 900)
        self.setMinimumSize(1180, 640)
        self._retitle()

    # --- building

    def _build_docks(self) -> None:
        self.history = QUndoView(self.session.undo_stack)
        self.history.setEmptyLabel(tr("Start"))
        areas = Qt.DockWidgetArea
        self._docks = {}
        for name, title, widget, area in (
            ("timeline", tr("Timeline"), self.timeline, areas.BottomDockWidgetArea),
            ("inspector", tr("Inspector"), self.inspector, areas.RightDockWidgetArea),
            ("radar", tr("LES radar"), self.radar, areas.LeftDockWidgetArea),
            ("presets", tr("Presets"), self.presets, areas.LeftDockWidgetArea),
            ("history", tr("History"), self.history, areas.LeftDockWidgetArea),
        ):
            dock = QDockWidget(title, self)
            dock.setObjectName(name)
            dock.setWidget(widget)
            self.addDockWidget(area, dock)
            self._docks[name] = dock
        self.tabifyDockWidget(self._docks["presets"], self._docks["history"])
        self._docks["presets"].raise_()
        self.setCorner(Qt.Corner.BottomRightCorner, areas.RightDockWidgetArea)
        sizes = [(self._docks["radar"], 360), (self._docks["inspector"], 390)]
        self.resizeDocks([d for d, _ in sizes], [s for _, s in sizes], Qt.Orientation.Horizontal)
        self.resizeDocks([self._docks["radar"], self._docks["presets"]], [300, 170], Qt.Orientation.Vertical)
        self.resizeDocks([self._docks["timeline"]], [360], Qt.Orientation.Vertical)

    def _handlers(self) -> dict:
        session, editing, canvas, files, playback = (
            self.session,
            self.editing,
            self.canvas,
            self.files,
            self.playback,
        )
        return {
            "new": files.new,
            "open": files.open,
            "demo": files.demo,
            "save": files.save,
            "save_as": files.save_as,
            "choose_portrait": files.choose_portrait,
            "choose_voice": files.choose_voice,
            "export": self.exporting.show_again,
            "quit": self.close,
            "undo": session.undo_stack.undo,
            "redo": session.undo_stack.redo,
            "cut": editing.cut,
            "copy": editing.copy,
            "paste": editing.paste,
            "duplicate": editing.duplicate,
            "delete": editing.delete,
            "select_all": editing.select_all,
            "add_key": editing.add_key,
            "nudge_left": lambda: editing.nudge(-1),
            "nudge_right": lambda: editing.nudge(1),
            "auto_intensity": lambda: self.auto_intensity.fill(canvas.active),
            "auto_key": lambda on: setattr(session, "auto_key", on),
            "snapping": lambda on: canvas.set_option("snapping", on),
            "add_marker": editing.add_marker,
            "mute": editing.mute,
            "solo": editing.solo,
            "play": playback.toggle,
            "backward": lambda: playback.faster(-1),
            "pause": playback.pause,
            "forward": lambda: playback.faster(1),
            "loop": session.set_loop,
            "frame_back": lambda: session.step(-1),
            "frame_on": lambda: session.step(1),
            "second_back": lambda: session.step(-10),
            "second_on": lambda: session.step(10),
            "last_key": lambda: editing.next_key(-1),
            "next_key": lambda: editing.next_key(1),
            "home": lambda: session.seek(0.0),
            "end": lambda: session.seek(session.duration),
            "set_in": editing.set_in,
            "set_out": editing.set_out,
            "clear_range": editing.clear_range,
            "curves": lambda on: canvas.set_option("mode", CURVES if on else DOPE),
            "keyed_only": lambda on: canvas.set_option("keyed_only", on),
            "frames": lambda on: canvas.set_option("frames", on),
            "zoom_in": lambda: canvas.zoom(WHEEL_ZOOM),
            "zoom_out": lambda: canvas.zoom(1 / WHEEL_ZOOM),
            "fit": canvas.fit,
            "fit_selection": canvas.fit_selection,
            "shortcuts": self.show_shortcuts,
        }

    def _fill_tool_row(self) -> None:
        names = (
            "home",
            "frame_back",
            "play",
            "frame_on",
            "end",
            "loop",
            None,
            "add_key",
            "auto_key",
            "snapping",
        )
        names = (*names, None, "curves", "keyed_only", "frames", None, "zoom_out", "fit", "zoom_in")
        actions = self.actions_by_name
        short = {
            "home": "|◀",
            "frame_back": "◀",
            "play": "▶",
            "frame_on": "▶",
            "end": "▶|",
            "add_key": "◆+",
            "zoom_out": "−",
            "zoom_in": "+",
            "fit": tr("Fit"),
            "curves": tr("Curves"),
            "keyed_only": tr("Keyed only"),
            "frames": tr("Frames"),
        }
        short["frame_back"], short["frame_on"] = "‹", "›"
        for name, text in short.items():
            actions[name].setIconText(text)
        self.timeline.use([None if name is None else actions[name] for name in names])

    def _fill_view_menu(self) -> None:
        menu = next(a.menu() for a in self.menuBar().actions() if a.text() == tr("&View"))
        menu.addSeparator()
        for dock in self._docks.values():
            menu.addAction(dock.toggleViewAction())
        menu.addSeparator()
        menu.addAction(tr("Fit picture"), self.viewport.fit)
        menu.addAction(tr("Picture at 100 %"), self.viewport.full_size)

    def _build_status(self) -> None:
        self.task = QLabel()
        self.counts = QLabel()
        self.device = QLabel(tr("Device: CPU"))
        self.sound = QLabel(tr("Sound: no voice yet"))
        for label in (self.task, self.counts, self.sound, self.device):
            label.setContentsMargins(8, 0, 8, 0)
            self.statusBar().addPermanentWidget(label)

    def _connect(self) -> None:
        session, preview = self.session, self.preview
        session.refused.connect(lambda text: self.statusBar().showMessage(text, MESSAGE_MS))
        session.document_changed.connect(self._retitle)
        session.file_changed.connect(self._retitle)
        session.file_changed.connect(self.start.refresh)
        session.selection_changed.connect(self._retitle)
        session.undo_stack.cleanChanged.connect(self._retitle)
        session.undo_stack.undoTextChanged.connect(self._name_undo)
        session.undo_stack.redoTextChanged.connect(self._name_undo)
        preview.frame_ready.connect(self.viewport.show_frame_of)
        preview.frame_ready.connect(self.radar.view.show_frame)
        preview.stale_changed.connect(lambda stale: self.viewport.set_state(stale=stale))
        preview.busy.connect(lambda text: self.viewport.set_state(busy=text))
        preview.analysing.connect(lambda text: self.task.setText(text + " …" if text else ""))
        preview.failed.connect(self._failed)
        preview.wave_ready.connect(self.canvas.set_wave)
        preview.wave_ready.connect(self._heard)
        preview.covered.connect(self.canvas.set_covered)
        self.auto_intensity.busy.connect(lambda text: self.task.setText(text + " …" if text else ""))
        self.auto_intensity.told.connect(lambda text: self.statusBar().showMessage(text, MESSAGE_MS))
        self.autosave.failed.connect(lambda text: self.statusBar().showMessage(text, MESSAGE_MS))
        self.viewport.dropped.connect(self.files.take)
        self.setAcceptDrops(True)
        self.playback.playing_changed.connect(self._played)
        self._name_undo()

    # --- behaviour

    def open_file(self, path: Path) -> bool:
        """Open a project file, telling what goes wrong."""
        return self.files.open(path)

    def offer_recovery(self) -> None:
        """After a crash: ask whether the work is wanted back."""
        for work in self.autosave.found():
            name = work.project_file.name if work.project_file else tr("an unsaved project")
            answer = QMessageBox.question(
                self,
                tr("Unsaved work"),
                tr("The program ended before {name} was saved. Take up the work where it was?").format(
                    name=name
                ),
            )
            if answer == QMessageBox.StandardButton.Yes:
                self.autosave.recover(work)
                return
            work.discard()

    def show_shortcuts(self) -> None:
        """The sheet under F1."""
        sheet = ShortcutSheet(self.actions_by_name, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.show()

    def _new_from_media(self) -> None:
        if self.files.choose_portrait():
            self.files.choose_voice()

    def _heard(self, wave: Pyramid | None) -> None:
        if wave is None:
            self.sound_output.set_samples(None, 16_000)
            self.sound.setText(tr("Sound: no voice yet"))
        else:
            self.sound_output.set_samples(wave.samples, wave.rate)
            self.sound.setText(tr("Sound: ready"))

    def _played(self, on: bool) -> None:
        self.actions_by_name["play"].setIconText("❚❚" if on else "▶")
        if on and self.sound_output.has_sound:
            absent = self.sound_output.absent
            self.sound.setText(tr("Sound: no device, playing silently") if absent else tr("Sound: on"))

    def _failed(self, sentence: str) -> None:
        self.task.clear()
        self.viewport.set_state(busy="", trouble=sentence, stale=False)
        self.statusBar().showMessage(sentence, MESSAGE_MS)

    def _retitle(self, *_) -> None:
        self.setWindowTitle(f"{self.files.title()}[*] – LES Talker Studio")
        self.setWindowModified(self.session.is_modified)
        chosen = sum(map(len, self.session.selection.values()))
        keys = tr("{n} keys").format(n=self.session.project.key_count)
        picked = tr(", {n} selected").format(n=chosen) if chosen else ""
        self.counts.setText(keys + picked)

    def _name_undo(self, *_) -> None:
        stack = self.session.undo_stack
        for name, text, can in (
            ("undo", stack.undoText(), stack.canUndo()),
            ("redo", stack.redoText(), stack.canRedo()),
        ):
            word = tr("Undo") if name == "undo" else tr("Redo")
            self.actions_by_name[name].setText(f"{word} {text}" if text else word)
            self.actions_by_name[name].setEnabled(can)

    def dragEnterEvent(self, event) -> None:
        self.viewport.dragEnterEvent(event)

    def dropEvent(self, event) -> None:
        self.viewport.dropEvent(event)

    def closeEvent(self, event) -> None:
        if not self.files.may_leave():
            event.ignore()
            return
        self.playback.pause()
        self.hide()
        self.shut_down()
        event.accept()

    def shut_down(self) -> None:
        """End threads and the snapshot of unsaved work."""
        self.sound_output.close()
        self.exporting.shut_down()
        self.preview.close()
        self.auto_intensity.close()
        self.autosave.close()
