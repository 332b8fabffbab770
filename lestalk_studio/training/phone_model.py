"""Makes models/phones.npz of the acoustic model that the Python package of CMU Sphinx carries:

    pip download --no-deps pocketsphinx==5.1.1
    python -m lestalk_studio.training.phone_model pocketsphinx-5.1.1-*.whl models/phones.npz

Kept are the Gaussians of its 42 phones and how much each phone's three states have of them; triphones, words and
grammar are left. Any platform's wheel gives the same file. Formats: sphinxtrain's S3 binary files, bin_mdef and
sendump.
"""

from __future__ import annotations

import hashlib
import struct
import sys
import zipfile
from pathlib import Path

import numpy as np

from lestalk_studio.audio.features import FFT, RATE, mel_filters
from lestalk_studio.nets.phones import STATES

_FOLDER = "pocketsphinx/model/en-us/en-us/"
_SHA256 = {
    "means": "832019e32cac12eb318964f96f469034acb12d0348eeddc3831831a100cb4dd4",
    "variances": "b00d696f85e96834fc10f8e5f06428d8c4db6bffdbe5845b6f69bf6efbc48fa5",
    "mdef": "2360f9a86889c1cfee8bd618a0269387911e5fb2920a594f506b18b8c79683b0",
    "sendump": "8c9564c0d5bef69ca9d9bf1014abe162f071644cf02cf1fa8a483c3dc165a7a8",
}
_LOG_STEP = 1024 * np.log(1.0001)
"""Natural log of one step of sendump's bytes."""
_LEAST_VARIANCE = 1e-4
"""Sphinx's own floor; a Gaussian below it was never trained."""
_MEL, _CEPSTRA, _LIFTER = 25, 13, 22
_LOWEST_HZ, _HIGHEST_HZ = 130.0, 6800.0
"""Of feat.params, beside the model."""

OFFSET = (52.34, -6.09, 4.30, -0.03, 2.96, 0.93, 3.16, -0.33, 0.69, 0.05, 1.57, 0.84, -0.30)
"""Added to our cepstra, whose colour `net_input` took out, to put them where the model's were after its own mean
normalisation: where pieces of synthesised voices, varied as for training, are likeliest to the model (six steps of
expectation maximisation for a common shift of the first stream; stochastic matching, Sankar & Lee 1996)."""


def _names(data: bytes) -> list[str]:
    """The phones of a binary model definition, in their order; two of the 42 are noises, SIL is silence."""
    (length,) = struct.unpack_from("<i", data, 8)
    counts = 12 + length
    (phones,) = struct.unpack_from("<i", data, counts)
    return [name.decode() for name in data[counts + 40 :].split(b"\0", phones)[:phones]]


def _gaussians(data: bytes) -> np.ndarray:
    """(phones, streams, Gaussians, 13) of an S3 file of means or variances."""
    place = data.index(b"endhdr\n") + 7
    order, phones, streams, count = struct.unpack_from("<4i", data, place)
    if order != 0x11223344:
        raise ValueError("these Gaussians are not of a little-endian machine")
    place += 16 + 4 * streams
    (total,) = struct.unpack_from("<i", data, place)
    return np.frombuffer(data, "<f4", total, place + 4).reshape(phones, streams, count, -1)


def _mixture(data: bytes, phones: int, streams: int, count: int) -> np.ndarray:
    """(streams, phones, Gaussians, states) of a sendump; its first states are those of the phones themselves."""
    place = 0
    while (length := struct.unpack_from("<i", data, place)[0]) != 0:
        place += 4 + length
    rows, states = struct.unpack_from("<2i", data, place + 4)
    if rows != count:
        raise ValueError("the mixture weights are of another model than the Gaussians")
    steps = np.frombuffer(data, np.uint8, streams * rows * states, place + 12).reshape(streams, rows, states)
    weights = np.exp(-_LOG_STEP * steps[..., : phones * STATES])
    return weights.reshape(streams, count, phones, STATES).transpose(0, 2, 1, 3)


def _sphinx_filters() -> np.ndarray:
    """(25, 257) Sphinx's mel triangles of unit area, its corners at whole bins, times its pre-emphasis, of power."""
    ends = 2595 * np.log10(1 + np.array([_LOWEST_HZ, _HIGHEST_HZ]) / 700)
    corners = 700 * (10 ** (np.linspace(*ends, _MEL + 2) / 2595) - 1)
    step = RATE / FFT
    corners = np.floor(corners / step + 0.5) * step
    bins = np.arange(FFT // 2 + 1) * step
    low, mid, high = corners[:-2, None], corners[1:-1, None], corners[2:, None]
    triangles = np.maximum(0, np.minimum((bins - low) / (mid - low), (high - bins) / (high - mid)))
    turn = np.exp(-2j * np.pi * np.arange(FFT // 2 + 1) / FFT)
    return triangles * 2 / (high - low) * np.abs(1 - 0.97 * turn) ** 2


def _front_end() -> tuple[np.ndarray, np.ndarray]:
    """(80, 25) that makes Sphinx's bands of ours as nearly as may be, and (25, 13), log bands to liftered cepstra."""
    from scipy.optimize import nnls

    ours = mel_filters().astype(float)
    bands = np.array([nnls(ours.T, one)[0] for one in _sphinx_filters()]).T
    order, place = np.arange(_CEPSTRA), np.arange(_MEL) + 0.5
    cosines = np.cos(np.pi * place[:, None] * order / _MEL) * np.sqrt(np.where(order == 0, 1, 2) / _MEL)
    return bands, cosines * (1 + _LIFTER / 2 * np.sin(np.pi * order / _LIFTER))


def build(wheel: Path, out: Path) -> None:
    """Write `out` from the model in `wheel`. Raises ValueError where it is another than the one known."""
    files = {}
    with zipfile.ZipFile(wheel) as source:
        for name, expected in _SHA256.items():
            files[name] = source.read(_FOLDER + name)
            if hashlib.sha256(files[name]).hexdigest() != expected:
                raise ValueError(f"{name} of {wheel.name} is of another model than this program was made for")
    means, variances = (_gaussians(files[name]).transpose(1, 0, 2, 3) for name in ("means", "variances"))
    streams, phones, count, _ = means.shape
    mixture = _mixture(files["sendump"], phones, streams, count)
    trained = (variances > _LEAST_VARIANCE).all(axis=3)
    variances = np.where(trained[..., None], variances, 1.0)
    bands, cepstra = _front_end()
    np.savez_compressed(
        out,
        names=np.array(_names(files["mdef"])),
        bands=bands.astype(np.float32),
        cepstra=cepstra.astype(np.float32),
        offset=np.array(OFFSET, np.float32),
        means=means.astype(np.float16),
        variances=np.clip(variances, 1e-2, None).astype(np.float16),
        mixture=(mixture * trained[..., None]).astype(np.float16),
    )


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    build(Path(sys.argv[1]), Path(sys.argv[2]))
