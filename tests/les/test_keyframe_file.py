"""Keyframe files."""

import json

import pytest

from lestalk_studio.errors import StudioError
from lestalk_studio.les.keyframe_file import load_keyframes
from lestalk_studio.les.tracks import Keyframe, KeyframeTrack

TRACKS = (
    KeyframeTrack("happy", (Keyframe(0, 0, "linear"), Keyframe(1.5, 3, "ease"))),
    KeyframeTrack("AU04", (Keyframe(0.5, -0.5, "hold"),)),
)
ROWS = [
    {"time": 1.5, "track": "happiness", "value": 3},
    {"time": 0, "track": "happy", "value": 0, "transition": "linear"},
    {"time": 0.5, "track": "au4", "value": -0.5, "transition": "hold"},
]


def write(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("content", [ROWS, {"keyframes": ROWS}])
def test_json(tmp_path, content):
    assert load_keyframes(write(tmp_path, "k.json", json.dumps(content))) == TRACKS


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("delimiter", [",", ";", ", "])
def test_csv(tmp_path, delimiter, mark):
    lines = ["Time,Track,Value,Transition", "1.5,happy,3,", "", "0,happy,0,linear", "0.5,AU04,-0.5,hold"]
    text = mark + "\r\n".join(lines).replace(",", delimiter)
    assert load_keyframes(write(tmp_path, "k.csv", text)) == TRACKS


def test_csv_without_transitions(tmp_path):
    (track,) = load_keyframes(write(tmp_path, "k.csv", "time,track,value\n0,sad,1\n"))
    assert track == KeyframeTrack("sad", (Keyframe(0, 1, "ease"),))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"time": 0, "track": "happpy", "value": 1}, "Keyframe 1 of .*did you mean happy"),
        ({"time": 0, "track": "AU99", "value": 1}, "did you mean AU39"),
        ({"track": "happy", "value": 1}, "lacks its time"),
        ({"time": -1, "track": "happy", "value": 1}, "time must be 0 or more"),
        ({"time": 0, "track": "happy", "value": -1}, "level of happy must be 0 or more"),
        ({"time": 0, "track": "happy", "value": "NaN"}, "finite"),
        ({"time": 0, "track": "happy", "value": True}, "finite"),
        ({"time": 0, "track": "happy", "value": [1]}, "must be a number"),
        ({"time": 0, "track": "happy", "value": 1, "transition": "eas"}, "did you mean ease"),
    ],
)
def test_a_bad_keyframe_is_named(tmp_path, row, said):
    with pytest.raises(StudioError, match=said):
        load_keyframes(write(tmp_path, "k.json", json.dumps([row])))


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("k.json", "{", "not valid JSON"),
        ("k.json", '{"tracks": []}', "no list of keyframes"),
        ("k.json", "[1, 2]", "no list of keyframes"),
        ("k.json", "[]", "holds no keyframes"),
        ("k.csv", "time,track,value\n", "holds no keyframes"),
        ("k.csv", "a,b\n1,2\n", "begin with the columns"),
        ("k.csv", "", "begin with the columns"),
        ("k.csv", "time,track,value\n0,happy,1\n0,happy,2\n", "two keyframes of happy at 0 s"),
        ("k.csv", "time,track,value\n0,happy\n", "Line 2 of .*lacks its value"),
    ],
)
def test_a_bad_file_is_told(tmp_path, name, text, said):
    with pytest.raises(StudioError, match=said):
        load_keyframes(write(tmp_path, name, text))


def test_missing_and_binary_files_are_told(tmp_path):
    with pytest.raises(StudioError, match="does not exist"):
        load_keyframes(tmp_path / "nothing.csv")
    with pytest.raises(StudioError, match="cannot be read"):
        load_keyframes(tmp_path)
    (tmp_path / "film.mp4").write_bytes(bytes(range(256)))
    with pytest.raises(StudioError, match="cannot be read as text"):
        load_keyframes(tmp_path / "film.mp4")
