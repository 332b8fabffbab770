"""What the appearance generator is worth: the panel's reading of the same faces with and without it."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from tests.benchmarks import judges, readout
from tests.benchmarks.judges import BASIC

LEVELS = (1.0, 2.0, 3.0)


@contextmanager
def shown_with(subject, strength: float, net=None):
    """While entered, `subject` is rendered with the generator at `strength`. net: the shipped one when None."""
    from lestalk_studio.nets.les_to_look import LesToLook
    from lestalk_studio.render.appearance import Look
    from lestalk_studio.render.renderer import PortraitRenderer

    before = subject.renderer
    net = net or LesToLook()
    look = Look(net.shares, net.basis, strength)
    subject.renderer = PortraitRenderer(
        subject.portrait.rgb, subject.fit, subject.head, size=subject.size, look=look
    )
    try:
        yield
    finally:
        subject.renderer = before


@dataclass(frozen=True)
class Gain:
    """Of one face at one level: the panel's probability of the asked emotion, of BASIC in order, without and with."""

    face: str
    level: float
    without: np.ndarray
    with_: np.ndarray
    right: tuple[int, int]
    """How many of BASIC are the panel's most probable answer, without and with."""


def gains(
    subjects: list, panel: list, detector, strength: float = 1.0, levels=LEVELS, net=None
) -> list[Gain]:
    """Every face at every level."""
    out = []
    for subject in subjects:
        for level in levels:
            with shown_with(subject, 0.0, net):
                plain = readout.read(subject, panel, detector, level)
            with shown_with(subject, strength, net):
                folded = readout.read(subject, panel, detector, level)
            seen = [np.array([_asked(one, e) for e in BASIC]) for one in (plain, folded)]
            right = tuple(sum(one.absolute(e, "panel") == e for e in BASIC) for one in (plain, folded))
            out.append(Gain(subject.name, level, *seen, right))
    return out


def _asked(reading: readout.Reading, emotion: str) -> float:
    found = reading.edited.get(emotion)
    return 0.0 if found is None else judges.panel(found)[emotion]


def points(found: list[Gain]) -> float:
    """By how many points, of 100, the probability of the asked emotion rises; every face, level and emotion alike."""
    return 100 * float(np.mean([gain.with_ - gain.without for gain in found]))


def spread_of(found: list[Gain]) -> float:
    """Standard error of `points`, faces taken as independent."""
    by_face: dict[str, list[float]] = {}
    for gain in found:
        by_face.setdefault(gain.face, []).append(100 * float(np.mean(gain.with_ - gain.without)))
    means = [float(np.mean(values)) for values in by_face.values()]
    return float(np.std(means, ddof=1) / len(means) ** 0.5) if len(means) > 1 else float("nan")


def report(found: list[Gain]) -> str:
    """Points by emotion and level, and by face."""
    lines = [f"{'level':>7s}  " + "  ".join(f"{e[:9]:>9s}" for e in BASIC) + "      all   right of all"]
    for level in sorted({gain.level for gain in found}):
        some = [gain for gain in found if gain.level == level]
        apart = 100 * np.mean([gain.with_ - gain.without for gain in some], axis=0)
        right = np.sum([gain.right for gain in some], axis=0)
        cells = "  ".join(f"{value:9.1f}" for value in apart)
        lines.append(
            f"{level:7g}  {cells}  {apart.mean():7.1f}   {right[0]} -> {right[1]} of {len(BASIC) * len(some)}"
        )
    for face in dict.fromkeys(gain.face for gain in found):
        own = [gain for gain in found if gain.face == face]
        lines.append(f"  {face:40s} {points(own):6.1f}")
    return "\n".join(lines)


def milliseconds(subject, side: int = 512, frames: int = 40) -> tuple[float, float, float]:
    """(ms a frame that laying the map on takes, ms that the net takes for a new z, load), the least of `frames`,
    `side` px of the frame changing."""
    from lestalk_studio.les.space import DIM
    from lestalk_studio.nets.les_to_look import LesToLook
    from lestalk_studio.render.appearance import Look
    from lestalk_studio.render.compose import merge_maps
    from lestalk_studio.render.renderer import PortraitRenderer
    from tests.benchmarks import speed

    plain = speed.sized_renderer(subject, side)
    net = LesToLook()
    renderer = PortraitRenderer(
        subject.portrait.rgb, subject.fit, subject.head, max(plain.shape), look=Look(net.shares, net.basis)
    )
    rng = np.random.default_rng(0)
    laid, made = [], []
    back = np.zeros((2, 2, 2), np.float32)
    for _ in range(frames + 3):
        z = (rng.random(DIM) * 0.5).astype(np.float32)
        start = perf_counter()
        net.shares(z)
        made.append(perf_counter() - start)
        pose = renderer._pose(z, np.zeros(renderer._deform._aux_to_beta.shape[0], np.float32))
        drawn, corner = renderer._rasterize([pose])
        merge_maps(drawn[0], corner, back, renderer._maps)
        picture = np.full((*drawn.shape[1:3], 3), 128, np.uint8)
        start = perf_counter()
        gain = renderer._appearance.gain(z)
        renderer._appearance.apply(picture, drawn[0], gain)
        laid.append(perf_counter() - start)
    return (
        1000 * min(laid[3:]),
        1000 * min(made[3:]),
        os.getloadavg()[0],
    )
