"""`python packaging/licences.py CONTENTS OUT`: one file with the licences of everything in the one-folder program.

CONTENTS is the list of the bundled files that lestalk.spec writes: where each was taken from tells which package, and
so which licence, it belongs to. What belongs to no package stops the build.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import Distribution, distributions
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
TEXTS = HERE / "licence_texts"
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors|copyright)[^/]*$", re.IGNORECASE)
_NOT_TEXT = {".py", ".pyc", ".so", ".pyi"}

# Packages whose wheels carry no text of their licence -> the text that holds for them.
_TEXT_ELSEWHERE = {
    "pyside6-essentials": (TEXTS / "LGPL-3.0.txt", TEXTS / "GPL-3.0.txt"),
    "shiboken6": (TEXTS / "LGPL-3.0.txt", TEXTS / "GPL-3.0.txt"),
    "flatbuffers": (ROOT / "LICENSE",),
    "av": (TEXTS / "GPL-3.0.txt", TEXTS / "LGPL-3.0.txt"),
}
_CONTAINS = {
    "av": "FFmpeg (LGPL-3.0-or-later), x264 and x265 (GPL-2.0-or-later), and the other libraries in av.libs",
    "opencv-contrib-python": "FFmpeg (LGPL-2.1-or-later) and Qt 5 (LGPL-3.0), see its third-party list",
}


class Unaccounted(Exception):
    """Bundled files that no package claims; the message names them."""


@dataclass(frozen=True)
class Entry:
    """A component of the bundle. licence: as its maker names it; texts: (name of the file, its text)."""

    name: str
    version: str
    licence: str
    home: str
    texts: tuple[tuple[str, str], ...] = field(repr=False)


def plain(name: str) -> str:
    """A distribution's name as indexes write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def distribution_entry(dist: Distribution) -> Entry:
    """What the metadata of an installed package says. Raises Unaccounted when there is no text of its licence."""
    meta, name = dist.metadata, plain(dist.metadata["Name"])
    classes = [
        c.rpartition("::")[2].strip() for c in meta.get_all("Classifier") or [] if c.startswith("License ::")
    ]
    said = meta.get("License-Expression") or ", ".join(c for c in classes if c != "OSI Approved")
    if not said:
        said = (meta.get("License") or "").strip().splitlines()[0]
    if name in _CONTAINS:
        said += f"; contains {_CONTAINS[name]}"
    files = [f for f in dist.files or [] if _LICENCE_FILE.search(str(f)) and Path(f).suffix not in _NOT_TEXT]
    texts = [(str(f), Path(dist.locate_file(f))) for f in files]
    texts += [(path.name, path) for path in _TEXT_ELSEWHERE.get(name, ())]
    read = tuple((label, path.read_text(errors="replace")) for label, path in texts if path.is_file())
    if not read:
        raise Unaccounted(f"the package {name} has no text of its licence; add one to {Path(__file__).name}")
    home = (
        meta.get("Home-page")
        or _url(meta.get_all("Project-URL") or [])
        or f"https://pypi.org/project/{name}/"
    )
    return Entry(name, dist.version, said, home, read)


def _url(lines: Iterable[str]) -> str:
    found = dict(line.split(", ", 1) for line in lines if ", " in line)
    for label in ("Source", "Source Code", "Repository", "Homepage", "homepage"):
        if label in found:
            return found[label]
    return next(iter(found.values()), "")


def python_entry() -> Entry:
    """The interpreter and its standard library."""
    text = (Path(sysconfig.get_path("stdlib")) / "LICENSE.txt").read_text()
    return Entry(
        "python", sys.version.split()[0], "PSF-2.0", "https://www.python.org", (("LICENSE.txt", text),)
    )


def own_entries() -> list[Entry]:
    """The program, its models with their cards, its resources, and the photographs it carries."""
    from lestalk_studio import __version__

    cards = [*sorted((ROOT / "models").glob("*.md")), ROOT / "docs" / "licences.md"]
    credits_ = ROOT / "resources" / "CREDITS.md"
    return [
        _own("lestalk-studio", __version__, "Apache-2.0", [ROOT / "LICENSE"]),
        _own("models", __version__, "Apache-2.0, BSD-2-Clause and CC0-1.0, see the cards", cards),
        _own("resources", __version__, "CC0-1.0 and public domain", [credits_]),
    ]


