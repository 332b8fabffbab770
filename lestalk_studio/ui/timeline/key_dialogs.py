"""Small dialogs for the selected keys: their value, and scaling by numbers."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QDoubleSpinBox, QFormLayout, QWidget

from lestalk_studio.document.selection import picked_keys
from lestalk_studio.ui.commands.keys import ScaleKeys, SetKeyValues
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.texts import tr


class _KeyDialog(QDialog):
    """A form with OK and Cancel."""

    def __init__(self, session: Session, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._session = session
        self.form = QFormLayout(self)
        self.form.setContentsMargins(18, 16, 18, 16)
        self.form.setSpacing(10)

    def _finish(self) -> None:
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.form.addRow(self.buttons)


class ValueDialog(_KeyDialog):
    """One value for all selected keys, each brought into its lane's range."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, tr("Value"), parent)
        lanes = [session.project.track(name).channel for name in session.selection]
        values = [
            key.value for lane in picked_keys(session.project, session.selection).values() for key in lane
        ]
        self.value = QDoubleSpinBox()
        self.value.setDecimals(3)
        self.value.setSingleStep(0.1)
        self.value.setRange(min(c.low for c in lanes), max(c.high for c in lanes))
        self.value.setValue(values[0])
        self.value.selectAll()
        self.form.addRow(tr("Value of {n} keys").format(n=len(values)), self.value)
        self._finish()

    def accept(self) -> None:
        self._session.attempt(SetKeyValues, self.value.value())
        super().accept()


class ScaleDialog(_KeyDialog):
    """Time about the first key, the playhead or the last key; value about 0 or the least one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, tr("Scale keys"), parent)
        self.time, self.value = _percent(1.0), _percent(-1000.0)
        self.pivot = QComboBox()
        for text, which in (
            (tr("the first key"), "first"),
            (tr("the playhead"), "playhead"),
            (tr("the last key"), "last"),
        ):
            self.pivot.addItem(text, which)
        self.form.addRow(tr("Time"), self.time)
        self.form.addRow(tr("about"), self.pivot)
        self.form.addRow(tr("Value"), self.value)
        self._finish()

    def accept(self) -> None:
        session = self._session
        times = [time for lane in session.selection.values() for time in lane]
        if times:
            pivot = {"first": min(times), "playhead": session.playhead, "last": max(times)}
            start = (session.project, session.selection)
            factor, height = self.time.value() / 100, self.value.value() / 100
            session.attempt(ScaleKeys, start, pivot[self.pivot.currentData()], factor, height)
        super().accept()


def _percent(low: float) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setRange(low, 1000.0)
    box.setDecimals(1)
    box.setSuffix(" %")
    box.setValue(100.0)
    return box
