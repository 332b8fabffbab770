"""The layer in front of the face: what occludes it stays where it is, and the face moves beneath.

The portrait is taken apart once: a plate that shows the face without the objects, completed from the face's other
half and from the skin around, and the objects with their share of each pixel. At rest both make the portrait again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numba
import numpy as np

from lestalk_studio.render.fill import spread_out
from lestalk_studio.render.frontmap import front_map
from lestalk_studio.render.laying import Laying
from lestalk_studio.render.occluders import Occluders, laid_over, occluders_of
from lestalk_studio.render.painted import Painted, laid
from lestalk_studio.render.skinlook import skin_look

_RIM = 0.02  # how far an object's soft border lies outside it, in inter-ocular distances
_GUIDE = 0.035  # radius within which the picture's own edges place that border
_NOTHING = 0.02  # shares below are none


Shares = tuple[np.ndarray, np.ndarray]


def front_layer(
    portrait, crop, fit, head, corner, scale: float, points, look: bool = True, painted: Painted | None = None
) -> FrontLayer | None:
    """The FrontLayer of `crop`, cut from portrait (H, W, 3) uint8 scaled by `scale`, at `corner`; None where nothing is
    in front of the face. fit, head, points: as PortraitRenderer has them. look: whether it is looked for; painted:
    what was painted and erased by hand."""
    unit = float(fit.scale) * scale
    found = occluders_of(portrait, fit, head) if look else None
    auto = None
    if found is not None:
        lay = Laying(crop.shape[:2], found.box, found.still.shape, corner, scale)
        auto = _shares(crop, lay, found, unit)
    shares = auto
    if painted is not None:
        auto = auto or (np.zeros(crop.shape[:2], np.float32),) * 2
        size = tuple(max(2, round(n * scale)) for n in portrait.shape[1::-1])
        shares = laid(painted, crop, corner, size, unit, *auto)
    if painted is None or all(map(np.array_equal, shares, auto)):
        return None if found is None else FrontLayer(crop, found, lay, points, unit, auto, auto)
    if max(part.max() for part in shares) <= _NOTHING:
        return None
    found, lay = _behind(portrait, fit, head, shares, corner, scale)
    return FrontLayer(crop, found, lay, points, unit, shares, auto)


def _behind(portrait, fit, head, shares: Shares, corner, scale: float) -> tuple[Occluders, Laying]:
    """What is known of the face behind anything at all that hides it."""
    shape, front = shares[0].shape, front_map(portrait, fit, head)
    if front is None:  # hardly any face is in the picture
        box, size, partner = (0, 0, *portrait.shape[1::-1]), (8, 8), np.full((8, 8, 2), -1, np.float32)
    else:
        box, size = front.box, front.face.shape
        # Hair hangs over eyes, too: what lies in an opening has its mirrored place between those of its rim.
        within = spread_out(front.partner, front.skin)
        partner = np.where(front.face[..., None], within, front.partner).astype(np.float32)
    lay = Laying(shape, box, size, corner, scale)
    still, worn = (lay.back(part) for part in shares)
    look = None if front is None else skin_look(front)
    if look is not None:
        return replace(laid_over(front, look, still, worn), partner=partner), lay
    plain = np.full((*size, 3), 128, np.float32)  # of no use but as what differences are taken from
    return Occluders(box, still, worn, plain, partner), lay


@dataclass(frozen=True, eq=False)
class _Sheet:
    """Part of the layer: box (x0, y0, x1, y1) in the crop; light (h, w, 3) float32: share times colour; clear (h, w):
    1 - share; place (3,): its middle in the crop, z with it, or None for what does not go with the head."""

    box: tuple[int, int, int, int]
    light: np.ndarray
    clear: np.ndarray
    place: np.ndarray | None


class FrontLayer:
    """Of one portrait. `plate` (H, W, 3) uint8: the crop without the objects.

    `shares`: how much of each pixel stays, and goes with the head; `found`: the same before anything was painted.

    crop: (H, W, 3) uint8; behind: what is known of the face behind, brought to the crop by `lay`; points: (V, 3) of the
    face in crop pixels; unit: pixels an inter-ocular distance; shares, found: two (H, W) float32 0..1 each, at most 1
    together.
    """

    def __init__(
        self,
        crop: np.ndarray,
        behind: Occluders,
        lay: Laying,
        points: np.ndarray,
        unit: float,
        shares: Shares,
        found: Shares,
    ):
        self.shares, self.found = ([_bytes(part) for part in pair] for pair in (shares, found))
        still, worn = shares
        share = still + worn
        self.plate = _completed(crop, share, lay, behind, unit)
        self._sheets = []
        for part, goes in ((still, False), (worn, True)):
            if part.max() > _NOTHING:
                self._sheets.append(_sheet(crop, self.plate, part, share, points if goes else None))

    def draw(self, picture: np.ndarray, rigid) -> None:
        """Lay the objects over `picture` (H, W, 3) uint8, in place; rigid: the frame's RigidMotion."""
        for sheet in self._sheets:
            x0, y0, x1, y1 = sheet.box
            if sheet.place is None or rigid.still:
                _over(picture[y0:y1, x0:x1], sheet.light, sheet.clear)
                continue
            matrix, (x0, y0, x1, y1) = _moved(sheet, rigid, picture.shape[:2])
            if x1 > x0 and y1 > y0:
                size = (x1 - x0, y1 - y0)
                light = cv2.warpAffine(sheet.light, matrix, size, flags=cv2.INTER_LINEAR)
                clear = cv2.warpAffine(sheet.clear, matrix, size, flags=cv2.INTER_LINEAR, borderValue=1.0)
                _over(picture[y0:y1, x0:x1], light, clear)


