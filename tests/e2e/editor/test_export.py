"""A project is exported from the window, and the file opened."""

import threading
from dataclasses import replace

import av
import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from lestalk_studio.pipeline import project_file
from lestalk_studio.ui import export_form
from lestalk_studio.ui.commands.keys import SetValues
from lestalk_studio.ui.commands.markers import SetRange
from lestalk_studio.ui.export_queue import DONE, FAILED, STOPPED
from tests.e2e.editor.conftest import GreyRenderer, fake_parts
from tests.pipeline.media import decoded


@pytest.fixture
def ready(window, portrait, voice, qtbot):
    window.viewport.dropped.emit(portrait)
    window.viewport.dropped.emit(voice)
    qtbot.waitUntil(lambda: window.viewport.has_frame and window.preview.up_to_date)
    return window


def choose(box, value):
    box.setCurrentIndex(box.findData(value))


def opened(window, qtbot, path):
    qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = window.exporting
    assert dialog.isVisible()
    dialog.path.setText(str(path))
    return dialog


def export(window, path, qtbot):
    """Order it by the dialog as it is, wait; the job."""
    dialog = window.exporting if window.exporting.isVisible() else opened(window, qtbot, path)
    dialog.path.setText(str(path))
    with qtbot.waitSignal(dialog.added) as added:
        qtbot.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    (job,) = added.args
    qtbot.waitUntil(lambda: not job.is_open, timeout=20_000)
    return job


def test_the_exported_video_shows_the_edits_of_the_range_with_sound(ready, tmp_path, qtbot):
    ready.session.attempt(SetValues, 0.0, {"AU12": 0.0})
    ready.session.attempt(SetValues, 1.6, {"AU12": 2.0})
    ready.session.attempt(SetRange, 0.4, 1.6)
    out = tmp_path / "out.mp4"
    job = export(ready, out, qtbot)
    assert job.state == DONE and job.made.frames == 30
    assert not ready.exporting.isVisible() and "out.mp4" in ready.statusBar().currentMessage()
    frames = [frame.mean() for frame in decoded(out)]
    assert len(frames) == 30 and frames[-1] > frames[0] + 20
    with av.open(str(out)) as container:
        sound = container.streams.audio[0]
        assert float(sound.duration * sound.time_base) == pytest.approx(1.2, abs=0.04)


def test_every_choice_reaches_the_file(ready, tmp_path, qtbot):
    dialog = opened(ready, qtbot, tmp_path / "a.mp4")
    choose(dialog.format, "mov")
    assert dialog.path.text().endswith("a.mov")
    choose(dialog.quality, "best")
    choose(dialog.fps, 50.0)
    dialog.sound.setChecked(False)
    job = export(ready, tmp_path / "a.mov", qtbot)
    with av.open(str(job.made.path)) as container:
        video = container.streams.video[0]
        assert video.codec_context.name == "prores" and "444" in video.codec_context.pix_fmt
        assert float(video.average_rate) == 50.0 and not container.streams.audio
    assert job.made.frames == 100
    settings = ready.session.project.export
    assert (settings.format, settings.quality, settings.fps, settings.sound) == ("mov", "best", 50.0, False)
    dialog.show_again()  # the choice is remembered with the project
    assert (dialog.format.currentData(), dialog.fps.currentData()) == ("mov", 50.0)


def test_a_size_and_a_rate_of_ones_own(ready, qtbot, tmp_path):
    dialog = opened(ready, qtbot, tmp_path / "a.mp4")
    assert not dialog.form.own_size.isVisible() and not dialog.form.own_fps.isVisible()
    choose(dialog.size, export_form.OTHER)
    choose(dialog.fps, export_form.OTHER)
    assert dialog.form.own_size.isVisible() and dialog.form.own_fps.isVisible()
    dialog.form.own_size.setValue(333)
    dialog.form.own_fps.setValue(12.5)
    settings = dialog.form.settings(ready.session.project.export)
    assert (settings.size, settings.fps) == (333, 12.5)


def test_sound_stays_in_step_at_another_rate(ready, tmp_path, qtbot):
    dialog = opened(ready, qtbot, tmp_path / "a.mp4")
    choose(dialog.fps, 29.97)
    job = export(ready, tmp_path / "a.mp4", qtbot)
    with av.open(str(job.made.path)) as container:
        video, sound = container.streams.video[0], container.streams.audio[0]
        seconds = job.made.frames * 1001 / 30000
        assert float(video.duration * video.time_base) == pytest.approx(seconds, abs=1e-3)
        assert float(sound.duration * sound.time_base) == pytest.approx(seconds, abs=0.04)


