"""The phone model: Sphinx's likelihoods by the book, known sounds heard as what they are, nothing from later on."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from lestalk_studio.audio.activity import speech_activity  # noqa: E402
from lestalk_studio.audio.decode import load_audio  # noqa: E402
from lestalk_studio.audio.features import extract  # noqa: E402
from lestalk_studio.errors import StudioError  # noqa: E402
from lestalk_studio.nets.audio_input import net_input  # noqa: E402
from lestalk_studio.nets.phones import MODEL, REACH, Phones  # noqa: E402
from lestalk_studio.paths import models_dir, resources_dir  # noqa: E402

SAID = (
    "L",
    "OW",
    "N",
    "L",
    "EY",
    "AY",
    "W",
    "Z",
    "IY",
    "K",
    "CH",
    "ER",
    "N",
    "AW",
    "M",
    "TH",
    "M",
    "UW",
    "V",
    "Z",
)
"""Of "Hello. Until today, I was only a picture. Now my mouth moves"."""

_DEEPEST = -3.0
"""What is given for phones that are out of the question."""


@pytest.fixture(scope="module")
def phones() -> Phones:
    return Phones.load()


@pytest.fixture(scope="module")
def names() -> list[str]:
    with np.load(models_dir() / MODEL) as data:
        return list(data["names"])


def given(samples: np.ndarray) -> torch.Tensor:
    features = extract(samples)
    return torch.from_numpy(net_input(features.log_mel, speech_activity(features)))[None]


@pytest.fixture(scope="module")
def speech() -> torch.Tensor:
    return given(load_audio(resources_dir() / "demo_speech.ogg"))


def test_shape_level_and_range(phones, speech, names):
    heard = phones(speech)
    assert heard.shape == (1, speech.shape[1], 1 + len(names)) and phones.channels == 43
    assert torch.equal(heard[..., 0], speech[..., 80])
    assert torch.isfinite(heard).all()
    assert heard[..., 1:].min() >= _DEEPEST and heard[..., 1:].max() <= 1.0
    assert not any(p.requires_grad for p in phones.parameters()) and not phones.state_dict()


def test_likelihoods_are_the_mixtures_of_the_file(phones):
    """Against each Gaussian's density worked out by itself, in double precision."""
    with np.load(models_dir() / MODEL) as data:
        means, variances, mixture = (data[k].astype(float) for k in ("means", "variances", "mixture"))
    rng = np.random.default_rng(0)
    streams = rng.normal(0, 8, (3, 2, 70, 13))
    found = phones._likelihoods(torch.tensor(streams, dtype=torch.float32)).numpy()
    for clip, frame, phone in ((0, 0, 2), (1, 69, 41), (0, 65, 32)):
        expected = 0.0
        for x, m, v, w in zip(streams[:, clip, frame], means, variances, mixture, strict=True):
            density = -0.5 * ((x - m[phone]) ** 2 / v[phone] + np.log(2 * np.pi * v[phone])).sum(axis=1)
            expected = expected + np.logaddexp.reduce(density[:, None] + np.log(w[phone] + 1e-300), axis=0)
        np.testing.assert_allclose(found[clip, frame, phone], expected, rtol=1e-3)


def test_what_is_said_is_heard(phones, speech, names):
    """A voice it never heard: its surest sounds in their order."""
    heard = [names[i] for i in phones(speech)[0, :, 1:].argmax(dim=1)]
    rest = iter(heard)
    assert [phone for phone in SAID if phone not in rest] == []


def test_silence_and_speech_are_told_apart(phones, names):
    pause = np.random.default_rng(0).normal(0, 1e-4, 8000).astype(np.float32)
    voice = load_audio(resources_dir() / "demo_speech.ogg")[: 4 * 16000]
    heard = phones(given(np.concatenate([pause, voice, pause])))[0, :, 1:].argmax(dim=1).numpy()
    silent = np.isin(heard, [names.index(name) for name in ("SIL", "+SPN+", "+NSN+")])
    assert silent[10:40].mean() > 0.9
    assert silent[60:440].mean() < 0.5


def test_one_by_one_as_together(phones, speech):
    two = torch.stack([speech[0, :200], speech[0, 200:400]])
    torch.testing.assert_close(
        phones(two), torch.cat([phones(two[:1]), phones(two[1:])]), atol=1e-4, rtol=1e-4
    )


def test_nothing_later_is_heard(phones, speech):
    """Differences look REACH frames ahead; that is why it is given so late."""
    now = 200
    for later, same in ((0, False), (1, True)):
        other = speech.clone()
        other[:, now + later :, :80] = torch.randn(1, speech.shape[1] - now - later, 80)
        before, after = phones(speech)[:, now], phones(other)[:, now]
        assert torch.allclose(before, after, atol=1e-5) == same
    alone = phones(speech[:, : now + 1])
    torch.testing.assert_close(alone[:, : now + 1], phones(speech)[:, : now + 1], atol=1e-4, rtol=1e-4)
    assert REACH == 3


def test_a_missing_or_damaged_model_is_told_in_a_sentence(tmp_path):
    broken, empty = tmp_path / "phones.npz", tmp_path / "empty.npz"
    broken.write_bytes((models_dir() / MODEL).read_bytes()[:5000])
    np.savez(empty, bands=np.zeros(3))
    for path in (broken, empty, tmp_path / "missing.npz"):
        with pytest.raises(StudioError, match="missing or damaged"):
            Phones.load(path)
