"""Tables of LES values."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from lestalk_studio.errors import StudioError
from lestalk_studio.les.performance import Performance
from lestalk_studio.les.space import AUX, DIM, INDEX, NAMES
from lestalk_studio.pipeline.builtins import portrait_path
from lestalk_studio.pipeline.export import export
from lestalk_studio.pipeline.soundtrack import Soundtrack
from lestalk_studio.pipeline.table import kind_of, run_analysis, table_target, write_table
from lestalk_studio.pipeline.target import video_target
from tests.pipeline.fakes import PARTS
from tests.pipeline.media import flashes, tone, write_wav


@pytest.fixture
def files(tmp_path):
    """One file of each kind."""
    sound = write_wav(tmp_path / "voice.wav", tone(2.0))
    video = video_target(str(tmp_path / "talk.mp4"))
    export(flashes(1, 1, 25), video, 25, 25, Soundtrack(sound, 0, 1))
    table = tmp_path / "face.csv"
    table.touch()
    return {
        "portrait": portrait_path("builtin:hopper"),
        "sound": sound,
        "video": video.path,
        "openface": table,
    }


def read(path):
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_the_kind_is_known_by_the_content(files, tmp_path):
    for kind, path in files.items():
        assert kind_of(path) == kind
    renamed = tmp_path / "voice.jpg"
    renamed.write_bytes(files["sound"].read_bytes())
    assert kind_of(renamed) == "sound"


def test_what_is_nothing_of_it_is_refused(tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("nothing")
    for path in (text, tmp_path, tmp_path / "gone.png"):
        with pytest.raises(StudioError):
            kind_of(path)


@pytest.mark.parametrize(
    ("kind", "fps", "rows", "rate"),
    [
        ("portrait", None, 1, None),
        ("sound", None, 50, 25),
        ("sound", 10.0, 20, 10),
        ("video", None, 50, 50),
        ("video", 25.0, 25, 25),
        ("openface", None, 50, 50),
    ],
)
def test_each_kind_becomes_rows(files, tmp_path, kind, fps, rows, rate):
    target = table_target(str(tmp_path / "out.csv"))
    report = run_analysis(files[kind], target, fps, parts=PARTS)
    table = read(target.path)
    assert len(table) == rows == report.exported.frames
    assert report.fps == rate
    if rate:
        assert float(table[-1]["time"]) == pytest.approx((rows - 1) / rate)


def test_a_table_holds_every_value_by_name(tmp_path):
    rng = np.random.default_rng(0)
    z, aux = rng.random((3, DIM)).astype(np.float32), rng.random((3, len(AUX))).astype(np.float32)
    write_table(Performance(25.0, z, aux, np.ones(3)), tmp_path / "a.csv")
    table = read(tmp_path / "a.csv")
    assert list(table[0]) == ["frame", "time", *NAMES, *AUX, "speech"]
    assert float(table[2]["AU12"]) == pytest.approx(z[2, INDEX["AU12"]], rel=1e-4)
    assert [row["frame"] for row in table] == ["0", "1", "2"]
