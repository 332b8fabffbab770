"""Poses pictured on a portrait, and faces that several threads share."""

from __future__ import annotations

import threading
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from lestalk_studio.document.presets import Preset
from lestalk_studio.document.project import Project
from lestalk_studio.document.strokes import Stroke
from lestalk_studio.errors import StudioError
from lestalk_studio.les.space import DIM, INDEX
from lestalk_studio.pipeline.parts import FittedFace, Parts, SeenFace
from lestalk_studio.pipeline.shared_parts import shared
from lestalk_studio.pipeline.thumbnails import ThumbnailMaker, face_square

SIDE = 48


class Chain:
    """Steps that count their calls: a picture of 200 x 300 whose face, at the right, is as bright as AU12."""

    def __init__(self):
        self.calls = []
        rgb = np.zeros((300, 200, 3), np.uint8)
        face = np.array([[100.0, 40.0, 0], [180.0, 140.0, 0]])
        fit = SimpleNamespace(source_z=np.zeros(DIM, np.float32), landmarks=face)
        portrait = SimpleNamespace(rgb=rgb)
        self.parts = Parts(
            look=lambda path, number: self._note("look") or SeenFace(portrait, None),
            fit=lambda seen: self._note("fit") or FittedFace(portrait, fit, None),
            renderer=lambda fitted, size: self._note(("renderer", size)) or self._renderer(size),
        )

    def _note(self, what):
        self.calls.append(what)

    def _renderer(self, size):
        scale = 1.0 if size == "source" else size / 300

        def render(z, aux):
            self._note("render")
            frame = np.zeros((round(300 * scale), round(200 * scale), 3), np.uint8)
            top, bottom, left, right = (round(v * scale) for v in (40, 140, 100, 180))
            frame[top:bottom, left:right] = np.clip(100 + 100 * z[INDEX["AU12"]], 0, 255)
            return frame

        return SimpleNamespace(render=render)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "face.png"
    Image.new("RGB", (200, 300)).save(path)
    return path


def test_a_pose_is_seen_on_the_face(file):
    maker = ThumbnailMaker(Chain().parts, SIDE)
    calm = maker.picture(Project(portrait=file), Preset("Calm", ()))
    smile = maker.picture(Project(portrait=file), Preset("Smile", (("AU12", 1.0),)))
    assert calm.shape == smile.shape == (SIDE, SIDE, 3) and smile.dtype == np.uint8
    assert smile[SIDE // 2, SIDE // 2].min() > calm[SIDE // 2, SIDE // 2].max() + 50
    assert calm[0, 0].max() < 60, "there is room around the face"


def test_the_face_is_fitted_once_and_rendered_small(file):
    chain = Chain()
    maker = ThumbnailMaker(chain.parts, SIDE)
    for name in ("AU01", "AU02", "AU01"):
        maker.picture(Project(portrait=file), Preset(name, ((name, 1.0),)))
    small = next(size for what, size in (c for c in chain.calls if isinstance(c, tuple)))
    assert chain.calls.count("fit") == 1 and small < 150
    assert chain.calls.count("render") == 2, "the same pose is not rendered again"


def test_another_portrait_is_another_sitter(file, tmp_path):
    chain = Chain()
    maker = ThumbnailMaker(chain.parts, SIDE)
    other = tmp_path / "other.png"
    Image.new("RGB", (20, 30)).save(other)
    for portrait in (file, other):
        maker.picture(Project(portrait=portrait), Preset("Calm", ()))
    assert chain.calls.count("fit") == 2
    assert maker.picture(Project(), Preset("Calm", ())) is None


def test_another_strength_of_the_folds_is_another_sitter(file):
    chain, strengths = Chain(), []

    def renderer(face, size):
        strengths.append(face.appearance)
        return chain.parts.renderer(face, size)

    maker = ThumbnailMaker(replace(chain.parts, renderer=renderer), SIDE)
    for appearance in (0.1, 0.9):
        maker.picture(Project(portrait=file, appearance=appearance), Preset("Calm", ()))
    assert strengths == [0.1, 0.9]


def test_a_portrait_that_cannot_be_used_is_told_and_not_remembered(file):
    chain = Chain()

    def look(path, face):
        if not chain.calls:
            chain.calls.append("failed")
            raise StudioError("No face is found in face.png.")
        return SeenFace(SimpleNamespace(rgb=np.zeros((300, 200, 3), np.uint8)), None)

    parts = shared(Parts(look=look, fit=chain.parts.fit, renderer=chain.parts.renderer))
    maker = ThumbnailMaker(parts, SIDE)
    with pytest.raises(StudioError, match="No face"):
        maker.picture(Project(portrait=file), Preset("Calm", ()))
    assert maker.picture(Project(portrait=file), Preset("Calm", ())) is not None


@pytest.mark.parametrize(
    "landmarks", [None, np.array([[0.0, 0.0], [40.0, 60.0]]), np.array([[-9.0, -9.0], [500.0, 900.0]])]
)
def test_the_square_lies_inside_the_picture(landmarks):
    x, y, side = face_square(landmarks, 200, 300)
    assert x >= 0 and y >= 0 and side > 0 and x + side <= 200 and y + side <= 300


def test_threads_share_one_fit(file):
    chain, gate = Chain(), threading.Event()
    slow = Parts(
        look=chain.parts.look,
        fit=lambda seen: gate.wait(5) and chain.parts.fit(seen),
        renderer=chain.parts.renderer,
    )
    parts, got = shared(slow), []
    threads = [threading.Thread(target=lambda: got.append(parts.fit(parts.look(file, 0)))) for _ in range(3)]
    for thread in threads:
        thread.start()
    gate.set()
    for thread in threads:
        thread.join()
    assert chain.calls.count("look") == chain.calls.count("fit") == 1
    assert got[0] is got[1] is got[2]


def test_a_changed_file_is_looked_at_again(file):
    chain = Chain()
    parts = shared(chain.parts)
    parts.look(file, 0)
    parts.look(file, 1)
    Image.new("RGB", (201, 300)).save(file)
    parts.look(file, 1)
    assert chain.calls.count("look") == 3


def test_a_picture_holds_what_is_painted(file):
    chain = Chain()
    maker, smile = ThumbnailMaker(chain.parts, SIDE), Preset("smile", (("AU12", 0.5),))
    dot = Stroke("still", ((0.5, 0.5),), 0.1)
    for strokes in ((), (dot,), (dot,), (dot, dot)):
        maker.picture(Project(portrait=file, strokes=strokes), smile)
    assert chain.calls.count("render") == 3
