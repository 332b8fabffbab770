"""The pictures of the documentation: real output, on portraits in the public domain only."""

from __future__ import annotations

from pathlib import Path

import cv2

from lestalk_studio.les.emotions import EMOTIONS
from tests.benchmarks import contact_sheet
from tests.benchmarks.subjects import ROOT, load_subjects, portrait_sources

FOLDER = ROOT / "docs" / "pictures"
SHOWN = ("la_donna_velata_raphael", "grace_hopper", "mona_lisa_leonardo", "astronaut")
SHEETS_OF = (
    "la_donna_velata_raphael",
    "grace_hopper",
)  # every emotion at every level, every unit, every mouth
QUALITY = 86


def make() -> list[Path]:
    """Write every picture as JPEG; those of portraits that are not here are left as they are."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    written = []
    for subject in load_subjects([name for name in SHOWN if name in portrait_sources()]):
        faces = [("source", contact_sheet.face_crop(subject, subject.picture(), 240))]
        for name in EMOTIONS:
            picture = subject.picture(emotions={name: 3.0})
            faces.append((f"{name} 3", contact_sheet.face_crop(subject, picture, 240)))
        written.append(_save(f"emotions_{subject.name}", [faces[:3], faces[3:6], faces[6:]]))
        if subject.name in SHEETS_OF:
            written.append(_save(f"levels_{subject.name}", contact_sheet.emotions(subject, 180)))
            written.append(_save(f"units_{subject.name}", contact_sheet.units(subject, 180)))
            written.append(_save(f"visemes_{subject.name}", contact_sheet.mouths(subject, 180)))
        if subject.name == SHOWN[0]:
            written.append(_save(f"speech_{subject.name}", contact_sheet.speech(subject, 12, 180)))
    return written


def _save(name: str, rows: list[list[contact_sheet.Panel]]) -> Path:
    path = FOLDER / f"{name}.jpg"
    cv2.imwrite(str(path), contact_sheet.compose(rows)[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return path
