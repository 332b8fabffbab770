"""Where a picture lies in the preview: fitting, zooming about a point, panning, panes and the divider. No window."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF

RESULT, SPLIT, SIDE_BY_SIDE = "result", "split", "side_by_side"
COMPARISONS = (RESULT, SPLIT, SIDE_BY_SIDE)

LEAST_ZOOM, MOST_ZOOM = 0.05, 32.0
FACE_ROOM = 1.5
"""How much larger than a face what is shown of it is: hair and chin belong to it."""
GAP = 2.0
"""Between the panes, in screen units."""
SHARP_FROM = 2.0
"""Device pixels a pixel of the picture from which its pixels are shown as squares."""


def panes(area: QRectF, comparison: str) -> list[QRectF]:
    """The parts of `area` that show a picture each: one, or source and result beside each other."""
    if comparison != SIDE_BY_SIDE:
        return [area]
    width = (area.width() - GAP) / 2
    left = QRectF(area.left(), area.top(), width, area.height())
    return [left, left.translated(width + GAP, 0)]


@dataclass(frozen=True)
class PictureView:
    """zoom: screen units a pixel of the picture, None = fitted; centre: the point of the picture (0..1) that lies
    in the middle of the pane.
    """

    zoom: float | None = None
    centre: tuple[float, float] = (0.5, 0.5)

    def scale(self, picture: QSizeF, pane: QRectF) -> float:
        """Screen units a pixel of the picture."""
        if self.zoom is not None:
            return self.zoom
        return max(min(pane.width() / picture.width(), pane.height() / picture.height()), 1e-6)

    def rect(self, picture: QSizeF, pane: QRectF, ratio: float = 1.0) -> QRectF:
        """Where the picture lies, its edges on device pixels; ratio: device pixels a screen unit."""
        size = picture * self.scale(picture, pane)
        left = pane.center().x() - self.centre[0] * size.width()
        top = pane.center().y() - self.centre[1] * size.height()
        edges = [
            round(edge * ratio) / ratio for edge in (left, top, left + size.width(), top + size.height())
        ]
        return QRectF(QPointF(*edges[:2]), QPointF(*edges[2:]))

    def zoomed(self, picture: QSizeF, pane: QRectF, at: QPointF, factor: float, ratio: float) -> PictureView:
        """Larger by `factor`, the point of the picture under `at` staying there."""
        before = self.scale(picture, pane)
        # One that is fitted smaller or larger than the limits still can be zoomed towards them.
        low, high = min(LEAST_ZOOM / ratio, before), max(MOST_ZOOM / ratio, before)
        after = min(max(before * factor, low), high)
        # Full size is a stop on the way: nobody hits it by steps of a fifth.
        full = 1.0 / ratio
        if min(before, after) < full * 0.999 and full * 1.001 < max(before, after):
            after = full
        away = at - pane.center()
        place = [
            centre + offset * (1 / before - 1 / after) / length
            for centre, offset, length in zip(
                self.centre, (away.x(), away.y()), (picture.width(), picture.height()), strict=True
            )
        ]
        return PictureView(after, (place[0], place[1])).limited(picture, pane)

    def panned(self, picture: QSizeF, pane: QRectF, by: QPointF) -> PictureView:
        """Moved by so many screen units; one that was fitted keeps its size."""
        scale = self.scale(picture, pane)
        x = self.centre[0] - by.x() / (picture.width() * scale)
        y = self.centre[1] - by.y() / (picture.height() * scale)
        return PictureView(scale, (x, y)).limited(picture, pane)

    def limited(self, picture: QSizeF, pane: QRectF) -> PictureView:
        """Moved back so far that a picture larger than the pane covers its middle, and a smaller one has its own
        middle within.
        """
        scale = self.scale(picture, pane)
        kept = []
        for centre, length, room in zip(
            self.centre,
            (picture.width() * scale, picture.height() * scale),
            (pane.width(), pane.height()),
            strict=True,
        ):
            reach = 0.5 * max(1.0, room / length)
            kept.append(min(max(centre, 0.5 - reach), 0.5 + reach))
        return replace(self, centre=(kept[0], kept[1]))


def fitted_to(box: QRectF, picture: QSizeF, pane: QRectF, ratio: float) -> PictureView:
    """`box` of the picture [its pixels] as large as it can be, with room for a head around a face."""
    zoom = min(pane.width() / box.width(), pane.height() / box.height()) / FACE_ROOM
    zoom = min(max(zoom, LEAST_ZOOM / ratio), MOST_ZOOM / ratio)
    middle = box.center()
    view = PictureView(zoom, (middle.x() / picture.width(), middle.y() / picture.height()))
    return view.limited(picture, pane)


def is_sharp(scale: float, ratio: float) -> bool:
    """Whether pixels are shown as squares at `scale` screen units a pixel."""
    return scale * ratio >= SHARP_FROM


def divider_x(part: float, picture: QRectF, pane: QRectF) -> float:
    """Where the divider at `part` (0..1) of the picture's width stands, within what is seen of it."""
    seen = picture.intersected(pane)
    return min(max(picture.left() + part * picture.width(), seen.left()), seen.right())


def wanted_side(view: PictureView, picture: QSizeF, pane: QRectF, ratio: float) -> float:
    """Pixels of the longer side that a frame needs to be crisp on the screen, the picture's own at most."""
    longer = max(picture.width(), picture.height())
    return min(view.scale(picture, pane) * ratio, 1.0) * longer
