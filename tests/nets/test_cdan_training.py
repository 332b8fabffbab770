"""Material, training and measuring of the CDAN: nothing leaks, everything repeats, unseen people gain."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from lestalk_studio.face.head import Head  # noqa: E402
from lestalk_studio.face.landmarkmodel import SKIN, STILL, landmark_model  # noqa: E402
from lestalk_studio.les.space import AUX, DIM, INDEX  # noqa: E402
from lestalk_studio.nets.cdan import Cdan  # noqa: E402
from lestalk_studio.training import evaluate_cdan, people, train_cdan  # noqa: E402
from lestalk_studio.training.cdan_data import VIEWS, DenseFit, Track, held_out, make_track  # noqa: E402


@pytest.fixture(scope="module")
def head() -> Head:
    return Head.load()


def _speaker(head, seed: int = 0, length: int = 40) -> Track:
    """Somebody whose jaw also pulls the corners of the mouth, which the linear map does not know."""
    rng = np.random.default_rng(seed)
    z = np.zeros((length, DIM), np.float32)
    z[:, INDEX["AU26"]] = 0.3 + 0.3 * np.sin(np.arange(length) / 3 + rng.uniform(0, 6))
    z[:, INDEX["AU12"]] = 0.2 * rng.random()
    aux = np.zeros((length, len(AUX)), np.float32)
    beta = z @ head.units_to_beta + z[:, [INDEX["AU26"]]] * head.units_to_beta[INDEX["AU15"]]
    moved = DenseFit.of(head).landmarks(beta).astype(np.float32)
    same = dict.fromkeys(VIEWS, z)
    return Track(
        "made",
        f"p{seed}",
        same,
        dict.fromkeys(VIEWS, aux),
        np.zeros(DIM, np.float32),
        beta.astype(np.float32),
        moved,
    )


def test_dense_fit_finds_what_moved_the_landmarks(head):
    fit = DenseFit.of(head)
    beta = (np.random.default_rng(0).random((3, DIM)) * 0.5) @ head.units_to_beta
    moved = fit.landmarks(beta)
    again = fit.landmarks(fit.beta(moved))
    assert np.abs(again - moved)[..., :2].mean() < 0.05 * np.abs(moved)[..., :2].mean()


def test_dense_fit_leaves_the_heads_own_motion_out(head):
    fit = DenseFit.of(head)
    turn = np.cross([0.0, 0.02, 0.0], landmark_model(head).mean[SKIN])[None]
    assert np.abs(fit.landmarks(fit.beta(turn + 0.01))).max() < 1e-3


def test_landmarks_that_judge_are_not_solved_from(head):
    """z does not change with the landmarks it is judged by, but for those that tell the head's pose."""
    model = landmark_model(head)
    rng = np.random.default_rng(0)
    z = np.zeros((12, DIM))
    z[:, INDEX["AU26"]] = np.linspace(0, 0.5, 12)
    points = (model.mean + np.tensordot(z, model.units, 1)) * np.array([80, -80, -80]) + 150
    scores = {"jawOpen": np.linspace(0, 0.4, 12), "eyeBlinkLeft": np.zeros(12), "eyeBlinkRight": np.zeros(12)}
    seen = np.ones(12, bool)
    for view in ("even", "odd"):
        judged = np.setdiff1d(held_out(view), STILL)
        moved = points.copy()
        moved[:, judged] += rng.normal(0, 2, (12, len(judged), 3))
        before, after = (make_track("t", "p", p, scores, seen, 25.0, head) for p in (points, moved))
        np.testing.assert_allclose(after.z[view], before.z[view], atol=1e-6)
        assert not np.allclose(after.z["all"], before.z["all"], atol=1e-3)
    assert not set(held_out("even")) & set(held_out("odd"))


def test_mirroring_is_its_own_inverse(head):
    units = train_cdan.mirrored_units()
    assert np.array_equal(units[units], np.arange(DIM))
    turned = head.units_to_beta @ train_cdan.mirrored_basis(head)
    np.testing.assert_allclose(turned, head.units_to_beta[units], atol=1e-2)


def test_nobody_is_on_both_sides():
    labels = [*people.SAME_PERSON, *people.SAME_PERSON.values(), *people.HELD_OUT]
    tracks = [Track("", label, {}, {}, *[np.zeros(0)] * 3) for label in labels]
    train_on, held = train_cdan.split(tracks)
    assert {people.person(t.identity) for t in held} == set(people.HELD_OUT)
    assert not {people.person(t.identity) for t in train_on} & set(people.HELD_OUT)


def test_edits_alone_ask_for_no_correction(head):
    material = train_cdan.Material.of([_speaker(head)], head)
    z, portrait, wanted = train_cdan.draw(material, np.random.default_rng(0), 2, 1, 3)
    assert z.shape == (6, train_cdan.SEQUENCE, DIM)
    assert portrait.shape == (6, 64)
    assert not wanted[3:].any()
    assert wanted[:3].abs().sum() > 0


def test_training_repeats(head):
    material = train_cdan.Material.of([_speaker(head)], head)
    first, second = (train_cdan.train(Cdan, material, 3, seed=3) for _ in range(2))
    for one, other in zip(first.state_dict().values(), second.state_dict().values(), strict=True):
        assert torch.equal(one, other)


def test_a_few_steps_lower_an_unseen_persons_error(head):
    material = train_cdan.Material.of([_speaker(head, seed) for seed in range(3)], head)
    net = train_cdan.train(Cdan, material, 40, rate=4e-3)
    track = _speaker(head, 7)
    linear = track.z["all"] @ head.units_to_beta
    with torch.inference_mode():
        found = linear + net(torch.from_numpy(track.z["all"])[None], torch.zeros(1, 64))[0].numpy()
    before, after = (evaluate_cdan.landmark_error(track, b, "even", head) for b in (linear, found))
    assert after < 0.9 * before


def test_the_error_is_zero_for_the_truth_and_blind_to_the_heads_motion(head):
    track = _speaker(head)
    assert evaluate_cdan.landmark_error(track, track.beta, "odd", head) < 1e-3
    shifted = Track(**{**vars(track), "moved": track.moved + np.float32(0.05)})
    assert evaluate_cdan.landmark_error(shifted, track.beta, "odd", head) < 1e-3


def test_the_perceptron_compared_with_is_no_smaller(head):
    material = train_cdan.Material.of([_speaker(head)], head)
    net = Cdan(material.units, material.spread)
    other = train_cdan.Mlp(material.units, material.spread).eval()
    assert 1.0 <= train_cdan.parameters(other) / train_cdan.parameters(net) < 1.02
    assert other(torch.zeros(1, 5, DIM), torch.randn(1, 64)).abs().max() < 1e-4


def test_units_alone_still_do_what_they_are_asked(head):
    found = evaluate_cdan.control(head)
    assert found[:, 0].min() > 0.9
    assert found[:, 2].min() > 0.98


def test_unseen_people_are_met_better_than_by_the_linear_map(head, shared_data):
    from lestalk_studio.training.cdan_data import load_tracks

    named = ("grid_s2", "grid_x_sbwe5n", "grid_x_lbbc2a", "grid_x_swiz3n")
    tracks = load_tracks(shared_data / "grid", head, only=lambda identity: identity in named)
    rows = evaluate_cdan.errors_by_person(tracks, evaluate_cdan.ways_of(head), head, ("even",))
    assert evaluate_cdan.gain(rows, "cdan", "linear") > 10
    assert all(row.errors["cdan"] < row.errors["linear"] < row.errors["still"] for row in rows)
