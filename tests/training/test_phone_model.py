"""Sphinx's files are read as they are written, and another model is refused."""

from __future__ import annotations

import struct
import zipfile

import numpy as np
import pytest

from lestalk_studio.audio.features import mel_filters
from lestalk_studio.nets.phones import MODEL
from lestalk_studio.paths import models_dir
from lestalk_studio.training import phone_model


def test_gaussians_are_read():
    values = np.arange(2 * 3 * 4 * 13, dtype="<f4")
    head = b"s3\nversion 1.0\nendhdr\n" + struct.pack("<8i", 0x11223344, 2, 3, 4, 13, 13, 13, len(values))
    found = phone_model._gaussians(head + values.tobytes())
    np.testing.assert_array_equal(found, values.reshape(2, 3, 4, 13))
    with pytest.raises(ValueError, match="little-endian"):
        phone_model._gaussians(head.replace(struct.pack("<i", 0x11223344), b"\x11\x22\x33\x44"))


def test_mixture_weights_are_those_of_the_phones_own_states():
    streams, count, states = 3, 4, 9  # two phones, and a state of a triphone
    steps = np.random.default_rng(0).integers(0, 200, (streams, count, states), np.uint8)
    title = b"title\0"
    data = struct.pack("<i", len(title)) + title + struct.pack("<3i", 0, count, states) + steps.tobytes()
    found = phone_model._mixture(data, 2, streams, count)
    assert found.shape == (streams, 2, count, 3)
    assert found[1, 1, 2, 0] == pytest.approx(1.0001 ** (-1024.0 * steps[1, 2, 3]))
    with pytest.raises(ValueError, match="another model"):
        phone_model._mixture(data, 2, streams, count + 1)


def test_our_bands_make_nearly_those_of_sphinx():
    bands, cepstra = phone_model._front_end()
    made, wanted = bands.T @ mel_filters(), phone_model._sphinx_filters()
    assert bands.shape == (80, 25) and (bands >= 0).all()
    power = np.exp(
        np.random.default_rng(0).normal(0, 1, (50, 257)).cumsum(axis=1) * 0.1
    )  # as smooth as speech
    assert np.abs(np.log(power @ made.T) - np.log(power @ wanted.T)).max() < 0.3
    # An orthonormal transform, its rows scaled.
    product = cepstra.T @ cepstra
    np.testing.assert_allclose(product, np.diag(np.diag(product)), atol=1e-9)
    assert product[0, 0] == pytest.approx(1.0)
    with np.load(models_dir() / MODEL) as data:
        np.testing.assert_allclose(data["bands"], bands, atol=1e-4 * bands.max())
        np.testing.assert_allclose(data["cepstra"], cepstra, atol=1e-5)


def test_another_model_is_refused(tmp_path):
    wheel = tmp_path / "pocketsphinx-9-any.whl"
    with zipfile.ZipFile(wheel, "w") as packed:
        for name in phone_model._SHA256:
            packed.writestr(f"pocketsphinx/model/en-us/en-us/{name}", b"another")
    with pytest.raises(ValueError, match="another model"):
        phone_model.build(wheel, tmp_path / "phones.npz")
    assert not (tmp_path / "phones.npz").exists()
