"""The real head, looking straight out of a grey picture: overlays lie where its shape says, at once."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np

from lestalk_studio.face.head import Head
from lestalk_studio.les.space import AUX_INDEX, DIM
from lestalk_studio.pipeline.parts import FittedFace, Parts
from lestalk_studio.render.layout import drawn_skin
from lestalk_studio.render.pose import FLIP, rotation
from lestalk_studio.render.shape import FaceShape

HEIGHT, WIDTH, UNIT = 400, 320, 80.0
CENTRE = np.array((160.0, 170.0, 0.0), np.float32)


class HeadRenderer:
    """Grey frames at half the portrait's size; asked: how often a shape was."""

    def __init__(self, head: Head) -> None:
        self._head = head
        drawn = drawn_skin(head)
        self._skin = head.faces[np.all(drawn[head.faces], axis=1)].astype(np.int32)
        self._drawn = drawn[:, None]
        self.asked = 0

    def render(self, z, aux):
        return np.full((HEIGHT // 2, WIDTH // 2, 3), 100, np.uint8)

    def shape_of(self, z, aux):
        self.asked += 1
        half = np.float32(0.5)
        moved = self._head.expression(z) * FLIP * UNIT * half * self._drawn
        rest = (self._head.neutral * FLIP * UNIT + CENTRE) * half
        turn = rotation(*(aux[AUX_INDEX[f"head_{name}"]] for name in ("yaw", "pitch", "roll")))
        turn = FLIP[:, None] * turn * FLIP[None]
        middle = CENTRE * half
        points = ((rest + moved - middle) @ turn.T + middle).astype(np.float32)
        eyes = [points[self._head.eye_vertices(side), :2].mean(0) for side in "lr"]
        irises = np.array([(*eye, 4.0) for eye in eyes], np.float32)
        pose = (points - rest - moved)[:, :2]
        return FaceShape(points, moved, pose, self._skin, irises, UNIT * 0.5, (HEIGHT // 2, WIDTH // 2))


def with_head(parts: Parts) -> tuple[Parts, HeadRenderer]:
    """The same steps with the real head in place of a face."""
    head = Head.load()
    portrait = SimpleNamespace(rgb=np.full((HEIGHT, WIDTH, 3), 100, np.uint8))
    rest = head.landmarks(head.neutral * FLIP * UNIT + CENTRE)
    fit = SimpleNamespace(source_z=np.zeros(DIM, np.float32), landmarks=rest, iod_px=UNIT)
    renderer = HeadRenderer(head)
    made = replace(
        parts, fit=lambda seen: FittedFace(portrait, fit, head), renderer=lambda face, size: renderer
    )
    return made, renderer
