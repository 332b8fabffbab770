"""A project is exported from the window, and the file opened."""

import av
import pytest
from PySide6.QtCore import Qt

from lestalk_studio.ui.commands.keys import SetValues
from lestalk_studio.ui.commands.markers import SetRange
from tests.pipeline.media import decoded


@pytest.fixture
def ready(window, portrait, voice, qtbot):
    window.viewport.dropped.emit(portrait)
    window.viewport.dropped.emit(voice)
    qtbot.waitUntil(lambda: window.viewport.has_frame and window.preview.up_to_date)
    return window


def export(window, path, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = window.exporting
    assert dialog.isVisible()
    dialog.path.setText(str(path))
    with qtbot.waitSignal(dialog.worker.exported, timeout=20_000) as made:
        dialog.start_button.click()
    assert "Wrote" in dialog.note.text()
    return made.args[0]


def test_the_exported_video_shows_the_edits_of_the_range_with_sound(ready, tmp_path, qtbot):
    ready.session.attempt(SetValues, 0.0, {"AU12": 0.0})
    ready.session.attempt(SetValues, 1.6, {"AU12": 2.0})
    ready.session.attempt(SetRange, 0.4, 1.6)
    out = tmp_path / "out.mp4"
    made = export(ready, out, qtbot)
    assert made.frames == 30
    frames = [frame.mean() for frame in decoded(out)]
    assert len(frames) == 30 and frames[-1] > frames[0] + 20
    with av.open(str(out)) as container:
        assert float(container.streams.audio[0].duration * container.streams.audio[0].time_base) == (
            pytest.approx(1.2, abs=0.04)
        )


def test_a_folder_that_is_missing_is_told_in_one_sentence(ready, tmp_path, qtbot):
    qtbot.keyClick(ready, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = ready.exporting
    dialog.path.setText(str(tmp_path / "nowhere" / "out.mp4"))
    with qtbot.waitSignal(dialog.worker.failed):
        dialog.start_button.click()
    assert "nowhere" in dialog.note.text() and dialog.start_button.isEnabled()


def test_cancelling_leaves_no_file(ready, tmp_path, qtbot):
    dialog = ready.exporting
    dialog.show_again()
    out = tmp_path / "out.mp4"
    dialog.path.setText(str(out))
    dialog.worker.progress.connect(lambda *_: dialog.worker.cancel(), Qt.ConnectionType.DirectConnection)
    with qtbot.waitSignal(dialog.worker.cancelled):
        dialog.start_button.click()
    assert not out.exists() and "Stopped" in dialog.note.text()


def test_the_preview_shows_the_frame_that_is_exported(ready, tmp_path, qtbot):
    ready.session.attempt(SetValues, 0.4, {"AU12": 1.3, "happy": 1.0})
    ready.exporting.format.setCurrentIndex(2)
    ready.session.seek(0.8)
    qtbot.waitUntil(lambda: ready.preview.up_to_date)
    shown = ready.viewport._image.pixelColor(5, 5).red()
    from PIL import Image

    ready.exporting.show_again()
    ready.exporting.format.setCurrentIndex(2)
    out = tmp_path / "frames"
    ready.exporting.path.setText(str(out))
    with qtbot.waitSignal(ready.exporting.worker.exported, timeout=20_000):
        ready.exporting.start_button.click()
    with Image.open(out / "frame_00020.png") as picture:
        assert picture.convert("RGB").getpixel((5, 5))[0] == shown
