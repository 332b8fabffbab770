"""Setting a value at the playhead, by whatever handle: one rule for keys."""

from __future__ import annotations

from lestalk_studio.ui.commands.keys import SetValues
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.texts import tr


def put_value(session: Session, name: str, value: float, gesture: int | None = None) -> bool:
    """Give the channel `name` this value at the playhead; whether that was possible.

    With auto-key a key is set. Without, a key that is there is changed, and a lane without keys gets one at
    its start; between keys it is refused, and said.
    """
    track, time = session.project.track(name), session.playhead
    if not session.auto_key and track.key_at(time) is None:
        if track.keys:
            session.refused.emit(tr("There is no key at this frame; click the diamond, or turn auto-key on."))
            return False
        time = 0.0
    session.attempt(SetValues, time, {name: value}, gesture=gesture)
    return True
