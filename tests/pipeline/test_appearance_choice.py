"""What a job or a project says of the appearance reaches the renderer, and the keys of frames and of exports."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import click
import numpy as np
import pytest

from lestalk_studio.commands.options import appearance
from lestalk_studio.document.project import Project
from lestalk_studio.errors import StudioError
from lestalk_studio.les.space import AUX, DIM
from lestalk_studio.pipeline import parts
from lestalk_studio.pipeline.builtins import portrait_path
from lestalk_studio.pipeline.parts import APPEARANCE, FittedFace, strength_of, with_appearance
from lestalk_studio.pipeline.preview import Preview
from lestalk_studio.pipeline.project_render import project_key

REST = np.zeros(DIM, np.float32), np.zeros(len(AUX), np.float32)


@pytest.fixture
def asked():
    """Strengths that renderers were built for, in order."""
    return []


@pytest.fixture
def preview(asked):
    portrait = SimpleNamespace(rgb=np.zeros((8, 8, 3), np.uint8))
    fit = SimpleNamespace(source_z=REST[0], points=np.array(((0, 0, 0), (4, 4, 0))), crop=None)

    def renderer(face, size):
        asked.append(strength_of(face.appearance))
        shade = round(200 * asked[-1])
        return SimpleNamespace(render=lambda z, aux: np.full((8, 8, 3), shade, np.uint8))

    return Preview(
        parts.Parts(
            look=lambda path, face: SimpleNamespace(),
            fit=lambda seen: FittedFace(portrait, fit, None),
            renderer=renderer,
        )
    )


def test_a_face_keeps_its_choice_until_another_is_made():
    face = FittedFace(None, None, None)
    assert face.appearance is None and with_appearance(face, None) is face
    assert with_appearance(face, 0.4).appearance == 0.4
    assert strength_of(None) == APPEARANCE and strength_of(0.0) == 0.0


def test_the_help_and_the_readme_tell_the_programs_own_choice():
    (option,) = appearance(click.Command("render")).params
    assert option.help.endswith(f"[default: {APPEARANCE}]")
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    (row,) = (line for line in readme.splitlines() if line.startswith("| `--appearance"))
    assert row.endswith(f"by default {APPEARANCE} |")


def test_another_strength_is_never_shown_by_the_frame_of_the_last(preview, asked):
    project = Project(portrait="builtin:hopper")
    shades = [
        int(preview.frame(replace(project, appearance=one), 0.0, None).rgb[0, 0, 0])
        for one in (0.5, 0.0, 1.0, 0.5)
    ]
    assert shades == [100, 0, 200, 100] and asked == [0.5, 0.0, 1.0, 0.5]


def test_the_programs_own_choice_and_the_same_strength_are_one(preview, asked):
    own, same = Project(portrait="builtin:hopper"), Project(portrait="builtin:hopper", appearance=APPEARANCE)
    assert preview.ready(own) is preview.ready(same)
    assert project_key(own, "mp4") == project_key(same, "mp4")
    other = replace(own, appearance=0.77)
    assert preview.ready(other) is not None and project_key(own, "mp4") != project_key(other, "mp4")


def test_without_its_weights_furrows_are_drawn_unless_somebody_asked(monkeypatch, caplog):
    hopper = parts.fit(parts.look(portrait_path("builtin:hopper"), 0))

    def missing(strength):
        raise StudioError("appearance.safetensors is missing or damaged; install the program again.")

    monkeypatch.setattr(parts, "look_of", missing)
    frame = parts.portrait_renderer(hopper, 192).render(*REST)
    assert frame.shape[2] == 3
    assert "is missing or damaged" in caplog.text and "furrows" in caplog.text
    with pytest.raises(StudioError, match="is missing"):
        parts.portrait_renderer(with_appearance(hopper, 0.4), 192)
