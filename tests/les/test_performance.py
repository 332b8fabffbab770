"""Performances: shapes, cutting, resampling."""

import numpy as np
import pytest

from lestalk_studio.les.performance import Performance
from lestalk_studio.les.space import AUX, DIM


def ramp(frames: int, fps: float) -> Performance:
    still = Performance.still(frames, fps)
    z = still.z.copy()
    z[:, 3] = np.arange(frames) / fps
    return Performance(fps, z, still.aux, np.linspace(0, 1, frames))


def test_still_is_the_portrait_as_it_is():
    still = Performance.still(10, 25)
    assert still.z.shape == (10, DIM) and still.aux.shape == (10, len(AUX)) and still.speech.shape == (10,)
    assert not still.z.any() and not still.aux.any() and not still.speech.any()
    assert (len(still), still.length, still.duration) == (10, 10, 0.4)


@pytest.mark.parametrize("fps", [10, 24, 30000 / 1001, 60])
def test_resampling_keeps_time_and_values(fps):
    there = ramp(50, 25).resampled(fps)
    assert there.duration == pytest.approx(2.0, abs=0.5 / fps)
    inside = there.times <= 49 / 25
    np.testing.assert_allclose(there.z[inside, 3], there.times[inside], atol=1e-5)
    assert (there.z[~inside, 3] == np.float32(49 / 25)).all()
    assert there.z.dtype == there.aux.dtype == there.speech.dtype == np.float32


def test_slice_is_half_open():
    cut = ramp(50, 25).slice(10, 20)
    assert len(cut) == 10
    assert cut.z[0, 3] == pytest.approx(0.4)


def test_a_performance_of_no_frames_can_be_resampled():
    assert len(Performance.still(0, 25).resampled(30)) == 0


@pytest.mark.parametrize("fps", [0, -25, float("nan"), float("inf")])
def test_impossible_rates_are_refused(fps):
    with pytest.raises(ValueError, match="fps"):
        Performance.still(3, fps)


def test_shapes_must_agree():
    still = Performance.still(5, 25)
    with pytest.raises(ValueError, match="aux"):
        Performance(25, still.z, still.aux[:4], still.speech)
