"""Draft, good and best differ in size and in what they lose, in every format."""

from __future__ import annotations

import av
import numpy as np
import pytest
from PIL import Image

from lestalk_studio.pipeline.builtins import portrait_path
from lestalk_studio.pipeline.export import export
from lestalk_studio.pipeline.quality import QUALITIES, VIDEO_KINDS, coding, least_bytes_per_pixel
from lestalk_studio.pipeline.resume import Unfinished
from lestalk_studio.pipeline.segments import export_resumable
from lestalk_studio.pipeline.soundtrack import Soundtrack
from lestalk_studio.pipeline.target import video_target
from tests.pipeline.media import beep_times, beeps, decoded, flash_times, flashes, tone, write_wav


@pytest.fixture(scope="module")
def moving():
    """12 frames of a photograph that drifts, (192, 192, 3)."""
    with Image.open(portrait_path("builtin:astronaut")) as picture:
        whole = np.asarray(picture.convert("RGB").resize((256, 256)))
    return [np.ascontiguousarray(whole[20 + n : 212 + n, 30:222]) for n in range(12)]


def psnr(path, frames):
    """Decibels between the file and the frames."""
    error = np.mean(
        [np.square(np.subtract(a, b, dtype=float)) for a, b in zip(decoded(path), frames, strict=True)]
    )
    return 10 * np.log10(255**2 / error)


@pytest.mark.parametrize("kind", VIDEO_KINDS)
def test_better_is_larger_and_nearer_to_the_frames(tmp_path, moving, kind):
    sizes, near = [], []
    for quality in QUALITIES:
        target = video_target(str(tmp_path / f"{quality}.{kind}"), quality)
        sizes.append(export(iter(moving), target, 25, len(moving)).bytes)
        near.append(psnr(target.path, moving))
        pixels = moving[0].shape[0] * moving[0].shape[1] * len(moving)
        assert sizes[-1] > least_bytes_per_pixel(kind, quality) * pixels
    assert sizes[0] < 0.75 * sizes[1] and sizes[1] < 0.8 * sizes[2]
    assert near[0] + 1 < near[1] < near[2]
    assert near[2] > 34


def test_mov_is_prores_with_plain_sound(tmp_path, moving):
    sound = write_wav(tmp_path / "voice.wav", tone(1.0, channels=2))
    for quality, pixels in (("good", "yuv422"), ("best", "yuv444")):
        target = video_target(str(tmp_path / f"{quality}.mov"), quality)
        export(iter(moving), target, 25, len(moving), Soundtrack(sound, 0, len(moving) / 25))
        with av.open(str(target.path)) as container:
            video, audio = container.streams.video[0], container.streams.audio[0]
            assert video.codec_context.name == "prores" and video.codec_context.pix_fmt.startswith(pixels)
            assert (audio.codec_context.name, audio.codec_context.channels) == ("pcm_s16le", 2)
            assert "Synthetic video" in container.metadata["comment"]


def test_a_long_mov_is_in_step_and_the_same_whether_stopped_or_not(tmp_path):
    seconds, every, fps = 24, 3, 25
    sound = Soundtrack(write_wav(tmp_path / "b.wav", beeps(seconds, every)), 0.0, float(seconds))

    def frames(start, stop_at=None):
        for index, frame in enumerate(flashes(seconds, every, fps, 32, 32)):
            if index == stop_at:
                raise KeyboardInterrupt
            if index >= start:
                yield frame

    whole, again = video_target(str(tmp_path / "a.mov")), video_target(str(tmp_path / "b.mov"))
    total = seconds * fps
    export_resumable(frames, whole, fps, total, sound, Unfinished("a", tmp_path / "s"))
    with pytest.raises(Exception, match="500 of 600"):
        export_resumable(
            lambda start: frames(start, 520), again, fps, total, sound, Unfinished("b", tmp_path / "s")
        )
    assert export_resumable(frames, again, fps, total, sound, Unfinished("b", tmp_path / "s")).resumed == 500
    assert again.path.read_bytes() == whole.path.read_bytes()
    assert np.abs(np.subtract(flash_times(whole.path), beep_times(whole.path, every))).max() <= 1 / fps


def test_every_encoder_is_there():
    for kind in VIDEO_KINDS:
        for quality in QUALITIES:
            assert coding(kind, quality).codec in av.codecs_available
