"""Videos as performances: bad ones refused in a sentence, talkers followed."""

from __future__ import annotations

import wave

import numpy as np
import pytest

from lestalk_studio.errors import Cancelled, StudioError
from lestalk_studio.face.frames import VideoFrames
from lestalk_studio.face.solve import UnitSolver, aperture_of_z, lip_aperture
from lestalk_studio.face.track import follow_face, performance_of, read_au_source, track_video
from lestalk_studio.les.space import AUX, AUX_INDEX


def _write_video(path, pictures, rate=25) -> None:
    import av

    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=rate, options={"crf": "12"})
        stream.height, stream.width = pictures[0].shape[0], pictures[0].shape[1]
        stream.pix_fmt = "yuv420p"
        for picture in pictures:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())


def _refusal(path) -> str:
    with pytest.raises(StudioError) as caught:
        track_video(path)
    message = str(caught.value)
    assert message.endswith(".") and "\n" not in message
    return message


def test_missing_and_folder(tmp_path):
    assert "does not exist" in _refusal(tmp_path / "none.mp4")
    assert "folder" in _refusal(tmp_path)


def test_not_a_video(tmp_path):
    (tmp_path / "a.mp4").write_bytes(b"nothing that moves" * 100)
    assert "cannot be read as a video" in _refusal(tmp_path / "a.mp4")
    (tmp_path / "b.mp4").write_bytes(b"")
    assert "cannot be read as a video" in _refusal(tmp_path / "b.mp4")


def test_sound_only(tmp_path):
    with wave.open(str(tmp_path / "a.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        file.writeframes(bytes(32000))
    assert "no pictures" in _refusal(tmp_path / "a.wav")


@pytest.mark.parametrize("suffix", ["png", "jpg"])
def test_picture_given_as_video(tmp_path, suffix, hopper):
    from PIL import Image

    Image.fromarray(hopper.rgb).save(tmp_path / f"a.{suffix}")
    message = _refusal(tmp_path / f"a.{suffix}")
    assert "picture" in message or "no video" in message


def test_no_face(tmp_path):
    _write_video(tmp_path / "a.mp4", [np.full((240, 320, 3), 90, np.uint8)] * 10)
    assert "No face" in _refusal(tmp_path / "a.mp4")


def test_long_loss_and_short_loss(tmp_path, hopper):
    face, blank = hopper.rgb, np.full_like(hopper.rgb, 90)
    _write_video(tmp_path / "long.mp4", [face] * 40 + [blank] * 30 + [face] * 10)
    assert "lost from 1.6 s" in _refusal(tmp_path / "long.mp4")
    _write_video(tmp_path / "mostly.mp4", [face] * 10 + [blank] * 30)
    assert "Only 2" in _refusal(tmp_path / "mostly.mp4")
    _write_video(tmp_path / "short.mp4", [face] * 15 + [blank] * 4 + [face] * 15)
    tracked = track_video(tmp_path / "short.mp4")
    assert len(tracked.performance) == 34 and 3 <= (~tracked.seen).sum() <= 6
    assert np.abs(tracked.performance.z).max() < 0.1


def test_truncated_video(tmp_path, shared_data):
    whole = (shared_data / "grid" / "video" / "s1_bbaf3s.mpg").read_bytes()
    (tmp_path / "cut.mpg").write_bytes(whole[: len(whole) // 3])
    try:
        tracked = track_video(tmp_path / "cut.mpg")  # what is there of a stream may be used
        assert 2 <= len(tracked.performance) < 75
    except StudioError as error:
        assert str(error).endswith(".")


def test_too_long(tmp_path, monkeypatch, hopper):
    import lestalk_studio.face.frames as frames

    monkeypatch.setattr(frames, "LONGEST", 0.3)
    _write_video(tmp_path / "a.mp4", [hopper.rgb] * 20)
    assert "minutes" in _refusal(tmp_path / "a.mp4")


def test_cancel_and_progress(tmp_path, hopper):
    _write_video(tmp_path / "a.mp4", [hopper.rgb] * 12)
    told = []
    track_video(tmp_path / "a.mp4", lambda done, total: told.append((done, total)))
    assert told[-1] == (12, 12) and [done for done, _ in told] == list(range(1, 13))
    with pytest.raises(Cancelled):
        track_video(tmp_path / "a.mp4", cancelled=lambda: True)


def test_a_varying_rate_becomes_constant(tmp_path, hopper):
    from fractions import Fraction

    import av

    small = np.ascontiguousarray(hopper.rgb[::4, ::4][:148, :128])
    with av.open(str(tmp_path / "a.mkv"), "w") as container:
        stream = container.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 128, 148, "yuv420p"
        for at in (0, 1, 2, 6, 7, 8):
            frame = av.VideoFrame.from_ndarray(small, format="rgb24")
            frame.pts, frame.time_base = at, Fraction(1, 25)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    with VideoFrames(tmp_path / "a.mkv") as video:
        rate = video.fps
        assert len(list(video)) == round(8 / 25 * rate) + 1


def test_resampling(tmp_path, hopper):
    _write_video(tmp_path / "a.mp4", [hopper.rgb] * 12)
    tracked = track_video(tmp_path / "a.mp4", fps=50)
    assert len(tracked.performance) == 24 == len(tracked.times) == len(tracked.seen)
    assert tracked.performance.fps == 50


def test_real_footage(shared_data, head):
    for name in ("s1_bbaf3s", "s1_bbal6n", "s26_lbbo3n", "s26_bwaq8s"):
        track = follow_face(shared_data / "grid" / "video" / f"{name}.mpg")
        performance = performance_of(track, head)
        assert performance.fps == 25 and len(performance) == 75 == len(track.times)
        assert performance.aux.shape == (75, len(AUX)) and np.isfinite(performance.aux).all()
        seen = lip_aperture(UnitSolver(head).align(track.landmarks)[0])
        shown = aperture_of_z(performance.z, head)
        assert np.corrcoef(seen, shown)[0, 1] > 0.95, name
        closed = seen < seen.min() + 0.006
        assert shown[closed].max() < 0.03, name  # bilabials stay closed
        assert np.abs(np.diff(performance.z, 2, axis=0)).mean() < 0.03
        assert np.abs(performance.aux[:, AUX_INDEX["head_yaw"]]).max() < 15
        assert performance.speech.max() > 0.5


def test_au_source_takes_a_video_or_a_table(shared_data, tmp_path):
    performance = read_au_source(shared_data / "grid" / "video" / "s1_bbaf3s.mpg")
    assert len(performance) == 75
    (tmp_path / "no.csv").write_text("a,b\n1,2\n")
    with pytest.raises(StudioError):
        read_au_source(tmp_path / "no.csv")