def _bytes(share: np.ndarray) -> np.ndarray:
    return np.rint(255 * share).astype(np.uint8)


def _shares(crop: np.ndarray, lay: Laying, found: Occluders, unit: float) -> Shares:
    """What stays and what goes with the head of what was found, each (H, W) float32 0..1, at most 1 together."""
    still, worn = (_share(crop, lay(mask), unit) for mask in (found.still, found.worn))
    return still, np.minimum(worn, 1 - still)


def _share(crop: np.ndarray, mask: np.ndarray, unit: float) -> np.ndarray:
    """(H, W) float32 0..1: the object's share of each pixel, its border on the picture's own edge."""
    if mask.max() < 0.5:
        return np.zeros(crop.shape[:2], np.float32)
    radius = max(2, round(_GUIDE * unit))
    x, y, w, h = cv2.boundingRect((mask > 0.02).astype(np.uint8))
    x0, y0 = max(0, x - 4 * radius), max(0, y - 4 * radius)
    part = slice(y0, y + h + 4 * radius), slice(x0, x + w + 4 * radius)
    guided = cv2.ximgproc.guidedFilter(crop[part], mask[part], radius, 60.0)
    # All that the object tints has to be held, and skin that lies beside it hardly shows that it is.
    soft = np.clip((guided - 0.12) / 0.50, 0, 1)
    rim = max(0.7, _RIM * unit)
    soft = np.maximum(soft, cv2.GaussianBlur(cv2.dilate(soft, np.ones((3, 3), np.uint8)), (0, 0), rim))
    out = np.zeros(crop.shape[:2], np.float32)
    out[part] = soft * soft * (3 - 2 * soft)
    out[out < _NOTHING] = 0
    return out


def _completed(crop, share, lay, found, unit) -> np.ndarray:
    """The crop with everything of which an object has a share completed: (H, W, 3) uint8."""
    hidden = cv2.dilate((share > 0.08).astype(np.uint8), np.ones((3, 3), np.uint8))
    x, y, w, h = cv2.boundingRect(hidden)
    room = round(0.5 * unit)
    part = slice(max(0, y - room), y + h + room), slice(max(0, x - room), x + w + room)
    patch, gone = crop[part].astype(np.float32), hidden[part] > 0
    expected = lay(found.expected)[part]
    other, seen, face = _other_half(crop, hidden, lay, found, part)
    plain = spread_out(patch, ~gone)
    # A guide's own error is spread from around, so that what it tells joins what is seen.
    filled = expected + spread_out(np.where(face[..., None], patch - expected, 0.0), ~gone & face)
    twin = other + spread_out(np.where(face[..., None], patch - other, 0.0), ~gone & face & (seen > 0.5))
    filled += seen[..., None] * (twin - filled)
    edge = cv2.GaussianBlur(face.astype(np.float32), (0, 0), max(1.0, 0.04 * unit))[..., None]
    filled = filled * edge + plain * (1 - edge)
    blend = np.clip((share[part] - 0.04) / 0.16, 0, 1)[..., None]
    out = crop.copy()
    out[part] = np.clip(patch * (1 - blend) + filled * blend + 0.5, 0, 255).astype(np.uint8)
    return out


