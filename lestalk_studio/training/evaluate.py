"""Every net beside what it replaces, in one table: `python -m lestalk_studio.training evaluate CORPUS...`.

CORPUS: folders with tracks/ and audio/; measured on their held-out people. --unseen: corpora that no training saw,
measured on everybody. A goal that is missed is told, not failed.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

import numpy as np

from lestalk_studio.errors import StudioError
from lestalk_studio.training.people import HELD_OUT, held_out_of
from lestalk_studio.training.tracks import identities

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Row:
    """One figure of one net for one speaker, or for all of a set together (speaker 'all').

    baseline: the figure of the simple thing the net replaces, None where there is none. more: whether more is better.
    """

    net: str
    figure: str
    speaker: str
    value: float
    baseline: float | None = None
    goal: float | None = None
    more: bool = True

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; None without one."""
        if self.goal is None:
            return None
        return bool(self.value >= self.goal if self.more else self.value <= self.goal)


@dataclass(frozen=True)
class Corpus:
    """A tracked corpus and the people of it that are measured."""

    folder: Path
    people: tuple[str, ...]

    @property
    def name(self) -> str:
        """Name of the folder."""
        return self.folder.name


def corpora(folders: list[Path], unseen: list[Path], asked: list[str] | None) -> list[Corpus]:
    """Which people of which corpus are measured. Raises StudioError where a folder holds no tracks."""
    held = [Corpus(folder, held_out_of(identities(folder), asked)) for folder in folders]
    return [*held, *(Corpus(folder, tuple(identities(folder))) for folder in unseen)]


def _all(rows: list[Row], goal: float | None, more: bool = True, middle: Callable = np.median) -> list[Row]:
    """The rows by speaker and one of all of them, with the goal."""
    if not rows:
        return []
    bases = [row.baseline for row in rows if row.baseline is not None]
    one = rows[0]
    base = float(middle(bases)) if bases else None
    return [*rows, Row(one.net, one.figure, "all", float(middle([r.value for r in rows])), base, goal, more)]


def unheard(corpus: Corpus) -> tuple[str, ...]:
    """The people of a corpus whose voice the audio net was not trained on: of GRID others than the CDAN's."""
    from lestalk_studio.training import train_audio

    if corpus.people and set(corpus.people) <= set(HELD_OUT):
        return train_audio.HELD_OUT
    return corpus.people


def lips(corpus: Corpus) -> Iterator[Row]:
    """Correlation of the lips' opening with the tracked one; baseline: loudness."""
    from lestalk_studio.training.evaluate_audio import lip_correlation
    from lestalk_studio.training.people import person

    names = [
        p.stem for who, paths in identities(corpus.folder).items() if who in unheard(corpus) for p in paths
    ]
    scores = lip_correlation(corpus.folder / "tracks", corpus.folder / "audio", names=names)
    by: dict[str, list] = {}
    for score in scores:
        by.setdefault(person(score.identity), []).append(score)
    what = f"lip_r {corpus.name}"
    rows = [
        Row(
            "audio_to_les",
            what,
            who,
            float(np.median([s.lips for s in own])),
            float(np.median([s.loudness for s in own])),
        )
        for who, own in sorted(by.items())
    ]
    yield from _all(rows, 0.45)


def closures(corpus: Corpus) -> Iterator[Row]:
    """Share of P, B and M at which the predicted lips meet, where the clips' sentences are known; baseline: how often
    the talker's own tracked lips are that near."""
    from lestalk_studio.training.evaluate_audio import bilabial_closures

    rows = []
    for who, paths in identities(corpus.folder).items():
        if who in unheard(corpus):
            found = bilabial_closures(corpus.folder, tuple(path.stem for path in paths))
            if found:
                met = [
                    float(np.mean([getattr(c, key) < 0.02 for c in found])) for key in ("predicted", "real")
                ]
                rows.append(Row("audio_to_les", f"bilabials {corpus.name}", who, 100 * met[0], 100 * met[1]))
    yield from _all(rows, 90.0, middle=np.mean)


