"""Nets compute on the device that is chosen, and by the CPU when it fails."""

import numpy as np
import pytest
import torch

from lestalk_studio.audio.decode import load_audio
from lestalk_studio.nets import device
from lestalk_studio.nets.audio_to_intensity import AudioToIntensity
from lestalk_studio.nets.audio_to_les import AudioToLes
from lestalk_studio.paths import resources_dir

LOADS = (AudioToLes.load, AudioToIntensity.load)


@pytest.fixture(autouse=True)
def by_cpu():
    yield
    device.use("cpu")
    for load in LOADS:
        load.cache_clear()  # what has been on meta has lost its weights


class Where(torch.nn.Module):
    """Says where it was asked to compute."""

    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.ones(2))
        self.seen = []

    def forward(self, given):
        self.seen.append((given.device.type, self.weight.device.type))
        return given * self.weight, given.sum()


def test_the_network_and_what_it_is_given_go_to_the_chosen_device(monkeypatch):
    # 'meta' is a device of its own that every torch has: shapes without values.
    monkeypatch.setattr(device, "_back", lambda made: made)
    net = Where()
    device.use("meta")
    made, _ = device.run(net, torch.ones(3, 2))
    assert net.seen == [("meta", "meta")] and made.device.type == "meta"


def test_results_lie_on_the_cpu_without_gradients():
    made, total = device.run(Where(), torch.ones(3, 2))
    assert made.device.type == total.device.type == "cpu" and not made.requires_grad


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a CUDA device here, so it does not fail")
def test_a_device_that_is_gone_gives_way_to_the_cpu_and_says_so_once():
    sentences = []
    forget = device.when_lost(sentences.append)
    net = Where()
    device.use("cuda")
    for _ in range(2):
        made, _ = device.run(net, torch.full((1, 2), 3.0))
        assert made.tolist() == [[3.0, 3.0]]
    assert device.used() == "cpu" and net.seen == [("cpu", "cpu")] * 2
    assert len(sentences) == 1 and "cuda" in sentences[0]
    forget()


def test_a_wrong_input_is_no_failure_of_the_device():
    with pytest.raises(RuntimeError):
        device.run(Where(), torch.ones(3, 5))


def made_for(shapes):
    """CPU zeros in the shape of what a device that holds no values gives back."""
    if isinstance(shapes, tuple | list):
        return type(shapes)(made_for(one) for one in shapes)
    assert shapes.device.type == "meta"
    return torch.zeros(shapes.shape, dtype=shapes.dtype)


def voice(seconds=3):
    return load_audio(resources_dir() / "demo_speech.ogg")[: seconds * 16000]


def lips():
    return AudioToLes.load().predict(voice(), 25.0)


def intensity():
    return AudioToIntensity.load().predict(voice(), 25.0)


@pytest.mark.parametrize("net", [lips, intensity])
def test_every_net_computes_on_the_chosen_device_and_comes_back_from_it(net, monkeypatch):
    before = net()
    with monkeypatch.context() as patch:
        patch.setattr(device, "_back", made_for)
        device.use("meta")
        net()
        assert device.used() == "meta", "a part of the net stayed on the processor"
    device.use("cpu")
    for load in LOADS:
        load.cache_clear()
    np.testing.assert_array_equal(net(), before)


@pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no CUDA device here")
@pytest.mark.parametrize("net", [lips, intensity])
def test_cuda_says_what_the_processor_says_and_repeats_it(net):
    by_cpu = net()
    device.use("cuda:0")
    first, second = net(), net()
    assert device.used() == "cuda:0"
    np.testing.assert_array_equal(first, second)
    np.testing.assert_allclose(first, by_cpu, atol=1e-3)
