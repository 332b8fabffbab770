"""The inspector dock: emotions, action units by region with their sides, mix, eyes and head."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from lestalk_studio.document.channels import CHANNELS, channels_of
from lestalk_studio.les.space import SIDED_NUMBERS
from lestalk_studio.ui.inspector.row import ValueRow
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.texts import mark, tr, tr_name
from lestalk_studio.ui.timeline.texts import lane_title

REGIONS: tuple[tuple[str, tuple[int, ...]], ...] = (
    (mark("Brows"), (1, 2, 4)),
    (mark("Eyes and cheeks"), (5, 6, 7)),
    (mark("Nose"), (9, 11, 38, 39)),
    (mark("Mouth"), (10, 12, 13, 14, 15, 16, 18, 20, 22, 23, 24, 25, 32)),
    (mark("Jaw and chin"), (17, 19, 26, 27)),
)


def sections() -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """(title, channels always shown, channels behind 'more'), every channel in exactly one."""
    made = [(tr("Emotions"), tuple(c.name for c in channels_of("emotion")), ())]
    for title, numbers in REGIONS:
        names = [f"AU{n:02d}" for n in numbers]
        main = tuple(n for n in names if CHANNELS[n].group == "action")
        sided = [f"{side}{n:02d}" for n in numbers if n in SIDED_NUMBERS for side in "LR"]
        made.append((tr_name(title), main, (*(n for n in names if n not in main), *sided)))
    made.append((tr("Mix"), tuple(c.name for c in channels_of("mix")), ()))
    made.append((tr("Eyes and head"), tuple(c.name for c in channels_of("aux")), ()))
    return made


class Section(QWidget):
    """A heading that folds its rows; 'more' shows one-sided and rare units."""

    def __init__(self, title: str, rows: list[ValueRow], more: list[ValueRow]) -> None:
        super().__init__()
        self._title, self._rows, self._more_rows = title, rows, more
        self.open, self.more = True, False
        self._head = _button("heading")
        self._head.clicked.connect(self._toggle)
        self._more = _button("more")
        self._more.clicked.connect(self._toggle_more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        for widget in (self._head, *rows, self._more, *more):
            column.addWidget(widget)
        self.arrange("")

    def _toggle(self) -> None:
        self.open = not self.open
        self.arrange("")

    def _toggle_more(self) -> None:
        self.more = not self.more
        self.arrange("")

    def arrange(self, wanted: str) -> None:
        """Show what is unfolded, or while searching what has `wanted` in its name."""
        self._head.setText(("▾  " if self.open or wanted else "▸  ") + self._title)
        self._more.setText(tr("Fewer units") if self.more else tr("Left, right and rare units …"))
        found = False
        for row in (*self._rows, *self._more_rows):
            if wanted:
                shown = wanted in f"{row.name} {lane_title(row.name)}".casefold()
            else:
                shown = self.open and (self.more or row in self._rows)
            row.setVisible(shown)
            found = found or shown
        self._more.setVisible(bool(self._more_rows) and self.open and not wanted)
        self.setVisible(found or not wanted)


class InspectorPanel(QWidget):
    """`rows` by channel name."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.rows = {name: ValueRow(session, name) for name in CHANNELS}
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find a unit, e.g. brow or AU12"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 2, 0, 8)
        column.setSpacing(2)
        self.sections = []
        for title, names, more in sections():
            section = Section(title, [self.rows[n] for n in names], [self.rows[n] for n in more])
            self.sections.append(section)
            column.addWidget(section)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 0, 0)
        whole.setSpacing(4)
        top = QHBoxLayout()
        top.setContentsMargins(6, 2, 6, 0)
        top.addWidget(self.search)
        whole.addLayout(top)
        whole.addWidget(area)
        self.setMinimumWidth(380)
        session.document_changed.connect(self._changed)
        session.playhead_changed.connect(self.refresh)

    def _filter(self, text: str) -> None:
        for section in self.sections:
            section.arrange(text.strip().casefold())

    def _changed(self, what: tuple[str, ...]) -> None:
        for name in what:
            if name in self.rows:
                self.rows[name].refresh()

    def refresh(self, *_) -> None:
        """Show the values at the playhead."""
        for row in self.rows.values():
            row.refresh()


def _button(kind: str) -> QPushButton:
    button = QPushButton()
    button.setObjectName(kind)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
