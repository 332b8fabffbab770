"""One fitted portrait for the renderer's tests: the astronaut that scikit-image carries, smiling with teeth."""

import numpy as np
import pytest

from lestalk_studio.les.space import AUX, AUX_INDEX, DIM, INDEX
from lestalk_studio.pipeline.builtins import portrait_path
from lestalk_studio.pipeline.parts import fit, look
from lestalk_studio.render.renderer import PortraitRenderer


@pytest.fixture(scope="session")
def fitted():
    return {name: fit(look(portrait_path(f"builtin:{name}"), 0)) for name in ("astronaut", "hopper")}


@pytest.fixture(scope="session")
def renderers(fitted):
    return {name: PortraitRenderer(face.portrait.rgb, face.fit, face.head) for name, face in fitted.items()}


def pose(**values):
    """z (41,) and aux from names: pose(AU12=1, blink_l=1)."""
    z, aux = np.zeros(DIM, np.float32), np.zeros(len(AUX), np.float32)
    for name, value in values.items():
        if name in INDEX:
            z[INDEX[name]] = value
        else:
            aux[AUX_INDEX[name]] = value
    return z, aux
