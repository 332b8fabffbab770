"""Nothing heavy runs in the thread of the window."""

import threading
from dataclasses import fields, replace

import pytest

from lestalk_studio.ui.commands.keys import SetValues
from tests.e2e.editor.conftest import fake_parts


class Watched:
    """The chain's steps, which write down who called them."""

    def __init__(self):
        self.called: dict[str, set[threading.Thread]] = {}
        parts = fake_parts()
        made = {field.name: self.watch(field.name, getattr(parts, field.name)) for field in fields(parts)}
        real = made["renderer"]
        made["renderer"] = lambda face, size: self.renderer(real(face, size))
        self.parts = replace(parts, **made)

    def watch(self, name, step):
        def called(*arguments, **options):
            self.called.setdefault(name, set()).add(threading.current_thread())
            return step(*arguments, **options)

        return called

    def renderer(self, real):
        real.render = self.watch("render", real.render)
        return real


@pytest.fixture
def watched(window):
    made = Watched()
    window.preview._frames._preview._parts = made.parts
    window.preview._analysis._parts = made.parts
    return made


def test_looking_listening_and_rendering_never_run_in_the_windows_thread(
    window, watched, portrait, voice, qtbot
):
    window.viewport.dropped.emit(portrait)
    window.viewport.dropped.emit(voice)
    qtbot.waitUntil(lambda: window.viewport.has_frame and window.preview.up_to_date)
    window.session.attempt(SetValues, 1.0, {"AU12": 2.0})
    for frame in range(10):
        window.session.seek(frame / 25)
    frames = window.session.last_frame + 1
    qtbot.waitUntil(lambda: window.canvas.covered.fresh == ((0, frames),))
    assert set(watched.called) == {"look", "fit", "renderer", "speech", "render"}
    for step, threads in watched.called.items():
        assert threading.main_thread() not in threads, step


def test_reading_and_following_media_never_run_in_the_windows_thread(
    window, watched, portrait, voice, tmp_path, qtbot, monkeypatch
):
    from lestalk_studio.audio import decode, pyramid
    from lestalk_studio.nets import device as nets_device
    from lestalk_studio.ui import workers

    monkeypatch.setattr(decode, "load_audio", watched.watch("decode", decode.load_audio))
    monkeypatch.setattr(pyramid, "Pyramid", watched.watch("pyramid", pyramid.Pyramid))
    monkeypatch.setattr(workers, "analyse", watched.watch("analyse", workers.analyse))
    monkeypatch.setattr(nets_device, "run", watched.watch("net", nets_device.run))
    source = tmp_path / "talk.csv"
    source.write_text("frame\n")
    window.viewport.dropped.emit(portrait)
    window.viewport.dropped.emit(source)
    window.viewport.dropped.emit(voice)
    qtbot.waitUntil(lambda: window.preview.up_to_date and "source" in watched.called)
    window.canvas.set_active({"happy"})
    with qtbot.waitSignal(window.auto_intensity.busy, check_params_cb=lambda text: not text, timeout=20_000):
        window.actions_by_name["auto_intensity"].trigger()
    assert {"decode", "pyramid", "analyse", "source"} <= set(watched.called)
    for step, threads in watched.called.items():
        assert threading.main_thread() not in threads, step
