"""Every action of the window in one table: menus, keys and the shortcut sheet are made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from lestalk_studio.ui.texts import tr


@dataclass(frozen=True)
class ActionSpec:
    """name: key of its handler. menu: English title of the menu. keys: shortcuts, the first is shown.

    kind: 'do', or 'switch' (can be on), on: at first. apart: a line above it in the menu.
    """

    name: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    kind: str = "do"
    on: bool = False
    apart: bool = False


def action_table() -> tuple[ActionSpec, ...]:
    """The actions in the order of the menus, in the user's language."""
    file, edit, keys, play = tr("&File"), tr("&Edit"), tr("&Keys"), tr("&Play")
    brush, view, help_ = tr("&Brush"), tr("&View"), tr("&Help")
    a = ActionSpec
    return (
        a("new", tr("New"), file, ("Ctrl+N",)),
        a("new_from_media", tr("New from portrait and voice …"), file, ("Ctrl+Shift+N",)),
        a("open", tr("Open …"), file, ("Ctrl+O",)),
        a("demo", tr("Demo project"), file),
        a("save", tr("Save"), file, ("Ctrl+S",)),
        a("save_as", tr("Save as …"), file, ("Ctrl+Shift+S",)),
        a("revert", tr("Revert to a saved version …"), file),
        a("choose_portrait", tr("Choose portrait …"), file, ("Ctrl+Shift+P",), apart=True),
        a("choose_voice", tr("Choose voice …"), file, ("Ctrl+Shift+A",)),
        a("media", tr("Media …"), file),
        a("settings", tr("Project settings …"), file, ("Alt+Return",)),
        a("export", tr("Export …"), file, ("Ctrl+E",), apart=True),
        a("quit", tr("Quit"), file, ("Ctrl+Q",), apart=True),
        a("undo", tr("Undo"), edit, ("Ctrl+Z",)),
        a("redo", tr("Redo"), edit, ("Ctrl+Shift+Z", "Ctrl+Y")),
        a("cut", tr("Cut keys"), edit, ("Ctrl+X",), apart=True),
        a("copy", tr("Copy keys"), edit, ("Ctrl+C",)),
        a("paste", tr("Paste keys"), edit, ("Ctrl+V",)),
        a("duplicate", tr("Duplicate keys"), edit, ("Ctrl+D",)),
        a("delete", tr("Delete keys"), edit, ("Delete", "Backspace")),
        a("select_all", tr("Select all keys"), edit, ("Ctrl+A",)),
        a("auto_key", tr("Auto-key"), edit, ("Ctrl+K",), "switch", True, apart=True),
        a("snapping", tr("Snap"), edit, ("Ctrl+Shift+X",), "switch", True),
        a("add_marker", tr("Add marker"), edit, ("Shift+M",), apart=True),
        a("mute", tr("Mute lane"), edit, ("M",)),
        a("solo", tr("Solo lane"), edit, ("S",)),
        a("preferences", tr("Preferences …"), edit, ("Ctrl+,",), apart=True),
        a("add_key", tr("Add key at playhead"), keys, ("Insert", "Ctrl+Return")),
        a("nudge_left", tr("Nudge keys a frame earlier"), keys, ("Alt+Left",)),
        a("nudge_right", tr("Nudge keys a frame later"), keys, ("Alt+Right",)),
        a("raise_keys", tr("Raise keys"), keys, ("Alt+Up",)),
        a("lower_keys", tr("Lower keys"), keys, ("Alt+Down",)),
        a("scale_keys", tr("Scale keys …"), keys, ("Ctrl+Alt+S",)),
        a("auto_intensity", tr("Auto intensity from voice"), keys, ("Ctrl+I",)),
        a("to_hold", tr("Transition: hold"), keys, ("Ctrl+F9",), apart=True),
        a("to_linear", tr("Transition: linear"), keys, ("Alt+F9",)),
        a("to_ease_in", tr("Transition: ease in"), keys, ("Shift+F9",)),
        a("to_ease_out", tr("Transition: ease out"), keys, ("Ctrl+Shift+F9",)),
        a("to_ease_both", tr("Transition: ease in and out"), keys, ("F9",)),
        a("to_overshoot", tr("Transition: overshoot"), keys, ("Alt+Shift+F9",)),
        a("play", tr("Play"), play, ("Space",)),
        a("backward", tr("Play backward, faster"), play, ("J",)),
        a("pause", tr("Pause"), play, ("K",)),
        a("forward", tr("Play forward, faster"), play, ("L",)),
        a("loop", tr("Loop"), play, ("Ctrl+L",), "switch"),
        a("mute_sound", tr("Mute sound"), play, kind="switch", apart=True),
        a("scrub_sound", tr("Audible scrubbing"), play, ("Shift+S",), "switch", True),
        a("frame_back", tr("Frame back"), play, (",", "Left"), apart=True),
        a("frame_on", tr("Frame on"), play, (".", "Right")),
        a("second_back", tr("Ten frames back"), play, ("Shift+Left",)),
        a("second_on", tr("Ten frames on"), play, ("Shift+Right",)),
        a("last_key", tr("Previous key"), play, ("Up",)),
        a("next_key", tr("Next key"), play, ("Down",)),
        a("last_marker", tr("Previous marker"), play, ("Shift+Up",)),
        a("next_marker", tr("Next marker"), play, ("Shift+Down",)),
        a("home", tr("To start"), play, ("Home",)),
        a("end", tr("To end"), play, ("End",)),
        a("set_in", tr("Set in point"), play, ("I",), apart=True),
        a("set_out", tr("Set out point"), play, ("O",)),
        a("clear_range", tr("Clear in and out"), play, ("Alt+X",)),
        a("front_brush", tr("Hold in front"), brush, ("B",), "switch"),
        a("brush_erase", tr("Erase"), brush, ("X",), "switch", apart=True),
        a("brush_head", tr("Goes with the head"), brush, ("H",), "switch"),
        a("brush_snap", tr("Snap to edges"), brush, (), "switch", True),
        a("brush_smaller", tr("Smaller brush"), brush, ("[",), apart=True),
        a("brush_larger", tr("Larger brush"), brush, ("]",)),
        a("clear_front", tr("Clear what was painted"), brush, apart=True),
        a("curves", tr("Curve editor"), view, ("Ctrl+Tab",), "switch"),
        a("keyed_only", tr("Keyed lanes only"), view, ("Ctrl+U",), "switch"),
        a("frames", tr("Count in frames"), view, ("Ctrl+T",), "switch"),
        a("zoom_in", tr("Zoom in"), view, ("+", "="), apart=True),
        a("zoom_out", tr("Zoom out"), view, ("-",)),
        a("fit", tr("Fit all"), view, ("Shift+Z", "F")),
        a("fit_selection", tr("Fit selection"), view, ("Shift+F",)),
        a("fit_picture", tr("Fit picture"), view, ("Ctrl+0",), apart=True),
        a("fit_face", tr("Fit face"), view, ("Ctrl+2",)),
        a("full_size", tr("Picture at 100 %"), view, ("Ctrl+1",)),
        a("show_result", tr("Result only"), view, ("1",), "switch", True, apart=True),
        a("show_split", tr("Source and result, split"), view, ("2",), "switch"),
        a("show_both", tr("Source and result side by side"), view, ("3",), "switch"),
        a("show_film", tr("Driving video as the source"), view, ("4",), "switch"),
        a("show_landmarks", tr("Landmarks"), view, ("5",), "switch", apart=True),
        a("show_mesh", tr("Mesh"), view, ("6",), "switch"),
        a("show_motion", tr("Moved skin"), view, ("7",), "switch"),
        a("full_screen", tr("Preview on the full screen"), view, ("F11",), "switch", apart=True),
        a("shortcuts", tr("Keyboard shortcuts"), help_, ("F1",)),
    )


