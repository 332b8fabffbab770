"""The intensity of a voice over time, as a report and as a table."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from lestalk_studio.errors import StudioError
from lestalk_studio.pipeline.analysis import voice_path
from lestalk_studio.pipeline.job import check_fps
from lestalk_studio.pipeline.sources import checked_audio
from lestalk_studio.pipeline.table import DEFAULT_FPS, kind_of
from lestalk_studio.pipeline.target import Target, check_apart, check_writable, written_aside

HEADER = ("frame", "time", "intensity")
_STEPS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True)
class IntensityReport:
    """levels: (T,) float32, 0..3, at `fps`; mean: over the frames in which somebody speaks; out: table, or None."""

    file: Path
    fps: float
    levels: np.ndarray
    mean: float
    out: Path | None

    def as_json(self) -> dict[str, Any]:
        """The object that --json prints."""
        return {
            "file": str(self.file),
            "out": None if self.out is None else str(self.out),
            "fps": self.fps,
            "frames": len(self.levels),
            "seconds": round(len(self.levels) / self.fps, 6),
            "mean_intensity": round(self.mean, 4),
            "intensity": [round(float(level), 4) for level in self.levels],
        }

    def sentence(self) -> str:
        """A few lines for people: the mean, the most, and the curve as a picture of characters."""
        if not self.levels.any():
            return f"Nobody speaks in {self.file.name}: the intensity is 0 throughout."
        peak = int(self.levels.argmax())
        lines = [
            f"Mean intensity {self.mean:.2f} of 3, most {self.levels[peak]:.2f} at {peak / self.fps:.1f} s.",
            sparkline(self.levels),
        ]
        return "\n".join(lines if self.out is None else [*lines, f"Wrote {self.out}."])


def sparkline(levels: np.ndarray, width: int = 72) -> str:
    """Levels 0..3 (T,) as at most `width` characters, each the mean of its part; a blank is silence."""
    parts = np.array_split(levels, min(width, len(levels)))
    means = [float(part.mean()) for part in parts]
    steps = [min(len(_STEPS) - 1, int(mean / 3.0 * len(_STEPS))) for mean in means]
    return "".join(" " if mean < 0.05 else _STEPS[step] for mean, step in zip(means, steps, strict=True))


def analysed_intensity(name: str, target: Target | None = None, fps: float | None = None) -> IntensityReport:
    """The intensity of the voice in a sound or a video named `name`, written to `target` where there is one.

    fps: 25 when None. Raises StudioError for a file without a sound, and for a number or a target that cannot be
    used; an older file at the target stays until the end.
    """
    from lestalk_studio.audio.decode import load_audio
    from lestalk_studio.nets.audio_to_intensity import mean_intensity, voice_intensity

    path = voice_path(name)
    rate = DEFAULT_FPS if fps is None else fps
    check_fps(rate)
    if target is not None:
        check_writable(target)
        check_apart(target, path)
    kind = kind_of(path)
    if kind not in ("sound", "video"):
        raise StudioError(
            f"{path.name} has no voice whose intensity could be heard; name a sound or a video."
        )
    checked_audio(path)
    levels = voice_intensity(load_audio(path), rate)
    if target is not None:
        with written_aside(target.path) as aside:
            _write(levels, rate, aside)
    return IntensityReport(
        path, rate, levels, mean_intensity(levels), None if target is None else target.path
    )


def _write(levels: np.ndarray, fps: float, path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(HEADER)
        rows.writerows((i, f"{i / fps:.6f}", f"{level:.5g}") for i, level in enumerate(levels))
