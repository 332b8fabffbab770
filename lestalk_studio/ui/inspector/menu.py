"""The right-click menu of a value."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from lestalk_studio.ui.commands.lanes import ClearLane
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.texts import tr

if TYPE_CHECKING:
    from lestalk_studio.ui.inspector.row import ValueRow


def value_menu(row: ValueRow, session: Session) -> QMenu:
    """What can be done with the value of a row at the playhead, and with its lane."""
    track = session.project.track(row.name)
    times = track.times
    half = 0.5 / session.project.fps
    before = [time for time in times if time < session.playhead - half]
    after = [time for time in times if time > session.playhead + half]
    menu = QMenu(row)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def entry(text: str, call: Callable[[], object], possible: bool = True) -> None:
        action = menu.addAction(text)
        action.setEnabled(possible)
        action.triggered.connect(lambda _=False: call())

    here = track.key_at(session.playhead) is not None
    entry(tr("Remove key here") if here else tr("Set key here"), row.toggle_key)
    entry(tr("Reset"), row.reset, track.value_at(session.playhead) != row.channel.default)
    menu.addSeparator()
    entry(tr("Previous key"), lambda: session.seek(before[-1]), bool(before))
    entry(tr("Next key"), lambda: session.seek(after[0]), bool(after))
    entry(tr("Show in the timeline"), lambda: row.lane_asked.emit(row.name))
    menu.addSeparator()
    entry(tr("Clear lane"), lambda: session.attempt(ClearLane, row.name), bool(times))
    return menu
