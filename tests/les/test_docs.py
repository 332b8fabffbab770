"""docs/les.md and docs/keyframes.md say what the code does."""

import re
from pathlib import Path

import pytest

from lestalk_studio.les.arkit import NOT_SHOWN, SHAPES
from lestalk_studio.les.emotions import AT_LEVEL_3, EMOTIONS
from lestalk_studio.les.keyframe_file import load_keyframes
from lestalk_studio.les.mouth import OWN_YIELDS, PARTS_LIPS, THREAT
from lestalk_studio.les.space import AUX_LABELS, NAMES, RESIDUAL_SHAPES, UNITS

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def page() -> str:
    return (DOCS / "les.md").read_text(encoding="utf-8")


def table(page: str, first_cell: str) -> list[list[str]]:
    """Rows of the table whose first header cell is `first_cell` and the header itself, cells stripped."""
    tables = re.findall(r"(?:^\|.*\n)+", page, re.MULTILINE)
    rows = [
        [[cell.strip() for cell in line.strip("|").split("|")] for line in t.splitlines()] for t in tables
    ]
    return [row for t in rows if t[0][0] == first_cell for row in t if not row[0].startswith("---")]


def emotions_table() -> str:
    lines = ["| unit | " + " | ".join(EMOTIONS[1:]) + " |", "|---" * len(EMOTIONS) + "|"]
    for unit in NAMES:
        cells = [f"{AT_LEVEL_3[e][unit]:.2f}" if unit in AT_LEVEL_3[e] else "" for e in EMOTIONS[1:]]
        if any(cells):
            lines.append(f"| {unit} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def test_units(page):
    rows = [row[:3] for row in table(page, "dim") if row[0] != "dim"]
    assert rows == [[str(i), unit.name, unit.label] for i, unit in enumerate(UNITS)]
    assert {row[1] for row in table(page, "dim") if row[3] == "none"} == set(NOT_SHOWN)


def test_emotions(page):
    header, *rows = (row for row in table(page, "unit") if len(row) == 8)
    assert header[1:] == list(EMOTIONS[1:])
    written = {
        (emotion, row[0]): float(cell)
        for row in rows
        for emotion, cell in zip(header[1:], row[1:], strict=True)
        if cell
    }
    meant = {(e, unit): value for e, units in AT_LEVEL_3.items() for unit, value in units.items()}
    assert written == meant, f"the table of emotions in docs/les.md should read:\n{emotions_table()}"


def test_speech(page):
    rows = {row[0]: row[1:] for row in table(page, "unit") if len(row) == 4 and row[0] in NAMES}
    for column, values in enumerate((THREAT, PARTS_LIPS, OWN_YIELDS)):
        assert {unit: float(cells[column]) for unit, cells in rows.items() if cells[column]} == values


def test_aux_channels_and_shapes(page):
    named = [row[:2] for row in table(page, "channel") if row[0] != "channel"]
    assert named == [[name, label] for name, label in AUX_LABELS.items() if not name.startswith("arkit_")]
    for shape in (*SHAPES, *RESIDUAL_SHAPES):
        assert f"`{shape}`" in page


def test_the_examples_of_keyframe_files_can_be_read(tmp_path):
    text = (DOCS / "keyframes.md").read_text(encoding="utf-8")
    examples = re.findall(r"(?:^    .*\n)+", text, re.MULTILINE)
    assert len(examples) == 2
    for example in examples:
        path = tmp_path / "keyframes"
        path.write_text(re.sub("^    ", "", example, flags=re.MULTILINE), encoding="utf-8")
        assert load_keyframes(path)[0].target == "happy"
