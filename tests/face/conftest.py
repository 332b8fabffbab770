"""Portraits that come with packages, and what is found in them, made once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from lestalk_studio.face.detector import FaceDetector
from lestalk_studio.face.head import Head
from lestalk_studio.face.portrait import Portrait, load_portrait


@pytest.fixture(scope="session")
def head() -> Head:
    return Head.load()


@pytest.fixture(scope="session")
def detector():
    with FaceDetector() as opened:
        yield opened


@pytest.fixture(scope="session")
def hopper() -> Portrait:
    """A neutral face with glasses (public domain)."""
    import matplotlib

    return load_portrait(Path(matplotlib.get_data_path()) / "sample_data" / "grace_hopper.jpg")


@pytest.fixture(scope="session")
def astronaut() -> Portrait:
    """A smile that shows the teeth (public domain)."""
    import skimage.data

    return Portrait(np.ascontiguousarray(skimage.data.astronaut()))