def give_keys(action: QAction, text: str, keys: tuple[str, ...]) -> None:
    """Set the shortcuts of `action`; its tooltip is `text` with the first of them."""
    action.setShortcuts([QKeySequence(key) for key in keys])
    action.setToolTip(tooltip(action, text))


def tooltip(action: QAction, text: str | None = None) -> str:
    """The text of `action`, or another one, with the first of its shortcuts."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    text = action.text() if text is None else text
    return f"{text} ({keys})" if keys else text


def build_actions(
    window: QWidget, bar: QMenuBar, handlers: Mapping[str, Callable], shortcuts: Mapping[str, tuple[str, ...]]
) -> dict[str, QAction]:
    """Menus in `bar` and the actions by name. Raises KeyError for an action that nothing handles.

    shortcuts: the user's own keys by action name. A 'switch' handler takes a bool, any other nothing.
    """
    made: dict[str, QAction] = {}
    menus = {}
    for spec in action_table():
        menu = menus.get(spec.menu) or menus.setdefault(spec.menu, bar.addMenu(spec.menu))
        action = QAction(spec.text, window)
        handler = handlers[spec.name]
        if spec.kind == "switch":
            action.setCheckable(True)
            action.setChecked(spec.on)
            action.toggled.connect(handler)
        else:
            action.triggered.connect(lambda _=False, call=handler: call())
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        give_keys(action, spec.text, shortcuts.get(spec.name, spec.keys))
        if spec.apart:
            menu.addSeparator()
        menu.addAction(action)
        window.addAction(action)
        made[spec.name] = action
    return made
