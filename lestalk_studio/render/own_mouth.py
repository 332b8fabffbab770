"""A mouth that is open in the portrait: its own teeth, cut in two where the jaws part.

What lies above the cut stays with the skull, what lies below goes with the jaw. The cut follows the darkest way from
corner to corner, below the upper teeth.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import cv2
import numpy as np

from lestalk_studio.render.eyes import at_portrait
from lestalk_studio.render.fill import spread_out
from lestalk_studio.render.mask import bounding_box, opening_mask, smooth_curve
from lestalk_studio.render.palette import LUMA

_LEAST = 0.004  # area of an opening, in squared inter-ocular distances as all lengths here
_RIM = 0.022  # of its pixels, that is lip at its edge
_HIGHER = 0.7  # what a cut that lies higher costs, against darkness: upper teeth have their own shade above
_STEPS = ((-2, 0.25), (-1, 0.06), (0, 0.0), (1, 0.06), (2, 0.25))  # rows a column, and what they cost
_GOES_ON = 0.045  # how far own pixels are continued past their edge
_FRONT = 0.17  # half width of the incisors
_TOOTH = 0.55  # of the light of the row's brightest, from which pixels are teeth
_ROW = 0.02  # height of what is a row of teeth
_MOST = 0.10  # by which a row of the model's is moved
_ENAMEL_SPREAD = 0.30  # between the channels of what may be teeth, of their light: lips and gums are redder


@dataclass(frozen=True)
class Row:
    """One row's own teeth. colour (3,), 0..255; edge (n, 2): their biting edges in crop pixels;
    exact: whether these are seen, and not only how far the teeth reach at least; count: pixels of teeth."""

    colour: np.ndarray
    edge: np.ndarray
    exact: bool
    count: int


class OwnMouth:
    """crop: (H, W, 3) uint8; upper, lower: (N, 2) lip contact lines in it; unit: pixels an inter-ocular distance.

    `there`: whether the mouth is open at all; `rows`: {'upper': Row or None, 'lower': Row or None}.
    """

    def __init__(self, crop: np.ndarray, upper: np.ndarray, lower: np.ndarray, unit: float):
        upper, lower = smooth_curve(upper), smooth_curve(lower)
        self.box = bounding_box(np.vstack((upper, lower)), 3.0, crop.shape[:2])
        window = opening_mask(upper, lower, self.box)
        self.there = bool(window.sum() >= _LEAST * unit**2)
        self.rows: dict[str, Row | None] = {"upper": None, "lower": None}
        if not self.there:
            return
        x0, y0, x1, y1 = self.box
        # Pixels the lips' edge only grazes count as inside: at rest the portrait comes back as it is. Once the
        # lips have moved these would be a rim of lip on the teeth, so the cover draws back from them.
        exact = (window > 0).astype(np.float32)
        size = 2 * max(1, math.ceil(_RIM * unit)) + 1
        core = cv2.erode((window > 0.9).astype(np.float32), np.ones((size, size), np.uint8))
        core = cv2.GaussianBlur(core, (0, 0), max(0.7, 0.01 * unit))
        self._picture = crop[y0:y1, x0:x1].astype(np.float32)
        cut = _cut(self._picture, window, unit)
        above = np.clip((cut[None] - np.arange(y1 - y0)[:, None]) / max(1.0, 0.012 * unit) + 0.5, 0, 1)
        self._above = above.astype(np.float32)
        self._rest = exact
        for name, part in (("upper", above > 0.5), ("lower", above < 0.5)):
            self.rows[name] = _row(self._picture, (window > 0.9) & part, name == "upper", self.box, unit)
        _agree(self.rows)
        self._moved, self._continued = _continued(self._picture, core, self._above, unit)

    def lay(
        self,
        inside: np.ndarray,
        box: tuple[int, int, int, int],
        back: np.ndarray,
        jaw_back: np.ndarray,
        change: float,
        keep: float,
        light: np.ndarray,
    ) -> np.ndarray:
        """inside (h, w, 3) at `box` of the crop, with the portrait's own over it.

        back, jaw_back: (2, 3) from a pixel of skull and jaw now to the portrait's; change: 0..1, how far the lips have
        left their place; keep: 0..1, how much of its own is shown; light: (3,) what the lips leave of it.
        """
        picture, cover = self._picture, self._rest
        if change > 0:
            picture = picture + change * (self._continued - picture)
            cover = cover + change * (self._moved - cover)
        covers = cv2.merge((cover, self._above))
        for way, jaw in ((jaw_back, True), (back, False)):
            x, y = at_portrait(way, box, self.box[:2])
            own = cv2.remap(picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
            covered, above = cv2.split(cv2.remap(covers, x, y, cv2.INTER_LINEAR))
            # As long as the jaws have not parted, what goes with the lower one lies behind all.
            covered *= keep * (1 - change * above if jaw else above)
            inside = inside * (1 - covered[..., None]) + own * (light * covered[..., None])
        return inside


def _continued(picture, core, above, unit: float) -> tuple[np.ndarray, np.ndarray]:
    """Cover (h, w) and colours (h, w, 3) of picture's `core` (h, w) once the lips have left it: a little further on it
    goes on as at its edge, each jaw for itself, before the model's own begins."""
    colours, cover = np.zeros_like(picture), np.zeros_like(core)
    for part in (above > 0.5, above <= 0.5):
        known = (core > 0.5) & part
        if not known.any():
            continue
        away = cv2.distanceTransform((~known).astype(np.uint8), cv2.DIST_L2, 3)
        beyond = np.clip(1 - away / max(2.0, _GOES_ON * unit), 0, 1)
        filled = spread_out(picture, known)
        soft = cv2.GaussianBlur(filled, (0, 0), max(0.7, 0.008 * unit))
        filled = np.where(known[..., None], picture, soft)
        colours[part] = filled[part]
        cover[part] = np.maximum(core, beyond * beyond * (3 - 2 * beyond))[part]
    return cv2.GaussianBlur(cover, (0, 0), max(0.5, 0.006 * unit)), colours


