import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF

from lestalk_studio.document.channels import channels_of
from lestalk_studio.les.muscles import MUSCLES
from lestalk_studio.les.space import UNITS
from lestalk_studio.ui.radar_layout import (
    EDGE,
    LEGEND,
    arranged,
    free_corner,
    nearest_spoke,
    part_along,
    part_of,
    spoke_point,
)

EMOTIONS = (
    "Neutral",
    "Wütend",
    "Verächtlich",
    "Angewidert",
    "Ängstlich",
    "Glücklich",
    "Traurig",
    "Überrascht",
)
UNITS_17 = tuple(c.name for c in channels_of("action"))
UNITS_24 = tuple(c.name for c in channels_of("isolation"))
SIZES = ((220, 170), (235, 300), (360, 235), (360, 320), (900, 700))


def measure(text, pixels):
    return QSizeF(0.6 * pixels * len(text), 0.95 * pixels)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("labels", [EMOTIONS, UNITS_17, UNITS_24], ids=["emotions", "units", "isolation"])
def test_labels_neither_touch_nor_leave_the_picture(labels, size):
    short = [label[:4] if labels is EMOTIONS else label[-2:] for label in labels]
    made = arranged(*size, labels, short, measure)
    assert len(made.boxes) == len(labels) and made.radius >= 40
    for i, box in enumerate(made.boxes):
        assert box.left() >= EDGE - 0.01 and box.right() <= size[0] - EDGE + 0.01
        assert box.top() >= EDGE - 0.01 and box.bottom() <= size[1] - LEGEND - EDGE + 0.01
        assert not any(box.intersects(other) for other in made.boxes[i + 1 :])
        nearest = QPointF(
            min(max(made.centre.x(), box.left()), box.right()),
            min(max(made.centre.y(), box.top()), box.bottom()),
        )
        away = nearest - made.centre
        assert np.hypot(away.x(), away.y()) > made.radius, "a label lies on the rings"


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("lines", [2, 4])
def test_a_note_stands_beside_rings_and_labels_or_nowhere(size, lines):
    layout = arranged(*size, EMOTIONS, [label[:4] for label in EMOTIONS], measure)
    box = free_corner(layout, lambda room: QRectF(room.topLeft(), QSizeF(90, 15 * lines)))
    if box is None:
        assert size != (900, 700), "there is room enough"
        return
    assert QRectF(0, 0, size[0], size[1] - LEGEND).contains(box)
    assert not any(box.intersects(label) for label in layout.boxes)
    for corner in (box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight()):
        away = corner - layout.centre
        assert np.hypot(away.x(), away.y()) > layout.radius


def test_much_room_means_whole_names_in_large_type():
    made = arranged(600, 500, EMOTIONS, ["x"] * 8, measure)
    assert made.labels == EMOTIONS and made.font == 11


def test_values_lie_between_centre_and_rim_and_a_little_beyond():
    assert part_of("emotion", np.array([0.0, 1.5, 3.0, 9.0])).tolist() == [0.0, 0.5, 1.0, 1.12]
    assert part_of("action", np.array([-1.0, 0.0, 1.0, -3.0])).tolist() == [0.0, 0.5, 1.0, 0.0]


def test_a_point_of_a_spoke_is_found_again():
    centre = QPointF(100, 90)
    for count in (8, 17, 24):
        for spoke in range(count):
            point = spoke_point(centre, 60.0, spoke, count, 0.7)
            assert nearest_spoke(centre, point, count) == spoke
            assert part_along(centre, 60.0, spoke, count, point) == pytest.approx(0.7)


def test_every_unit_has_a_muscle():
    numbers = {unit.number for unit in UNITS}
    assert numbers == set(MUSCLES)
