"""How near the fitted head's landmarks are to those of a detector that looks afresh."""

from __future__ import annotations

import cv2
import numpy as np

from tests.benchmarks.alignment import inter_ocular

TURNS = (
    (2.0, 0.93),
    (-2.0, 0.97),
)  # degrees, scale: the detector must not see the pixels the fit was made from


def error(subject, detector) -> float:
    """Return the median distance over the 478 landmarks, in % of the inter-ocular distance.

    The picture is turned and shrunk a little before it is looked at again, and the points are brought back:
    a second look at the very same pixels would give the very same points and prove nothing.
    """
    model = subject.model_landmarks({})
    rgb = subject.portrait.rgb
    height, width = rgb.shape[:2]
    distances = []
    for angle, scale in TURNS:
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, scale)
        turned = cv2.warpAffine(
            rgb, matrix, (width, height), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE
        )
        back = cv2.invertAffineTransform(matrix)
        candidates = [face.landmarks[:, :2] @ back[:, :2].T + back[:, 2] for face in detector.detect(turned)]
        if not candidates:
            continue
        fresh = min(candidates, key=lambda points: float(np.abs(points - model).mean()))
        distances.append(np.linalg.norm(fresh - model, axis=1))
    if not distances:
        return float("nan")
    return 100.0 * float(np.median(np.concatenate(distances))) / inter_ocular(subject.found.landmarks)
