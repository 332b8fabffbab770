"""The head model seen only at MediaPipe's landmarks: what fitting and tracking solve with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from lestalk_studio.face.topology import BROW_LOWER_L, BROW_LOWER_R, BROW_UPPER_L, BROW_UPPER_R, OVAL
from lestalk_studio.les.space import AUX_INDEX

SKIN = slice(0, 468)  # the ten landmarks after these are on the irises
AUX_USED = (
    "blink_l", "blink_r", "jaw_side", "mouth_side", "cheek_puff", "jaw_forward", "mouth_roll_upper",
    "mouth_roll_lower", "shrug_upper",
)  # fmt: skip
SIGNED = ("jaw_side", "mouth_side")
# Landmarks no expression moves much: temples, nose bridge and root, eye corners, upper forehead.
STILL = (
    10, 109, 338, 67, 297, 103, 332, 54, 284, 21, 251, 162, 389, 127, 356, 234, 454, 168, 6, 197, 195, 5, 4,
    33, 133, 362, 263, 151, 108, 337, 93, 323, 1,
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class LandmarkModel:
    """All float64, in head space: mean (478, 3); units (41, 478, 3); aux (len(AUX_USED), 478, 3); identity
    (K, 478, 3) per sigma; weight (478,) how well each landmark tells the shape."""

    mean: np.ndarray
    units: np.ndarray
    aux: np.ndarray
    identity: np.ndarray
    weight: np.ndarray

    @property
    def expressions(self) -> np.ndarray:
        """(41 + len(AUX_USED), 478, 3) units, then aux."""
        return np.concatenate([self.units, self.aux])


@lru_cache(maxsize=2)
def landmark_model(head) -> LandmarkModel:
    """The landmarks' part of `head` (a face.head.Head), made once."""

    def at(fields: np.ndarray) -> np.ndarray:
        return np.stack([head.landmarks(field) for field in fields]).astype(np.float64)

    weight = np.ones(478)
    weight[list(OVAL)] = 0.25  # they slide along the outline as the head turns
    weight[[*BROW_UPPER_L, *BROW_LOWER_L, *BROW_UPPER_R, *BROW_LOWER_R]] = 1.5
    weight[468:] = 0.0
    return LandmarkModel(
        mean=head.landmarks(head.neutral).astype(np.float64),
        units=at(head.units),
        aux=at(head.aux[[AUX_INDEX[name] for name in AUX_USED]]),
        identity=at(head.identity) * head.identity_sigma[:, None, None].astype(np.float64),
        weight=weight,
    )
