"""Arrays of lines as paths."""

import numpy as np

from lestalk_studio.ui.lines import lines_path


def test_each_line_goes_from_its_first_to_its_second_point():
    lines = np.random.default_rng(1).uniform(-50, 50, (5000, 2, 2))
    path = lines_path(lines)
    assert path.elementCount() == 10_000
    for i in (0, 1, 4321, 4999):
        start, end = path.elementAt(2 * i), path.elementAt(2 * i + 1)
        assert start.isMoveTo() and end.isLineTo()
        assert np.allclose([(start.x, start.y), (end.x, end.y)], lines[i])


def test_no_lines_are_an_empty_path():
    assert lines_path(np.zeros((0, 2, 2))).isEmpty()
