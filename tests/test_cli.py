"""The command itself: what it prints where, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import tomllib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from lestalk_studio import __version__
from lestalk_studio.cli import cli
from lestalk_studio.commands.progress import TerminalProgress, clock
from lestalk_studio.errors import Cancelled
from lestalk_studio.pipeline import graph
from tests.conftest import REPOSITORY
from tests.pipeline.fakes import PARTS, BarRenderer
from tests.pipeline.media import tone, write_wav


@pytest.fixture
def arguments(tmp_path, monkeypatch):
    """A render that works, with steps that cost nothing."""
    monkeypatch.setattr(graph, "Parts", lambda: PARTS)
    voice = write_wav(tmp_path / "voice.wav", tone(1.0))
    out = tmp_path / "out.mp4"
    return ["render", "--portrait", "builtin:hopper", "--audio", str(voice), "-o", str(out)]


@pytest.fixture
def no_display(monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def test_without_arguments_and_display_it_explains_itself(no_display):
    result = CliRunner().invoke(cli, [])
    assert result.exit_code == 0
    for command in ("render", "frame", "analyze", "doctor", "demo"):
        assert command in result.output


@pytest.mark.parametrize(
    ("arguments", "opened"), [([], None), (["edit"], None), (["my film.lestalk"], Path("my film.lestalk"))]
)
def test_with_a_display_the_editor_opens(monkeypatch, arguments, opened):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    files = []
    monkeypatch.setattr("lestalk_studio.app.run", lambda file: files.append(file) or 0)
    assert CliRunner().invoke(cli, arguments).exit_code == 0
    assert files == [opened]


def test_without_a_display_a_project_is_refused_in_one_sentence(no_display):
    result = CliRunner().invoke(cli, ["film.lestalk"])
    assert result.exit_code == 1
    assert result.stderr.startswith("There is no display") and len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", ["render", "new", "frame", "analyze", "doctor", "demo"])
def test_every_option_has_its_own_help(command):
    result = CliRunner().invoke(cli, [command, "--help"])
    assert result.exit_code == 0
    texts = [option.help for option in cli.commands[command].params if isinstance(option, click.Option)]
    assert all(texts)
    assert len(texts) == len(set(texts))


def test_version():
    assert __version__ in CliRunner().invoke(cli, ["--version"]).output


def test_the_script_is_called_lestalk():
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    assert project["scripts"] == {"lestalk": "lestalk_studio.cli:main"}


def test_json_is_one_object_and_nothing_else(arguments):
    result = CliRunner().invoke(cli, [*arguments, "--json"])
    assert result.exit_code == 0, result.stderr
    made = json.loads(result.stdout)
    assert made["out"] == arguments[-1]
    assert set(made) == {"out", "frames", "fps", "seconds", "size", "bytes", "resumed", "device", "timings"}
    assert result.stderr == ""


def test_without_a_terminal_there_is_no_progress_bar(arguments):
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0
    assert result.stdout.startswith("Wrote ") and "on the CPU" in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize("stop", [KeyboardInterrupt, Cancelled])
def test_stopped_is_4_and_leaves_nothing(arguments, monkeypatch, tmp_path, stop):
    def halt(*_):
        raise stop

    monkeypatch.setattr(BarRenderer, "render", halt)
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 4
    assert [path.name for path in tmp_path.iterdir()] == ["voice.wav"]


def test_a_bug_is_one_sentence_and_1(arguments, monkeypatch):
    monkeypatch.setattr(BarRenderer, "render", lambda *_: 1 / 0)
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 1
    assert "ZeroDivisionError" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_the_process_with_4(tmp_path, number):
    voice = write_wav(tmp_path / "voice.wav", tone(20.0))
    out = tmp_path / "out.mp4"
    script = textwrap.dedent("""
        import signal, sys, time
        signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where the tests run in the background
        from lestalk_studio.pipeline import graph
        from lestalk_studio.cli import main
        from tests.pipeline.fakes import PARTS, BarRenderer
        graph.Parts = lambda: PARTS
        drawn = BarRenderer.render
        def slow(self, z, aux):
            print("frame", flush=True)
            time.sleep(0.05)
            return drawn(self, z, aux)
        BarRenderer.render = slow
        main()
    """)
    command = [sys.executable, "-c", script, "render", "--portrait", "builtin:hopper"]
    command += ["--audio", str(voice), "-o", str(out)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=REPOSITORY, env=dict(os.environ), **pipes) as process:
        assert process.stdout.readline() == "frame\n"
        process.send_signal(number)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 4, errors
    assert errors.strip() == "Stopped; nothing was written."
    assert [path.name for path in tmp_path.iterdir()] == ["voice.wav"]


def test_the_time_left_reads_as_a_clock():
    assert [clock(5), clock(65), clock(3723)] == ["0:05", "1:05", "1:02:03"]


def test_a_terminal_sees_frames_and_the_time_left(monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    times = iter([0.0, 10.0, 20.0])
    monkeypatch.setattr("lestalk_studio.commands.progress.time.monotonic", lambda: next(times))
    with TerminalProgress() as progress:
        progress.stage("Rendering")
        for done in (1, 2, 3):
            progress.frames(done, 10)
    shown = capsys.readouterr().err
    assert "Rendering ..." in shown
    assert "3/10 frames, 0.1 a second, 1:10 left" in shown
