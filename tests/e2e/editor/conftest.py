"""A window on fake steps of the chain: a grey face whose brightness is AU12, at once and without models."""

from __future__ import annotations

import time
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent

from lestalk_studio.audio.playback import SoundOutput
from lestalk_studio.les.performance import Performance
from lestalk_studio.les.space import DIM, INDEX
from lestalk_studio.pipeline.glance import FaceGlance, PortraitGlance
from lestalk_studio.pipeline.parts import FittedFace, Parts, SeenFace
from lestalk_studio.ui.main_window import MainWindow
from lestalk_studio.ui.theme import DARK, apply_theme
from tests.audio.fake_device import FakeSystem
from tests.e2e.editor.windows import shown_window
from tests.pipeline.media import tone, write_wav


class GreyRenderer:
    shape = (40, 30, 3)
    front = None

    def render(self, z, aux):
        return np.full(self.shape, np.clip(100 + 40 * z[INDEX["AU12"]], 0, 255), np.uint8)


def two_faces(path) -> PortraitGlance:
    """A large face at the left and a small one at the right."""
    picture = np.zeros((40, 60, 3), np.uint8)
    face = np.zeros((96, 96, 3), np.uint8)
    return PortraitGlance(
        picture, (FaceGlance(face, (0.1, 0.1, 0.5, 0.9)), FaceGlance(face, (0.6, 0.3, 0.8, 0.6)))
    )


def fake_parts() -> Parts:
    portrait = SimpleNamespace(rgb=np.zeros((40, 30, 3), np.uint8))
    marks = np.array([(10, 12, 0), (20, 12, 0), (15, 24, 0)], np.float32)
    fit = SimpleNamespace(source_z=np.zeros(DIM, np.float32), landmarks=marks)
    return Parts(
        look=lambda path, face: SeenFace(portrait, None),
        fit=lambda seen: FittedFace(portrait, fit, None),
        renderer=lambda face, size: GreyRenderer(),
        speech=lambda samples, fps, **_: Performance.still(round(len(samples) / 16000 * fps), fps),
        source=lambda path, progress: Performance.still(10, 25.0),
        glance=two_faces,
    )


@pytest.fixture
def speakers():
    """Sound devices whose time goes on with the clock, and by FakeStream.run."""
    return FakeSystem(base=time.monotonic)


@pytest.fixture
def dressed(qapp):
    """Themes may be put on; afterwards the program is as plain as before. To be asked for before the window:
    Qt forgets to forget widgets that outlive a style sheet.
    """
    before = qapp.styleSheet(), qapp.palette(), qapp.style().objectName()
    apply_theme(qapp, DARK)
    yield lambda theme: apply_theme(qapp, theme)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.styleHints().unsetColorScheme()
    apply_theme(qapp, DARK)
    qapp.setStyleSheet(before[0])
    qapp.setPalette(before[1])
    qapp.setStyle(before[2])


@pytest.fixture
def window(qtbot, tmp_path_factory, speakers):
    """The main window, shown, with an empty project; closed without questions."""
    sound = SoundOutput(speakers, speakers.now)
    settings = tmp_path_factory.mktemp("settings")
    with shown_window(qtbot, settings, lambda: MainWindow(fake_parts(), sound)) as window:
        yield window


@pytest.fixture
def portrait(tmp_path):
    path = tmp_path / "face.png"
    Image.new("RGB", (30, 40), "grey").save(path)
    return path


@pytest.fixture
def voice(tmp_path):
    return write_wav(tmp_path / "voice.wav", tone(2.0))
