"""What each action of the table does in a window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from lestalk_studio.document.transition import PRESET_KINDS
from lestalk_studio.ui.timeline.scene import CURVES, DOPE

if TYPE_CHECKING:
    from lestalk_studio.ui.main_window import MainWindow

WHEEL_ZOOM = 1.4


def handlers_of(window: MainWindow) -> dict[str, Callable]:
    """Handlers by action name; that of a switch takes a bool, any other nothing."""
    session, editing, canvas = window.session, window.editing, window.canvas
    files, playback = window.files, window.playback
    return {
        "new": files.new,
        "new_from_media": files.new_from_media,
        "open": files.open,
        "demo": window.demo.play,
        "revert": files.revert,
        "media": files.media,
        "settings": files.settings,
        "save": files.save,
        "save_as": files.save_as,
        "choose_portrait": files.choose_portrait,
        "choose_voice": files.choose_voice,
        "export": window.exporting.show_again,
        "quit": window.close,
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
        "raise_keys": lambda: editing.raise_keys(1),
        "lower_keys": lambda: editing.raise_keys(-1),
        "scale_keys": window.scale_keys,
        **{f"to_{kind}": partial(editing.set_transition, kind) for kind in PRESET_KINDS},
        "auto_intensity": lambda: window.auto_intensity.fill(canvas.active),
        "auto_key": lambda on: setattr(session, "auto_key", on),
        "snapping": lambda on: canvas.set_option("snapping", on),
        "add_marker": editing.add_marker,
        "mute": editing.mute,
        "solo": editing.solo,
        "preferences": window.show_preferences,
        "play": playback.toggle,
        "backward": lambda: playback.faster(-1),
        "pause": playback.pause,
        "forward": lambda: playback.faster(1),
        "loop": session.set_loop,
        "mute_sound": window.sound.set_muted,
        "scrub_sound": window.sound.set_scrub,
        "frame_back": lambda: session.step(-1),
        "frame_on": lambda: session.step(1),
        "second_back": lambda: session.step(-10),
        "second_on": lambda: session.step(10),
        "last_key": lambda: editing.next_key(-1),
        "next_key": lambda: editing.next_key(1),
        "last_marker": lambda: editing.next_marker(-1),
        "next_marker": lambda: editing.next_marker(1),
        "home": lambda: session.seek(0.0),
        "end": lambda: session.seek(session.duration),
        "set_in": editing.set_in,
        "set_out": editing.set_out,
        "clear_range": editing.clear_range,
        "curves": lambda on: canvas.set_mode(CURVES if on else DOPE),
        "keyed_only": lambda on: canvas.set_option("keyed_only", on),
        "frames": lambda on: canvas.set_option("frames", on),
        "zoom_in": lambda: canvas.zoom(WHEEL_ZOOM),
        "zoom_out": lambda: canvas.zoom(1 / WHEEL_ZOOM),
        "fit": canvas.fit,
        "fit_selection": canvas.fit_selection,
        "shortcuts": window.show_shortcuts,
        **window.viewing.handlers(),
        **window.front_brush.handlers(),
    }
