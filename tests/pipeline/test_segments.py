"""A long export that was stopped goes on where it was."""

from __future__ import annotations

import av
import numpy as np
import pytest

from lestalk_studio.errors import Cancelled
from lestalk_studio.les.edits import Edits, parse_emotion
from lestalk_studio.pipeline import resume
from lestalk_studio.pipeline.export import export
from lestalk_studio.pipeline.job import RenderJob
from lestalk_studio.pipeline.resume import Unfinished, job_key
from lestalk_studio.pipeline.run import run_job
from lestalk_studio.pipeline.segments import export_resumable
from lestalk_studio.pipeline.soundtrack import Soundtrack
from lestalk_studio.pipeline.target import video_target
from tests.pipeline.fakes import PARTS
from tests.pipeline.media import beep_times, beeps, decoded, flash_times, flashes, tone, write_wav

SECONDS, EVERY, FPS = 35, 3, 29.97
TOTAL = round(SECONDS * FPS)


@pytest.fixture
def sound(tmp_path):
    path = write_wav(tmp_path / "beeps.wav", beeps(SECONDS, EVERY))
    return Soundtrack(path, 0.0, TOTAL / FPS)


def frames_from(stop_at=None):
    def frames(start):
        for index, frame in enumerate(flashes(SECONDS, EVERY, FPS)):
            if index == stop_at:
                raise KeyboardInterrupt
            if index >= start:
                yield frame

    return frames


@pytest.mark.parametrize("suffix", ["mp4", "webm"])
def test_a_resumed_export_is_the_same_file(tmp_path, sound, suffix):
    whole, again = (video_target(str(tmp_path / f"{name}.{suffix}")) for name in ("whole", "again"))
    made = export_resumable(frames_from(), whole, FPS, TOTAL, sound, Unfinished("a", tmp_path / "state"))
    assert (made.frames, made.resumed) == (TOTAL, 0)
    assert not (tmp_path / "state" / "a").exists()

    unfinished = Unfinished("b", tmp_path / "state")
    with pytest.raises(Cancelled, match="600 of 1049 frames are kept"):
        export_resumable(frames_from(stop_at=700), again, FPS, TOTAL, sound, unfinished)
    assert not again.path.exists()
    seen = []
    made = export_resumable(
        frames_from(), again, FPS, TOTAL, sound, unfinished, lambda done, total: seen.append(done)
    )
    assert made.resumed == 600
    assert seen == list(range(601, TOTAL + 1))
    assert again.path.read_bytes() == whole.path.read_bytes()


@pytest.mark.parametrize("suffix", ["mp4", "webm"])
def test_joined_segments_are_one_clip_in_step(tmp_path, sound, suffix):
    joined, straight = (video_target(str(tmp_path / f"{name}.{suffix}")) for name in ("joined", "straight"))
    export_resumable(frames_from(), joined, FPS, TOTAL, sound, Unfinished("a", tmp_path / "state"))
    export(frames_from()(0), straight, FPS, TOTAL, sound)
    seen = flash_times(joined.path)
    assert np.abs(np.subtract(seen, beep_times(joined.path, EVERY))).max() <= 1 / FPS
    assert seen == pytest.approx(flash_times(straight.path), abs=1e-3)
    assert len(decoded(joined.path)) == TOTAL
    with av.open(str(joined.path)) as container:
        times = [frame.pts * frame.time_base for frame in container.decode(video=0)]
        assert np.diff([float(time) for time in times]) == pytest.approx(1 / FPS, abs=1.1e-3)
        assert container.streams.audio
        tags = {name.lower(): text for name, text in container.metadata.items()}
        assert "Synthetic video" in tags["comment"]
    if suffix == "mp4":
        data = joined.path.read_bytes()
        assert data.index(b"moov") < data.index(b"mdat")


def test_only_a_few_unfinished_exports_are_kept(tmp_path):
    for number in range(6):
        unfinished = Unfinished(str(number), tmp_path)
        unfinished.begin()
        unfinished.end()
    assert len(list(tmp_path.iterdir())) == resume.MOST_KEPT
    assert (tmp_path / "5").is_dir()


def test_one_export_at_a_time_uses_the_segments(tmp_path, sound):
    first = Unfinished("a", tmp_path / "state")
    first.begin()
    target = video_target(str(tmp_path / "a.mp4"))
    made = export_resumable(frames_from(), target, FPS, TOTAL, sound, Unfinished("a", tmp_path / "state"))
    assert made.frames == TOTAL
    assert first.folder.is_dir()
    first.end()


def test_a_home_that_cannot_be_written_does_not_matter(tmp_path, sound):
    (tmp_path / "state").touch()
    target = video_target(str(tmp_path / "a.mp4"))
    made = export_resumable(frames_from(), target, FPS, TOTAL, sound, Unfinished("a", tmp_path / "state"))
    assert made.frames == TOTAL


def test_the_key_follows_what_is_asked_and_what_the_files_hold(tmp_path):
    voice = write_wav(tmp_path / "voice.wav", tone(1.0))
    copy = write_wav(tmp_path / "copy.wav", tone(1.0))
    other = write_wav(tmp_path / "other.wav", tone(1.5))
    job = RenderJob(portrait="builtin:hopper", audio=voice)
    key = job_key(job, "mp4")
    assert key == job_key(RenderJob(portrait="builtin:hopper", audio=copy), "mp4")
    happy = Edits([parse_emotion("happy:1")])
    different = [
        RenderJob(portrait="builtin:astronaut", audio=voice),
        RenderJob(portrait="builtin:hopper", audio=other),
        RenderJob(portrait="builtin:hopper", audio=voice, seed=1),
        RenderJob(portrait="builtin:hopper", audio=voice, edits=happy),
    ]
    keys = {key, job_key(job, "webm"), *(job_key(one, "mp4") for one in different)}
    assert len(keys) == 6


def test_a_stopped_job_is_found_again(tmp_path, monkeypatch):
    from tests.pipeline.fakes import BarRenderer

    voice = write_wav(tmp_path / "voice.wav", tone(25.0))
    job = RenderJob(portrait="builtin:hopper", audio=voice)
    target = video_target(str(tmp_path / "a.mp4"))
    drawn, count = BarRenderer.render, iter(range(10**6))

    def stops(self, z, aux):
        if next(count) == 400:
            raise KeyboardInterrupt
        return drawn(self, z, aux)

    monkeypatch.setattr(BarRenderer, "render", stops)
    with pytest.raises(Cancelled, match="250 of 625"):
        run_job(job, target, parts=PARTS)
    report = run_job(job, target, parts=PARTS)
    assert report.exported.resumed == 250
    assert len(decoded(target.path)) == 625
