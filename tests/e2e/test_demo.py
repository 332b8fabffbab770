"""`lestalk demo`: what a stranger sees first."""

from __future__ import annotations

import av

from lestalk_studio.pipeline import demo
from lestalk_studio.pipeline.demo import demo_edits, demo_speech
from tests.pipeline.fakes import PARTS


def test_the_demonstration_is_rendered_and_said(lestalk, tmp_path, monkeypatch):
    run = demo.run_job
    monkeypatch.setattr(
        demo, "run_job", lambda job, target, stage, progress, parts: run(job, target, stage, progress, PARTS)
    )
    result = lestalk("demo", "-o", tmp_path / "new" / "demo")
    assert result.exit_code == 0, result.output
    made = sorted((tmp_path / "new" / "demo").iterdir())
    assert made
    for path in made:
        assert str(path) in result.stdout
        with av.open(str(path)) as container:
            assert container.streams.audio
            assert container.streams.video


def test_it_begins_neutral_and_feels_more_than_one_thing():
    levels, _ = demo_edits(10.0).sample(250, 25.0)
    assert not levels[:25].any()
    assert {int(frame.argmax()) for frame in levels[50:] if frame.any()} == {5, 6, 7}


def test_the_speech_is_there_and_small():
    assert demo_speech().stat().st_size < 1_000_000
