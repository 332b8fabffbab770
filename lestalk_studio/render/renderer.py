"""The portrait renderer: expression coefficients and head motion in, a picture of that person out.

The fitted head is deformed; each pixel of the face asks it where on the portrait it comes from, the
surroundings follow smoothly, and eyes and mouth are layers behind the lids' and lips' openings. Without any
deformation the portrait's pixels come back exactly.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import cv2
import numpy as np

from lestalk_studio.face.camera import NECK_PIVOT
from lestalk_studio.les.space import AUX_INDEX
from lestalk_studio.render.appearance import Appearance, Look
from lestalk_studio.render.backdrop import Backdrop
from lestalk_studio.render.compose import merge_maps, relight
from lestalk_studio.render.deform import Deformer
from lestalk_studio.render.edges import darken_contact, sampling_shift, weld_if_closed
from lestalk_studio.render.eyes import EyeLayer, EyeSource
from lestalk_studio.render.facemesh import FaceMesh, Opening
from lestalk_studio.render.fringe import hair_hold
from lestalk_studio.render.frontlayer import FrontLayer, front_layer
from lestalk_studio.render.glasses import frame_hold
from lestalk_studio.render.layout import crop_box, drawn_skin, held_still, lids, relief_of, resized
from lestalk_studio.render.lidtone import LidTone
from lestalk_studio.render.light import Light
from lestalk_studio.render.mouth import MouthLayer
from lestalk_studio.render.neighbours import Evener
from lestalk_studio.render.oral import flatten_arches
from lestalk_studio.render.outline import FarOutline
from lestalk_studio.render.painted import Painted
from lestalk_studio.render.palette import Palette
from lestalk_studio.render.pose import FLIP, RigidMotion
from lestalk_studio.render.raster import vertex_normals
from lestalk_studio.render.rasterizer import CpuRasterizer, Rasterizer
from lestalk_studio.render.shape import FaceShape
from lestalk_studio.render.smaller import Smaller
from lestalk_studio.render.surround import Surround
from lestalk_studio.render.turning import NO_SIDE, HiddenSide, aside, revealed, revealed_shift, sides
from lestalk_studio.render.wrinkles import Wrinkles

POSE_CHANNELS = [AUX_INDEX[f"head_{name}"] for name in ("yaw", "pitch", "roll", "x", "y", "z")]

SOFT_ROUNDS = 3
_MADE_UP = 0.95  # how far skin that the portrait hides is brought to what is known of it


@dataclass(frozen=True)
class _Pose:
    """A frame's geometry. displacement, points: (V, 3) pixels, of the expression alone and where all is at last;
    pushed: (V, 2) of what the expression, and the cheek that comes into view, do to their surroundings; rigid: the
    head's motion; values: (V + aprons, 6) to rasterise; wrinkled: whether any skin is pushed together; look: what folds
    do to the light, as Appearance.gain gives it.
    """

    displacement: np.ndarray
    pushed: np.ndarray
    points: np.ndarray
    rigid: RigidMotion
    values: np.ndarray
    wrinkled: bool
    look: np.ndarray | None


def _beside(function, *arguments) -> Future:
    """What `function` returns, computed by a thread of its own."""
    thread = ThreadPoolExecutor(1, "backdrop")
    try:
        return thread.submit(function, *arguments)
    finally:
        thread.shutdown(wait=False)


class PortraitRenderer:
    """Frames of one portrait.

    portrait: (H, W, 3) uint8 RGB. fit: face.fit.PortraitFit in that picture's pixels. head: face.head.Head.
    size: 'source' or the longer side of the frames in pixels. rasterizer: who draws the skin; None: the CPU.
    look: the folds' light by the appearance generator, None without. occluders: 'auto' looks for what stands in front
    of the face and holds it still, 'none' does not. painted: what was painted of that by hand, None for nothing.
    """

    def __init__(
        self,
        portrait: np.ndarray,
        fit,
        head,
        size: str | int = "source",
        rasterizer: Rasterizer | None = None,
        look: Look | None = None,
        occluders: str = "auto",
        painted: Painted | None = None,
    ):
        whole, (portrait, scale) = portrait, resized(portrait, size)
        self._portrait = np.ascontiguousarray(portrait)
        # The fit measures from the picture's corner, samples are taken at pixel centres.
        points = fit.vertices.astype(np.float32) * np.float32(scale)
        points[:, :2] -= 0.5
        self._unit = float(fit.scale) * scale
        drawn = drawn_skin(head)
        self._box = crop_box(points[drawn], portrait.shape[:2])
        x0, y0, x1, y1 = self._box
        self._crop = np.ascontiguousarray(self._portrait[y0:y1, x0:x1])
        self._points = points - np.array((x0, y0, 0), np.float32)
        self._corner = np.array((x0 + 0.5, y0 + 0.5, 0), np.float32)
        self._front = None
        if occluders == "auto" or painted is not None:
            place = (x0, y0), scale, self._points
            self._front = front_layer(whole, self._crop, fit, head, *place, occluders == "auto", painted)
        if self._front is not None:
            self._crop = self._front.plate
        self._orientation = np.asarray(fit.R, np.float32)
        up = self._orientation[:, 1]
        self._down = np.array((-up[0], up[1]), np.float32)
        forward = self._orientation[:, 2] * FLIP * self._unit
        flatten_arches(self._points, head, forward)
        self._build_meshes(head, drawn)
        self._points = weld_if_closed(self._points, self._mouth_opening, self._unit)
        skin = np.unique(self._mesh.skin)
        behind = _beside(Backdrop.of, self._crop, self._points[skin], self._unit)
        seen = Smaller.of(self._crop, self._points, self._unit)
        hair = hair_hold(seen.crop, seen.points, head.neutral, head, seen.unit)
        below, across = (None, None) if hair is None else hair
        glasses = frame_hold(seen.crop, seen.points, self._mesh.skin, self._eye_openings, seen.unit)
        free = held_still(glasses, below)
        where = (self._points, self._orientation, self._unit)
        self._deform = Deformer(head, *where, self._mesh, free, across)
        normals = vertex_normals(self._points * FLIP, self._mesh.skin)
        self._normals = normals
        open_skin = skin[~(head.regions["lips_upper"] | head.regions["lips_lower"] | lids(head))[skin]]
        self._light = Light.estimate(seen.crop, seen.points, normals, open_skin)
        self._palette = Palette(self._crop)
        self._relief = relief_of(head)
        side = sides(head.neutral, self._orientation)
        self._sides = (side, aside(head.neutral)) if side.any() else None
        self._even = Evener(self._mesh.skin, len(self._points))
        hair = head.regions["brow_l"] | head.regions["brow_r"]
        self._lid_tones = [
            LidTone(self._crop, self._points, head.neutral, opening, self._mesh.skin, hair)
            for opening in self._eye_openings
        ]
        features = lids(head) | hair | head.regions["lips_upper"] | head.regions["lips_lower"]
        face = (self._points, normals, side, features, self._mesh.skin, self._unit)
        self._hidden = HiddenSide(self._crop, *face) if side.any() else NO_SIDE
        self._skins = tuple(self._palette(part.skin) for part in (*self._lid_tones, self._hidden))
        self._skin_corners = np.array([part.corner for part in (*self._lid_tones, self._hidden)])
        cheeks = skin[~(features | head.regions["nose"])[skin]]
        where = (self._points, head.neutral, normals, self._orientation)
        self._outline = FarOutline(*where, cheeks, self._unit)
        self._cover = self._mesh.feather.copy()
        self._cover[: len(self._points)] *= self._outline.cover
        self._middle = float(np.mean([self._points[o.upper, 0].mean() for o in self._eye_openings]))
        self._folds = np.zeros(len(self._points), np.float32)
        self._appearance = None if look is None else self._laid(look, head, free)
        self._fade = 1.0 if self._appearance is None else self._appearance.fade
        where = (self._crop.shape[:2], self._points, head, self._mesh.skin, free)
        self._wrinkles = Wrinkles(seen, *where) if self._fade else None
        self._build_layers(head, fit, scale)
        self._backdrop = behind.result()
        person = None if self._backdrop is None else self._backdrop.share
        cut = (x0 == 0, y0 == 0, x1 == portrait.shape[1])
        self._surround = Surround(self._points, self._mesh.skin, self._crop, person, cut)
        eyes = np.stack([eye.ball_centre for eye in self._eye_sources]).mean(0)
        pivot = (self._orientation @ NECK_PIVOT * self._unit * FLIP).astype(np.float32)
        self._pivot = np.append(eyes, 0.0).astype(np.float32) + pivot
        self._pivot[2] += float(np.mean([p[2] for p in self._ball_points]))
        self._rasterizer = rasterizer or CpuRasterizer()
        self._drawn = np.unique(self._mesh.triangles)
        height, width = self._crop.shape[:2]
        self._attributes = np.empty(height * width * 6, np.float32)
        self._maps = np.empty((height, width, 2), np.int16), np.empty((height, width), np.uint16)

    @property
    def shape(self) -> tuple[int, int]:
        """(height, width) of the frames."""
        return self._portrait.shape[:2]

    @property
    def crop_box(self) -> tuple[int, int, int, int]:
        """(x0, y0, x1, y1): the only part of a frame that ever changes."""
        return self._box

    @property
    def front(self) -> FrontLayer | None:
        """What is held in front of the face, over `crop_box`; None for nothing."""
        return self._front

    def _build_meshes(self, head, drawn):
        self._mouth_opening = Opening(head.loops["lip_inner_upper"], head.loops["lip_inner_lower"])
        self._eye_openings = [
            Opening(head.loops[f"lid_upper_{side}"], head.loops[f"lid_lower_{side}"]) for side in "lr"
        ]
        self._mesh = FaceMesh(
            len(self._points), head.faces, drawn, [self._mouth_opening, *self._eye_openings]
        )

    def _laid(self, look: Look, head, free) -> Appearance:
        where = (self._crop.shape[:2], self._points, self._normals, self._orientation)
        return Appearance(*where, head, self._mesh.skin, self._light, look, free)

    def _build_layers(self, head, fit, scale):
        corner = np.array(self._box[:2], np.float32) + 0.5
        self._eye_sources, self._eyes, self._ball_points = [], [], []
        for side, opening in zip("lr", self._eye_openings, strict=True):
            eye = getattr(fit, f"eye_{side}")
            source = EyeSource(
                upper=self._points[opening.upper, :2],
                lower=self._points[opening.lower, :2],
                ball_centre=np.asarray(eye.centre, np.float32)[:2] * scale - corner,
                ball_radius=float(eye.radius) * scale,
                iris_centre=np.asarray(eye.iris_centre, np.float32) * scale - corner,
                iris_radius=float(eye.iris_radius) * scale,
            )
            self._eye_sources.append(source)
            self._eyes.append(EyeLayer(self._crop, source))
            depth = self._points[opening.upper, 2].mean()
            self._ball_points.append(np.append(source.iris_centre, depth).astype(np.float32))
        where = (self._points, head, self._mouth_opening, self._unit, self._light, self._down, self._palette)
        self._mouth = MouthLayer(self._crop, *where, sclera=max(eye.white for eye in self._eyes))

    def render(self, z: np.ndarray, aux: np.ndarray, correction: np.ndarray | None = None) -> np.ndarray:
        """One frame, (H, W, 3) uint8 RGB.

        z: (41,) units relative to the portrait's own expression; aux: (len(AUX),) relative likewise; correction: (64,)
        expression coefficients beyond the linear map's, None for none. Nothing of z and aux is the portrait itself.
        """
        frame = self._portrait.copy()
        if not np.any(z) and not np.any(aux):
            return frame
        x0, y0, x1, y1 = self._box
        frame[y0:y1, x0:x1] = self.render_crop(z, aux, correction)
        return frame

    def render_batch(
        self, z: np.ndarray, aux: np.ndarray, corrections: np.ndarray | None = None
    ) -> list[np.ndarray]:
        """Frames of z (N, 41), aux (N, len(AUX)) and corrections (N, 64), as `render` gives them one by one.

        The skin of all is drawn at once: what a CUDA device is good at.
        """
        asked = [bool(np.any(one) or np.any(other)) for one, other in zip(z, aux, strict=True)]
        corrected = [None] * len(z) if corrections is None else corrections
        poses = [self._pose(z[i], aux[i], corrected[i]) for i in np.flatnonzero(asked)]
        frames = [self._portrait.copy() for _ in asked]
        if not poses:
            return frames
        attributes, corner = self._rasterize(poses)
        x0, y0, x1, y1 = self._box
        for i, pose, drawn in zip(np.flatnonzero(asked), poses, attributes, strict=True):
            frames[i][y0:y1, x0:x1] = self._finish(pose, drawn, corner, aux[i])
        return frames

    def render_crop(self, z: np.ndarray, aux: np.ndarray, correction: np.ndarray | None = None) -> np.ndarray:
        """The changing part of a frame only: (h, w, 3) uint8 at `crop_box`."""
        pose = self._pose(z, aux, correction)
        attributes, corner = self._rasterize([pose])
        return self._finish(pose, attributes[0], corner, aux)

    def shape_of(self, z: np.ndarray, aux: np.ndarray, correction: np.ndarray | None = None) -> FaceShape:
        """Where the head lies in the frame that `render` makes of the same z, aux and correction."""
        moved = self._deform.displacement(z, aux, correction)
        rigid = RigidMotion(aux[POSE_CHANNELS], self._orientation, self._pivot, self._unit)
        expression = self._points + moved
        points = rigid(expression) + self._corner
        gaze = self._deform.gaze(aux)
        irises = [
            (*(ball[:2] + rigid.displacement(ball[None])[0] + gaze + self._corner[:2]), source.iris_radius)
            for ball, source in zip(self._ball_points, self._eye_sources, strict=True)
        ]
        pose = rigid.displacement(expression)
        skin = self._mesh.skin
        return FaceShape(points, moved, pose, skin, np.array(irises, np.float32), self._unit, self.shape)

    def _pose(self, z: np.ndarray, aux: np.ndarray, correction: np.ndarray | None = None) -> _Pose:
        displacement = self._deform.displacement(z, aux, correction)
        rigid = RigidMotion(aux[POSE_CHANNELS], self._orientation, self._pivot, self._unit)
        expression = self._points + displacement
        points = rigid(expression)
        pushed, drawn = displacement[:, :2], ()
        if self._outline.amount and not rigid.still:
            held, beside, drawn = self._outline(rigid)
            points[:, :2] += held
            pushed = pushed + beside
        values, wrinkled = self._values(displacement, expression, rigid)
        values[: len(drawn), 3] *= drawn
        look = None if self._appearance is None else self._appearance.gain(z)
        return _Pose(displacement, pushed, points, rigid, values, wrinkled, look)

    def _rasterize(self, poses: list[_Pose]) -> tuple[np.ndarray, tuple[int, int]]:
        """Attributes (N, h, w, 6) of the skin around which all poses' faces fit, and its corner (x, y) in the crop."""
        corners = np.stack([self._mesh.with_aprons(pose.points) for pose in poses])
        values = np.stack([pose.values for pose in poses])
        height, width = self._crop.shape[:2]
        x, y = (corners[..., k][:, self._drawn] for k in range(2))
        low = np.clip(np.floor((x.min(), y.min())), 0, (width - 1, height - 1)).astype(int)
        high = np.clip(np.ceil((x.max(), y.max())) + 1, low + 1, (width, height)).astype(int)
        corners[..., :2] -= low
        shape = (len(poses), high[1] - low[1], high[0] - low[0], 6)
        count = int(np.prod(shape))
        scratch = self._attributes if count <= self._attributes.size else np.empty(count, np.float32)
        out = scratch[:count].reshape(shape)
        self._rasterizer.draw(corners, self._mesh.triangles, values, out)
        return out, (int(low[0]), int(low[1]))

    def _finish(
        self, pose: _Pose, attributes: np.ndarray, corner: tuple[int, int], aux: np.ndarray
    ) -> np.ndarray:
        """Colours of the skin and the surroundings, then eyes and mouth."""
        picture = self._colour(pose, attributes, corner)
        points, rigid = pose.points, pose.rigid
        gaze = self._deform.gaze(aux)
        for opening, layer, ball in zip(self._eye_openings, self._eyes, self._ball_points, strict=True):
            lids = layer.lids(points[opening.upper, :2], points[opening.lower, :2])
            layer.draw(picture, lids, rigid.back(ball), gaze)
            layer.draw_lashes(picture, lids)
        self._mouth.draw(picture, points, pose.displacement, rigid)
        if self._front is not None:
            self._front.draw(picture, rigid)
        return picture

    def _values(
        self, displacement: np.ndarray, expression: np.ndarray, rigid: RigidMotion
    ) -> tuple[np.ndarray, bool]:
        """Per vertex: source x, y, shading, coverage, toning, wrinkles; and whether any skin wrinkles."""
        mesh = self._mesh
        normals = vertex_normals(expression * FLIP, mesh.skin)
        # A fold one vertex wide would be drawn as a line; skin turns softly.
        ratio = self._even(self._light.ratio(self._normals, normals), SOFT_ROUNDS)
        shade = 1.0 + self._relief * (ratio - 1.0)
        darken_contact(shade, self._points, expression, self._mouth_opening, self._unit)
        tone = np.zeros_like(shade)
        for lid in self._lid_tones:
            lid.apply(tone, expression)
        shift = sampling_shift(displacement, self._down, self._mouth_opening, self._eye_openings, self._unit)
        if self._sides is not None and not rigid.still:
            shift = shift + revealed_shift(self._normals, rigid.turn, *self._sides, self._unit)
            made_up = _MADE_UP * revealed(self._normals, rigid.turn, self._sides[0])
            tone = np.where(made_up > tone, -made_up, tone)
        source = self._points[:, :2] + shift
        wrinkled = self._wrinkles is not None and self._wrinkles.folds(displacement, self._folds)
        if wrinkled:
            self._folds *= self._fade
        values = mesh.extend(np.column_stack((source, shade, np.zeros(len(shade)), tone, self._folds)))
        values[:, 3] = self._cover
        return values, wrinkled

    def _colour(self, pose: _Pose, attributes: np.ndarray, corner: tuple[int, int]) -> np.ndarray:
        motion = None if pose.rigid.still else pose.rigid.displacement
        back = self._surround.backward(pose.pushed, motion)
        merge_maps(attributes, corner, back, self._maps)
        if self._backdrop is None:
            picture = cv2.remap(self._crop, *self._maps, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        else:
            picture = self._backdrop.behind(self._maps)
        (x, y), (height, width) = corner, attributes.shape[:2]
        face = np.s_[y : y + height, x : x + width]
        wrinkles = self._wrinkles.shading(*(part[face] for part in self._maps)) if pose.wrinkled else None
        places = [*self._ball_points, self._hidden.place]
        moved = pose.rigid.displacement(np.stack(places).astype(np.float32))
        origins = (self._skin_corners + moved - (x, y)).astype(np.float32)
        relight(picture[face], attributes, self._skins, origins, self._middle, wrinkles)
        if pose.look is not None:
            self._appearance.apply(picture[face], attributes, pose.look)
        return picture
