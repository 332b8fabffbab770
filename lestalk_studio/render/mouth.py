"""Inside the mouth: a dark cavity with depth, the tongue, and two rows of teeth, seen through the lips.

The lips' opening is the only window onto this layer. Teeth and tongue are the head model's; their colour
is the portrait's light on enamel and mucosa. A mouth that is open in the portrait keeps its own pixels
(`own_mouth`), and the model's teeth continue these.
"""

from __future__ import annotations

import cv2
import numba
import numpy as np

from lestalk_studio.render.compose import lay, mix
from lestalk_studio.render.facemesh import Opening
from lestalk_studio.render.funnel import Funnel
from lestalk_studio.render.light import Light
from lestalk_studio.render.mask import bounding_box, opening_mask, smooth_curve
from lestalk_studio.render.oral import oral_part
from lestalk_studio.render.own_mouth import OwnMouth, seat
from lestalk_studio.render.palette import LUMA, Palette
from lestalk_studio.render.pose import RigidMotion
from lestalk_studio.render.raster import rasterise, vertex_normals
from lestalk_studio.render.teeth import ENAMEL, FRONT_LENGTH
from lestalk_studio.render.tongue import TONGUE, TongueBlade

_DETAIL = 2
_FALLOFF = {"upper": 2.2, "lower": 2.4}  # light lost into the mouth, per inter-ocular distance
_REDDENED = np.array((0.0, 0.28, 0.42), np.float32)
_SHADED = 0.86  # of the light that falls in, as front teeth show it
_BRIGHTEST, _OWN_BRIGHTEST = 252.0, 330.0  # what enamel would be that throws all light back
_GUM_GREEN = 0.68  # green of red, from which what is seen is no gum
_NARROW = (0.008, 0.034)  # heights of the opening between which light reaches in, in inter-ocular distances
_HAIR = 0.15  # coverage of a pixel
_SHADE_ON_SKIN = np.array((0.40, 0.52, 0.52), np.float32)
_SHADE_REACH = 0.035  # of the tongue's shade on it, in inter-ocular distances
_DIMMED = np.array((0.50, 0.66, 0.70), np.float32)
"""How much of the light that a slit keeps out own teeth lose: they are seen between lips, and what falls in is red."""
_LEFT = 0.02  # how far lips have gone, in inter-ocular distances, when their mouth is no more the portrait's
_SLIT = 0.045  # mean height of an open mouth, in inter-ocular distances, that shows teeth
_TYPICAL = np.array((1.10, 0.97, 0.88), np.float32)
"""Hue of skin in white light: between grey and the mean of people in balanced photographs, (1.18, 0.945, 0.81), for
paintings and fair skin stay nearer to grey."""
_OF_LIGHT = 0.48  # of what hue differs from this, that is the light's
_OF_SKIN, _OF_SCLERA = 1.2, 1.12  # how much brighter than these white enamel is
_CAVITY = np.array((0.11, 0.042, 0.040), np.float32)
_MUCOSA = np.array((0.40, 0.17, 0.155), np.float32)


