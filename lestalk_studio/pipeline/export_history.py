"""What past exports on this machine took beside what was estimated: it corrects the next estimates."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from pathlib import Path

from lestalk_studio.paths import cache_dir
from lestalk_studio.pipeline.estimate import Estimate
from lestalk_studio.pipeline.target import Target

log = logging.getLogger(__name__)

WEIGHT = 0.4
"""Of the newest export against all before it."""
SMALLEST, LARGEST = 0.5, 2.0
"""Bounds of a correction: further off was another load of the machine, not a rule."""


@dataclass(frozen=True)
class Correction:
    """By what an estimate is multiplied."""

    seconds: float = 1.0
    bytes: float = 1.0


class ExportHistory:
    """Corrections by format and quality, in `file` (None = in the cache folder)."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file if file is not None else cache_dir() / "export_history.json"

    def corrected(self, estimate: Estimate, target: Target) -> Estimate:
        """`estimate` by what is known of exports of this format and quality."""
        known = self._read().get(_key(target), Correction())
        return Estimate(
            estimate.seconds * known.seconds, round(estimate.bytes * known.bytes), estimate.frames
        )

    def note(self, raw: Estimate, target: Target, seconds: float, size: int) -> None:
        """An export estimated as `raw`, without correction, took `seconds` and `size` bytes."""
        known = self._read()
        before = known.get(_key(target))
        now = Correction(_bounded(seconds / max(raw.seconds, 1e-6)), _bounded(size / max(raw.bytes, 1)))
        if before is not None:
            now = Correction(
                before.seconds + WEIGHT * (now.seconds - before.seconds),
                before.bytes + WEIGHT * (now.bytes - before.bytes),
            )
        known[_key(target)] = now
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            aside = self._file.with_suffix(".part")
            aside.write_text(
                json.dumps({key: [one.seconds, one.bytes] for key, one in known.items()}), "ascii"
            )
            aside.replace(self._file)
        except OSError as error:
            log.info("export history: %s", error)

    def _read(self) -> dict[str, Correction]:
        try:
            found = json.loads(self._file.read_text("ascii"))
            return {key: Correction(*map(_bounded, pair)) for key, pair in found.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}


def _bounded(ratio: float) -> float:
    return min(max(float(ratio), SMALLEST), LARGEST)


def _key(target: Target) -> str:
    return f"{target.kind} {target.quality}"
