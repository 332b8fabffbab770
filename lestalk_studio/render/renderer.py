"""The portrait renderer: expression coefficients and head motion in, a picture of that person out.

The fitted head is deformed; each pixel of the face asks it where on the portrait it comes from, the
surroundings follow smoothly, and eyes and mouth are layers behind the lids' and lips' openings. Without any
deformation the portrait's pixels come back exactly.
"""

from __future__ import annotations

import cv2
import numpy as np

from lestalk_studio.les.space import AUX_INDEX
from lestalk_studio.render.compose import merge_maps, relight
from lestalk_studio.render.deform import Deformer, close_edges
from lestalk_studio.render.eyes import EyeLayer, EyeSource
from lestalk_studio.render.facemesh import FaceMesh, Opening
from lestalk_studio.render.glasses import frame_hold
from lestalk_studio.render.lidtone import LidTone
from lestalk_studio.render.light import Light
from lestalk_studio.render.mouth import MouthLayer, OralPart
from lestalk_studio.render.pose import NECK_PIVOT, RigidMotion
from lestalk_studio.render.raster import rasterise, vertex_normals
from lestalk_studio.render.surround import Surround
from lestalk_studio.render.teeth import BITING_EDGE, GUM_LINE

POSE_CHANNELS = [AUX_INDEX[f"head_{name}"] for name in ("yaw", "pitch", "roll", "x", "y", "z")]
EDGES = ("lip_inner_upper", "lip_inner_lower", *(f"lid_{e}_{s}" for s in "lr" for e in ("upper", "lower")))
_LIP_SHADOW = 0.014  # half-width of the dark line between closed lips, in inter-ocular distances
ARCH_FLATTENING = 0.45  # of the back teeth's depth
_CONTACT_SHADOW = 0.45
_CLOSED = 0.02  # lips nearer than this, in inter-ocular distances, are shut
_LID_EDGE = 0.010  # eyeball that the fitted margin may include
_CROP_MARGIN = 0.62  # of the face's height, on each side


