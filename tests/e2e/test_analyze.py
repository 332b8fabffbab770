"""`lestalk analyze`: the values of a portrait, a voice and a video, as a table."""

from __future__ import annotations

import csv

import numpy as np
import pytest


@pytest.fixture
def analyzed(lestalk, tmp_path):
    """Rows of the table that the program writes of a file."""

    def run(path, *more):
        out = tmp_path / "table.csv"
        result = lestalk("analyze", path, *more, "-o", out)
        assert result.exit_code == 0, result.output
        with out.open(newline="") as file:
            return [{name: float(value) for name, value in row.items()} for row in csv.DictReader(file)]

    return run


def test_a_smiling_portrait_smiles(analyzed):
    (neutral,), (smiling,) = analyzed("builtin:hopper"), analyzed("builtin:astronaut")
    assert smiling["AU12"] > neutral["AU12"] + 0.2
    assert smiling["AU25"] > neutral["AU25"]


def test_a_voice_moves_the_lips(analyzed, shared_data):
    sound = sorted((shared_data / "grid" / "audio").glob("*.flac"))[0]
    rows = analyzed(sound)
    assert 70 <= len(rows) <= 80
    opening = np.array([row["AU25"] + row["AU26"] for row in rows])
    assert np.ptp(opening) > 0.1


def test_a_talking_video_moves_the_lips(analyzed, shared_data):
    video = sorted((shared_data / "grid" / "video").glob("*.mpg"))[0]
    rows = analyzed(video)
    assert 70 <= len(rows) <= 80
    assert rows[25]["time"] == pytest.approx(1.0)
    opening = np.array([row["AU25"] + row["AU26"] for row in rows])
    assert np.ptp(opening) > 0.1


def test_a_file_that_is_nothing_of_it(refused, tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("nothing")
    assert "neither" in refused("analyze", text, out=tmp_path / "older.csv")
