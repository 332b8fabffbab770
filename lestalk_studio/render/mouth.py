"""Inside the mouth: a dark cavity with depth, the tongue, and two rows of teeth, seen through the lips.

The lips' opening is the only window onto this layer. Teeth and tongue are the head model's; their colour
is the portrait's light on enamel and mucosa. A mouth that is open in the portrait keeps its own pixels.
"""

from __future__ import annotations

import math

import cv2
import numpy as np

from lestalk_studio.render.compose import lay
from lestalk_studio.render.eyes import at_portrait
from lestalk_studio.render.light import Light
from lestalk_studio.render.mask import bounding_box, opening_mask, smooth_curve
from lestalk_studio.render.oral import OralPart
from lestalk_studio.render.raster import rasterise, vertex_normals
from lestalk_studio.render.teeth import ENAMEL, TEXTURE_HEIGHT, TEXTURE_WIDTH, teeth_texture
from lestalk_studio.render.tongue import TONGUE, TongueBlade

_DETAIL = 2
_FALLOFF = {"upper": 2.2, "lower": 2.4}  # light lost into the mouth, per inter-ocular distance
_REDDENED = np.array((0.0, 0.28, 0.42), np.float32)
_RIM = 0.022  # of an open mouth's own pixels, that is lip at its edge, in inter-ocular distances
_SHADED = 0.86  # of the light that falls in, as front teeth show it
_ENAMEL_SPREAD = 0.30  # between the channels of what may be teeth, of their light: lips and gums are redder
_NARROW = (0.008, 0.034)  # heights of the opening between which light reaches in, in inter-ocular distances
_HAIR = 0.15  # coverage of a pixel
_SHADE_ON_SKIN = np.array((0.40, 0.52, 0.52), np.float32)
_SHADE_REACH = 0.035  # of the tongue's shade on it, in inter-ocular distances
_SLIT = 0.045  # mean height of an open mouth, in inter-ocular distances, that shows teeth
_CAVITY = np.array((0.11, 0.042, 0.040), np.float32)
_MUCOSA = np.array((0.40, 0.17, 0.155), np.float32)


