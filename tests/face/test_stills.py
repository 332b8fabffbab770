"""Pictures of a video at any time, in any order."""

import av
import numpy as np
import pytest

from lestalk_studio.errors import StudioError
from lestalk_studio.face import stills
from lestalk_studio.face.stills import VideoStills

FPS, FRAMES = 25, 60


@pytest.fixture(scope="module")
def video(tmp_path_factory):
    """Each frame as bright as its number says, with a key frame every twelve."""
    path = tmp_path_factory.mktemp("video") / "film.mp4"
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", FPS, options={"g": "12", "crf": "1", "bf": "2"})
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv444p"
        for i in range(FRAMES):
            frame = av.VideoFrame.from_ndarray(np.full((48, 64, 3), 4 * i, np.uint8), format="rgb24")
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path


def number_of(picture: np.ndarray) -> int:
    return round(float(picture.mean()) / 4)


def test_every_picture_is_that_of_its_time_forward_backward_and_across(video):
    asked = [0, 1, 2, 30, 31, 5, 59, 58, 57, 12, 11, 40, 0]
    with VideoStills(video) as film:
        assert [number_of(film.at(i / FPS)) for i in asked] == asked


def test_before_the_start_is_the_first_and_after_the_end_the_last(video):
    with VideoStills(video) as film:
        assert number_of(film.at(-3.0)) == 0
        assert number_of(film.at(99.0)) == FRAMES - 1
        assert number_of(film.at(1.0)) == 25


def test_times_between_pictures_show_the_nearest(video):
    with VideoStills(video) as film:
        assert number_of(film.at(10.3 / FPS)) == 10 and number_of(film.at(10.7 / FPS)) == 11


def test_memory_is_bounded(video, monkeypatch):
    monkeypatch.setattr(stills, "KEPT_BYTES", 5 * 64 * 48 * 3)
    with VideoStills(video) as film:
        for i in range(FRAMES):
            film.at(i / FPS)
        assert len(film._kept) == 5 and film._bytes <= stills.KEPT_BYTES
        assert number_of(film.at(3 / FPS)) == 3


def test_a_damaged_video_is_one_sentence(video, tmp_path):
    broken = tmp_path / "broken.mp4"
    data = bytearray(video.read_bytes())
    start = data.index(b"mdat") + 4
    stop = start + int.from_bytes(data[start - 8 : start - 4], "big") - 8
    data[start + 64 : stop] = bytes(255 for _ in range(stop - start - 64))
    broken.write_bytes(data)
    told = []
    with VideoStills(broken) as film:
        for i in range(FRAMES):
            try:
                assert film.at(i / FPS).shape == (48, 64, 3)
            except StudioError as error:
                told.append(str(error))
    assert told and all(sentence.startswith("broken.mp4") for sentence in told)


def test_what_is_no_video_is_refused(tmp_path):
    (tmp_path / "notes.mp4").write_text("no video")
    with pytest.raises(StudioError, match="cannot be read as a video"), VideoStills(tmp_path / "notes.mp4"):
        pass
