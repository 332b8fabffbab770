"""What the brush is set to, over the preview while it is in hand."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QAction, QColor, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from lestalk_studio.pipeline.front_overlay import FOUND, PAINTED
from lestalk_studio.ui.brush import radius_of, slider_of
from lestalk_studio.ui.brush_tool import BrushTool
from lestalk_studio.ui.flow import FlowLayout
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.theme import colour

_STEPS = 100


class BrushBar(QFrame):
    """Switches, size, hardness, what the colours mean, clear and done; in several lines where it is narrow."""

    def __init__(self, tool: BrushTool, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self._tool = tool
        self.size_slider = _slider(tr("Size of the brush"))
        self.hardness = _slider(tr("Hardness of the brush"))
        self.size_slider.setToolTip(tr("Size of the brush; also Alt and the wheel"))
        self.hardness.setToolTip(tr("How far it covers fully before it fades"))
        self.size_slider.valueChanged.connect(lambda at: tool.set_brush(radius=radius_of(at, _STEPS)))
        self.hardness.valueChanged.connect(lambda at: tool.set_brush(hardness=at / _STEPS))
        self._pixels, self._percent = QLabel(), QLabel()
        self.buttons = {
            name: _button(actions[name])
            for name in ("brush_erase", "brush_head", "brush_snap", "clear_front")
        }
        self.done = QToolButton()
        self.done.setText(tr("Done"))
        self.done.setToolTip(tr("Put the brush away (Escape)"))
        self.done.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.done.clicked.connect(lambda: actions["front_brush"].setChecked(False))
        row = FlowLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(_line(*(self.buttons[name] for name in ("brush_erase", "brush_head", "brush_snap"))))
        row.addWidget(_line(_caption(tr("Size"), self.size_slider), self.size_slider, self._pixels))
        row.addWidget(_line(_caption(tr("Hardness"), self.hardness), self.hardness, self._percent))
        row.addWidget(_line(Swatch(FOUND), QLabel(tr("found")), Swatch(PAINTED), QLabel(tr("painted"))))
        row.addWidget(_line(self.buttons["clear_front"], self.done))
        tool.brush_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what the brush is."""
        brush, size = self._tool.brush, self._tool.parent().picture_size()
        for slider, at in (
            (self.size_slider, slider_of(brush.radius, _STEPS)),
            (self.hardness, round(brush.hardness * _STEPS)),
        ):
            with QSignalBlocker(slider):
                slider.setValue(at)
        pixels = 2 * brush.radius * max(size.width(), size.height())
        self._pixels.setText(tr("{n} px").format(n=round(pixels)))
        self._percent.setText(f"{round(100 * brush.hardness)} %")
        room = self.fontMetrics()
        self._pixels.setMinimumWidth(room.horizontalAdvance(tr("{n} px").format(n="0000")))
        self._percent.setMinimumWidth(room.horizontalAdvance("100 %"))


class Swatch(QWidget):
    """A colour of the overlay."""

    def __init__(self, rgb: tuple[int, int, int]) -> None:
        super().__init__()
        self._colour = QColor(*rgb)
        self.setFixedSize(12, 12)

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour("control"))
        painter.setBrush(self._colour)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 2, 2)
        painter.end()


def _slider(name: str) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(0, _STEPS)
    slider.setFixedWidth(96)
    slider.setAccessibleName(name)
    return slider


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _caption(text: str, slider: QSlider) -> QLabel:
    label = QLabel(text)
    label.setBuddy(slider)
    return label


def _line(*widgets: QWidget) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    for widget in widgets:
        row.addWidget(widget)
    return line