class TestWhatIsRefused:
    def test_a_folder_that_is_missing(self, ready, tmp_path, qtbot):
        dialog = opened(ready, qtbot, tmp_path / "nowhere" / "out.mp4")
        dialog.start_button.click()
        qtbot.waitUntil(lambda: "nowhere" in dialog.note.text())
        assert dialog.isVisible() and dialog.start_button.isEnabled()
        assert ready.background.queue.jobs == []

    def test_no_name(self, ready, qtbot):
        dialog = opened(ready, qtbot, "  ")
        dialog.start_button.click()
        assert "Name the file" in dialog.note.text() and ready.background.queue.jobs == []

    @pytest.mark.parametrize("role", ["portrait", "voice"])
    def test_a_file_that_is_read(self, ready, qtbot, portrait, voice, role, monkeypatch):
        path = {"portrait": portrait, "voice": voice}[role]
        monkeypatch.setattr(
            export_form, "ENDINGS", {"mp4": path.suffix, "folder": ""} | {"webm": "", "mov": ""}
        )
        dialog = opened(ready, qtbot, path)
        before = path.read_bytes()
        dialog.start_button.click()
        qtbot.waitUntil(lambda: "is what is read" in dialog.note.text())
        assert path.read_bytes() == before

    def test_a_project_without_a_portrait(self, window, qtbot, tmp_path):
        dialog = opened(window, qtbot, tmp_path / "a.mp4")
        dialog.start_button.click()
        qtbot.waitUntil(lambda: "no portrait" in dialog.note.text())

    def test_a_file_that_is_there_is_replaced_only_when_one_says_so(
        self, ready, qtbot, tmp_path, monkeypatch
    ):
        out = tmp_path / "a.mp4"
        out.write_bytes(b"older")
        answers = [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]
        monkeypatch.setattr(QMessageBox, "question", lambda *_: answers.pop(0))
        dialog = opened(ready, qtbot, out)
        dialog.start_button.click()
        qtbot.waitUntil(lambda: len(answers) == 1)
        assert out.read_bytes() == b"older" and dialog.isVisible()
        assert export(ready, out, qtbot).state == DONE
        assert len(decoded(out)) == 50