def _other_half(crop, hidden, lay, found, part) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of `part`: the mirrored half of the face in this half's light, (h, w, 3) float32; how far that half is seen,
    (h, w) 0..1; and where there is face at all, (h, w) bool."""
    partner = lay(found.partner, cv2.BORDER_CONSTANT, cv2.INTER_NEAREST)[part]
    face = partner[..., 0] > 0
    matrix = lay.matrix
    at = (partner * (matrix[0, 0], matrix[1, 1]) + (matrix[0, 2], matrix[1, 2])).astype(np.float32)
    # Places beside the face and in its openings are none, and must not blur into those along the edge.
    within = face.astype(np.float32)
    at = cv2.blur(at * within[..., None], (5, 5)) / np.maximum(cv2.blur(within, (5, 5)), 1e-3)[..., None]
    other = cv2.remap(crop, at, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE).astype(np.float32)
    expected = lay(found.expected)
    there = cv2.remap(expected, at, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    other *= np.clip(expected[part] / np.maximum(there, 8.0), 0.5, 2.0)
    near = cv2.dilate(hidden, np.ones((5, 5), np.uint8)).astype(np.float32)
    free = cv2.remap(
        cv2.GaussianBlur(near, (0, 0), 3.0), at, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT
    )
    return other, np.clip(1 - 2 * free, 0, 1) * face, face


def _sheet(crop, plate, part, share, points) -> _Sheet:
    x, y, w, h = cv2.boundingRect((part > _NOTHING).astype(np.uint8))
    box = (x, y, x + w, y + h)
    rows = slice(y, y + h), slice(x, x + w)
    own, all_ = part[rows], share[rows]
    # Share times colour is what the plate leaves of the picture, so that both make the picture at rest.
    light = crop[rows].astype(np.float32) - (1 - all_[..., None]) * plate[rows]
    light *= (own / np.maximum(all_, 1e-3))[..., None]
    light = np.clip(light, 0, 255 * own[..., None]).astype(np.float32)
    place = None
    if points is not None:
        middle = np.array((x + w / 2, y + h / 2), np.float32)
        near = np.argsort(((points[:, :2] - middle) ** 2).sum(1))[:30]
        place = np.append(middle, points[near, 2].max()).astype(np.float32)
    return _Sheet(box, light, np.ascontiguousarray(1 - own, np.float32), place)


def _moved(sheet: _Sheet, rigid, shape) -> tuple[np.ndarray, tuple[int, int, int, int]]:
    """Affine matrix (2, 3) from the sheet to its box after the head's motion, and that box in the crop."""
    x0, y0, x1, y1 = sheet.box
    corners = np.array(((x0, y0), (x1, y0), (x0, y1)), np.float32)
    depth = np.full((3, 1), sheet.place[2], np.float32)
    now = corners + rigid.displacement(np.hstack((corners, depth)))
    fourth = now[1] + now[2] - now[0]
    every = np.vstack((now, fourth))
    low, high = np.floor(every.min(0)).astype(int), np.ceil(every.max(0)).astype(int) + 1
    bx0, by0 = max(0, int(low[0])), max(0, int(low[1]))
    bx1, by1 = min(shape[1], int(high[0])), min(shape[0], int(high[1]))
    own = corners - (x0, y0)
    matrix = cv2.getAffineTransform(own.astype(np.float32), (now - (bx0, by0)).astype(np.float32))
    return matrix, (bx0, by0, bx1, by1)


@numba.njit(cache=True, nogil=True)
def _over(picture, light, clear):
    for y in range(picture.shape[0]):
        for x in range(picture.shape[1]):
            c = clear[y, x]
            if c < 1.0:
                for k in range(3):
                    value = light[y, x, k] + c * np.float32(picture[y, x, k])
                    picture[y, x, k] = np.uint8(min(max(value, np.float32(0.0)), np.float32(255.0)) + 0.5)
