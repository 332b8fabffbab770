"""Makes models/hand_landmarker.task of the two nets that MediaPipe 0.10.14 carried for hands:

    pip download --no-deps mediapipe==0.10.14
    python packaging/hand_model.py mediapipe-0.10.14-*.whl

The nets are taken over byte by byte; only the bundle around them, a zip that MediaPipe's Hand Landmarker reads, is new.
Any platform's wheel gives the same file. Needs Python alone.
"""

from __future__ import annotations

import hashlib
import sys
import zipfile
from pathlib import Path

NETS = {
    # name in the bundle: (name in the wheel, SHA-256)
    "hand_detector.tflite": (
        "mediapipe/modules/palm_detection/palm_detection_full.tflite",
        "1b14e9422c6ad006cde6581a46c8b90dd573c07ab7f3934b5589e7cea3f89a54",
    ),
    "hand_landmarks_detector.tflite": (
        "mediapipe/modules/hand_landmark/hand_landmark_full.tflite",
        "11c272b891e1a99ab034208e23937a8008388cf11ed2a9d776ed3d01d0ba00e3",
    ),
}
_ALIGNED = 64  # bytes; nets that begin elsewhere are copied before use
_PADDING = b"\xff\xff"  # of a zip's extra fields, read by nobody


def build(wheel: Path, bundle: Path) -> None:
    """Write `bundle` from the nets in `wheel`. Raises ValueError where they are others than those known."""
    with zipfile.ZipFile(wheel) as source, zipfile.ZipFile(bundle, "w", zipfile.ZIP_STORED) as target:
        for name, (inside, expected) in NETS.items():
            net = source.read(inside)
            if hashlib.sha256(net).hexdigest() != expected:
                raise ValueError(
                    f"{inside} of {wheel.name} is another net than the one this program was made for"
                )
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            start = target.fp.tell() + 30 + len(name) + 4
            room = -start % _ALIGNED
            entry.extra = _PADDING + room.to_bytes(2, "little") + bytes(room)
            target.writestr(entry, net)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    build(Path(sys.argv[1]), Path(__file__).resolve().parent.parent / "models" / "hand_landmarker.task")