def test_a_failed_export_says_why_and_can_be_tried_again(ready, tmp_path, qtbot, monkeypatch):
    out = tmp_path / "out.mp4"
    dialog = opened(ready, qtbot, out)
    real = ready.background.queue._parts.renderer

    def breaks(*_):
        raise MemoryError("too large")

    ready.background.queue._parts = replace(ready.background.queue._parts, renderer=breaks)
    job = export(ready, out, qtbot)
    assert job.state == FAILED and "too large" in job.sentence
    row = ready.background.panel.row(job)
    assert "too large" in row.state.text() and not dialog.isVisible()
    ready.background.queue._worker._parts = replace(fake_parts(), renderer=real)
    qtbot.mouseClick(row.buttons["again"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: job.state == DONE, timeout=10_000)
    assert out.is_file()


def test_what_failed_on_the_way_is_kept_and_named(ready, tmp_path, qtbot):
    drawn = [0]

    def renderer(face, size):
        made = fake_parts().renderer(face, size)
        real = made.render

        def render(z, aux):
            drawn[0] += 1
            if drawn[0] > 30:
                raise RuntimeError("the picture broke")
            return real(z, aux)

        made.render = render
        return made

    ready.background.queue._parts = replace(fake_parts(), renderer=renderer)
    job = export(ready, tmp_path / "out.mp4", qtbot)
    part = tmp_path / "out (unfinished).mp4"
    assert job.state == FAILED and job.place == part
    row = ready.background.panel.row(job)
    assert "the picture broke" in row.state.text() and str(part) in row.state.text()
    assert row.buttons["open"].isVisibleTo(row)
    assert len(decoded(part)) == 30


def test_the_preview_shows_the_frame_that_is_exported(ready, tmp_path, qtbot):
    ready.session.attempt(SetValues, 0.4, {"AU12": 1.3, "happy": 1.0})
    ready.session.seek(0.8)
    qtbot.waitUntil(lambda: ready.preview.up_to_date)
    shown = ready.viewport._image.pixelColor(5, 5).red()
    dialog = opened(ready, qtbot, tmp_path / "frames")
    choose(dialog.format, "folder")
    assert not dialog.sound.isVisible() and not dialog.quality.isVisible()  # pictures have neither
    job = export(ready, tmp_path / "frames", qtbot)
    with Image.open(job.made.path / "frame_00020.png") as picture:
        assert picture.convert("RGB").getpixel((5, 5))[0] == shown


def test_the_terminal_gives_the_same_frames_and_bytes(ready, tmp_path, qtbot, monkeypatch):
    """`lestalk render PROJECT.lestalk` against the dialog, both with the window's steps of the chain."""
    from click.testing import CliRunner

    from lestalk_studio.cli import cli

    # Whole macroblocks: of cut ones, x264 now and then codes another bit where nobody sees it.
    monkeypatch.setattr(GreyRenderer, "shape", (48, 32, 3))
    ready.session.attempt(SetValues, 0.4, {"AU12": 1.3})
    ready.session.attempt(SetRange, 0.2, 1.4)
    dialog = opened(ready, qtbot, tmp_path / "dialog.mp4")
    choose(dialog.quality, "draft")
    choose(dialog.fps, 30.0)
    export(ready, tmp_path / "dialog.mp4", qtbot)
    ready.session.save(tmp_path / "film.lestalk")
    monkeypatch.setattr("lestalk_studio.pipeline.project_render.Parts", fake_parts)
    monkeypatch.setattr(project_file, "Parts", fake_parts)

    def render(*options):
        done = CliRunner().invoke(cli, ["render", str(tmp_path / "film.lestalk"), *options])
        assert done.exit_code == 0, done.output

    render("-o", str(tmp_path / "terminal.mp4"))
    render("-o", f"{tmp_path}/terminal/")
    assert (tmp_path / "terminal.mp4").read_bytes() == (tmp_path / "dialog.mp4").read_bytes()
    dialog.show_again()
    choose(dialog.format, "folder")
    export(ready, tmp_path / "pictures", qtbot)
    mine, theirs = sorted((tmp_path / "pictures").iterdir()), sorted((tmp_path / "terminal").iterdir())
    assert [path.name for path in mine] == [path.name for path in theirs] and len(mine) == 36
    assert all(a.read_bytes() == b.read_bytes() for a, b in zip(mine, theirs, strict=True))
    render("--quality", "best", "--fps", "10", "-o", str(tmp_path / "other.mp4"))
    assert len(decoded(tmp_path / "other.mp4")) == 12


def test_the_estimate_is_near_what_comes(ready, tmp_path, qtbot, monkeypatch):
    noise = np.random.default_rng(0).integers(0, 255, (64, 64, 3), np.uint8)

    class Noise:
        def render(self, z, aux):
            return np.roll(noise, int(1000 * z.sum()) % 64, axis=1)

    ready.session.attempt(SetValues, 0.0, {"AU12": 0.0})
    ready.session.attempt(SetValues, 2.0, {"AU12": 2.0})
    parts = replace(fake_parts(), renderer=lambda face, size: Noise())
    ready.exporting._estimates._estimator._parts = parts
    ready.background.queue._parts = parts
    dialog = opened(ready, qtbot, tmp_path / "a.mp4")
    said = {}
    for quality in ("draft", "best"):
        choose(dialog.quality, quality)
        with qtbot.waitSignal(dialog._estimates.estimated, timeout=20_000) as told:
            pass
        said[quality] = told.args[1]
        assert "50 frames" in dialog.estimate.text()
    assert said["draft"].bytes < 0.8 * said["best"].bytes
    job = export(ready, tmp_path / "a.mp4", qtbot)
    assert said["best"].bytes == pytest.approx(job.made.bytes, rel=0.25)


def test_nothing_is_measured_rendered_or_written_in_the_windows_thread(ready, tmp_path, qtbot, monkeypatch):
    from lestalk_studio.pipeline import encoder, export_store, target

    threads = {}

    def watch(owner, name):
        real = getattr(owner, name)

        def called(*arguments, **options):
            threads.setdefault(name, set()).add(threading.current_thread())
            return real(*arguments, **options)

        monkeypatch.setattr(owner, name, called)

    watch(encoder.VideoEncoder, "write")
    watch(encoder.VideoEncoder, "finish")
    watch(encoder, "_opened")
    watch(export_store, "write_atomically")
    watch(target.tempfile, "NamedTemporaryFile")
    dialog = opened(ready, qtbot, tmp_path / "a.mp4")
    with qtbot.waitSignal(dialog._estimates.estimated, timeout=20_000):
        pass
    export(ready, tmp_path / "a.mp4", qtbot)
    assert set(threads) == {"write", "finish", "_opened", "write_atomically", "NamedTemporaryFile"}
    for name, seen in threads.items():
        assert threading.main_thread() not in seen, name


def test_cancelling_leaves_no_file(ready, tmp_path, qtbot):
    out = tmp_path / "out.mp4"
    dialog = opened(ready, qtbot, out)
    queue = ready.background.queue
    queue.job_changed.connect(lambda job: job.done and job.state == "running" and queue.cancel(job))
    with qtbot.waitSignal(dialog.added) as added:
        dialog.start_button.click()
    (job,) = added.args
    qtbot.waitUntil(lambda: job.state == STOPPED)
    assert not out.exists() and "Stopped" in ready.background.panel.row(job).state.text()
