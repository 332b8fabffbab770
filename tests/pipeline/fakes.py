"""Steps of the chain that cost nothing, for tests of what lies between them."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from lestalk_studio.les.performance import Performance
from lestalk_studio.les.space import AUX, AUX_INDEX, DIM, INDEX
from lestalk_studio.pipeline.parts import FittedFace, Parts, SeenFace

HEIGHT, WIDTH = 48, 64


class BarRenderer:
    """Draws one column a component of z, as bright as it is intense; the portrait itself is black."""

    def render(self, z, aux):
        frame = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
        frame[:, :DIM] = np.clip(np.round(z * 100), 0, 255).astype(np.uint8)[None, :, None]
        frame[:, DIM] = np.clip(round(float(aux[AUX_INDEX["head_yaw"]]) * 10), 0, 255)
        return frame


def voice(samples, fps, seed, blinks, head_motion):
    """Jaw and lips as open as the seed says, one frame a 1 / fps of the sound; yaw when head_motion."""
    count = max(1, round(len(samples) / 16000 * fps))
    z = np.zeros((count, DIM), np.float32)
    z[:, INDEX["AU26"]] = 0.5 + 0.01 * seed
    z[:, INDEX["AU01"]] = 0.1
    aux = np.zeros((count, len(AUX)), np.float32)
    aux[:, AUX_INDEX["head_yaw"]] = 5.0 * head_motion
    return Performance(fps, z, aux, np.zeros(count, np.float32))


def source(path, progress=None):
    """A second at 50 frames a second: brows and lips up, jaw closed, head turned."""
    z = np.zeros((50, DIM), np.float32)
    z[:, INDEX["AU01"]] = np.linspace(0.2, 0.8, 50)
    z[:, INDEX["AU10"]] = 0.4
    aux = np.zeros((50, len(AUX)), np.float32)
    aux[:, AUX_INDEX["head_yaw"]] = 10.0
    aux[:, AUX_INDEX["jaw_side"]] = 0.5
    return Performance(50.0, z, aux, np.zeros(50, np.float32))


def fit(seen: SeenFace) -> FittedFace:
    """A neutral face."""
    return FittedFace(seen.portrait, SimpleNamespace(source_z=np.zeros(DIM, np.float32)), None)


PARTS = Parts(
    look=lambda path, face: SeenFace(None, None),
    fit=fit,
    renderer=lambda face, size: BarRenderer(),
    speech=voice,
    source=source,
)
