"""`lestalk analyze FILE --intensity`: how strongly somebody speaks."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest

from tests.pipeline.media import write_wav


def test_the_built_in_voice_is_calm(lestalk):
    result = lestalk("analyze", "builtin:speech", "--intensity", "--json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["frames"] == len(told["intensity"]) == round(told["seconds"] * 25)
    assert 0.2 < told["mean_intensity"] < 1.0
    assert max(told["intensity"]) <= 3.0


def test_people_get_the_mean_and_a_curve(lestalk):
    result = lestalk("analyze", "builtin:speech", "--intensity")
    assert "Mean intensity 0." in result.stdout
    assert "▂" in result.stdout


def test_the_curve_is_written_at_the_asked_rate(lestalk, tmp_path):
    out = tmp_path / "curve.csv"
    result = lestalk("analyze", "builtin:speech", "--intensity", "--fps", "10", "-o", out, "--json")
    told = json.loads(result.stdout)
    with out.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert told["fps"] == 10 and len(rows) == told["frames"]
    assert float(rows[10]["time"]) == pytest.approx(1.0)
    np.testing.assert_allclose([float(r["intensity"]) for r in rows], told["intensity"], atol=1e-3)


def test_a_video_is_heard(lestalk, shared_data):
    sound = sorted((shared_data / "grid" / "audio").glob("*.flac"))[0]
    result = lestalk("analyze", sound, "--intensity", "--json")
    assert 0.2 < json.loads(result.stdout)["mean_intensity"] < 1.2


def test_silence_is_no_failure(lestalk, tmp_path):
    noise = 1e-3 * np.random.default_rng(0).normal(size=32000)
    result = lestalk("analyze", write_wav(tmp_path / "hiss.wav", noise), "--intensity")
    assert result.exit_code == 0 and "Nobody speaks" in result.stdout


def test_without_a_table_or_the_intensity_it_is_wrong_usage(lestalk):
    result = lestalk("analyze", "builtin:speech")
    assert result.exit_code == 2 and "'-o'" in result.stderr


@pytest.mark.parametrize(
    "make, said",
    [
        (lambda folder: folder / "gone.wav", "does not exist"),
        (lambda folder: folder, "folder"),
        (lambda folder: "builtin:hopper", "no built-in voice"),
    ],
)
def test_what_has_no_voice_is_refused(refused, tmp_path, make, said):
    assert said in refused("analyze", make(tmp_path), "--intensity", out=tmp_path / "older.csv")


def test_pictures_tables_and_damage_are_refused(refused, tmp_path):
    from lestalk_studio.pipeline.builtins import portrait_path

    older = tmp_path / "older.csv"
    assert "no voice" in refused("analyze", portrait_path("builtin:hopper"), "--intensity", out=older)
    table = tmp_path / "a.csv"
    table.write_text("frame, AU01_r\n1, 0\n")
    assert "no voice" in refused("analyze", table, "--intensity", out=older)
    damaged = tmp_path / "a.mp3"
    damaged.write_bytes(np.random.default_rng(0).bytes(20000))
    refused("analyze", damaged, "--intensity", out=older)


@pytest.mark.parametrize("fps", ["0", "-5", "nan", "1e9"])
def test_a_rate_that_is_none_is_refused(refused, tmp_path, fps):
    refused("analyze", "builtin:speech", "--intensity", "--fps", fps, out=tmp_path / "older.csv")
