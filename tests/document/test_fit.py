"""Measured curves become few keys."""

import numpy as np
import pytest

from lestalk_studio.document import keys
from lestalk_studio.document.fit import fit_keys
from lestalk_studio.document.track import Track


def test_few_keys_draw_the_curve():
    times = np.arange(1500) / 25
    values = 1.5 + np.sin(times) + 0.4 * np.sin(3.1 * times)
    made = fit_keys(times, values, 0.1)
    track = Track("happy", made)
    assert len(made) < 250 and all(key.auto for key in made)
    drawn = track.sample(times)
    assert np.abs(drawn - values).max() < 0.2
    assert drawn.min() >= values.min() and drawn.max() <= values.max()


def test_no_extreme_is_added():
    values = np.array([0, 0, 0, 3, 3, 3, 0.5, 0.5, 2.0])
    drawn = Track("happy", fit_keys(np.arange(9.0), values, 0.01)).sample(np.linspace(0, 8, 801))
    assert drawn.min() == 0 and drawn.max() == 3
    assert drawn[600:700].min() >= 0.5 - 1e-12


def test_a_level_curve_is_one_key():
    (key,) = fit_keys(np.arange(10) / 25, np.full(10, 0.7), 0.05)
    assert (key.time, key.value) == (0.0, 0.7)
    assert fit_keys(np.zeros(0), np.zeros(0), 0.1) == ()


def test_it_fills_a_track_around_hand_made_keys():
    times = np.arange(100) / 25
    track = keys.set_key(Track("happy"), 2.0, 3.0)
    filled = keys.replace_auto(track, fit_keys(times, times, 0.01))
    assert filled.value_at(2.0) == 3.0 and filled.value_at(99 / 25) == pytest.approx(99 / 25)


@pytest.mark.parametrize(
    ("times", "values"),
    [([0, 1], [0]), ([0, 0], [1, 2]), ([0, 1], [0, np.nan]), ([[0, 1]], [[0, 1]]), ([1, 0], [0, 1])],
)
def test_bad_curves_are_refused(times, values):
    with pytest.raises(ValueError):
        fit_keys(np.array(times, float), np.array(values, float), 0.1)