def seconds() -> Iterator[Row]:
    """Seconds that 10 s of sound take, in one call, the least of five."""
    from lestalk_studio.nets.audio_to_intensity import voice_intensity
    from lestalk_studio.nets.audio_to_les import AudioToLes

    samples = _ten_seconds()
    for net, run in (("audio_to_les", AudioToLes.load().predict), ("intensity", voice_intensity)):
        taken = []
        for _ in range(6):
            start = perf_counter()
            run(samples, 25.0)
            taken.append(perf_counter() - start)
        yield Row(net, "seconds of 10 s", "all", min(taken[1:]), None, 0.5, more=False)


def _ten_seconds() -> np.ndarray:
    from lestalk_studio.audio.decode import load_audio
    from lestalk_studio.paths import resources_dir

    return np.resize(load_audio(resources_dir() / "demo_speech.ogg"), 160_000)


def faces(corpus: Corpus, mlp: Path | None = None) -> Iterator[Row]:
    """Landmark error of the CDAN, % of the eyes' distance, z from the other half; baselines: linear map, perceptron."""
    from lestalk_studio.face.head import Head
    from lestalk_studio.training.cdan_data import load_tracks
    from lestalk_studio.training.evaluate_cdan import errors_by_person, gain, ways_of
    from lestalk_studio.training.people import person

    head = Head.load()
    tracks = load_tracks(corpus.folder, head, only=lambda label: person(label) in corpus.people)
    found = errors_by_person(tracks, ways_of(head, mlp=mlp), head)
    for over, goal in (("linear", 15.0), *((("mlp", 0.0),) if mlp is not None else ())):
        what = f"error {corpus.name}, {over} beside"
        for row in found:
            yield Row("cdan", what, row.person, row.errors["cdan"], row.errors[over], more=False)
        yield Row("cdan", f"% below {over} {corpus.name}", "all", gain(found, "cdan", over), 0.0, goal)


def tone(corpus: Corpus | None) -> Iterator[Row]:
    """Rank correlation of the heard intensity with the effort that was spoken with; baseline: the measure by hand."""
    from lestalk_studio.training import evaluate_intensity as measure

    trials = measure.all_trials(
        None if corpus is None else corpus.folder, () if corpus is None else corpus.people
    )
    net, hand = (measure.scores(trials, way) for way in (measure.by_net, measure.by_hand))
    for kind, rows in net.items():
        for row, base in zip(rows, hand[kind], strict=True):
            yield Row("intensity", f"rank {kind}", row.voice, row.rank, base.rank)
    heard = [[way(t.samples) for t in trials] for way in (measure.by_net, measure.by_hand)]
    both = [measure.ranked("all", trials, values) for values in heard]
    engines = [measure.by_engine(trials, values) for values in heard]
    for name, rank in engines[0].items():
        yield Row("intensity", f"rank of {name} mixed", "all", rank, engines[1][name])
    yield Row("intensity", "rank of all", "all", both[0].rank, both[1].rank, 0.8)
    yield Row("intensity", "calm below strong", "all", 100 * both[0].pairs, 100 * both[1].pairs, 95.0)
    calm, shouted = measure.calibration(net)
    yield Row("intensity", "level of calm speech", "all", calm, measure.calibration(hand)[0], 0.8, more=False)
    yield Row("intensity", "level of shouting", "all", shouted, measure.calibration(hand)[1], 2.5)
    if corpus is not None:
        from lestalk_studio.audio.effort import vocal_effort
        from lestalk_studio.nets.audio_to_intensity import voice_intensity

        apart = [
            measure.gain_apart(corpus.folder, corpus.people, lambda samples, way=way: way(samples, 25.0))
            for way in (voice_intensity, vocal_effort)
        ]
        yield Row("intensity", "difference by gain", "all", apart[0], apart[1], 0.1, more=False)
        calm_ones = [
            measure.calm_people(corpus.folder, corpus.people, w) for w in (measure.by_net, measure.by_hand)
        ]
        for who, level in calm_ones[0].items():
            yield Row("intensity", "calm as recorded", who, level, calm_ones[1][who], 1.1, more=False)


