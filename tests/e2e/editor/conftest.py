"""A window on fake steps of the chain: a grey face whose brightness is AU12, at once and without models."""

from __future__ import annotations

import uuid
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QSettings

from lestalk_studio.audio.playback import SoundOutput
from lestalk_studio.les.performance import Performance
from lestalk_studio.les.space import DIM, INDEX
from lestalk_studio.pipeline.parts import FittedFace, Parts, SeenFace
from lestalk_studio.ui.main_window import MainWindow
from tests.pipeline.media import tone, write_wav


class GreyRenderer:
    def render(self, z, aux):
        return np.full((40, 30, 3), np.clip(100 + 40 * z[INDEX["AU12"]], 0, 255), np.uint8)


class FakeStream:
    """A device whose time goes on when the test says so."""

    latency = 0.0

    def __init__(self, rate, callback):
        self._rate, self._callback = rate, callback
        self.heard = []
        self.running = False
        FakeStream.last = self

    def start(self):
        self.running = True

    def stop(self):
        self.running = False

    close = stop

    def run(self, seconds: float) -> None:
        """Let the device play."""
        block = np.zeros((round(seconds * self._rate), 1), np.float32)
        self._callback(block, len(block), None, None)
        self.heard.append(block[:, 0].copy())


def fake_parts() -> Parts:
    portrait = SimpleNamespace(rgb=np.zeros((40, 30, 3), np.uint8))
    fit = SimpleNamespace(source_z=np.zeros(DIM, np.float32))
    return Parts(
        look=lambda path, face: SeenFace(portrait, None),
        fit=lambda seen: FittedFace(portrait, fit, None),
        renderer=lambda face, size: GreyRenderer(),
        speech=lambda samples, fps, **_: Performance.still(round(len(samples) / 16000 * fps), fps),
        source=lambda path, progress: Performance.still(10, 25.0),
    )


@pytest.fixture
def window(qtbot, tmp_path_factory):
    """The main window, shown, with an empty project; closed without questions."""
    # Qt reads XDG_CONFIG_HOME once a process; a folder of its own keeps tests apart.
    QSettings.setPath(
        QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path_factory.mktemp("settings"))
    )
    QCoreApplication.setOrganizationName(f"lestalk-test-{uuid.uuid4().hex}")
    made = MainWindow(fake_parts(), SoundOutput(FakeStream))
    with qtbot.waitActive(made):  # keys go nowhere before
        made.show()
    yield made
    made.playback.pause()
    made.shut_down()
    made.session.undo_stack.setClean()
    made.close()
    made.deleteLater()


@pytest.fixture
def portrait(tmp_path):
    path = tmp_path / "face.png"
    Image.new("RGB", (30, 40), "grey").save(path)
    return path


@pytest.fixture
def voice(tmp_path):
    return write_wav(tmp_path / "voice.wav", tone(2.0))
