"""Exported files: in step, in colour, in size, and honest about what they are."""

from __future__ import annotations

import av
import numpy as np
import pytest
from PIL import Image

from lestalk_studio.pipeline.encoder import even, exact_rate
from lestalk_studio.pipeline.export import export, export_picture
from lestalk_studio.pipeline.soundtrack import SOUND_RATE, Soundtrack
from lestalk_studio.pipeline.target import picture_target, video_target
from tests.pipeline.media import beep_times, beeps, decoded, flash_times, flashes, tone, write_wav


def still(color=(200, 90, 40), height=64, width=64, count=5):
    for _ in range(count):
        yield np.full((height, width, 3), color, np.uint8)


@pytest.mark.parametrize(
    ("suffix", "fps", "seconds"), [("mp4", 25, 600), ("webm", 25, 600), ("mp4", 29.97, 60), ("mp4", 60, 60)]
)
def test_ten_minutes_stay_in_step(tmp_path, suffix, fps, seconds):
    every = 20
    sound = write_wav(tmp_path / "beeps.wav", beeps(seconds, every))
    target = video_target(str(tmp_path / f"clip.{suffix}"))
    frames = round(seconds * fps)
    export(flashes(seconds, every, fps), target, fps, frames, Soundtrack(sound, 0.0, frames / fps))
    seen, heard = flash_times(target.path), beep_times(target.path, every)
    assert len(seen) == len(heard) == seconds // every
    assert np.abs(np.subtract(seen, heard)).max() <= 1 / fps
    assert abs(heard[-1] - (seconds - every)) <= 1 / fps


def test_sound_is_as_long_as_the_picture(tmp_path):
    sound = write_wav(tmp_path / "long.wav", tone(3.0))
    for seconds in (1.0, 3.0, 5.0):
        blocks = list(Soundtrack(sound, 0.5, 0.5 + seconds).blocks())
        assert sum(map(len, blocks)) == round(seconds * SOUND_RATE)


def test_a_range_of_frames_takes_its_own_sound(tmp_path):
    sound = write_wav(tmp_path / "beeps.wav", beeps(10, 5))
    blocks = np.concatenate(list(Soundtrack(sound, 4.0, 6.0).blocks()))
    loud = np.flatnonzero(np.abs(blocks[:, 0]) > 0.1)
    assert abs(loud[0] / SOUND_RATE - 1.0) < 0.005


@pytest.mark.parametrize("suffix", ["mp4", "webm"])
def test_colours_come_back(tmp_path, suffix):
    target = video_target(str(tmp_path / f"clip.{suffix}"))
    for color in ((200, 90, 40), (10, 200, 30), (255, 255, 255), (0, 0, 0), (120, 120, 120)):
        export(still(color), target, 25, 5)
        with av.open(str(target.path)) as container:
            frame = next(container.decode(video=0))
            assert (frame.colorspace, frame.color_range) == (1, 1)
            frame = frame.reformat(format="rgb24", src_colorspace="ITU709", dst_colorspace="ITU709")
        seen = frame.to_ndarray()[20:40, 20:40].reshape(-1, 3).mean(0)
        assert np.abs(seen - color).max() <= 4, color


def test_odd_sizes_are_padded_not_scaled(tmp_path):
    frame = np.random.default_rng(0).integers(0, 255, (63, 81, 3), dtype=np.uint8)
    padded = even(frame)
    assert padded.shape == (64, 82, 3)
    assert np.array_equal(padded[:63, :81], frame)
    assert np.array_equal(padded[63, :81], frame[62])
    target = video_target(str(tmp_path / "clip.mp4"))
    made = export(iter([frame]), target, 25, 1)
    assert (made.width, made.height) == (81, 63)
    assert decoded(target.path)[0].shape == (64, 82, 3)


def test_mp4_is_h264_aac_yuv420p_and_starts_fast(tmp_path):
    sound = write_wav(tmp_path / "voice.wav", tone(1.0, channels=2))
    target = video_target(str(tmp_path / "clip.mp4"))
    export(still(count=25), target, 25, 25, Soundtrack(sound, 0, 1))
    data = target.path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    with av.open(str(target.path)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        assert (video.codec_context.name, video.codec_context.pix_fmt) == ("h264", "yuv420p")
        assert (audio.codec_context.name, audio.codec_context.channels) == ("aac", 2)
        assert video.average_rate == 25
        assert "Synthetic video made with LES Talker Studio" in container.metadata["comment"]
        assert "Synthetic" in container.metadata["description"]


def test_webm_is_vp9_opus(tmp_path):
    sound = write_wav(tmp_path / "voice.wav", tone(1.0))
    target = video_target(str(tmp_path / "clip.webm"))
    export(still(count=25), target, 25, 25, Soundtrack(sound, 0, 1))
    with av.open(str(target.path)) as container:
        assert container.streams.video[0].codec_context.name == "vp9"
        assert container.streams.audio[0].codec_context.name == "opus"
        tags = {name.lower(): text for name, text in container.metadata.items()}
        assert "Synthetic video made with LES Talker Studio" in tags["comment"]


@pytest.mark.parametrize("suffix", ["mp4", "webm"])
def test_the_same_frames_give_the_same_bytes(tmp_path, suffix):
    sound = write_wav(tmp_path / "voice.wav", tone(2.0))
    frames = np.random.default_rng(1).integers(0, 255, (50, 96, 128, 3), dtype=np.uint8)
    made = []
    for name in "ab":
        target = video_target(str(tmp_path / f"{name}.{suffix}"))
        export(iter(frames), target, 25, 50, Soundtrack(sound, 0, 2))
        made.append(target.path.read_bytes())
    assert made[0] == made[1]


def test_pictures_are_numbered_and_exact(tmp_path):
    frames = np.random.default_rng(2).integers(0, 255, (3, 20, 30, 3), dtype=np.uint8)
    made = export(iter(frames), video_target(str(tmp_path / "clip") + "/"), 25, 3, first_number=7)
    assert made.frames == 3
    names = sorted(path.name for path in (tmp_path / "clip").iterdir())
    assert names == ["frame_00007.png", "frame_00008.png", "frame_00009.png"]
    with Image.open(tmp_path / "clip" / "frame_00008.png") as picture:
        assert np.array_equal(np.asarray(picture), frames[1])
        assert "Synthetic picture made with LES Talker Studio" in picture.text["Description"]


def test_pictures_join_an_existing_folder_and_leave_others_alone(tmp_path):
    folder = tmp_path / "there"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    export(still(count=2), video_target(str(folder / "a_##.png")), 25, 2)
    assert sorted(path.name for path in folder.iterdir()) == ["a_00.png", "a_01.png", "mine.txt"]


def test_one_picture(tmp_path):
    target = picture_target(str(tmp_path / "a.png"))
    pixels = np.random.default_rng(3).integers(0, 255, (20, 30, 3), dtype=np.uint8)
    made = export_picture(pixels, target)
    assert (made.width, made.height, made.frames) == (30, 20, 1)
    with Image.open(target.path) as picture:
        assert np.array_equal(np.asarray(picture), pixels)


def test_progress_counts_every_frame(tmp_path):
    seen = []
    target = video_target(str(tmp_path / "a.mp4"))
    export(still(count=4), target, 25, 4, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_rates_that_television_uses_are_exact():
    assert exact_rate(29.97) == exact_rate(30000 / 1001)
    assert exact_rate(23.976).denominator == 1001
    assert exact_rate(25) == 25
    assert exact_rate(12.5) * 2 == 25
