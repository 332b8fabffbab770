"""Voices of eSpeak NG drawn at random, as many as asked: what makes a timbre says nothing of the effort.

A variant of eSpeak NG is a text file (docs/voices.md there): pitch, frequencies, heights and widths of the formants,
tone, breath, roughness. Here each recording can get one of its own, from low to high, dull to bright.
"""

from __future__ import annotations

import ctypes
from pathlib import Path

import numpy as np

from lestalk_studio.training.voices import Espeak

_NAMES = 4
_FORMANTS = 9
_TONE_HZ = np.array([120, 600, 1200, 2000, 3000])


def drawn_variant(rng: np.random.Generator, name: str) -> str:
    """A variant file. Short vocal tracts mostly have high voices, as people's have (Fitch & Giedd 1999)."""
    size = rng.random()
    low = 78 * 2 ** (1.05 * size + rng.normal(0, 0.18))
    lines = ["language variant", f"name {name}", f"gender {'female' if size > 0.5 else 'male'}"]
    lines.append(f"pitch {low:.0f} {low * rng.uniform(1.25, 1.65):.0f}")
    for key, least, most in (("flutter", 0, 6), ("roughness", 0, 4), ("voicing", 60, 130)):
        if rng.random() < 0.5:
            lines.append(f"{key} {rng.integers(least, most)}")
    if rng.random() < 0.6:
        least = int(rng.integers(50, 160))
        lines.append(f"consonants {least} {int(np.clip(least * rng.uniform(0.7, 1.4), 40, 180))}")
    lines += _formants(rng, 96 + 17 * size + rng.normal(0, 4))
    if rng.random() < 0.6:
        slope = rng.normal(-3.0, 3.5)
        decibels = slope * np.maximum(np.log2(_TONE_HZ / 600), 0.0) + rng.normal(0, 3.5, len(_TONE_HZ))
        heights = np.maximum(255 * 10 ** ((decibels - decibels.max()) / 20), 4)
        lines.append("tone " + " ".join(f"{f} {h:.0f}" for f, h in zip(_TONE_HZ, heights, strict=True)))
    if rng.random() < 0.35:
        lines.append("breath " + " ".join(f"{v:.0f}" for v in rng.uniform(0, 8) * rng.uniform(0.3, 1.5, 8)))
    if rng.random() < 0.4:
        a, b, c, d = np.sort(rng.normal(0, 25, 4))
        lines.append(f"stressAdd {a:.0f} {a:.0f} {b:.0f} {b:.0f} 0 0 {c + 20:.0f} {d + 20:.0f}")
    if rng.random() < 0.15:
        lines.append(f"echo {rng.integers(60, 150)} {rng.integers(5, 20)}")
    return "\n".join(lines) + "\n"


def _formants(rng: np.random.Generator, frequency: float) -> list[str]:
    """Per cent of the language's own: frequency, height, falling or rising with the number, and width."""
    fall, width = rng.normal(0.04, 0.09), 100 * np.exp(rng.normal(0, 0.2))
    lines = []
    for k in range(_FORMANTS):
        own = frequency + rng.normal(0, 2.5) + (rng.normal(0, 5) if k >= 4 else 0.0)
        height = np.clip(100 * np.exp(-fall * k + rng.normal(0, 0.08)), 20, 200)
        broad = np.clip(width * np.exp(rng.normal(0, 0.1)), 50, 220)
        lines.append(f"formant {k} {own:.0f} {height:.0f} {broad:.0f}")
    return lines


class DrawnEspeak(Espeak):
    """eSpeak NG with variants of one's own, kept in an empty `folder` that must outlive it; an `Espeak` made afterwards
    has the installed ones again."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        where = ctypes.c_char_p()
        self._library.espeak_Info(ctypes.byref(where))
        installed = Path((where.value or b"").decode())
        data = folder / "espeak-ng-data"
        self._variants = data / "voices" / "!v"
        self._variants.mkdir(parents=True)
        for path in (*installed.iterdir(), *(installed / "voices").iterdir()):
            if path.name not in ("voices", "!v"):
                (data / path.relative_to(installed)).symlink_to(path)
        # What is there when eSpeak NG starts is known by name; the file is read anew each time a voice is set.
        for k in range(_NAMES):
            (self._variants / f"drawn{k}").write_text(drawn_variant(np.random.default_rng(k), f"drawn{k}"))
        self._made = 0
        self._rate = self._library.espeak_Initialize(
            self._SYNCHRONOUS, 0, str(folder).encode(), self._PHONEME_EVENTS | self._IPA
        )

    def draw(self, rng: np.random.Generator) -> str:
        """The name of a variant drawn now; good for as long as _NAMES - 1 others have not been drawn."""
        name = f"drawn{self._made % _NAMES}"
        self._made += 1
        (self._variants / name).write_text(drawn_variant(rng, name))
        return name
