"""Every format gives the same sound; what cannot be used is told in one sentence."""

from __future__ import annotations

import re
import wave
from fractions import Fraction

import numpy as np
import pytest

from lestalk_studio.audio.decode import iter_audio, load_audio, probe_audio
from lestalk_studio.errors import StudioError
from tests.audio.conftest import write_wav


def encode(path, codec, samples, rate=16000, video=False):
    """Write mono samples with PyAV, with a still picture beside them when asked."""
    import av

    with av.open(str(path), "w") as container:
        if video:
            picture = container.add_stream("mpeg4", rate=25)
            picture.width = picture.height = 64
        stream = container.add_stream(codec, rate=rate, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples[None].astype(np.float32), format="fltp", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
        resampler = av.AudioResampler(
            format=stream.codec_context.format,
            layout="mono",
            rate=rate,
            frame_size=stream.codec_context.frame_size,
        )
        for part in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
        if video:
            for i in range(25):
                blank = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")
                blank.pts = i
                container.mux(picture.encode(blank))
            container.mux(picture.encode(None))
    return path


@pytest.mark.parametrize(
    ("name", "codec", "likeness"),
    [
        ("a.wav", "pcm_s16le", 0.9999),
        ("a.flac", "flac", 0.9999),
        ("a.mp3", "libmp3lame", 0.98),
        ("a.m4a", "aac", 0.98),
        ("a.ogg", "libopus", 0.98),
        ("a.mkv", "aac", 0.98),
    ],
)
def test_every_format_gives_the_same_sound(tmp_path, speech, name, codec, likeness):
    path = encode(tmp_path / name, codec, speech, video=name.endswith("mkv"))
    found = load_audio(path)
    assert found.dtype == np.float32
    assert found.ndim == 1
    common = min(len(found), len(speech))
    assert abs(len(found) - len(speech)) < 2100  # an encoder's last block
    lags = range(-1200, 1201, 8)
    best = max(
        np.corrcoef(speech[2000 : common - 2000], found[2000 + lag : common - 2000 + lag])[0, 1]
        for lag in lags
    )
    assert best > likeness


@pytest.mark.parametrize("rate", [8000, 22050, 44100, 48000])
def test_any_rate_is_resampled(tmp_path, rate):
    time = np.arange(rate) / rate
    path = write_wav(tmp_path / "tone.wav", 0.5 * np.sin(2 * np.pi * 440 * time), rate)
    found = load_audio(path)
    assert abs(len(found) - 16000) <= 2
    expected = 0.5 * np.sin(2 * np.pi * 440 * np.arange(len(found)) / 16000)
    assert np.abs(found - expected)[200:-200].max() < 0.01


@pytest.mark.parametrize("channels", [2, 6, 8, 11])
def test_channels_are_mixed_down(tmp_path, speech, channels):
    path = write_wav(tmp_path / "many.wav", np.tile(0.9 * speech[:, None], (1, channels)))
    assert probe_audio(path).channels == channels
    found = load_audio(path)
    assert found.shape == speech.shape
    assert np.corrcoef(found, speech)[0, 1] > 0.999
    original = load_audio(path, 48000, mono=False)
    assert original.shape[1] in (1, 2)
    assert abs(len(original) - 3 * len(speech)) < 20


def test_the_original_keeps_its_two_channels(tmp_path, speech):
    path = write_wav(tmp_path / "two.wav", np.column_stack([speech, 0.25 * speech]))
    found = load_audio(path, 16000, mono=False)
    assert found.shape == (len(speech), 2)
    assert found[:, 1].std() / found[:, 0].std() == pytest.approx(0.25, abs=0.01)


def test_blocks_join_to_the_whole(tmp_path, speech):
    path = write_wav(tmp_path / "long.wav", np.tile(speech, 4))
    blocks = list(iter_audio(path))
    assert len(blocks) > 2
    np.testing.assert_array_equal(np.concatenate(blocks), load_audio(path))


def test_a_cut_off_recording_gives_what_is_there(tmp_path, speech):
    path = write_wav(tmp_path / "whole.wav", speech)
    cut = tmp_path / "cut.wav"
    cut.write_bytes(path.read_bytes()[: len(path.read_bytes()) // 2])
    assert abs(len(load_audio(cut)) - len(speech) // 2) < 1000


def refused(path) -> str:
    with pytest.raises(StudioError) as error:
        load_audio(path)
    text = str(error.value)
    assert text.endswith(".")
    assert "\n" not in text
    assert path.name in text
    return text


def test_what_is_no_sound_is_refused(tmp_path, speech):
    random = np.random.default_rng(0).bytes(100_000)
    for name in ("noise.wav", "noise.mp3", "noise.flac", "noise.m4a"):
        (tmp_path / name).write_bytes(random)
        assert re.search("damaged|no sound", refused(tmp_path / name))
    (tmp_path / "empty.wav").touch()
    assert "empty" in refused(tmp_path / "empty.wav")
    (tmp_path / "letter.wav").write_text("Dear Sir or Madam, " * 100)
    refused(tmp_path / "letter.wav")
    assert "does not exist" in refused(tmp_path / "nothing.wav")
    assert "folder" in refused(tmp_path)
    headed = write_wav(tmp_path / "headed.wav", speech)
    headed.write_bytes(headed.read_bytes()[:44])
    refused(headed)


def test_a_picture_or_a_silent_film_has_no_sound(tmp_path):
    import av
    from PIL import Image

    Image.new("RGB", (64, 64)).save(tmp_path / "picture.png")
    assert "sound" in refused(tmp_path / "picture.png")
    with av.open(str(tmp_path / "film.mp4"), "w") as container:
        stream = container.add_stream("mpeg4", rate=25)
        stream.width = stream.height = 64
        container.mux(stream.encode(av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8))))
        container.mux(stream.encode(None))
    assert "no sound" in refused(tmp_path / "film.mp4")


def test_silence_is_refused_unless_asked_for(tmp_path):
    path = write_wav(tmp_path / "silent.wav", np.zeros(32000))
    assert "silent" in refused(path)
    assert not load_audio(path, allow_silent=True).any()


def test_three_hours_are_refused_by_the_header_alone(tmp_path):
    path = tmp_path / "long.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 1, 8000, 0, "NONE", ""))
        file.setnframes(3 * 3600 * 8000)
        file.writeframesraw(b"\x80" * 8000)
        file._datawritten = 3 * 3600 * 8000  # so that the header is left as it says
    with open(path, "r+b") as file:
        file.truncate(44 + 3 * 3600 * 8000)  # sparse: no disk, and seconds to decode if it were tried
    assert "3.0 hours" in refused(path)
    with pytest.raises(StudioError):
        probe_audio(path)
