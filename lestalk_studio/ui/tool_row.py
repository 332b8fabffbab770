"""The row of buttons over the timeline: which actions, and the signs they wear there."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction

from lestalk_studio.ui.texts import tr

ROW = (
    *("home", "frame_back", "play", "frame_on", "end", "loop", None),
    *("add_key", "auto_key", "snapping", None),
    *("curves", "keyed_only", None),
    *("zoom_out", "fit", "zoom_in"),
)
"""Names of actions; None is a gap."""


def tool_row(actions: Mapping[str, QAction]) -> list[QAction | None]:
    """The row's actions, with their short signs set."""
    signs = {
        "home": "|◀",
        "frame_back": "‹",
        "play": "▶",
        "frame_on": "›",
        "end": "▶|",
        "add_key": "◆+",
        "zoom_out": "−",
        "zoom_in": "+",
        "fit": tr("Fit"),
        "curves": tr("Curves"),
        "keyed_only": tr("Keyed only"),
    }
    for name, sign in signs.items():
        actions[name].setIconText(sign)
    return [None if name is None else actions[name] for name in ROW]
