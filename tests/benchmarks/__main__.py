"""`python -m tests.benchmarks`: measure all, or one thing closely.

python -m tests.benchmarks                      all figures, table, build/bench.json
python -m tests.benchmarks au --portrait mona   what each unit did on a portrait
python -m tests.benchmarks emotions             what the judges read out of each face
python -m tests.benchmarks levels               how straight the way from level 0 to 3 is
python -m tests.benchmarks speed                milliseconds a frame, by stage
python -m tests.benchmarks sheet --portrait a.jpg --kind emotions units    contact sheets in build/sheets
    python -m tests.benchmarks pictures             the pictures of the documentation
"""

from __future__ import annotations

import argparse
import sys

from tests.benchmarks import contact_sheet, linearity, pictures, readout, selectivity, speed, suite
from tests.benchmarks.figures import table, write
from tests.benchmarks.judges import load_judges
from tests.benchmarks.subjects import BUILD, load_subjects


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("--only", nargs="*", help="names of the figures to measure")
    verbs = parser.add_subparsers(dest="verb")
    for verb in ("au", "emotions", "levels", "speed", "sheet"):
        sub = verbs.add_parser(verb)
        sub.add_argument("--portrait", nargs="*", help="names, starts of names, or files; all when left out")
        if verb == "emotions":
            sub.add_argument("--level", type=float, default=3.0)
        if verb == "sheet":
            sub.add_argument("--kind", nargs="*", default=["emotions"], choices=list(contact_sheet.SHEETS))
            sub.add_argument("--side", type=int, default=256, help="pixels of one panel")
    verbs.add_parser("pictures")
    return parser.parse_args()


def _look(arguments: argparse.Namespace) -> None:
    from lestalk_studio.face.detector import FaceDetector

    if arguments.verb == "pictures":
        for path in pictures.make():
            print(path)
        return
    subjects = load_subjects(arguments.portrait)
    if arguments.verb == "sheet":
        for subject in subjects:
            for path in contact_sheet.make(subject, arguments.kind, BUILD / "sheets", arguments.side):
                print(path)
        return
    if arguments.verb == "speed":
        for subject in subjects:
            for side in (512, 1024):
                print(speed.report(subject.name, speed.sized_renderer(subject, side), side)[1])
        return
    with FaceDetector() as detector:
        if arguments.verb == "au":
            findings = {s.name: selectivity.examine(s, selectivity.observe(s, detector)) for s in subjects}
            for name, found in findings.items():
                print(selectivity.report(name, found))
            good = selectivity.selective_units(findings)
            print(
                f"on most portraits: {len(good)} of 17; not: {sorted(set(selectivity.EDITABLE) - set(good))}"
            )
        elif arguments.verb == "emotions":
            panel = load_judges()
            print(readout.report([readout.read(s, panel, detector, arguments.level) for s in subjects]))
        else:
            print(linearity.report([f for s in subjects for f in linearity.examine(s, detector)]))


def main() -> int:
    """Run what the command line asks for; a missed goal is told, not failed: speed differs by machine."""
    arguments = _arguments()
    if arguments.verb:
        _look(arguments)
        return 0
    figures, details = suite.measure(arguments.only)
    print("\n\n".join(details))
    print()
    print(table(figures))
    write(figures, BUILD / "bench.json")
    missed = [figure.name for figure in figures if figure.met is False]
    print(f"\nwritten to {BUILD / 'bench.json'}; goals missed: {', '.join(missed) or 'none'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
