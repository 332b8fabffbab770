"""The editing verbs behind menus and keys, on the session's selection, playhead and active lanes."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from lestalk_studio.document.clipboard import copy_keys, read_clip
from lestalk_studio.document.selection import keys_between
from lestalk_studio.document.transition import NAMED
from lestalk_studio.errors import StudioError
from lestalk_studio.ui.commands.keys import (
    DuplicateKeys,
    InsertKeys,
    NudgeKeys,
    PasteKeys,
    RaiseKeys,
    RemoveKeys,
    SetTransition,
)
from lestalk_studio.ui.commands.lanes import MuteLane, SoloLane
from lestalk_studio.ui.commands.markers import AddMarker, SetRange
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.timeline.canvas import TimelineCanvas
from lestalk_studio.ui.timeline.scene import CURVES


class Editing:
    """One method an action."""

    def __init__(self, session: Session, canvas: TimelineCanvas) -> None:
        self._session, self._canvas = session, canvas

    def _has_keys(self) -> bool:
        """Whether any key is selected; that there is none is said."""
        if not self._session.selection:
            self._session.refused.emit(tr("No key is selected; click a key, or drag a box around some."))
        return bool(self._session.selection)

    def copy(self) -> bool:
        """The selected keys to the clipboard; whether there were any."""
        if not self._has_keys():
            return False
        text = copy_keys(self._session.project, self._session.selection)
        QGuiApplication.clipboard().setText(text)
        return True

    def cut(self) -> None:
        """Copy, then delete."""
        if self.copy():
            self._session.push(RemoveKeys(self._session, text=tr("Cut keys")))

    def paste(self) -> None:
        """Keys of the clipboard at the playhead; those of a single lane into the active lane."""
        try:
            clip = read_clip(QGuiApplication.clipboard().text())
        except StudioError as error:
            self._session.refused.emit(str(error))
            return
        active = self._canvas.active
        into = active[0] if len(clip.tracks) == 1 and len(active) == 1 else None
        self._session.attempt(PasteKeys, clip, self._session.playhead, into)

    def duplicate(self) -> None:
        """Copies right behind the selection."""
        selection = self._session.selection
        if not self._has_keys():
            return
        times = [time for lane in selection.values() for time in lane]
        frame = 1 / self._session.project.fps
        self._session.attempt(DuplicateKeys, max(times) - min(times) + 5 * frame)

    def delete(self) -> None:
        """The selected keys away."""
        if self._has_keys():
            self._session.attempt(RemoveKeys)

    def select_all(self) -> None:
        """Every key; in the curve editor those of the lanes it shows."""
        if self._canvas.mode == CURVES:
            session = self._session
            session.select(keys_between(session.project, self._canvas.active, 0.0, float("inf")))
        else:
            self._session.select_all()

    def nudge(self, frames: int) -> None:
        """Selected keys by whole frames."""
        if self._has_keys():
            self._session.attempt(NudgeKeys, frames)

    def raise_keys(self, steps: int) -> None:
        """The selected keys' values up (or down) by small steps."""
        if self._has_keys():
            self._session.attempt(RaiseKeys, steps)

    def set_transition(self, kind: str) -> None:
        """The way from the selected keys to their next ones."""
        if self._has_keys():
            self._session.attempt(SetTransition, NAMED[kind])

    def next_marker(self, direction: int) -> None:
        """The playhead to the next (1) or last (-1) marker."""
        now, half = self._session.playhead, 0.5 / self._session.project.fps
        ahead = [m.time for m in self._session.project.markers if (m.time - now) * direction > half]
        if ahead:
            self._session.seek(min(ahead) if direction > 0 else max(ahead))

    def add_key(self) -> None:
        """A key at the playhead in each active lane."""
        self._session.attempt(InsertKeys, self._session.playhead, self._canvas.active)

    def add_marker(self) -> None:
        """A marker at the playhead, numbered."""
        number = len(self._session.project.markers) + 1
        self._session.attempt(AddMarker, self._session.playhead, tr("Marker {n}").format(n=number))

    def set_in(self) -> None:
        """The in point to the playhead."""
        self._session.attempt(SetRange, self._session.playhead, self._session.project.end)

    def set_out(self) -> None:
        """The out point behind the frame at the playhead."""
        after = self._session.playhead + 1 / self._session.project.fps
        self._session.attempt(SetRange, self._session.project.start, after, moved="end")

    def clear_range(self) -> None:
        """No in and out point."""
        self._session.attempt(SetRange, None, None)

    def mute(self) -> None:
        """Mute the active lanes, or unmute them when all are muted."""
        names = self._canvas.active
        self._session.attempt(MuteLane, names, not all(self._session.project.track(n).muted for n in names))

    def solo(self) -> None:
        """Solo the active lanes, or end it when all are."""
        names = self._canvas.active
        self._session.attempt(SoloLane, names, not all(self._session.project.track(n).soloed for n in names))

    def next_key(self, direction: int) -> None:
        """The playhead to the next (1) or last (-1) key of the active lanes, or of all when they have none."""
        project, now = self._session.project, self._session.playhead
        times = [t for name in self._canvas.active for t in project.track(name).times]
        times = times or [t for track in project.tracks for t in track.times]
        half = 0.5 / project.fps
        ahead = [t for t in times if (t - now) * direction > half]
        if ahead:
            self._session.seek(min(ahead) if direction > 0 else max(ahead))