def _cut(picture: np.ndarray, window: np.ndarray, unit: float) -> np.ndarray:
    """(w,) row in each column of picture (h, w, 3) under which what is seen goes with the jaw."""
    height, width = window.shape
    inside = window > 0.5
    columns = np.flatnonzero(inside.any(0))
    light = cv2.GaussianBlur(picture @ LUMA, (0, 0), max(0.5, 0.006 * unit))
    light = light / max(float(np.percentile(light[inside], 92)), 1.0)
    top = np.argmax(inside, axis=0).astype(np.float32)
    bottom = height - 1 - np.argmax(inside[::-1], axis=0)
    reach = np.maximum(bottom - top, 1)
    down = (np.arange(height)[:, None] - top) / reach
    cost = np.clip(light, 0, 1.2) + _HIGHER * np.clip(1 - down, 0, 1)
    cost = np.where((down < 0) | (down > 1 + 1.5 / reach), 3.0, cost)[:, columns]
    best, came = cost[:, 0], np.zeros(cost.shape, int)
    rows = np.arange(height)
    for i in range(1, len(columns)):
        ways = np.full((len(_STEPS), height), np.inf)
        for k, (step, price) in enumerate(_STEPS):
            start, end = max(0, step), height + min(0, step)
            ways[k, start:end] = best[start - step : end - step] + price
        chosen = ways.argmin(0)
        came[:, i] = rows - np.array([step for step, _ in _STEPS])[chosen]
        best = ways[chosen, rows] + cost[:, i]
    cut = np.empty(len(columns))
    row = int(best.argmin())
    for i in range(len(columns) - 1, -1, -1):
        cut[i] = row
        row = came[row, i]
    cut = np.interp(np.arange(width), columns, cut).astype(np.float32)
    return cv2.GaussianBlur(cut[None], (0, 0), max(0.6, 0.01 * unit), borderType=cv2.BORDER_REPLICATE)[0]


def _row(picture: np.ndarray, part: np.ndarray, upper: bool, box, unit: float) -> Row | None:
    """The teeth that are seen in `part` (h, w) bool of picture (h, w, 3); None where there are none."""
    if part.sum() < 12:
        return None
    light = picture @ LUMA
    level = float(np.percentile(light[part], 92))
    teeth = part & (light > _TOOTH * level)
    colour = np.median(picture[teeth], axis=0)
    if float(np.ptp(colour)) >= _ENAMEL_SPREAD * level or level < 40:
        return None
    height, width = part.shape
    count = teeth.sum(0)
    columns = np.flatnonzero(part.any(0))
    middle = np.abs(np.arange(width) - columns.mean()) < _FRONT * unit
    front = np.flatnonzero(middle & (count >= max(2.0, _ROW * unit)))
    if len(front) < 4:
        return None
    if upper:
        edge = height - 1 - np.argmax(teeth[::-1, front], axis=0)
        ends = height - 1 - np.argmax(part[::-1, front], axis=0) - edge
    else:
        edge = np.argmax(teeth[:, front], axis=0)
        ends = edge - np.argmax(part[:, front], axis=0)
    exact = float(np.median(ends)) > 1.0
    return Row(
        colour, np.column_stack((front + box[0], edge + box[1])).astype(np.float32), exact, int(count.sum())
    )


def _agree(rows: dict[str, Row | None]) -> None:
    """Teeth of one mouth have one hue, in place: that of the row of which more is seen. Their light is their own where
    enough of them is seen to tell it."""
    both = [row for row in rows.values() if row is not None]
    if len(both) == 2:
        most = max(both, key=lambda row: row.count)
        level = float(most.colour @ LUMA)
        for name, row in rows.items():
            told = min(1.0, 3.0 * row.count / most.count)
            own = level + told * (float(row.colour @ LUMA) - level)
            rows[name] = replace(row, colour=most.colour * (own / max(level, 1.0)))


def seat(
    points: np.ndarray, vertices: np.ndarray, edge: np.ndarray, row: Row, down: np.ndarray, upper: bool, unit
) -> None:
    """Move the model's teeth `vertices` of points (V, 3) along the face's own `down` (2,) to where the portrait's bite,
    in place.

    edge: (n, 2) the model's biting edge in the portrait.
    """
    along = np.array((down[1], -down[0]))
    station = edge @ along
    order = np.argsort(station)
    here = np.interp(row.edge @ along, station[order], (edge @ down)[order])
    offset = float(np.median(row.edge @ down - here))
    if not row.exact:
        # Lips hide the edges: teeth reach as far as these at least.
        offset = max(offset, 0.0) if upper else min(offset, 0.0)
    points[vertices, :2] += np.clip(offset, -_MOST * unit, _MOST * unit) * down