class MouthLayer:
    """The mouth's inside for one portrait.

    crop: (H, W, 3) uint8; points: (V, 3) all head vertices there, whose teeth are moved, in place, to where the
    portrait's own are seen; head: the head model; opening: the lips' contact lines; unit: pixels per inter-ocular
    distance; light, palette: the portrait's; down: (2,) the face's downward direction in the picture; sclera:
    luminance of the portrait's whites of the eyes, 0..255.
    """

    def __init__(
        self,
        crop: np.ndarray,
        points: np.ndarray,
        head,
        opening: Opening,
        unit: float,
        light: Light,
        down: np.ndarray,
        palette: Palette,
        sclera: float,
    ):
        self._unit = unit
        self._palette = palette
        self._shade = _SHADE_ON_SKIN + palette.toned * (_SHADE_ON_SKIN.mean() - _SHADE_ON_SKIN)
        self._opening = opening
        self._tongue = TongueBlade(head, unit)
        self._parts = {name: oral_part(head, f"teeth_{name}") for name in ("lower", "upper")}
        upper, lower = points[opening.upper, :2], points[opening.lower, :2]
        self._rest_gap = _gap(smooth_curve(upper), smooth_curve(lower))
        self._own = OwnMouth(crop, upper, lower, unit)
        for name, row in self._own.rows.items():
            if row is not None:
                part = self._parts[name]
                edge = part.edge(points, FRONT_LENGTH[name])
                seat(points, part.crowns(), edge[:, :2], row, down, name == "upper", unit)
        self._lips = np.concatenate((opening.upper, opening.lower))
        self._white = _enamel_light(light, sclera)
        self._textures = {
            name: _with_enamel(self._parts[name].texture(points, _DETAIL), self._row_light(row))
            for name, row in self._own.rows.items()
        }
        self._skull = points[self._parts["upper"].vertices].mean(0)
        fronts = [self._parts[name].vertices[self._parts[name].front()] for name in ("upper", "lower")]
        self._funnel = Funnel(opening, fronts, points, self._tongue.jaw(points).forward, unit)
        self._front = fronts[1]
        self._jaw = points[self._front].mean(0)

    def _row_light(self, row) -> np.ndarray:
        """What enamel in a row is multiplied by, (3,), beyond `_white`: one's own teeth show what those of the model
        beside them must look like."""
        other = next((r for r in self._own.rows.values() if r is not None), None)
        row = row or other
        if row is None:
            return np.ones(3, np.float32)
        white = np.maximum(row.colour / (_SHADED * ENAMEL), 0.6 * self._white.mean())
        return np.clip(white, 0, _OWN_BRIGHTEST) / self._white

    def draw(self, picture: np.ndarray, points: np.ndarray, displacement: np.ndarray, rigid: RigidMotion):
        """Paint the inside into `picture` (H, W, 3) uint8 in place, between the lips.

        points: (V, 3) current positions of all head vertices in crop pixels; displacement: (V, 3) what the expression
        alone moved them by; rigid: the head's motion.
        """
        lip = points[self._opening.lower]
        upper, lower = (smooth_curve(points[loop, :2]) for loop in (self._opening.upper, self._opening.lower))
        box = bounding_box(np.vstack((upper, lower)), 2.0, picture.shape[:2])
        mask = self._opening_of(upper, lower, box)
        if mask is None:
            return
        jaw = self._tongue.jaw(points)
        out, blade = self._tongue.out(jaw), self._tongue.surface(jaw, lip)
        if out > 0:
            outline = np.vstack((upper, lower, blade[0][:, :2]))
            box = bounding_box(outline, 2.0 + 4 * _SHADE_REACH * self._unit, picture.shape[:2])
            mask = self._opening_of(upper, lower, box)
        x0, y0, x1, y1 = box
        size = ((x1 - x0) * _DETAIL, (y1 - y0) * _DETAIL)
        big = cv2.resize(mask, size, interpolation=cv2.INTER_LINEAR)
        region = picture[y0:y1, x0:x1]
        colour, cover, over = self._tongue.paint(*blade, (x0, y0), big.shape, _DETAIL)
        outside = None
        if out > 0:
            outside = _below(lower, box)
            # A tip is seen past the lip only where the blade reaches it from the mouth.
            over = out * outside * np.minimum.accumulate(np.where(outside > 0, over, 1.0), axis=0)
            big = np.maximum(big, over)
            over = cv2.resize(over, (x1 - x0, y1 - y0), interpolation=cv2.INTER_AREA)
            self._shade_lip(region, over)
            mask = np.maximum(mask, over)
        inside = self._synthesise(box, big, points, colour, cover, out, outside)
        if self._own.there:
            inside = self._with_own(inside, box, upper, lower, displacement, rigid)
        shade = self._funnel.shade(points, jaw.forward, mask)
        if shade is not None:
            inside = inside * shade
        lay(region, self._palette(inside), mask)

    def _opening_of(self, upper, lower, box) -> np.ndarray | None:
        """What is seen of the inside, (h, w) 0..1 at `box`; None where the lips are shut."""
        if box[2] - box[0] < 2 or box[3] - box[1] < 2:
            return None
        # Lips that touch leave a hair's breadth between their two curves; it is no opening.
        mask = np.maximum(opening_mask(upper, lower, box) - _HAIR, 0.0) / (1 - _HAIR)
        return mask if mask.max() >= 1 / 255 else None

    def _shade_lip(self, region, over):
        """A tongue on the lip takes light from the skin beside and below it, in place."""
        reach = max(0.8, _SHADE_REACH * self._unit)
        shadow = cv2.GaussianBlur(over, (0, 0), reach)
        drop = np.float32([[1, 0, 0], [0, 1, 0.6 * reach]])
        shadow = cv2.warpAffine(shadow, drop, (over.shape[1], over.shape[0]))
        region[...] = np.rint(region * (1 - shadow[..., None] * self._shade)).astype(np.uint8)

    def _synthesise(self, box, big, points, tongue, cover, out, outside):
        """The inside (h, w, 3) at `box`, of which `big` is what is seen, enlarged.

        tongue (.., 3), cover: colour and coverage of the tongue, enlarged; out: how far it lies before the lower teeth,
        0..1; outside: what is below the lips, None where out is 0.
        """
        x0, y0, x1, y1 = box
        # Near the lips one sees the cheeks' mucosa, further in nothing.
        depth = cv2.distanceTransform((big > 0.5).astype(np.uint8), cv2.DIST_L2, 3)
        canvas = np.empty((*big.shape, 3), np.float32)
        _hollow(canvas, depth * np.float32(1 / (0.10 * self._unit * _DETAIL)), _MUCOSA, _CAVITY)
        if outside is not None:
            # On the lip the tongue's rim is all there is: no cavity shines through at its edge.
            canvas += (0.6 * TONGUE - canvas) * (out * outside)[..., None]
        if out < 1:
            mix(canvas, tongue, cover)
        self._draw_teeth("lower", canvas, points, (x0, y0))
        if out > 0:
            mix(canvas, tongue, np.float32(out) * cover)
        self._draw_teeth("upper", canvas, points, (x0, y0))
        canvas *= self._occlusion(big)[..., None]
        return cv2.resize(canvas, (x1 - x0, y1 - y0), interpolation=cv2.INTER_AREA) * self._white

    def _draw_teeth(self, name, canvas, points, corner):
        part = self._parts[name]
        local = points[part.vertices].copy()
        normals = vertex_normals(local, part.triangles)
        local[:, :2] = (local[:, :2] - corner + 0.5) * _DETAIL - 0.5
        shade = (0.52 + 0.48 * np.abs(normals[:, 2])) * np.exp(-_FALLOFF[name] * part.depth)
        texture = self._textures[name]
        place = part.uv * (texture.shape[1], texture.shape[0]) - 0.5
        attributes = np.column_stack((shade, place)).astype(np.float32)
        out = np.zeros((*canvas.shape[:2], 3), np.float32)
        zbuffer = np.empty(canvas.shape[:2], np.float32)
        rasterise(local.astype(np.float32), part.triangles, attributes, out, zbuffer)
        texel = cv2.remap(
            texture, out[..., 1], out[..., 2], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
        _lay_teeth(canvas, out, zbuffer, texel, _REDDENED)

    def _occlusion(self, mask: np.ndarray) -> np.ndarray:
        """Lips shade what is behind them: darkest under the upper lip and in the corners, (h, w) 0..1."""
        distance = cv2.distanceTransform((mask > 0.5).astype(np.uint8), cv2.DIST_L2, 3)
        reach = 0.04 * self._unit * _DETAIL
        edge = np.clip(distance / reach, 0, 1)
        edge = 0.78 + 0.22 * np.sqrt(edge)
        rows = np.cumsum(mask, axis=0)
        under = np.clip(rows / (0.10 * self._unit * _DETAIL), 0, 1)
        # No light falls through a slit: its teeth would be a bright line between the lips.
        let_in = _let_in(mask.sum(0) / (self._unit * _DETAIL))[None].astype(np.float32)
        let_in = cv2.GaussianBlur(let_in, (0, 0), max(0.6, 0.02 * self._unit * _DETAIL))
        return (edge * (0.86 + 0.14 * under) * let_in).astype(np.float32)

    def _with_own(self, inside, box, upper, lower, displacement, rigid):
        """The portrait's own mouth over inside (h, w, 3)."""
        jaw = displacement[self._front].mean(0)
        back, jaw_back = rigid.back(self._skull), rigid.back(self._jaw + jaw).copy()
        jaw_back[:, 2] -= jaw[:2]
        gap = _gap(upper @ back[:, :2].T, lower @ back[:, :2].T)
        lips = displacement[self._lips, :2]
        went = float(np.sqrt((lips * lips).sum(1)).mean())
        change = float(np.clip(went / (_LEFT * self._unit), 0, 1))
        # A slit shows no teeth worth keeping; its pixels are lips and shadow, and fade as it opens.
        keep = 1.0 - change if self._rest_gap < _SLIT * self._unit else 1.0
        if keep <= 0:
            return inside
        left = min(_let_in(gap / self._unit) / _let_in(self._rest_gap / self._unit), 1.0)
        light = (1 - _DIMMED * (1 - left)).astype(np.float32)
        return self._own.lay(inside, box, back, jaw_back, change, keep, light)


@numba.njit(cache=True, nogil=True)
def _hollow(canvas, depth, near, far):
    """Fill canvas (h, w, 3) with the colour near (3,), and far where depth (h, w) is 1 and more."""
    for y in range(canvas.shape[0]):
        for x in range(canvas.shape[1]):
            inner = min(depth[y, x], np.float32(1.0))
            for c in range(3):
                canvas[y, x, c] = near[c] + inner * (far[c] - near[c])


@numba.njit(cache=True, nogil=True)
def _lay_teeth(canvas, drawn, depth, texel, reddened):
    """Lay texel (h, w, 4) over canvas (h, w, 3), in the light drawn[..., 0], where depth (h, w) is finite."""
    one = np.float32(1.0)
    for y in range(canvas.shape[0]):
        for x in range(canvas.shape[1]):
            if depth[y, x] > -np.inf:
                light = drawn[y, x, 0]
                for c in range(3):
                    # What light is left further in has been on mucosa before, and is red.
                    left = light * (one - (one - light) * reddened[c])
                    canvas[y, x, c] += (texel[y, x, c] * left - canvas[y, x, c]) * texel[y, x, 3]


def _let_in(height):
    """How much light falls through an opening of this height in inter-ocular distances, 0..1."""
    return 0.30 + 0.70 * np.clip((height - _NARROW[0]) / (_NARROW[1] - _NARROW[0]), 0, 1)


def _enamel_light(light: Light, sclera: float) -> np.ndarray:
    """White enamel in this light, (3,) in 0..255: the light's brightness, and its hue as far as skin tells it."""
    skin = float(light.bright @ LUMA)
    tint = 1.0 + _OF_LIGHT * (light.bright / (max(skin, 1.0) * _TYPICAL) - 1.0)
    # Skin says too little of the light where it is dark; the whites of the eyes say the rest.
    level = min(max(_OF_SKIN * skin, _OF_SCLERA * sclera), 238.0)
    return np.clip(level * tint, 0, _BRIGHTEST).astype(np.float32)


def _with_enamel(texture: np.ndarray, light: np.ndarray) -> np.ndarray:
    """texture (h, w, 4) whose enamel is multiplied by light (3,), while gums stay as they are."""
    red, green = texture[..., 0], texture[..., 1]
    enamel = np.clip((green - _GUM_GREEN * red) / (0.2 * red + 1e-3), 0, 1)[..., None]
    return np.dstack((texture[..., :3] * (1 + enamel * (light - 1)), texture[..., 3])).astype(np.float32)


def _below(lower: np.ndarray, box: tuple[int, int, int, int]) -> np.ndarray:
    """What lies below the lower lip's edge (N, 2), at `box` enlarged: (h, w) float32, 0 or 1."""
    x0, y0, x1, y1 = box
    x = x0 + (np.arange((x1 - x0) * _DETAIL) + 0.5) / _DETAIL - 0.5
    y = y0 + (np.arange((y1 - y0) * _DETAIL) + 0.5) / _DETAIL - 0.5
    order = np.argsort(lower[:, 0])
    edge = np.interp(x, lower[order, 0], lower[order, 1])
    return (y[:, None] >= edge[None] - 1.0).astype(np.float32)


def _gap(upper: np.ndarray, lower: np.ndarray) -> float:
    """Mean height of an opening between its upper and lower curve (N, 2)."""
    return float(abs(lower[:, 1].mean() - upper[:, 1].mean()))