def _own(name: str, version: str, licence: str, files: list[Path]) -> Entry:
    texts = tuple((path.relative_to(ROOT).as_posix(), path.read_text()) for path in files)
    return Entry(name, version, licence, "this project", texts)


def owners(sources: Iterable[Path]) -> tuple[dict[str, Distribution], set[Path]]:
    """The packages that own any of the files `sources`, by name, and the files that no package owns."""
    owned: dict[Path, Distribution] = {}
    for dist in distributions():
        for file in dist.files or []:
            owned[Path(dist.locate_file(file)).resolve()] = dist
    found: dict[str, Distribution] = {}
    rest: set[Path] = set()
    for source in sources:
        dist = owned.get(source.resolve())
        if dist is None:
            rest.add(source.resolve())
        else:
            found[plain(dist.metadata["Name"])] = dist
    return found, rest


def system_entries(files: Iterable[Path]) -> Iterator[Entry]:
    """Debian's packages that the libraries `files` come from. Raises Unaccounted for a file of none."""
    packages: dict[str, str] = {}
    for file in sorted(files):
        # Debian lists /lib where newer systems resolve to /usr/lib.
        for path in (str(file), str(file).removeprefix("/usr")):
            asked = subprocess.run(["dpkg-query", "-S", path], capture_output=True, text=True, check=False)
            if asked.returncode == 0:
                packages.setdefault(asked.stdout.split(":")[0], path)
                break
        else:
            raise Unaccounted(f"no package claims {file}; its licence is unknown")
    for package in sorted(packages):
        show = ["dpkg-query", "-W", "-f", "${Version}\n${Homepage}", package]
        version, _, home = subprocess.run(show, capture_output=True, text=True, check=True).stdout.partition(
            "\n"
        )
        text = Path("/usr/share/doc", package, "copyright").read_text(errors="replace")
        named = re.findall(r"^License:[ \t]*(\S.*)$", text, re.MULTILINE)
        licence = ", ".join(dict.fromkeys(named)) or "see the text"
        yield Entry(f"{package} (Debian)", version, licence, home, (("copyright", text),))


def collect(contents: list[tuple[str, str]]) -> list[Entry]:
    """Entries of the bundled files [(name inside, source)]. Raises Unaccounted for what belongs to nothing."""
    base = {Path(sysconfig.get_path("stdlib")).resolve(), Path(sys.base_prefix).resolve()}
    sources = {
        Path(source) for _, source in contents if Path(source).is_absolute() and Path(source).is_file()
    }
    found, rest = owners(sources)
    found.pop("lestalk-studio", None)
    rest = {path for path in rest if not _made_here(path) and not any(path.is_relative_to(b) for b in base)}
    entries = [*own_entries(), python_entry()]
    entries += [distribution_entry(found[name]) for name in sorted(found)]
    return entries + list(system_entries(rest))


def _made_here(path: Path) -> bool:
    # The program itself, and what PyInstaller makes while it builds; the virtual environment holds packages.
    return path.is_relative_to(ROOT) and "site-packages" not in path.parts


def written(entries: list[Entry]) -> str:
    """The whole file: what holds for the bundle, the list, and each text once."""
    parts = [(TEXTS / "bundle.txt").read_text(), "What is in here\n---------------\n\n"]
    parts += [f"{e.name} {e.version}\n    {e.licence}\n    {e.home}\n" for e in entries]
    first: dict[str, str] = {}
    for entry in entries:
        parts.append(f"\n\n{'=' * 100}\n{entry.name} {entry.version}: {entry.licence}\n{'=' * 100}\n")
        for name, text in entry.texts:
            digest = hashlib.sha256(text.encode()).hexdigest()
            if digest in first:
                parts.append(f"\n--- {name}: the same text as {first[digest]}\n")
                continue
            first[digest] = f"{entry.name}, {name}"
            parts.append(f"\n--- {name}\n\n{text.strip()}\n")
    return "".join(parts)


def main() -> int:
    """Read the list, write the file, say how much is in it."""
    contents = [tuple(pair) for pair in json.loads(Path(sys.argv[1]).read_text())]
    try:
        entries = collect(contents)
    except Unaccounted as missing:
        sys.stderr.write(f"Licences are incomplete: {missing}.\n")
        return 1
    Path(sys.argv[2]).write_text(written(entries))
    sys.stdout.write(f"{sys.argv[2]}: {len(entries)} components\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
