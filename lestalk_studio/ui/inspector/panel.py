"""The inspector dock: emotions, action units by region with their sides, mix, eyes and head."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from lestalk_studio.document.presets import plain
from lestalk_studio.ui.inspector.row import ValueRow
from lestalk_studio.ui.inspector.section import Section, sections
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.texts import tr


class InspectorPanel(QWidget):
    """`rows` by channel name. lane_asked(name): to be shown in the timeline."""

    lane_asked = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.rows: dict[str, ValueRow] = {}
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find a unit, e.g. brow or AU12"))
        self.search.setAccessibleName(tr("Find a unit"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self._area = QScrollArea(self)
        inside = QWidget(self._area)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 2, 0, 8)
        column.setSpacing(2)
        self.sections = []
        for contents in sections():
            sides = {side for pair in contents.sides.values() for side in pair}
            section = Section(
                contents,
                lambda name, parent, units=contents.sides, sides=sides: ValueRow(
                    session, name, name in units, name in sides, parent
                ),
                inside,
            )
            self.rows.update(section.rows)
            for row in section.rows.values():
                row.lane_asked.connect(self.lane_asked)
            self.sections.append(section)
            column.addWidget(section)
        column.addStretch(1)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 0, 0)
        whole.setSpacing(4)
        top = QHBoxLayout()
        top.setContentsMargins(6, 2, 6, 0)
        top.addWidget(self.search)
        whole.addLayout(top)
        whole.addWidget(self._area)
        self._share()
        self.setMinimumWidth(340)
        session.document_changed.connect(self._changed)
        session.playhead_changed.connect(self.refresh)

    def _share(self) -> None:
        """One width for all names, so that the sliders begin under each other and have the rest."""
        room = max(row.room_for_name() for row in self.rows.values())
        for row in self.rows.values():
            row.give_name(room)

    def showEvent(self, event) -> None:
        # Tab goes as the eye does, whatever was made first. Docking mixes that up, so it is done when that is over.
        stops = [self.search, *(stop for section in self.sections for stop in section.stops)]
        for one, following in pairwise(stops):
            self.setTabOrder(one, following)
        super().showEvent(event)

    def changeEvent(self, event) -> None:
        super().changeEvent(event)
        if (
            event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.LanguageChange)
            and self.rows
        ):
            self._share()

    def _filter(self, text: str) -> None:
        for section in self.sections:
            section.arrange(plain(text))

    def _changed(self, what: tuple[str, ...]) -> None:
        for name in what:
            if name in self.rows:
                self.rows[name].refresh()

    def refresh(self, *_) -> None:
        """Show the values at the playhead."""
        for row in self.rows.values():
            row.refresh()
