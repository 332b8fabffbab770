"""Choosing a frame rate: the usual ones by name, any other typed."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from lestalk_studio.document.project import Project
from lestalk_studio.document.settings import frame_rate
from lestalk_studio.ui.texts import tr

USUAL = (24000 / 1001, 24.0, 25.0, 30000 / 1001, 30.0, 48.0, 50.0, 60000 / 1001, 60.0)
_OFF_FRAME = 1e-3
"""A key this much of a frame beside one still stands on it."""


def keys_off_frames(project: Project, fps: float) -> int:
    """How many keys of `project` would lie between two frames at `fps`."""
    return sum(
        abs(time * fps - round(time * fps)) > _OFF_FRAME for track in project.tracks for time in track.times
    )


def rate_text(fps: float) -> str:
    """A rate with as many decimals as its name has: 25, 23.976."""
    return QLocale().toString(round(fps, 3), "g", 7)


class RateBox(QComboBox):
    """rate_changed: another rate, or something that is none."""

    rate_changed = Signal()

    def __init__(self, fps: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName(tr("Frame rate"))
        rates = sorted({*USUAL, fps})
        for rate in rates:
            self.addItem(rate_text(rate), rate)
        self.setCurrentIndex(rates.index(fps))
        self.editTextChanged.connect(lambda _: self.rate_changed.emit())

    @property
    def rate(self) -> float | None:
        """Frames a second; None while what is typed is no rate. 23.976 means 24000/1001."""
        typed = self.currentText().strip()
        index = self.findText(typed)
        if index >= 0:
            return self.itemData(index)
        for locale in (QLocale(), QLocale.c()):
            value, valid = locale.toDouble(typed)
            if valid:
                near = [rate for rate in USUAL if abs(rate - value) < 0.005]
                try:
                    return near[0] if near else frame_rate(value)
                except ValueError:
                    return None
        return None
