"""What an export takes is told from some of its frames, and better with each export that was made."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lestalk_studio.cancelling import cancellable
from lestalk_studio.document.project import Project
from lestalk_studio.document.settings import ExportSettings
from lestalk_studio.errors import Cancelled, StudioError
from lestalk_studio.pipeline.estimate import Estimate, Estimator
from lestalk_studio.pipeline.export_history import LARGEST, ExportHistory
from lestalk_studio.pipeline.project_render import export_project
from lestalk_studio.pipeline.target import video_target
from tests.pipeline import fakes
from tests.pipeline.media import tone, write_wav


class Drifting:
    """A photograph-like picture that moves a little with every frame."""

    def __init__(self):
        coarse = np.random.default_rng(0).integers(0, 255, (12, 12, 3), np.uint8)
        self._picture = np.kron(coarse, np.ones((10, 10, 1), np.uint8))
        self._count = 0

    def render(self, z, aux):
        self._count += 1
        return np.ascontiguousarray(np.roll(self._picture, self._count % 40, axis=1))


PARTS = replace(fakes.PARTS, renderer=lambda face, size: Drifting())


@pytest.fixture
def project(tmp_path):
    return Project(portrait="builtin:hopper", audio=write_wav(tmp_path / "v.wav", tone(12.0)))


@pytest.mark.parametrize("name", ["a.mp4", "a.webm", "a.mov", "a/"])
def test_the_size_is_near_that_of_the_export(tmp_path, project, name):
    target = video_target(f"{tmp_path}/{name}")
    told = Estimator(PARTS).estimate(project, target)
    made = export_project(project, target, PARTS)
    assert told.frames == made.frames == 300
    assert told.bytes == pytest.approx(made.bytes, rel=0.25)
    assert told.seconds > 0


def test_a_better_quality_is_told_to_be_larger(project, tmp_path):
    estimator = Estimator(PARTS)
    sizes = [
        estimator.estimate(
            replace(project, export=ExportSettings(quality=quality)), video_target(f"{tmp_path}/a.mp4")
        ).bytes
        for quality in ("draft", "good", "best")
    ]
    assert sizes[0] < 0.8 * min(sizes[1:])


def test_another_quality_prepares_nothing_anew(project, tmp_path):
    looks = []
    parts = replace(PARTS, look=lambda *given: looks.append(1) or PARTS.look(*given))
    estimator = Estimator(parts)
    target = video_target(f"{tmp_path}/a.mp4")
    estimator.estimate(project, target)
    before = len(looks)
    estimator.estimate(replace(project, export=ExportSettings(quality="best")), target)
    assert len(looks) == before
    estimator.estimate(replace(project, seed=3), target)
    assert len(looks) == before + 1


def test_a_clip_of_one_frame(tmp_path):
    told = Estimator(PARTS).estimate(Project(portrait="builtin:hopper"), video_target(f"{tmp_path}/a.mp4"))
    assert told.frames == 1 and told.bytes > 0


def test_what_cannot_be_rendered_is_refused(tmp_path):
    with pytest.raises(StudioError):
        Estimator(PARTS).estimate(Project(), video_target(f"{tmp_path}/a.mp4"))


def test_it_stops_when_it_is_not_wanted(project, tmp_path):
    with pytest.raises(Cancelled), cancellable(lambda: True):
        Estimator(PARTS).estimate(project, video_target(f"{tmp_path}/a.mp4"))


class TestHistory:
    TARGET = video_target("/somewhere/a.mp4")

    def test_exports_correct_what_is_told_next(self, tmp_path):
        history = ExportHistory(tmp_path / "h" / "history.json")
        raw = Estimate(10.0, 1000, 50)
        assert history.corrected(raw, self.TARGET) == raw
        for _ in range(8):
            history.note(raw, self.TARGET, 15.0, 800)
        told = ExportHistory(tmp_path / "h" / "history.json").corrected(raw, self.TARGET)
        assert told.seconds == pytest.approx(15.0, rel=0.02) and told.bytes == pytest.approx(800, rel=0.02)
        other = replace(self.TARGET, quality="draft")
        assert history.corrected(raw, other) == raw

    def test_one_odd_export_is_no_rule(self, tmp_path):
        history = ExportHistory(tmp_path / "history.json")
        history.note(Estimate(1.0, 1000, 50), self.TARGET, 500.0, 1)
        assert history.corrected(Estimate(1.0, 1000, 50), self.TARGET).seconds == LARGEST

    @pytest.mark.parametrize("text", ["", "[]", '{"mp4 good": 3}', '{"mp4 good": ["x", 1]}'])
    def test_a_damaged_file_is_forgotten(self, tmp_path, text):
        (tmp_path / "history.json").write_text(text)
        history = ExportHistory(tmp_path / "history.json")
        raw = Estimate(10.0, 1000, 50)
        assert history.corrected(raw, self.TARGET) == raw
        history.note(raw, self.TARGET, 11.0, 1000)
        assert history.corrected(raw, self.TARGET).seconds == pytest.approx(11.0)
