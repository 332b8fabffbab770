import numpy as np
import pytest

from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.track import Track
from lestalk_studio.pipeline.coverage import Covered, outward, runs
from lestalk_studio.pipeline.preview import Preview
from tests.pipeline.test_preview import Counting

FRAME_BYTES = 8 * 6 * 3


def smiling(most: float, **other) -> Project:
    return Project(
        portrait="builtin:hopper",
        tracks=(Track("AU12", (Keyframe(0.0, 0.0), Keyframe(2.0, most))),),
        **other,
    )


def test_frames_are_gathered_to_runs():
    assert runs([0, 1, 2, 5, 7, 8]) == ((0, 3), (5, 6), (7, 9))
    assert runs([]) == ()


@pytest.mark.parametrize(("frame", "order"), [(0, [0, 1, 2, 3]), (2, [2, 3, 1, 0]), (9, [3, 2, 1, 0])])
def test_frames_come_nearest_first(frame, order):
    assert list(outward(frame, 4)) == order


def test_ahead_renders_the_clip_once_and_covers_it():
    steps = Counting()
    preview = Preview(steps.parts())
    preview.frame(smiling(2.0), 1.0, None)
    assert preview.covered(25.0) == Covered(25.0, fresh=((25, 26),))
    assert sorted(preview.ahead(smiling(2.0), 1.0, None, 51)) == list(range(51))
    assert preview.covered(25.0) == Covered(25.0, fresh=((0, 51),))
    assert steps.renders == 51
    list(preview.ahead(smiling(2.0), 0.2, None, 51))
    assert steps.renders == 51


def test_an_edit_makes_frames_stale_until_they_are_looked_at_again():
    steps = Counting()
    preview = Preview(steps.parts())
    list(preview.ahead(smiling(2.0), 0.0, None, 51))
    preview.frame(smiling(3.0), 1.0, None)
    assert preview.covered(25.0) == Covered(25.0, fresh=((25, 26),), stale=((0, 25), (26, 51)))
    list(preview.ahead(smiling(3.0), 1.0, None, 51))
    assert preview.covered(25.0).stale == ()
    rendered = steps.renders
    list(preview.ahead(smiling(2.0), 1.0, None, 51))  # taken back: the frames are still there
    assert steps.renders == rendered and preview.covered(25.0).fresh == ((0, 51),)


def test_another_size_leaves_the_frames_stale_until_they_are_sharp():
    preview = Preview(Counting().parts())
    list(preview.ahead(smiling(2.0), 0.0, None, 51, size=48))
    preview.frame(smiling(2.0), 1.0, None, size=32)
    assert preview.covered(25.0) == Covered(25.0, fresh=((25, 26),), stale=((0, 25), (26, 51)))
    list(preview.ahead(smiling(2.0), 1.0, None, 51, size=32))
    assert preview.covered(25.0) == Covered(25.0, fresh=((0, 51),))


def test_another_rate_forgets_what_frames_were():
    preview = Preview(Counting().parts())
    list(preview.ahead(smiling(2.0), 0.0, None, 20))
    preview.frame(smiling(2.0, fps=50.0), 0.0, None)
    assert preview.covered(50.0) == Covered(50.0, fresh=((0, 1),))


def test_ahead_stops_when_the_cache_is_full_and_keeps_what_is_near():
    preview = Preview(Counting().parts(), limit=20 * FRAME_BYTES)
    preview.frame(smiling(2.0), 1.0, None)
    ready = list(preview.ahead(smiling(2.0), 1.0, None, 51))
    assert len(ready) == 18 and preview.cache.bytes <= 20 * FRAME_BYTES
    assert preview.covered(25.0).fresh == ((min(ready), max(ready) + 1),)
    assert np.mean(ready) == pytest.approx(25, abs=1)
