"""What the appearance generator is trained on, and that training it works."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from lestalk_studio.face.head import Head  # noqa: E402
from lestalk_studio.face.skinmap import skin_uv  # noqa: E402
from lestalk_studio.les.emotions import DIRECTIONS, EMOTION_INDEX  # noqa: E402
from lestalk_studio.les.space import DIM, INDEX  # noqa: E402
from lestalk_studio.nets.appearance import CHANNELS, SIZE, WIDTH, AppearanceGenerator  # noqa: E402
from lestalk_studio.training.appearance_data import (  # noqa: E402
    UNSEEN_MIXTURES,
    Light,
    Looks,
    exact_log_ratio,
    expressions,
    lights,
    made,
    sensitivity,
)
from lestalk_studio.training.evaluate_appearance import averaging, errors  # noqa: E402
from lestalk_studio.training.fold_shading import FoldShading  # noqa: E402
from lestalk_studio.training.train_appearance import (  # noqa: E402
    _PLAIN,
    LIGHTS,
    Material,
    fitted_linear,
    looks_loss,
    mapping_loss,
    train,
)


@pytest.fixture(scope="module")
def shading() -> FoldShading:
    return FoldShading(Head.load(), 128)


def _unit(name: str, amount: float = 1.0) -> np.ndarray:
    z = np.zeros(DIM, np.float32)
    z[INDEX[name]] = amount
    return z


def _box(map_: np.ndarray, x: float, y: float, reach: float) -> np.ndarray:
    size = map_.shape[-1]
    u, v = skin_uv(np.array((x, y, 0.3), np.float32)) * size
    r = round(reach * size / 2.9)
    return map_[..., int(v) - r : int(v) + r + 1, int(u) - r : int(u) + r + 1]


def test_a_face_at_rest_has_no_folds(shading):
    look = shading.look(np.zeros(DIM, np.float32))
    assert not look.hollow.any() and not look.lean.any()
    np.testing.assert_allclose(np.linalg.norm(look.normal, axis=0)[shading.covered], 1, atol=1e-4)


def test_skin_folds_across_the_way_it_is_pushed(shading):
    brows = shading.look(_unit("AU04"))
    between = _box(brows.lean, 0.0, 0.3, 0.1)
    assert between[0].std() > 2 * between[1].std()  # upright lines lean to the sides
    raised = shading.look(_unit("AU02") + _unit("AU01"))
    forehead = _box(raised.lean, 0.0, 0.62, 0.1)
    assert forehead[1].std() > 3 * forehead[0].std()
    assert _box(brows.lean, 0.0, 0.65, 0.06).std() < 0.2 * forehead.std()


def test_a_smile_hollows_the_nasolabial_fold_and_not_the_lips(shading):
    look = shading.look(3 * DIRECTIONS[EMOTION_INDEX["happy"]])
    assert _box(look.hollow, 0.455, -0.88, 0.06).min() < -0.1
    assert np.abs(_box(look.hollow, 0.0, -1.1, 0.03)).max() < 0.02


def test_sides_are_mirrored_but_for_their_irregularity(shading):
    left, right = (shading.look(_unit(f"{side}12")).hollow for side in "LR")
    both = np.corrcoef(left.ravel(), right[:, ::-1].ravel())[0, 1]
    assert both > 0.8


def _mixture(z: np.ndarray) -> tuple[str, str] | None:
    """The one of UNSEEN_MIXTURES that z is made of."""
    for pair in UNSEEN_MIXTURES:
        both = DIRECTIONS[[EMOTION_INDEX[name] for name in pair]].T
        shares = np.linalg.lstsq(both, z, rcond=None)[0]
        if np.abs(both @ shares - z).max() < 1e-4 and (shares > 0.4).all():
            return pair
    return None


def test_expressions_keep_unseen_mixtures_apart():
    again = expressions(600, 3)
    assert np.array_equal(again, expressions(600, 3)) and again.shape == (600, DIM)
    assert not any(_mixture(z) for z in again)
    # A few carry speech or something taken back as well.
    assert np.mean([_mixture(z) is not None for z in expressions(60, 3, unseen=True)]) > 0.3


def test_the_light_of_leaning_skin(shading):
    rest = shading.look(np.zeros(DIM, np.float32)).normal
    left = Light(0.5, np.array((0.4, 0.0, 0.3), np.float32))
    middle = _box(sensitivity(left, rest), 0.0, 0.5, 0.03)
    assert middle[0].mean() > 0.3 > abs(middle[1].mean())
    maps = np.zeros((CHANNELS, *rest.shape[1:]), np.float32)
    maps[1] = 0.02
    exact = _box(exact_log_ratio(maps, rest, left), 0.0, 0.5, 0.03)
    np.testing.assert_allclose(exact, 0.02 * middle[0], atol=2e-4)
    assert len(lights(5, 1)) == 5 and all(light.ambient > 0 for light in lights(50, 2))


@pytest.fixture(scope="module")
def few() -> Looks:
    return made(FoldShading(Head.load(), SIZE), expressions(5, 0)[:4], with_normals=True)


def test_components_make_up_the_looks(few):
    material = Material.of(few)
    assert material.codes.shape == (4, WIDTH) and material.components.shape == (WIDTH, CHANNELS, SIZE, SIZE)
    again = (material.codes @ material.components.flatten(1)).numpy()
    np.testing.assert_allclose(again, few.maps.reshape(4, -1).astype(np.float32), atol=1e-3)
    assert material.variance.sum().item() == pytest.approx(1, abs=1e-5) and material.explained > 0.999
    maps = (len(material.codes), *material.components.shape[1:])
    perfect = looks_loss(lambda w: (w @ material.components.flatten(1)).view(maps), material, material.codes)
    nothing = looks_loss(lambda w: torch.zeros(maps), material, material.codes)
    assert perfect.item() == 0 and nothing.item() == pytest.approx(1, abs=1e-3)
    index = torch.arange(4)
    known = {tuple(z.tolist()): code for z, code in zip(material.z, material.codes, strict=True)}
    assert (
        mapping_loss(lambda z: torch.stack([known[tuple(one.tolist())] for one in z]), material, index) == 0
    )
    nothing_known = mapping_loss(lambda z: torch.zeros(len(z), WIDTH), material, index)
    assert nothing_known.item() == pytest.approx(1, abs=1e-4)


def test_the_error_of_components_is_that_of_the_light(few):
    """What `looks_loss` sums up without its own weight of the channels is the mean over its lights."""
    material = Material.of(few)
    apart = np.zeros((CHANNELS, SIZE, SIZE), np.float32)
    apart[:, 100, 128] = 0.02, 0.1, -0.05
    seen = np.einsum("abyx,byx->ayx", material.root.numpy(), apart)
    answers = [sensitivity(light, few.rest)[:, 100, 128] for light in lights(LIGHTS, 0)]
    by_light = np.mean([(0.02 + 0.1 * left - 0.05 * up) ** 2 for left, up in answers])
    assert (seen**2).sum() == pytest.approx(by_light + _PLAIN * (apart**2).sum(), rel=1e-4)


def test_a_few_steps_lower_both_losses(few):
    torch.manual_seed(0)
    material, index = Material.of(few), torch.arange(4)
    net = AppearanceGenerator(material.components.square().sum(0).mean((1, 2)).sqrt())
    optimiser = torch.optim.Adam(net.parameters(), lr=1e-2)
    losses = []
    for _ in range(12):
        both = mapping_loss(net.mapping, material, index), looks_loss(net.of_w, material, material.codes)
        optimiser.zero_grad()
        sum(both).backward()
        optimiser.step()
        losses.append([one.item() for one in both])
    assert losses[-1][0] < 0.8 * losses[0][0] and losses[-1][1] < 0.8 * losses[0][1]


def test_training_repeats(few):
    material = Material.of(few)
    nets = [train(material, 2, 3) for _ in range(2)]
    assert all(torch.equal(*both) for both in zip(*(net.state_dict().values() for net in nets), strict=True))


def test_errors_of_what_knows_and_what_does_not(few):
    known = {one.tobytes(): maps.astype(np.float32) for one, maps in zip(few.z, few.maps, strict=True)}
    found = errors(
        few,
        {"nothing": lambda z: np.zeros_like(few.maps[0], np.float32), "known": lambda z: known[z.tobytes()]},
    )
    assert found[0].explained == pytest.approx(0, abs=1e-6)
    assert found[1].explained > 0.9 and found[1].rms < 0.4 * found[0].rms
    linear = fitted_linear(few, ridge=1e-3).reshape(DIM, CHANNELS, SIZE, SIZE)
    fitted = errors(few, {"linear": lambda z: np.tensordot(z, linear, 1)})[0]
    assert fitted.explained > 0.8


def test_a_linear_map_averages_exactly():
    rng = np.random.default_rng(0)
    basis = rng.normal(size=(5, 30))
    assert averaging(lambda w: w @ basis, rng.normal(size=(6, 5))) < 1e-6
    assert averaging(lambda w: np.abs(w @ basis), rng.normal(size=(6, 5))) > 0.1


def test_too_little_to_train_on_is_told(tmp_path, capsys):
    from lestalk_studio.training.__main__ import main

    out = tmp_path / "weights.safetensors"
    assert main(["train-appearance", "--out", str(out), "--looks", "1"]) == 1
    assert "at least" in capsys.readouterr().err and not out.exists()
