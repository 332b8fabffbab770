"""The sheet of shortcuts under F1, made of the action table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lestalk_studio.ui.actions import action_table
from lestalk_studio.ui.texts import tr


def mouse_table() -> tuple[tuple[str, str], ...]:
    """What the mouse does in the timeline."""
    return (
        (tr("Ctrl+wheel"), tr("zoom about the cursor")),
        (tr("Shift+wheel, middle drag"), tr("pan")),
        (tr("Drag on ground"), tr("box select; Shift adds, Ctrl takes away")),
        (tr("Ctrl while dragging"), tr("snap the other way")),
        (tr("Double click in a lane"), tr("add a key")),
        (tr("Shift while sliding"), tr("fine steps")),
        (tr("Double click on a slider"), tr("reset")),
        (tr("Escape while dragging"), tr("take the drag back")),
    )


class ShortcutSheet(QDialog):
    """Shortcuts as they are set now."""

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        groups: dict[str, list[tuple[str, str]]] = {}
        native = QKeySequence.SequenceFormat.NativeText
        for spec in action_table():
            keys = [key.toString(native) for key in actions[spec.name].shortcuts()]
            if keys:
                groups.setdefault(spec.menu.replace("&", ""), []).append((", ".join(keys), spec.text))
        groups[tr("Mouse")] = list(mouse_table())
        columns = QHBoxLayout(self)
        columns.setContentsMargins(20, 16, 20, 20)
        columns.setSpacing(32)
        heights = [0, 0, 0]
        stacks = [QVBoxLayout() for _ in heights]
        for title, rows in groups.items():
            place = heights.index(min(heights))
            heights[place] += len(rows) + 2
            stacks[place].addLayout(_group(title, rows))
        for stack in stacks:
            stack.addStretch(1)
            columns.addLayout(stack)


def _group(title: str, rows: list[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(3)
    head = QLabel(f"<b>{title}</b>")
    head.setContentsMargins(0, 8, 0, 2)
    grid.addWidget(head, 0, 0, 1, 2)
    for i, (keys, text) in enumerate(rows, start=1):
        label = QLabel(keys)
        label.setStyleSheet("color: #7cb8f0;")
        grid.addWidget(label, i, 0, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(QLabel(text), i, 1)
    return grid