class PortraitRenderer:
    """Frames of one portrait.

    portrait: (H, W, 3) uint8 RGB. fit: face.fit.PortraitFit in that picture's pixels. head: face.head.Head.
    size: 'source' or the longer side of the frames in pixels.
    """

    def __init__(self, portrait: np.ndarray, fit, head, size: str | int = "source"):
        portrait, scale = _resized(portrait, size)
        self._portrait = np.ascontiguousarray(portrait)
        # The fit measures from the picture's corner, samples are taken at pixel centres.
        points = fit.vertices.astype(np.float32) * np.float32(scale)
        points[:, :2] -= 0.5
        self._unit = float(fit.scale) * scale
        drawn = _drawn_skin(head)
        self._box = _crop_box(points[drawn], portrait.shape[:2])
        x0, y0, x1, y1 = self._box
        self._crop = np.ascontiguousarray(self._portrait[y0:y1, x0:x1])
        self._points = points - np.array((x0, y0, 0), np.float32)
        self._orientation = np.asarray(fit.R, np.float32)
        self._flatten_arches(head)
        self._build_meshes(head, drawn)
        self._weld_closed_lips()
        free = frame_hold(self._crop, self._points, self._eye_openings, self._unit)
        self._deform = Deformer(head, self._points, self._orientation, self._unit, self._mesh, free)
        normals = vertex_normals(self._points * np.array((1, -1, 1), np.float32), self._mesh.skin)
        self._normals = normals
        skin = np.unique(self._mesh.skin)
        open_skin = skin[~(head.regions["lips_upper"] | head.regions["lips_lower"] | _lids(head))[skin]]
        self._light = Light.estimate(self._crop, self._points, normals, open_skin)
        self._relief = _relief(head)
        hair = head.regions["brow_l"] | head.regions["brow_r"]
        self._lid_tones = [
            LidTone(self._crop, self._points, head.neutral, opening, drawn & ~hair)
            for opening in self._eye_openings
        ]
        self._lid_skin = np.mean([lid.skin for lid in self._lid_tones], axis=0)
        self._surround = Surround(self._points, self._mesh.skin, self._crop.shape[:2])
        self._build_layers(head, fit, scale)
        eyes = np.stack([eye.ball_centre for eye in self._eye_sources]).mean(0)
        pivot = self._orientation @ NECK_PIVOT * self._unit * np.array((1, -1, 1), np.float32)
        self._pivot = np.append(eyes, 0.0).astype(np.float32) + pivot
        self._pivot[2] += float(np.mean([p[2] for p in self._ball_points]))
        height, width = self._crop.shape[:2]
        self._attributes = np.empty((height, width, 5), np.float32)
        self._depth = np.empty((height, width), np.float32)

    @property
    def shape(self) -> tuple[int, int]:
        """(height, width) of the frames."""
        return self._portrait.shape[:2]

    @property
    def crop_box(self) -> tuple[int, int, int, int]:
        """(x0, y0, x1, y1): the only part of a frame that ever changes."""
        return self._box

    def _flatten_arches(self, head):
        """Bring the back teeth forward: real cheeks and lips lie close on them, the model's leave a gap."""
        forward = self._orientation[:, 2] * np.array((1, -1, 1), np.float32) * self._unit
        for name in ("teeth_upper", "teeth_lower"):
            rows = np.flatnonzero(head.part_mask(name))
            depth = head.neutral[rows, 2].max() - head.neutral[rows, 2]
            self._points[rows] += ARCH_FLATTENING * np.maximum(depth, 0)[:, None] * forward

    def _build_meshes(self, head, drawn):
        self._mouth_opening = Opening(head.loops["lip_inner_upper"], head.loops["lip_inner_lower"])
        self._eye_openings = [
            Opening(head.loops[f"lid_upper_{side}"], head.loops[f"lid_lower_{side}"]) for side in "lr"
        ]
        self._mesh = FaceMesh(
            len(self._points), head.faces, drawn, [self._mouth_opening, *self._eye_openings]
        )

    def _weld_closed_lips(self):
        """A hair's breadth between closed lips is the fit's error, not an open mouth."""
        upper, lower = self._mouth_opening.upper, self._mouth_opening.lower
        if _gap(self._points, upper, lower).max() < _CLOSED * self._unit:
            shift = np.zeros_like(self._points)
            close_edges(self._points, shift, self._mouth_opening, 1.0, meeting=0.5)
            self._points += shift

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
        self._mouth = MouthLayer(
            self._crop,
            self._points[self._mouth_opening.upper, :2],
            self._points[self._mouth_opening.lower, :2],
            self._unit,
            self._light,
            *(_oral_part(head, name) for name in ("teeth_upper", "teeth_lower", "tongue")),
            sclera=max(eye.white for eye in self._eyes),
        )
        self._skull = np.unique(self._mouth._parts["upper"].vertices)

    def render(self, z: np.ndarray, aux: np.ndarray) -> np.ndarray:
        """One frame, (H, W, 3) uint8 RGB.

        z: (41,) units relative to the portrait's own expression; aux: (len(AUX),) relative likewise.
        """
        frame = self._portrait.copy()
        if not np.any(z) and not np.any(aux):
            return frame
        x0, y0, x1, y1 = self._box
        frame[y0:y1, x0:x1] = self.render_crop(z, aux)
        return frame

    def render_crop(self, z: np.ndarray, aux: np.ndarray) -> np.ndarray:
        """The changing part of a frame only: (h, w, 3) uint8 at `crop_box`."""
        displacement = self._deform.displacement(z, aux)
        rigid = RigidMotion(aux[POSE_CHANNELS], self._orientation, self._pivot, self._unit)
        expression = self._points + displacement
        points = rigid(expression)
        picture = self._draw_skin(displacement, expression, points, rigid)
        gaze = self._deform.gaze(aux)
        for opening, layer, ball in zip(self._eye_openings, self._eyes, self._ball_points, strict=True):
            offset = rigid.displacement(ball[None])[0]
            layer.draw(picture, points[opening.upper, :2], points[opening.lower, :2], offset, gaze)
        skull = rigid.displacement(self._points[self._skull]).mean(0)
        upper, lower = points[self._mouth_opening.upper], points[self._mouth_opening.lower]
        self._mouth.draw(picture, upper, lower, points, skull)
        return cv2.convertScaleAbs(picture)

    def _draw_skin(self, displacement, expression, points, rigid) -> np.ndarray:
        mesh = self._mesh
        normals = vertex_normals(expression * np.array((1, -1, 1), np.float32), mesh.skin)
        shade = 1.0 + self._relief * (self._light.ratio(self._normals, normals) - 1.0)
        self._darken_contact(shade, expression)
        tone = np.zeros_like(shade)
        for lid in self._lid_tones:
            lid.apply(tone, expression)
        source = self._points[:, :2] + self._edge_shift(displacement)
        values = mesh.extend(np.column_stack((source, shade, np.zeros(len(shade)), tone)))
        values[:, 3] = mesh.feather
        self._attributes[...] = 0.0
        rasterise(mesh.with_aprons(points), mesh.triangles, values, self._attributes, self._depth)
        back = self._surround.backward(displacement[:, :2], None if rigid.still else rigid.displacement)
        map_x, map_y = merge_maps(self._attributes, back)
        warped = cv2.remap(self._crop, map_x, map_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        return relight(warped, self._attributes, self._lid_skin)

    def _darken_contact(self, shade, expression) -> None:
        """Lips that were apart in the portrait have no dark line where they meet: give them one, in place."""
        for loop, other in (
            (self._mouth_opening.upper, self._mouth_opening.lower),
            (self._mouth_opening.lower, self._mouth_opening.upper),
        ):
            was, now = (_gap(points, loop, other) / self._unit for points in (self._points, expression))
            was_apart = np.clip((was - 0.015) / 0.03, 0, 1)
            touching = np.clip(1.0 - now / 0.03, 0, 1)
            shade[loop] *= 1.0 - _CONTACT_SHADOW * was_apart * touching

    def _edge_shift(self, displacement) -> np.ndarray:
        """Sample lips a little beside their contact line as they part: its shadow belongs to closed lips."""
        shift = np.zeros((len(displacement), 2), np.float32)
        axis = self._orientation @ np.array((0, 1, 0), np.float32)
        down = np.array((-axis[0], axis[1]), np.float32)
        upper, lower = self._mouth_opening.upper, self._mouth_opening.lower
        for edge, other, way in ((upper, lower, -down), (lower, upper, down)):
            change = _gap(displacement, edge, other)
            amount = np.minimum(0.5 * change, _LIP_SHADOW * self._unit)
            shift[edge] += amount[:, None] * way
        for opening in self._eye_openings:
            for edge, other, way in (
                (opening.upper, opening.lower, -down),
                (opening.lower, opening.upper, down),
            ):
                moved = _gap(displacement, edge, other)
                shift[edge] += np.minimum(0.15 * moved, _LID_EDGE * self._unit)[:, None] * way
        return shift


def _gap(values: np.ndarray, edge: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Vertical distance (n,) of `edge` from `other` in values (V, >=2), at equal fractions of the way."""
    at, there = (np.linspace(0, 1, len(loop)) for loop in (edge, other))
    return np.abs(values[edge, 1] - np.interp(at, there, values[other, 1]))


def _resized(portrait: np.ndarray, size: str | int) -> tuple[np.ndarray, float]:
    if size == "source":
        return portrait, 1.0
    scale = int(size) / max(portrait.shape[:2])
    if scale == 1.0:
        return portrait, 1.0
    target = (max(2, round(portrait.shape[1] * scale)), max(2, round(portrait.shape[0] * scale)))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(portrait, target, interpolation=how), scale


def _drawn_skin(head) -> np.ndarray:
    keep = head.regions["skin_face"].copy()
    for name in ("inner_mouth", "eye_socket_l", "eye_socket_r", "lid_edge_l", "lid_edge_r"):
        keep &= ~head.regions[name]
    for name in EDGES:
        keep[head.loops[name]] = True
    return keep


def _lids(head) -> np.ndarray:
    return np.any(
        [head.regions[f"lid_{edge}_{side}"] for edge in ("upper", "lower") for side in "lr"], axis=0
    )


def _relief(head) -> np.ndarray:
    """How much of the model's change of shading skin shows: less where the mesh is no picture of it."""
    relief = np.full(len(head.neutral), 0.85, np.float32)
    relief[head.regions["lips_upper"] | head.regions["lips_lower"]] = 0.35
    relief[_lids(head)] = 0.25
    return relief


def _crop_box(points: np.ndarray, shape: tuple[int, int]) -> tuple[int, int, int, int]:
    low, high = points[:, :2].min(0), points[:, :2].max(0)
    margin = _CROP_MARGIN * float(max(high - low))
    x0, y0 = np.maximum(np.floor(low - margin), 0).astype(int)
    x1, y1 = np.minimum(np.ceil(high + margin), (shape[1], shape[0])).astype(int)
    return int(x0), int(y0), int(x1), int(y1)


def _oral_part(head, name: str) -> OralPart:
    vertices = np.flatnonzero(head.part_mask(name))
    index = np.full(len(head.neutral), -1)
    index[vertices] = np.arange(len(vertices))
    faces = index[head.faces[np.all(index[head.faces] >= 0, axis=1)]].astype(np.int32)
    incisors = head.neutral[head.part_mask("teeth_upper"), 2].max()
    depth = np.maximum(incisors - head.neutral[vertices, 2], 0.0)
    return OralPart(vertices, faces, depth, _arch_uv(head, vertices) if name.startswith("teeth") else None)


def _arch_uv(head, vertices: np.ndarray) -> np.ndarray:
    """Texture position (n, 2), 0..1, of teeth: along the arch by length, down the tooth by height."""
    u, v = head.uv[vertices].T
    out = np.empty((len(vertices), 2), np.float32)
    for row in np.unique(v):
        on = np.flatnonzero(v == row)
        on = on[np.argsort(u[on])]
        steps = np.linalg.norm(np.diff(head.neutral[vertices[on]], axis=0), axis=1)
        arc = np.concatenate(((0,), np.cumsum(steps)))
        out[on, 0] = arc / arc[-1]
    out[:, 1] = np.where(v < 0, GUM_LINE * (1 + v), GUM_LINE + (BITING_EDGE - GUM_LINE) * v)
    return out