def mouths(corpus: Corpus, emotion: str = "happy") -> Iterator[Row]:
    """r of the lips' opening with and without happy:3, mouth_preservation 1; baseline: without the rule."""
    from lestalk_studio.face.head import Head
    from lestalk_studio.training.evaluate_mouth import mouths_kept

    head = Head.load()
    kept, bare = (mouths_kept(corpus.folder, corpus.people, emotion, weight, head) for weight in (1.0, 0.0))
    by: dict[str, list] = {}
    for one, other in zip(kept, bare, strict=True):
        by.setdefault(one.identity, []).append((one, other))
    for figure, key, goal in (("mouth kept", "r", 0.85), ("% closures kept", "shut", None)):
        scale = 100.0 if key == "shut" else 1.0
        rows = []
        for who, pairs in sorted(by.items()):
            values = [[getattr(score, key) for score in scores] for scores in zip(*pairs, strict=True)]
            if not np.isnan(values).all():
                means = [scale * float(np.nanmean(v)) for v in values]
                rows.append(Row("injector", f"{figure}, {emotion}:3 {corpus.name}", who, means[0], means[1]))
        yield from _all(rows, goal, middle=np.mean)


def folds() -> Iterator[Row]:
    """How much of what folds do to light the appearance generator explains; baseline: a linear map of z. No corpus."""
    from lestalk_studio.training.evaluate_appearance import figures
    from lestalk_studio.training.train_appearance import LOOKS

    for figure, value, base, goal, more in figures(LOOKS):
        yield Row("appearance", figure, "all", value, base, goal, more)


def evaluated(measured: list[Corpus], mlp: Path | None = None) -> list[Row]:
    """All rows."""
    rows = list(seconds())
    for corpus in measured:
        for part in (lips, closures, lambda c: faces(c, mlp), mouths):
            rows += part(corpus)
    rows += tone(measured[0] if measured else None)
    rows += folds()
    order = ("audio_to_les", "cdan", "intensity", "injector", "appearance")
    return sorted(rows, key=lambda row: order.index(row.net))


def table(rows: list[Row]) -> str:
    """Aligned lines: net, figure, speaker, value, baseline, goal, verdict."""
    cells = [("net", "figure", "speaker", "value", "baseline", "goal", "")]
    for row in rows:
        goal = "" if row.goal is None else f"{'>=' if row.more else '<='} {row.goal:g}"
        base = "" if row.baseline is None else f"{row.baseline:.3f}"
        verdict = {None: "", True: "met", False: "MISSED"}[row.met]
        cells.append((row.net, row.figure, row.speaker, f"{row.value:.3f}", base, goal, verdict))
    widths = [max(len(line[i]) for line in cells) for i in range(7)]
    right = (3, 4)
    return "\n".join(
        "  ".join(
            c.rjust(w) if i in right else c.ljust(w)
            for i, (c, w) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in cells
    )


def main(arguments: list[str] | None = None) -> None:
    """Print the table; see the module."""
    parser = argparse.ArgumentParser(prog="python -m lestalk_studio.training evaluate", description=__doc__)
    parser.add_argument("corpus", type=Path, nargs="*", help="folders with tracks/ and audio/")
    parser.add_argument("--unseen", type=Path, nargs="*", default=[], help="corpora that no training saw")
    parser.add_argument("--held-out", nargs="*", help="people who were left out")
    parser.add_argument("--mlp", type=Path, help="weights of the perceptron that the CDAN is compared with")
    parser.add_argument("--json", type=Path, help="file to write the rows to as well")
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    if not given.corpus and not given.unseen:
        raise StudioError(
            "Name a corpus to evaluate on: a folder with tracks/ and audio/, as prepare makes it."
        )
    rows = evaluated(corpora(given.corpus, given.unseen, given.held_out), given.mlp)
    log.info(table(rows))
    if given.json is not None:
        given.json.write_text(json.dumps([asdict(row) | {"met": row.met} for row in rows], indent=2) + "\n")
