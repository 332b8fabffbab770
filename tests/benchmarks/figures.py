"""One measured figure, the table of figures, and the file they are written to."""

from __future__ import annotations

import json
import math
import os
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """A measurement. `goal` None: shown for information, never missed.

    name: stable, other programs read it from the file.
    value: the measurement in `unit`, None where it could not be made; `note` then says why.
    at_least: whether a good value is above the goal or below it.
    """

    name: str
    value: float | None
    unit: str
    goal: float | None = None
    at_least: bool = True
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; None without a goal."""
        if self.goal is None:
            return None
        if self.value is None or not math.isfinite(self.value):
            return False
        return self.value >= self.goal if self.at_least else self.value <= self.goal

    @property
    def goal_text(self) -> str:
        """Goal as shown in the table."""
        return "" if self.goal is None else f"{'>=' if self.at_least else '<='} {self.goal:g}"

    def as_json(self) -> dict:
        """Return {name, value, unit, goal, met, note}."""
        kept = asdict(self)
        del kept["at_least"]
        kept["value"] = None if self.value is None else round(float(self.value), 4)
        return {**kept, "met": self.met}


def table(figures: list[Figure]) -> str:
    """Return the figures as aligned lines: name, value, unit, goal, verdict, note."""
    verdicts = {None: "", True: "met", False: "MISSED"}
    rows = [("figure", "value", "unit", "goal", "", "")]
    for figure in figures:
        value = "-" if figure.value is None else f"{figure.value:.4g}"
        rows.append((figure.name, value, figure.unit, figure.goal_text, verdicts[figure.met], figure.note))
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    lines = []
    for name, value, unit, goal, verdict, note in rows:
        cells = [name.ljust(widths[0]), value.rjust(widths[1]), unit.ljust(widths[2]), goal.ljust(widths[3])]
        lines.append("  ".join([*cells, verdict.ljust(widths[4]), note]).rstrip())
    return "\n".join(lines)


def write(figures: list[Figure], path: Path) -> None:
    """Write the list as JSON; figures of an earlier run that were not measured now are kept."""
    kept: dict[str, dict] = {}
    if path.exists():
        try:
            kept = {entry["name"]: entry for entry in json.loads(path.read_text())}
        except (json.JSONDecodeError, KeyError, TypeError):
            kept = {}
    kept.update({figure.name: figure.as_json() for figure in figures})
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".part")
    temporary.write_text(json.dumps(list(kept.values()), indent=2) + "\n")
    os.replace(temporary, path)
