"""How large frames are rendered while the playhead moves and when it rests, and where those beyond the memory go."""

import threading
from types import SimpleNamespace

import numpy as np
import pytest

from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.track import Track
from lestalk_studio.les.space import DIM, INDEX
from lestalk_studio.pipeline.frame_store import FrameStore
from lestalk_studio.pipeline.parts import FittedFace, Parts, SeenFace
from lestalk_studio.pipeline.preview import Preview
from lestalk_studio.pipeline.preview_size import QUICK_SECONDS, QUICK_SIDE, moving_size, step_of

LONG, SHORT = 2000, 1500
SMILE = Project(portrait="builtin:hopper", tracks=(Track("AU12", (Keyframe(0.0, 0.5), Keyframe(2.0, 2.0))),))


def test_steps_are_never_too_small_and_close_to_what_is_wanted():
    for side in (1, 256, 257, 430, 640, 1000, 1025, 1999, 3000):
        step = step_of(side)
        assert step >= max(side, 256) and step <= max(256, 1.26 * side)
        assert step_of(step) == step


def test_a_moving_playhead_is_followed_by_what_is_quick():
    assert moving_size(500, None) == 500
    assert moving_size(1200, None) == QUICK_SIDE
    assert moving_size(1200, 2 * QUICK_SECONDS) == QUICK_SIDE
    assert moving_size(1200, 0.5 * QUICK_SECONDS) == 1200


class Sized:
    """Frames of the size that is asked for; slow: 50 ms each. Counts renderers and frames."""

    def __init__(self, slow: bool = False):
        self.built: list = []
        self.made: list = []
        self._slow = threading.Event() if slow else None

    def parts(self) -> Parts:
        portrait = SimpleNamespace(rgb=np.zeros((LONG, SHORT, 3), np.uint8))
        fit = SimpleNamespace(source_z=np.zeros(DIM, np.float32))
        return Parts(
            look=lambda path, face: SeenFace(portrait, None),
            fit=lambda seen: FittedFace(portrait, fit, None),
            renderer=self._renderer,
        )

    def _renderer(self, face, size):
        self.built.append(size)
        side = LONG if size == "source" else size

        def render(z, aux):
            if self._slow is not None:
                self._slow.wait(0.05)
            self.made.append(size)
            return np.full((side // 8, side * 3 // 32, 3), 50 * z[INDEX["AU12"]], np.uint8)

        return SimpleNamespace(render=render)


def test_a_large_frame_waits_until_there_is_time_where_it_is_slow():
    steps = Sized(slow=True)
    preview = Preview(steps.parts())
    quick = preview.frame(SMILE, 1.0, None, 1280, quick=True)
    assert steps.built == [640] and not quick.fine and quick.rgb.shape[0] == 80
    assert preview.lacking(SMILE, 1280) == [1280]
    fine = preview.frame(SMILE, 1.0, None, 1280)
    assert fine.fine and fine.rgb.shape[0] == 160 and preview.lacking(SMILE, 1280) == []
    assert not preview.frame(SMILE, 1.5, None, 1280, quick=True).fine
    # What lies ready in full size is shown so at once.
    assert preview.frame(SMILE, 1.0, None, 1280, quick=True).fine


def test_a_large_frame_comes_at_once_where_it_is_quick():
    preview = Preview(Sized().parts())
    preview.frame(SMILE, 1.0, None, 1280)
    assert preview.frame(SMILE, 1.5, None, 1280, quick=True).fine


def test_another_size_is_no_reason_to_wait():
    steps = Sized()
    preview = Preview(steps.parts())
    preview.frame(SMILE, 0.0, None, 320, quick=True)
    made = preview.frame(SMILE, 1.0, None, 448, quick=True)
    assert steps.built == [320] and not made.fine
    ready = preview.ready(SMILE)
    ready.keep(448, ready.build(448))
    assert preview.frame(SMILE, 1.0, None, 448, quick=True).fine


def test_no_more_than_two_renderers_are_kept():
    preview = Preview(Sized().parts())
    for size in (320, 384, 448, 320):
        preview.frame(SMILE, 1.0, None, size)
    assert preview.ready(SMILE).sizes == (448, 320)


def test_a_size_beyond_the_portraits_is_the_portraits():
    steps = Sized()
    assert Preview(steps.parts()).frame(SMILE, 1.0, None, 4096).fine and steps.built == ["source"]


def test_the_source_is_the_untouched_portrait_of_the_same_size():
    preview = Preview(Sized().parts())
    made = preview.frame(SMILE, 1.0, None, 448, source=True)
    assert made.source.shape == made.rgb.shape and not made.source.any() and made.rgb.any()
    assert made.picture == (SHORT, LONG)
    assert preview.frame(SMILE, 1.0, None, 448).source is None


@pytest.fixture
def store(tmp_path):
    return FrameStore(tmp_path / "frames")


def test_frames_beyond_the_memory_go_to_the_disk_alone(store):
    steps = Sized()
    preview = Preview(steps.parts(), limit=4 * 40 * 30 * 3, store=store)
    made = list(preview.ahead(SMILE, 0.0, None, 40, 320))
    assert len(made) == 40 and len(store) == 40 and len(steps.made) == 40
    assert preview.cache.bytes <= preview.cache.limit
    assert preview.covered(25.0).fresh == ((0, 40),)
    assert preview.frame(SMILE, 0.0, None, 320).rgb is not None and len(steps.made) == 40


def test_after_a_restart_nothing_is_rendered_twice(store):
    list(Preview(Sized().parts(), store=store).ahead(SMILE, 0.0, None, 20, 320))
    again = Sized()
    preview = Preview(again.parts(), store=store)
    list(preview.ahead(SMILE, 0.0, None, 20, 320))
    assert again.made == [] and preview.covered(25.0).fresh == ((0, 20),)


def test_a_damaged_frame_is_rendered_anew(store):
    steps = Sized()
    preview = Preview(steps.parts(), store=store, limit=1)
    list(preview.ahead(SMILE, 0.0, None, 5, 320))
    for file in store.folder.iterdir():
        file.write_bytes(b"damaged")
    count = len(steps.made)
    assert preview.frame(SMILE, 3 / 25, None, 320).rgb.any() and len(steps.made) == count + 1


def test_an_edit_leaves_frames_stale_on_the_disk_too(store):
    preview = Preview(Sized().parts(), store=store, limit=1)
    list(preview.ahead(SMILE, 0.0, None, 10, 320))
    other = Project(portrait="builtin:hopper", tracks=(Track("AU12", (Keyframe(0.0, 1.7),)),))
    preview.frame(other, 0.0, None, 320)
    assert preview.covered(25.0).stale == ((1, 10),)
