"""What is heard of a voice: closures of the lips, how long that takes, and how strongly somebody speaks."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np


@dataclass
class Found:
    """figures: {name: (value or None, note)}; text: the details to print."""

    figures: dict[str, tuple[float | None, str]] = field(default_factory=dict)
    text: str = ""


def measured(data: Path | None) -> Found:
    """Measure bilabials_closed, audio_to_les_s and intensity_rank; data: the evaluation folder, or None."""
    from lestalk_studio.training import evaluate

    found = Found()
    times = {row.net: row.value for row in evaluate.seconds()}
    missing = None, "the evaluation data is not here"
    found.figures["bilabials_closed"] = missing if data is None else _closures(data)
    note = f"10 s of sound, least of five; the intensity takes {times['intensity']:.2f} s"
    found.figures["audio_to_les_s"] = times["audio_to_les"], note
    found.figures["intensity_rank"], found.text = _ranks(data)
    return found


def _closures(data: Path) -> tuple[float | None, str]:
    from lestalk_studio.training.evaluate_audio import bilabial_closures
    from lestalk_studio.training.people import person
    from lestalk_studio.training.train_audio import HELD_OUT

    paths = sorted((data / "grid" / "tracks").glob("*.npz"))
    names = tuple(path.stem for path in paths if person(str(np.load(path)["identity"])) in HELD_OUT)
    closures = bilabial_closures(data / "grid", names)
    if not closures:
        return None, "no clip whose sentence is known"
    real = 100 * np.mean([closure.real < 0.02 for closure in closures])
    note = f"{len(closures)} P, B, M of {len(HELD_OUT)} people never trained on; real lips {real:.0f} %"
    return 100 * float(np.mean([closure.predicted < 0.02 for closure in closures])), note


def _ranks(data: Path | None) -> tuple[tuple[float | None, str], str]:
    from lestalk_studio.training import evaluate_intensity as measure
    from lestalk_studio.training.people import HELD_OUT

    trials = measure.all_trials(None if data is None else data / "grid", HELD_OUT)
    if not trials:
        return (None, "neither the evaluation data nor the synthesisers are here"), ""
    net, hand = (measure.scores(trials, way) for way in (measure.by_net, measure.by_hand))
    mixed, base = (measure.mixed_rank(trials, way) for way in (measure.by_net, measure.by_hand))
    own = [row.rank for rows in net.values() for row in rows[:-1]]
    calm, shouted = measure.calibration(net)
    note = f"{len(own)} unseen voices mixed; by hand {base:.2f}; each voice for itself {np.mean(own):.2f}"
    note += f"; calm {calm:.2f}, shouted {shouted:.2f}"
    lines = [
        f"  {kind:12s} {row.voice:32s} {row.rank:5.2f}  by hand {by_hand.rank:5.2f}"
        for kind, rows in net.items()
        for row, by_hand in zip(rows, hand[kind], strict=True)
    ]
    return (mixed, note), "\n".join(["Intensity against effort, rank correlation", *lines])
