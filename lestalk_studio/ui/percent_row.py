"""A slider from 0 to 100 % with its value beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget


class PercentRow(QWidget):
    """name: what screen readers call it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.slider, self._text = QSlider(Qt.Orientation.Horizontal), QLabel()
        self.slider.setRange(0, 100)
        self.slider.setAccessibleName(name)
        self._text.setMinimumWidth(44)
        self.slider.valueChanged.connect(self._tell)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.slider, 1)
        line.addWidget(self._text)
        self._tell(0)

    def _tell(self, percent: int) -> None:
        self._text.setText(f"{percent} %")

    @property
    def percent(self) -> int:
        """What is shown."""
        return self.slider.value()

    @property
    def share(self) -> float:
        """What is shown, 0..1."""
        return self.slider.value() / 100

    def set_share(self, share: float) -> None:
        """Show `share`, 0..1."""
        self.slider.setValue(round(100 * share))
