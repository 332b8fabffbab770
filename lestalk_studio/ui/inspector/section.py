"""A region of the inspector: a heading that folds its rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from lestalk_studio.document.channels import CHANNELS, channels_of
from lestalk_studio.document.presets import plain
from lestalk_studio.les.space import SIDED_NUMBERS
from lestalk_studio.ui.inspector.row import ValueRow
from lestalk_studio.ui.texts import mark, tr, tr_name
from lestalk_studio.ui.timeline.texts import lane_title

REGIONS: tuple[tuple[str, tuple[int, ...]], ...] = (
    (mark("Brows"), (1, 2, 4)),
    (mark("Eyes and cheeks"), (5, 6, 7)),
    (mark("Nose"), (9, 11, 38, 39)),
    (mark("Mouth"), (10, 12, 13, 14, 15, 16, 18, 20, 22, 23, 24, 25, 32)),
    (mark("Jaw and chin"), (17, 19, 26, 27)),
)


@dataclass(frozen=True)
class Contents:
    """Channels of a section: `main` is always shown, `rare` on demand; `sides` of a channel below it."""

    title: str
    main: tuple[str, ...]
    sides: dict[str, tuple[str, ...]]
    rare: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All of them, in the order they stand."""
        return (*(n for name in self.main for n in (name, *self.sides.get(name, ()))), *self.rare)


def sections() -> list[Contents]:
    """The sections from top to bottom, every channel in exactly one."""
    made = [Contents(tr("Emotions"), tuple(c.name for c in channels_of("emotion")), {})]
    for title, numbers in REGIONS:
        names = [f"AU{n:02d}" for n in numbers]
        main = tuple(n for n in names if CHANNELS[n].group == "action")
        sides = {f"AU{n:02d}": (f"L{n:02d}", f"R{n:02d}") for n in numbers if n in SIDED_NUMBERS}
        made.append(Contents(tr_name(title), main, sides, tuple(n for n in names if n not in main)))
    made.append(Contents(tr("Mix"), tuple(c.name for c in channels_of("mix")), {}))
    made.append(Contents(tr("Eyes and head"), tuple(c.name for c in channels_of("aux")), {}))
    return made


class Section(QWidget):
    """A heading that folds its rows; 'L R' after a unit shows its sides, 'more' the rare units.

    make: a row by channel name, in the section. `rows` are all of them, in the order they stand.
    """

    def __init__(
        self, contents: Contents, make: Callable[[str, QWidget], ValueRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._contents = contents
        rows = self.rows = {name: make(name, self) for name in contents.names}
        self.open, self.more = True, False
        self._head, self._more = _button("heading", self), _button("more", self)
        self._head.setAccessibleName(contents.title)
        self._head.clicked.connect(self._toggle)
        self._more.clicked.connect(self._toggle_more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        column.addWidget(self._head)
        for name in contents.names:
            if name in contents.rare[:1]:
                column.addWidget(self._more)
            column.addWidget(rows[name])
            if rows[name].sides is not None:
                rows[name].sides.toggled.connect(lambda _: self.arrange(""))
        self.arrange("")

    @property
    def stops(self) -> list[QWidget]:
        """What Tab comes by, in the order it stands."""
        stops: list[QWidget] = [self._head]
        for name, row in self.rows.items():
            if name in self._contents.rare[:1]:
                stops.append(self._more)
            stops += row.stops
        return stops

    def _toggle(self) -> None:
        self.open = not self.open
        self.arrange("")

    def _toggle_more(self) -> None:
        self.more = not self.more
        self.arrange("")

    def _unfolded(self) -> set[str]:
        if not self.open:
            return set()
        shown = set(self._contents.main)
        for name, sides in self._contents.sides.items():
            shown.update(sides if self.rows[name].sides.isChecked() else ())
        return shown.union(self._contents.rare if self.more else ())

    def arrange(self, wanted: str) -> None:
        """Show what is unfolded, or while searching what has `wanted` (as `plain` writes it) in its name."""
        names = self._contents.names
        if wanted:
            shown = {name for name in names if wanted in plain(f"{name} {lane_title(name)}")}
        else:
            shown = self._unfolded()
        self._head.setText(("▾  " if self.open or wanted else "▸  ") + self._contents.title)
        self._more.setText(tr("Fewer units") if self.more else tr("Rare units …"))
        for name in names:
            self.rows[name].setVisible(name in shown)
            self.rows[name].name_fully(bool(wanted))
        self._more.setVisible(bool(self._contents.rare) and self.open and not wanted)
        self.setVisible(bool(shown) or not wanted)


def _button(kind: str, parent: QWidget) -> QPushButton:
    button = QPushButton(parent)
    button.setObjectName(kind)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
