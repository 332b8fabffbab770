"""Timeline and radar look as in the reference pictures."""

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from lestalk_studio.audio.pyramid import Pyramid
from lestalk_studio.les.space import DIM, INDEX
from lestalk_studio.ui.demo_project import demo_project
from lestalk_studio.ui.radar import RadarView
from lestalk_studio.ui.radar_feed import Reading
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.timeline.canvas import TimelineCanvas
from lestalk_studio.ui.timeline.scene import CURVES
from tests.e2e.editor.snapshot import compare, difference, grab, use_fixed_font
from tests.pipeline.media import tone

SECONDS = 8.0


@pytest.fixture
def session(dressed):
    made = Session()
    made.open(demo_project())
    made.set_media_seconds(SECONDS)
    made.seek(3.0)
    yield made
    made.deleteLater()


@pytest.fixture
def canvas(session, qtbot):
    made = TimelineCanvas(session)
    qtbot.addWidget(made)
    use_fixed_font(made)
    made.resize(760, 420)
    made.show()
    made.set_wave(Pyramid(tone(SECONDS)[:, 0], 16000))
    session.select({"happy": frozenset({0.8, 2.4})})
    made.fit()
    settle()
    return made


def settle():
    QApplication.processEvents()
    QApplication.processEvents()


def test_the_dope_sheet(canvas):
    compare(grab(canvas), "dope_sheet")


def test_the_curve_editor(canvas):
    canvas.set_option("mode", CURVES)
    canvas.set_active({"happy", "surprised"})
    settle()
    compare(grab(canvas), "curve_editor")


@pytest.mark.parametrize("group", ["emotion", "action", "isolation"])
def test_the_radar(session, qtbot, group):
    radar = RadarView(session, clock=lambda: 0.0)
    qtbot.addWidget(radar)
    use_fixed_font(radar)
    radar.resize(360, 320)
    radar.set_group(group)
    radar.show()
    base, result = np.zeros((2, DIM), np.float32)
    base[INDEX["AU25"]] = base[INDEX["AU12"]] = 0.3
    result[:] = base
    result[INDEX["AU01"]], result[INDEX["AU04"]] = 0.5, -0.4
    levels = np.array([0, 0.1, 0, 0.2, 0, 0.6, 0, 0.3], np.float32)
    for step in range(6):
        radar.show_reading(Reading(3.0 + step / 25, base, result, levels, (1.7 + 0.06 * step) * levels))
    settle()
    compare(grab(radar), f"radar_{group}")


def test_a_change_that_can_be_seen_is_a_difference():
    grey = np.full((320, 360, 3), 40, np.uint8)
    slightly, clearly = grey + 1, grey.copy()
    clearly[100:140, 100:140] = 200
    assert difference(grey, slightly) == ""
    assert difference(grey, clearly) and difference(grey, grey[:-1])
