"""`python packaging/translations.py`: bring resources/translations/*.ts up to date with the program, compile them.

The context Studio has the literals of `tr("...")` and the names that tables below the window hold; the context
Sentences the templates of failures ("{0} cannot be read ({1})." from f"{path} cannot be read ({error}).").
What is new stands there without a translation, what is gone is dropped. `--add CODE` begins another language,
`--check` only tells what is missing. docs/translating.md says more.
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "lestalk_studio"
FOLDER = ROOT / "resources" / "translations"
STUDIO, SENTENCES = "Studio", "Sentences"
Messages = dict[str, set[str]]
"""Source text -> the files it is in."""

_FAILURES = {"StudioError", "ValueError", "Cancelled"}
_SENTENCE_LAYERS = ("document", "audio", "face", "nets", "render", "exchange", "pipeline", "ui")
_STAGES = {"stage", "_stage"}


def program_files() -> list[Path]:
    """The sources of the program; the training is no part of it."""
    return sorted(p for p in PACKAGE.rglob("*.py") if "training" not in p.parts)


def collect() -> dict[str, Messages]:
    """Every text to translate, by context."""
    found: dict[str, Messages] = {STUDIO: {}, SENTENCES: {}}
    for path in program_files():
        place = path.relative_to(ROOT).as_posix()
        tree = ast.parse(path.read_text("utf-8"))
        for text in literals(tree):
            found[STUDIO].setdefault(text, set()).add(place)
        if place.split("/")[1] in _SENTENCE_LAYERS or place.endswith(
            ("les/names.py", "paths.py", "errors.py")
        ):
            for text in sentences(tree):
                found[SENTENCES].setdefault(text, set()).add(place)
    for text, place in table_names():
        found[STUDIO].setdefault(text, set()).add(place)
    return found


def literals(tree: ast.AST) -> Iterator[str]:
    """Literals of tr("...") and mark("..."), and names of steps: stage("..."), stage.emit("...")."""
    for call in _calls(tree):
        name = _name(call.func)
        if not call.args:
            continue
        if name in ("tr", "mark"):
            if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str):
                yield call.args[0].value
        elif name in _STAGES or (name == "emit" and _name(call.func.value) in _STAGES):
            texts = (node.value for node in ast.walk(call.args[0]) if _is_text(node))
            yield from (text for text in texts if text[0].isupper())  # the others choose between these


def variable_calls(tree: ast.AST) -> list[int]:
    """Lines of tr(...) whose argument is no literal: nobody could translate it."""
    return [
        call.lineno
        for call in _calls(tree)
        if _name(call.func) == "tr" and not (call.args and isinstance(call.args[0], ast.Constant))
    ]


def sentences(tree: ast.AST) -> Iterator[str]:
    """Templates of what failures say, with {0}, {1} ... for what is put in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in _FAILURES and node.args:
            text = template(node.args[0])
        elif isinstance(node, ast.Return) and isinstance(node.value, ast.Constant | ast.JoinedStr):
            text = template(node.value)
            text = text if text.endswith(".") and " " in text else ""
        else:
            continue
        if any(letter.isalpha() for letter in _without_holes(text)):
            yield text


def template(node: ast.expr) -> str:
    """The text of a literal, an f-string or a sum of them, with {0}, {1} ... for what is put in; else ''."""
    parts = list(_parts(node))
    if all(part is None for part in parts):
        return ""
    made, holes = "", 0
    for part in parts:
        if part is None:
            made, holes = f"{made}{{{holes}}}", holes + 1
        else:
            made += part
    return made


def _parts(node: ast.expr) -> Iterator[str | None]:
    if _is_text(node):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        for value in node.values:
            yield from _parts(value)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        yield from _parts(node.left)
        yield from _parts(node.right)
    else:
        yield None


def table_names() -> Iterator[tuple[str, str]]:
    """(text, file) of names that the window shows and tables below it hold."""
    sys.path.insert(0, str(ROOT))
    from lestalk_studio.document.channels import CHANNELS
    from lestalk_studio.document.presets import BUILTIN_PRESETS
    from lestalk_studio.les.space import UNITS
    from lestalk_studio.ui.timeline.texts import spoken

    for unit in UNITS:
        yield unit.label, "lestalk_studio/les/space.py"
    for channel in CHANNELS.values():
        if channel.group not in ("action", "isolation"):
            yield spoken(channel.name), "lestalk_studio/document/channels.py"
    for preset in BUILTIN_PRESETS:
        yield preset.name, "lestalk_studio/document/presets.py"


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(node.value)


def _without_holes(text: str) -> str:
    return "".join(piece.partition("}")[2] if i else piece for i, piece in enumerate(text.split("{")))


# --- .ts files


def read(path: Path) -> dict[tuple[str, str], str]:
    """(context, source) -> translation, '' where there is none yet."""
    done = {}
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            key = context.findtext("name", ""), message.findtext("source", "")
            done[key] = message.findtext("translation", "") or ""
    return done


def write(path: Path, language: str, found: dict[str, Messages], done: dict[tuple[str, str], str]) -> None:
    """A .ts of what was found, with the translations there are."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    for name, messages in found.items():
        context = ET.SubElement(root, "context")
        ET.SubElement(context, "name").text = name
        for source in sorted(messages):
            message = ET.SubElement(context, "message")
            for place in sorted(messages[source]):
                ET.SubElement(message, "location", filename=f"../../{place}")
            ET.SubElement(message, "source").text = source
            translation = ET.SubElement(message, "translation")
            translation.text = done.get((name, source), "")
            if not translation.text:
                translation.set("type", "unfinished")
    ET.indent(root, " ")
    body = ET.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', "utf-8")


def compile_ts(path: Path, target: Path | None = None) -> Path:
    """The .qm of a .ts, beside it unless `target` says otherwise."""
    import PySide6

    target = target or path.with_suffix(".qm")
    tool = Path(PySide6.__file__).parent / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    subprocess.run([tool, "-silent", "-nounfinished", path, "-qm", target], check=True)
    return target


def missing(path: Path, found: dict[str, Messages]) -> list[str]:
    """Texts that `path` has no translation of."""
    done = read(path)
    return [text for name, messages in found.items() for text in messages if not done.get((name, text))]


def main() -> int:
    """0 when every language is complete."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    options.add_argument("--add", metavar="CODE", help="begin a language, e.g. fr")
    options.add_argument("--check", action="store_true", help="change nothing")
    asked = options.parse_args()
    found = collect()
    if asked.add:
        write(FOLDER / f"studio_{asked.add}.ts", asked.add, found, {})
    left = 0
    for path in sorted(FOLDER.glob("studio_*.ts")):
        if not asked.check:
            write(path, path.stem.removeprefix("studio_"), found, read(path))
            compile_ts(path)
        lacking = missing(path, found)
        left += len(lacking)
        sys.stdout.write("".join(f"{path.name}: not translated: {text!r}\n" for text in lacking))
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
