"""A mask of what stands in front of the face, from a picture file, and what frames are told apart by."""

import numpy as np
import pytest
from PIL import Image

from lestalk_studio.document.project import Project
from lestalk_studio.document.strokes import Stroke
from lestalk_studio.errors import StudioError
from lestalk_studio.pipeline import project_render
from lestalk_studio.pipeline.front_mask import check_mask, load_mask, painted
from lestalk_studio.pipeline.job import RenderJob
from lestalk_studio.pipeline.preview import Preview
from lestalk_studio.pipeline.resume import job_key
from tests.pipeline.test_preview import Counting

DOT = Stroke("still", ((0.5, 0.5),), 0.1)


@pytest.fixture
def picture(tmp_path):
    """Save an array or a PIL image as a picture."""

    def save(values, name="mask.png"):
        image = values if isinstance(values, Image.Image) else Image.fromarray(values)
        image.save(tmp_path / name)
        return tmp_path / name

    return save


def test_files_that_are_no_mask_are_told_in_one_sentence(tmp_path, picture):
    text = tmp_path / "text.png"
    text.write_text("hello")
    cut = tmp_path / "cut.png"
    noise = np.random.default_rng(0).integers(0, 256, (64, 48), np.uint8)
    cut.write_bytes(picture(noise).read_bytes()[:900])
    for path, words in (
        (tmp_path / "none.png", "does not exist"),
        (tmp_path, "is a folder"),
        (text, "is not a picture"),
        (cut, "damaged or cut short"),
    ):
        with pytest.raises(StudioError, match=words) as told:
            load_mask(path, 48, 64)
        assert str(told.value).startswith("The mask ") and "\n" not in str(told.value)


@pytest.mark.parametrize("size", [(64, 64), (64, 48), (48, 32), (1, 1), (480, 641 + 6)])
def test_other_proportions_are_refused(picture, size):
    with pytest.raises(StudioError, match=r"proportions of the portrait \(48 x 64\)"):
        load_mask(picture(Image.new("L", size)), 48, 64)


@pytest.mark.parametrize("size", [(48, 64), (24, 32), (96, 128), (23, 31), (480, 641)])
def test_a_mask_of_the_same_proportions_is_brought_to_the_portraits_size(picture, size):
    halves = np.zeros(size[::-1], np.uint8)
    halves[:, size[0] // 2 :] = 255
    mask = load_mask(picture(halves), 48, 64)
    assert mask.shape == (64, 48) and mask.dtype == np.uint8
    assert np.all(mask[:, :20] == 0) and np.all(mask[:, 28:] == 255)


def test_white_means_the_same_in_every_kind_of_picture(picture):
    grey = np.linspace(0, 255, 48 * 64).reshape(64, 48).round().astype(np.uint8)
    kinds = {
        "grey": Image.fromarray(grey),
        "colour": Image.fromarray(np.dstack([grey] * 3)),
        "palette": Image.fromarray(grey).convert("P"),
        "deep": Image.fromarray(grey.astype(np.uint16) * 257),
        "transparent": Image.merge("LA", (Image.new("L", (48, 64), 255), Image.fromarray(grey))),
    }
    for name, image in kinds.items():
        mask = load_mask(picture(image, f"{name}.png"), 48, 64)
        assert np.abs(mask.astype(int) - grey).max() <= 1, name
    assert set(np.unique(load_mask(picture(Image.fromarray(grey > 99)), 48, 64))) == {0, 255}


def test_without_a_mask_or_strokes_there_is_nothing_painted():
    check_mask(None)
    assert painted((), None, None) is None


def _project(**more):
    return Project(portrait="builtin:hopper", **more)


def test_every_change_of_what_is_painted_is_another_frame(picture):
    steps = Counting()
    preview = Preview(steps.parts())
    mask = picture(np.zeros((64, 48), np.uint8))
    said = [
        {},
        {"strokes": (DOT,)},
        {"strokes": (DOT, DOT)},
        {"strokes": (DOT,), "occluders": "none"},
        {"front_mask": mask},
    ]
    for count, more in enumerate(said, 1):
        preview.frame(_project(**more), 0.0, None)
        assert steps.renders == count
    for more in said:
        preview.frame(_project(**more), 0.0, None)
    assert steps.renders == len(said), "what was there before lies ready"
    picture(np.full((64, 48), 255, np.uint8))
    preview.frame(_project(front_mask=mask), 0.0, None)
    assert steps.renders == len(said) + 1, "a mask that was changed on the disk is another one"
    assert steps.fits == 1, "the face is the same"


def test_painting_tells_of_no_search_for_a_face():
    told = []
    preview = Preview(Counting().parts(), told.append)
    preview.frame(_project(), 0.0, None)
    told.clear()
    preview.frame(_project(strokes=(DOT,)), 0.0, None)
    assert "Looking for the face" not in told and "Fitting the head" not in told


def test_an_unusable_mask_is_told_by_the_preview_and_another_one_is_taken(picture, tmp_path):
    preview = Preview(Counting().parts())
    with pytest.raises(StudioError, match="does not exist"):
        preview.frame(_project(front_mask=tmp_path / "gone.png"), 0.0, None)
    assert preview.frame(_project(), 0.0, None) is not None


def test_stopped_exports_go_on_only_with_the_same_in_front(picture):
    mask = picture(np.zeros((64, 48), np.uint8))
    job = RenderJob("builtin:hopper", front_mask=mask)
    projects = [_project(), _project(strokes=(DOT,)), _project(front_mask=mask)]
    before = job_key(job, "mp4"), *(project_render.project_key(p, "mp4") for p in projects)
    assert len({job_key(RenderJob("builtin:hopper"), "mp4"), *before}) == 5
    picture(np.full((64, 48), 255, np.uint8))
    after = job_key(job, "mp4"), *(project_render.project_key(p, "mp4") for p in projects)
    assert after[0] != before[0] and after[3] != before[3] and after[1:3] == before[1:3]
