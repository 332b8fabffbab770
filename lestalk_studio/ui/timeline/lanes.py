"""Which lanes there are, and where: rows from the top down, before scrolling."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from lestalk_studio.document.channels import channels_of
from lestalk_studio.document.project import Project

GROUPS = ("emotion", "action", "mix", "aux", "isolation")
FOLDED_AT_FIRST = frozenset({"isolation", "aux"})
GROUP_HEIGHT = 22
HEIGHTS = {"emotion": 30, "action": 22, "mix": 22, "aux": 22, "isolation": 22}


@dataclass(frozen=True, slots=True)
class Row:
    """A lane, or the heading of a group of them. name: of the channel or of the group."""

    name: str
    top: int
    height: int
    is_group: bool = False
    folded: bool = False
    keys: int = 0

    @property
    def bottom(self) -> int:
        """First pixel below."""
        return self.top + self.height

    @property
    def middle(self) -> float:
        """Where a dope sheet's keys lie."""
        return self.top + self.height / 2


def layout(project: Project, folded: Collection[str], keyed_only: bool = False) -> tuple[Row, ...]:
    """All rows; the lanes of folded groups are left out, and with `keyed_only` those without keys."""
    rows, top = [], 0
    for group in GROUPS:
        names = [channel.name for channel in channels_of(group)]
        counts = {name: len(project.track(name).keys) for name in names}
        rows.append(Row(group, top, GROUP_HEIGHT, True, group in folded, sum(counts.values())))
        top += GROUP_HEIGHT
        if group in folded:
            continue
        for name in names:
            if keyed_only and not counts[name]:
                continue
            rows.append(Row(name, top, HEIGHTS[group], keys=counts[name]))
            top += HEIGHTS[group]
    return tuple(rows)


def row_at(rows: tuple[Row, ...], y: float) -> Row | None:
    """The row at `y`, before scrolling."""
    low, high = 0, len(rows)
    while low < high:
        middle = (low + high) // 2
        if rows[middle].bottom <= y:
            low = middle + 1
        else:
            high = middle
    return rows[low] if low < len(rows) and rows[low].top <= y else None