class MouthLayer:
    """The mouth's inside for one portrait.

    crop: (H, W, 3) uint8; upper, lower: (N, 2) lip contact lines in the portrait, in crop pixels, in the
    same direction; unit: pixels per inter-ocular distance; sclera: luminance of the
    portrait's whites of the eyes, 0..255.
    """

    def __init__(
        self,
        crop: np.ndarray,
        upper: np.ndarray,
        lower: np.ndarray,
        unit: float,
        light: Light,
        teeth_upper: OralPart,
        teeth_lower: OralPart,
        tongue: TongueBlade,
        sclera: float,
    ):
        self._unit = unit
        self._light = light
        self._tongue = tongue
        self._parts = {"lower": teeth_lower, "upper": teeth_upper}
        self._textures = {"upper": teeth_texture(True), "lower": teeth_texture(False)}
        self._rest_gap = _gap(smooth_curve(upper), smooth_curve(lower))
        self._own, self._own_box = self._own_inside(crop, upper, lower)
        self._white = self._enamel_light(light, sclera, self._own)

    def _enamel_light(self, light: Light, sclera: float, own) -> np.ndarray:
        """White enamel in this light, (3,) in 0..255: the light's brightness, little of skin's hue."""
        weights = np.array((0.299, 0.587, 0.114), np.float32)
        skin = float(light.bright @ weights)
        tint = 1.0 + 0.48 * (light.bright / max(skin, 1.0) - 1.0)
        # Skin says too little of the light where it is dark; the whites of the eyes say the rest.
        level = min(max(1.2 * skin, 1.12 * sclera), 238.0)
        white = level * tint
        if own is not None:
            # Her own teeth show what the synthetic ones beside them must look like.
            seen = own[self._covers[..., 1] > 0.5]
            luma = seen @ weights
            bright = seen[luma >= np.percentile(luma, 70)] if len(seen) else seen
            if len(bright) and float(np.ptp(bright.mean(0))) < _ENAMEL_SPREAD * level:
                white = np.maximum(np.median(bright, axis=0) / (_SHADED * ENAMEL), white.mean() * 0.8)
        return np.clip(white, 0, 252).astype(np.float32)

    def _own_inside(self, crop, upper, lower):
        """The portrait's own open mouth, (h, w, 3), and its box; None where the lips are closed."""
        upper, lower = smooth_curve(upper), smooth_curve(lower)
        box = bounding_box(np.vstack((upper, lower)), 3.0, crop.shape[:2])
        window = opening_mask(upper, lower, box)
        if window.sum() < 0.004 * self._unit**2:
            return None, box
        x0, y0, x1, y1 = box
        # Pixels the lips' edge only grazes count as inside: at rest the portrait comes back as it is. Once the
        # lips have moved these would be a rim of lip on the teeth, so the cover draws back from them.
        exact = (window > 0).astype(np.float32)
        size = 2 * max(1, math.ceil(_RIM * self._unit)) + 1
        core = cv2.erode((window > 0.9).astype(np.float32), np.ones((size, size), np.uint8))
        core = cv2.GaussianBlur(core, (0, 0), max(0.7, 0.01 * self._unit))
        self._covers = np.dstack((exact, core))
        return crop[y0:y1, x0:x1].astype(np.float32), box

    def draw(
        self,
        picture: np.ndarray,
        upper: np.ndarray,
        lower: np.ndarray,
        points: np.ndarray,
        back: np.ndarray,
    ):
        """Paint the inside into `picture` (H, W, 3) uint8 in place, between the lips.

        upper, lower: (N, 3) current contact lines in crop pixels; points: (V, 3) current positions of all
        head vertices in crop pixels; back: (2, 3) from a pixel beside the upper teeth now to the portrait's.
        """
        lip, upper, lower = lower, smooth_curve(upper[:, :2]), smooth_curve(lower[:, :2])
        box = bounding_box(np.vstack((upper, lower)), 2.0, picture.shape[:2])
        mask = self._opening(upper, lower, box)
        if mask is None:
            return
        out, blade = self._tongue.out(points), self._tongue.surface(points, lip)
        if out > 0:
            outline = np.vstack((upper, lower, blade[0][:, :2]))
            box = bounding_box(outline, 2.0 + 4 * _SHADE_REACH * self._unit, picture.shape[:2])
            mask = self._opening(upper, lower, box)
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
        if self._own is not None:
            gap = _gap(upper @ back[:, :2].T, lower @ back[:, :2].T)
            change = float(np.clip(abs(gap - self._rest_gap) / (0.03 * self._unit), 0, 1))
            # A slit shows no teeth worth keeping; its pixels are lips and shadow, and fade as it opens.
            keep = 1.0 - change if self._rest_gap < _SLIT * self._unit else 1.0
            if keep > 0:
                inside = self._over_own(inside, box, back, change, keep)
        lay(region, inside, mask)

    def _opening(self, upper, lower, box) -> np.ndarray | None:
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
        region[...] = np.rint(region * (1 - shadow[..., None] * _SHADE_ON_SKIN)).astype(np.uint8)

    def _synthesise(self, box, big, points, tongue, cover, out, outside):
        """The inside (h, w, 3) at `box`, of which `big` is what is seen, enlarged.

        tongue (.., 3), cover: colour and coverage of the tongue, enlarged; out: how far it lies before the lower teeth,
        0..1; outside: what is below the lips, None where out is 0.
        """
        x0, y0, x1, y1 = box
        canvas = np.empty((*big.shape, 3), np.float32)
        # Near the lips one sees the cheeks' mucosa, further in nothing.
        inner = cv2.distanceTransform((big > 0.5).astype(np.uint8), cv2.DIST_L2, 3)
        inner = np.clip(inner / (0.10 * self._unit * _DETAIL), 0, 1)[..., None]
        canvas[:] = _MUCOSA * (1 - inner) + _CAVITY * inner
        if outside is not None:
            # On the lip the tongue's rim is all there is: no cavity shines through at its edge.
            canvas += (0.6 * TONGUE - canvas) * (out * outside)[..., None]
        cover = cover[..., None]
        if out < 1:
            canvas += (tongue - canvas) * cover
        self._draw_teeth("lower", canvas, points, (x0, y0))
        if out > 0:
            canvas += (tongue - canvas) * (out * cover)
        self._draw_teeth("upper", canvas, points, (x0, y0))
        canvas *= self._occlusion(big)[..., None]
        canvas *= self._white
        return cv2.resize(canvas, (x1 - x0, y1 - y0), interpolation=cv2.INTER_AREA)

    def _draw_teeth(self, name, canvas, points, corner):
        part = self._parts[name]
        local = points[part.vertices].copy()
        normals = vertex_normals(local, part.triangles)
        local[:, :2] = (local[:, :2] - corner + 0.5) * _DETAIL - 0.5
        shade = (0.52 + 0.48 * np.abs(normals[:, 2])) * np.exp(-_FALLOFF[name] * part.depth)
        attributes = np.column_stack((shade, part.uv)).astype(np.float32)
        out = np.zeros((*canvas.shape[:2], 3), np.float32)
        zbuffer = np.empty(canvas.shape[:2], np.float32)
        rasterise(local.astype(np.float32), part.triangles, attributes, out, zbuffer)
        covered = zbuffer > -np.inf
        texel = cv2.remap(
            self._textures[name],
            out[..., 1] * (TEXTURE_WIDTH - 1),
            out[..., 2] * (TEXTURE_HEIGHT - 1),
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )
        alpha = (texel[..., 3] * covered)[..., None]
        # What light is left further in has been on mucosa before, and is red.
        light = out[..., :1] * (1 - (1 - out[..., :1]) * _REDDENED)
        canvas += (texel[..., :3] * light - canvas) * alpha

    def _occlusion(self, mask: np.ndarray) -> np.ndarray:
        """Lips shade what is behind them: darkest under the upper lip and in the corners, (h, w) 0..1."""
        distance = cv2.distanceTransform((mask > 0.5).astype(np.uint8), cv2.DIST_L2, 3)
        reach = 0.04 * self._unit * _DETAIL
        edge = np.clip(distance / reach, 0, 1)
        edge = 0.78 + 0.22 * np.sqrt(edge)
        rows = np.cumsum(mask, axis=0)
        under = np.clip(rows / (0.10 * self._unit * _DETAIL), 0, 1)
        # No light falls through a slit: its teeth would be a bright line between the lips.
        height = mask.sum(0) / (self._unit * _DETAIL)
        reach = np.clip((height - _NARROW[0]) / (_NARROW[1] - _NARROW[0]), 0, 1)
        reach = cv2.GaussianBlur(
            reach[None].astype(np.float32), (0, 0), max(0.6, 0.02 * self._unit * _DETAIL)
        )
        return (edge * (0.86 + 0.14 * under) * (0.30 + 0.70 * reach)).astype(np.float32)

    def _over_own(self, inside, box, back, change, keep):
        x, y = at_portrait(back, box, self._own_box[:2])
        own = cv2.remap(self._own, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
        exact, core = cv2.split(cv2.remap(self._covers, x, y, cv2.INTER_LINEAR))
        cover = (keep * ((1 - change) * exact + change * core))[..., None]
        return inside * (1 - cover) + own * cover


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
