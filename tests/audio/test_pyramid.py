import numpy as np
import pytest

from lestalk_studio.audio.pyramid import Pyramid


@pytest.fixture(scope="module")
def sound() -> Pyramid:
    return Pyramid(np.random.default_rng(1).normal(0, 0.2, 50_000).astype(np.float32), 16000)


@pytest.mark.parametrize("count", [3, 40, 700])
@pytest.mark.parametrize("span", [(0.0, 3.125), (1.0, 1.5), (2.0, 2.02)])
def test_bins_hold_at_least_the_extremes_of_their_samples(sound, span, count):
    bins = sound.bins(*span, count)
    edges = np.linspace(*span, count + 1) * sound.rate
    for (low, high), a, b in zip(bins, edges[:-1], edges[1:], strict=True):
        inside = sound.samples[int(np.ceil(a)) : int(np.ceil(b))]
        if len(inside):
            assert low <= inside.min() and high >= inside.max()
    assert bins[:, 0].min() >= sound.samples.min() and bins[:, 1].max() <= sound.samples.max()


def test_outside_of_the_sound_is_silence(sound):
    bins = sound.bins(-1.0, 10.0, 110)
    assert not bins[:9].any() and not bins[45:].any() and bins[15].any()


def test_no_sound_and_no_room_are_no_trouble():
    assert not Pyramid(np.zeros(0, np.float32), 16000).bins(0, 1, 10).any()
    assert Pyramid(np.ones(5, np.float32), 16000).bins(0, 1, 0).shape == (0, 2)


def test_an_hour_is_seen_through_few_bins():
    hour = Pyramid(np.zeros(1_000_000, np.float32), 16000)
    assert sum(len(level) for level in hour.levels) < 25_000


def test_a_close_view_of_a_long_sound_reads_only_what_it_shows():
    import tracemalloc

    pyramid = Pyramid(np.zeros(16000 * 300, np.float32), 16000)
    tracemalloc.start()
    try:
        pyramid.bins(120.0, 120.5, 1000)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 1_000_000  # the whole sound has 19 MB
