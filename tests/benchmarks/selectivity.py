"""Does a unit move the face as that unit should? Rendered frames against the head model's own shapes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lestalk_studio.les.space import ACTION, INDEX, NAMES
from tests.benchmarks.alignment import cosine, displacement

AMOUNT = 0.8
SAME_ABOVE = 0.85  # units whose own fields are more alike than this count as one
EDITABLE = NAMES[ACTION]


@dataclass(frozen=True)
class UnitFinding:
    """What one unit did on one portrait.

    own: cosine of the measured displacement with the unit's own field.
    nearest: the unit whose field is nearest, and its cosine.
    strength: length of the measured displacement as a share of the expected one.
    """

    unit: str
    own: float
    nearest: str
    nearest_cosine: float
    strength: float
    same: bool


def observe(subject, detector, amount: float = AMOUNT) -> dict[str, np.ndarray | None]:
    """Return unit -> landmarks (478, 3) of the frame with that unit at +`amount`, None where no face is found."""
    found = {unit: subject.find(detector, subject.picture(units={unit: amount})) for unit in EDITABLE}
    return {unit: None if face is None else face.landmarks for unit, face in found.items()}


def examine(
    subject, observed: dict[str, np.ndarray | None], amount: float = AMOUNT, aligned: bool = False
) -> list[UnitFinding]:
    """Find the model field nearest to what the landmarks did, for every unit `observed`.

    aligned: as in `alignment.displacement`, for both the frames and the model.
    """
    rest = subject.model_landmarks({})
    fields = {u: displacement(rest, subject.model_landmarks({u: amount}), aligned) for u in EDITABLE}
    findings = []
    for unit, field in fields.items():
        after = observed[unit]
        if after is None:
            findings.append(UnitFinding(unit, 0.0, "no face", 0.0, 0.0, False))
            continue
        measured = displacement(subject.detection.landmarks, after, aligned)
        cosines = {name: cosine(measured, other) for name, other in fields.items()}
        nearest = max(cosines, key=lambda name: cosines[name])
        same = nearest == unit or cosine(field, fields[nearest]) > SAME_ABOVE
        strength = float(np.linalg.norm(measured)) / max(float(np.linalg.norm(field)), 1e-9)
        findings.append(UnitFinding(unit, cosines[unit], nearest, cosines[nearest], strength, same))
    return findings


def selective_units(by_portrait: dict[str, list[UnitFinding]]) -> list[str]:
    """Return the units that are nearest to themselves on most portraits."""
    good = []
    for unit in EDITABLE:
        hits = [f.same for findings in by_portrait.values() for f in findings if f.unit == unit]
        if hits and sum(hits) * 2 > len(hits):
            good.append(unit)
    return good


def report(name: str, findings: list[UnitFinding]) -> str:
    """Return one line a unit: itself or what it was taken for, cosines, strength."""
    lines = [
        f"{name}: {sum(f.same for f in findings)} of {len(findings)} units",
        "  unit   own   nearest       strength",
    ]
    for f in findings:
        mark = "ok" if f.same else "--"
        lines.append(
            f"  {f.unit} {f.own:6.2f}  {f.nearest:7s} {f.nearest_cosine:5.2f}  {f.strength:6.2f}  {mark}"
        )
    return "\n".join(lines)


def units_vector(units: dict[str, float]) -> np.ndarray:
    """Return z, (41,) float32, with the named components set."""
    z = np.zeros(len(NAMES), np.float32)
    for unit, value in units.items():
        z[INDEX[unit]] = value
    return z
