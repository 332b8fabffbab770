"""The shipped head model: its geometry, its shapes and what the loader does with them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from lestalk_studio.errors import StudioError
from lestalk_studio.face.head import PARTS, Head, gaze_rotation
from lestalk_studio.les.space import AUX, AUX_INDEX, INDEX, UNITS
from lestalk_studio.paths import models_dir

REGIONS = (
    *("skin_face", "lips_upper", "lips_lower", "inner_mouth", "nose", "forehead", "chin", "jaw", "neck"),
    *("ears", "scalp", "cheek_l", "cheek_r", "brow_l", "brow_r"),
    *(f"lid_{part}_{side}" for part in ("upper", "lower", "edge") for side in "lr"),
    *("eye_socket_l", "eye_socket_r"),
)
CLOSED = (
    "AU01",
    "AU02",
    "AU04",
    "AU05",
    "AU06",
    "AU07",
    "AU12",
    "AU14",
    "AU15",
    "AU17",
    "AU20",
    "AU23",
    "AU24",
)


@pytest.fixture(scope="module")
def head() -> Head:
    return Head.load()


def unit(head: Head, name: str, level: float = 1.0) -> np.ndarray:
    z = np.zeros(len(UNITS), np.float32)
    z[INDEX[name]] = level
    return head.vertices(z)


def aux_of(name: str, value: float) -> np.ndarray:
    aux = np.zeros(len(AUX), np.float32)
    aux[AUX_INDEX[name]] = value
    return aux


def lip_gap(head: Head, vertices: np.ndarray) -> float:
    upper, lower = head.loops["lip_inner_upper"], head.loops["lip_inner_lower"]
    return float(vertices[upper[len(upper) // 2], 1] - vertices[lower[len(lower) // 2], 1])


def first_hits(head: Head, vertices: np.ndarray, yaw: float, side: int = 400) -> np.ndarray:
    """Part seen first along each ray of a grid over the mouth, straight ahead or from `yaw` degrees aside."""
    a = np.radians(yaw)
    turned = vertices @ np.array([[np.cos(a), 0, np.sin(a)], [0, 1, 0], [-np.sin(a), 0, np.cos(a)]]).T
    corners = turned[head.faces]
    low, high = np.array([-0.7, -1.7]), np.array([0.7, -0.7])
    part, depth = np.full((side, side), -1), np.full((side, side), -np.inf)
    for tri, p in zip(corners, head.part[head.faces[:, 0]], strict=True):
        pixel = (tri[:, :2] - low) / (high - low) * side
        first, last = np.floor(pixel.min(0)).astype(int), np.ceil(pixel.max(0)).astype(int) + 1
        first, last = np.clip(first, 0, side), np.clip(last, 0, side)
        if (first >= last).any():
            continue
        x, y = np.meshgrid(np.arange(first[0], last[0]), np.arange(first[1], last[1]))
        (x0, y0), (x1, y1), (x2, y2) = pixel
        area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        if area == 0:
            continue
        w1 = ((x - x0) * (y2 - y0) - (x2 - x0) * (y - y0)) / area
        w2 = ((x1 - x0) * (y - y0) - (x - x0) * (y1 - y0)) / area
        z = tri[0, 2] + w1 * (tri[1, 2] - tri[0, 2]) + w2 * (tri[2, 2] - tri[0, 2])
        seen = (w1 >= -1e-6) & (w2 >= -1e-6) & (w1 + w2 <= 1 + 1e-6) & (z > depth[y, x])
        depth[y[seen], x[seen]], part[y[seen], x[seen]] = z[seen], p
    return part


def test_arrays_fit_together(head: Head) -> None:
    count = len(head.neutral)
    assert head.neutral.shape == (count, 3) and head.neutral.dtype == np.float32
    assert head.faces.min() == 0 and head.faces.max() == count - 1
    assert head.units.shape == (41, count, 3) and head.units.dtype == np.float32
    assert head.aux.shape == (len(AUX), count, 3)
    assert len(head.identity) >= 60 and head.identity.shape[1:] == (count, 3)
    assert (np.diff(head.identity_sigma) <= 0).all() and head.identity_sigma.min() > 0
    assert all(np.isfinite(a).all() for a in (head.neutral, head.units, head.aux, head.identity, head.beta))
    assert set(np.unique(head.part)) == set(range(len(PARTS)))


def test_head_space(head: Head) -> None:
    left, right = head.eye_centre["l"], head.eye_centre["r"]
    assert np.linalg.norm(left - right) == pytest.approx(1, abs=1e-4)
    assert (left + right) / 2 == pytest.approx([0, 0, 0], abs=1e-4)
    assert left[0] > 0
    for side in "lr":
        ball = head.neutral[head.eye_vertices(side)] - head.eye_centre[side]
        assert np.linalg.norm(ball, axis=1) == pytest.approx(head.eye_radius, rel=1e-4)
        centre, radius = head.eyeball(head.vertices(np.zeros(41), aux_of("gaze_yaw", 25.0)), side)
        assert centre == pytest.approx(head.eye_centre[side], abs=1e-4)
        assert radius == pytest.approx(head.eye_radius, rel=1e-4)


def test_mirror_is_an_involution_that_swaps_sides(head: Head) -> None:
    assert np.array_equal(head.mirror[head.mirror], np.arange(len(head.neutral)))
    assert head.neutral[head.mirror] == pytest.approx(head.neutral * [-1, 1, 1], abs=1e-5)
    swap = {"l": "r", "r": "l"}
    for name in REGIONS:
        other = name[:-1] + swap[name[-1]] if name[-2:] in ("_l", "_r") else name
        assert np.array_equal(head.regions[name][head.mirror], head.regions[other]), name


def test_skin_is_closed_but_for_the_neck(head: Head) -> None:
    faces = head.faces[(head.part[head.faces] == 0).all(1)]
    edges = np.sort(np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1)
    edge, times = np.unique(edges, axis=0, return_counts=True)
    assert times.max() == 2
    assert head.neutral[edge[times == 1], 1].max() < -2.2


def test_faces_turn_outwards(head: Head) -> None:
    for part in ("eye_l", "eye_r"):
        own = head.part_mask(part)
        faces = head.faces[own[head.faces].all(1)]
        a, b, c = (head.neutral[faces[:, k]] for k in range(3))
        outward = (a + b + c) / 3 - head.neutral[own].mean(0)
        assert ((np.cross(b - a, c - a) * outward).sum(1) > 0).all()
    faces = head.faces[head.regions["forehead"][head.faces].all(1)]
    a, b, c = (head.neutral[faces[:, k]] for k in range(3))
    assert (np.cross(b - a, c - a)[:, 2] > 0).mean() > 0.99


def test_regions_are_there_and_disjoint(head: Head) -> None:
    for name in REGIONS:
        assert head.regions[name].sum() >= 20, name
        assert (head.part[head.regions[name]] == PARTS.index("skin")).all(), name
    covering = [name for name in REGIONS if name != "skin_face" and not name.startswith("lid_edge")]
    total = np.sum([head.regions[name] for name in covering], axis=0)
    assert total.max() == 1
    assert (total[head.part == PARTS.index("skin")] == 1).all()
    hidden = head.regions["inner_mouth"] | head.regions["eye_socket_l"] | head.regions["eye_socket_r"]
    assert not (head.regions["skin_face"] & hidden).any()
    assert (head.regions["lid_edge_l"] <= head.regions["eye_socket_l"]).all()


@pytest.mark.parametrize("pair", ["lip_inner", "lip_outer", "lid_l", "lid_r", "waterline_l", "waterline_r"])
def test_loops_are_edges_of_the_mesh_and_share_their_corners(head: Head, pair: str) -> None:
    stem, _, side = pair.partition("_")
    names = [f"{pair}_{k}" if stem == "lip" else f"{stem}_{k}_{side}" for k in ("upper", "lower")]
    upper, lower = (head.loops[name] for name in names)
    assert upper[0] == lower[0] and upper[-1] == lower[-1]
    assert not set(upper[1:-1]) & set(lower[1:-1])
    faces = head.faces
    edges = {tuple(sorted(e)) for f in faces.tolist() for e in ((f[0], f[1]), (f[1], f[2]), (f[2], f[0]))}
    for loop in (upper, lower):
        assert all(tuple(sorted((int(a), int(b)))) in edges for a, b in pairwise(loop))
    assert head.neutral[upper, 1].mean() >= head.neutral[lower, 1].mean() - 1e-6
    # Lips from the subject's right to the left; lids from the nose outwards.
    x = head.neutral[upper, 0] if stem == "lip" else np.abs(head.neutral[upper, 0])
    assert (np.diff(x) > 0).mean() > 0.85


def test_contact_loop_bounds_what_is_inside_the_mouth(head: Head) -> None:
    inside = head.regions["inner_mouth"]
    lips = head.regions["lips_upper"] | head.regions["lips_lower"]
    border = np.concatenate([head.loops["lip_inner_upper"], head.loops["lip_inner_lower"]])
    for face in head.faces[inside[head.faces].any(1) & ~inside[head.faces].all(1)]:
        assert np.isin(face[~inside[face]], border).all()
    assert lips[border].all()


def test_lips_touch_at_rest_and_hide_the_teeth(head: Head) -> None:
    upper, lower = head.neutral[head.loops["lip_inner_upper"]], head.neutral[head.loops["lip_inner_lower"]]
    for k in (1, 2):
        assert np.interp(upper[:, 0], lower[:, 0], lower[:, k]) == pytest.approx(upper[:, k], abs=2e-4)
    for yaw in (-40, 0, 40):
        assert set(np.unique(first_hits(head, head.neutral, yaw))) <= {-1, 0}, yaw


@pytest.mark.parametrize("name", CLOSED)
def test_closed_mouth_stays_closed(head: Head, name: str) -> None:
    for level in (0.5, 1.0):
        vertices = unit(head, name, level)
        upper, lower = vertices[head.loops["lip_inner_upper"]], vertices[head.loops["lip_inner_lower"]]
        order = np.argsort(lower[:, 0])
        gap = upper[:, 1] - np.interp(upper[:, 0], lower[order, 0], lower[order, 1])
        assert np.abs(gap).max() < 0.004


@pytest.mark.parametrize("name", ["AU09", "AU10", "AU16", "AU22", "AU25", "AU26", "AU27", "AU32"])
def test_lips_do_not_cross_when_they_part(head: Head, name: str) -> None:
    vertices = unit(head, name)
    upper, lower = vertices[head.loops["lip_inner_upper"]], vertices[head.loops["lip_inner_lower"]]
    middle = np.abs(upper[:, 0]) < 0.25
    order = np.argsort(lower[:, 0])
    gap = upper[middle, 1] - np.interp(upper[middle, 0], lower[order, 0], lower[order, 1])
    assert gap.min() > -0.01


def test_jaw_opens_as_a_jaw_does(head: Head) -> None:
    assert 0.35 <= lip_gap(head, unit(head, "AU26")) <= 0.45
    assert 0.55 <= lip_gap(head, unit(head, "AU27")) <= 0.70
    teeth = head.part_mask("teeth_lower")
    moved = head.units[INDEX["AU27"]][teeth]
    incisors = np.abs(head.uv[teeth, 0]) <= 1
    molars = np.abs(head.uv[teeth, 0]) >= 6
    assert moved[incisors, 1].mean() < -0.35
    assert moved[incisors, 1].mean() < moved[molars, 1].mean() - 0.1  # a turn, not a slide
    assert not head.units[INDEX["AU27"]][head.part_mask("teeth_upper")].any()
    rest = head.neutral[teeth]
    spread = [np.linalg.norm(p[0] - p[-1]) for p in (rest, rest + moved)]
    assert spread[1] == pytest.approx(spread[0], rel=0.01)


def test_lips_part_without_the_jaw(head: Head) -> None:
    assert 0.08 <= lip_gap(head, unit(head, "AU25")) <= 0.2
    assert not head.units[INDEX["AU25"]][head.part_mask("teeth_lower")].any()
    chin = head.landmarks(unit(head, "AU25"))[152] - head.landmarks(head.neutral)[152]
    assert np.abs(chin).max() < 0.02


@pytest.mark.parametrize("side", ["l", "r"])
def test_blink_closes_the_eye_exactly(head: Head, side: str) -> None:
    vertices = head.vertices(np.zeros(41), aux_of(f"blink_{side}", 1.0))
    upper, lower = vertices[head.loops[f"lid_upper_{side}"]], vertices[head.loops[f"lid_lower_{side}"]]
    order = np.argsort(lower[:, 0])
    for k in (1, 2):
        meet = np.interp(upper[:, 0], lower[order, 0], lower[order, k])
        assert meet == pytest.approx(upper[:, k], abs=2e-3)
    travel = [np.abs(head.aux[AUX_INDEX[f"blink_{side}"]][head.loops[f"lid_{k}_{side}"], 1]).max() for k in
              ("upper", "lower")]  # fmt: skip
    assert travel[0] / sum(travel) == pytest.approx(0.85, abs=0.07)
    other = {"l": "r", "r": "l"}[side]
    assert not head.aux[AUX_INDEX[f"blink_{side}"]][head.loops[f"lid_upper_{other}"]].any()


@pytest.mark.parametrize("seed", range(4))
def test_blink_put_right_for_a_person_closes_their_eye(head: Head, seed: int) -> None:
    shape = head.shape(np.random.default_rng(seed).normal(size=len(head.identity)))
    for side in "lr":
        vertices = shape + head.blink(shape, side)
        upper, lower = vertices[head.loops[f"lid_upper_{side}"]], vertices[head.loops[f"lid_lower_{side}"]]
        order = np.argsort(lower[:, 0])
        meet = np.interp(upper[:, 0], lower[order, 0], lower[order, 1])
        assert np.abs(meet - upper[:, 1]).max() < 0.004


def test_lids_stay_outside_the_eyeballs(head: Head) -> None:
    random = np.random.default_rng(1)
    for _ in range(5):
        z = random.uniform(0, 1, 41) * (random.random(41) < 0.3)
        aux = aux_of("blink_l", random.uniform()) + aux_of("gaze_pitch", random.uniform(-25, 25))
        vertices = head.vertices(z, aux)
        for side in "lr":
            lid = head.regions[f"lid_upper_{side}"] | head.regions[f"lid_lower_{side}"]
            rest = np.linalg.norm(head.neutral[lid] - head.eye_centre[side], axis=1)
            distance = np.linalg.norm(vertices[lid] - head.eye_centre[side], axis=1)
            assert (distance > 0.999 * np.minimum(rest, head.eye_radius)).all()


def test_gaze_turns_the_eyeballs_and_nothing_else_of_them(head: Head) -> None:
    vertices = head.vertices(np.zeros(41), aux_of("gaze_yaw", 30.0))
    rows = head.eye_vertices("l")
    pole = rows[np.argmax(head.neutral[rows, 2])]
    assert vertices[pole, 0] - head.neutral[pole, 0] == pytest.approx(head.eye_radius * 0.5, rel=1e-3)
    assert np.linalg.norm(vertices[rows] - head.eye_centre["l"], axis=1) == pytest.approx(
        head.eye_radius, rel=1e-4
    )
    up = head.vertices(np.zeros(41), aux_of("gaze_pitch", 20.0))
    assert up[pole, 1] > head.neutral[pole, 1] + 0.05
    lid = head.loops["lid_upper_l"]
    assert up[lid, 1].max() > head.neutral[lid, 1].max() + 0.02
    assert not head.units[:, rows].any()
    assert gaze_rotation(0, 0) == pytest.approx(np.eye(3))


def test_units_are_symmetric_and_sides_add_up(head: Head) -> None:
    for i, one in enumerate(UNITS):
        if one.side == "both":
            assert head.units[i][head.mirror] == pytest.approx(head.units[i] * [-1, 1, 1], abs=1e-3), one.name
    for number in ("01", "02", "04", "06", "10", "12", "14"):
        both, left, right = (head.units[INDEX[f"{k}{number}"]] for k in ("AU", "L", "R"))
        assert left + right == pytest.approx(both, abs=1e-3)
        x = head.neutral[:, 0]
        assert np.abs(left[x < -0.1]).max() == 0 and np.abs(right[x > 0.1]).max() == 0
        assert np.abs(left).max() > 0.03


def test_units_move_what_they_are_named_for(head: Head) -> None:
    def mean(name: str, region: str, axis: int = 1) -> float:
        return float(head.units[INDEX[name]][head.regions[region], axis].mean())

    left_corner = head.loops["lip_inner_upper"][-1]
    assert mean("AU01", "brow_l") > 0.02
    assert mean("AU02", "brow_l") > 0.02
    assert mean("AU04", "brow_l") < -0.03
    assert mean("AU04", "brow_l", 0) < 0 < mean("AU04", "brow_r", 0)
    assert head.units[INDEX["AU05"]][head.loops["lid_upper_l"], 1].max() > 0.03
    assert mean("AU06", "cheek_l") > 0.02
    assert head.units[INDEX["AU07"]][head.loops["lid_lower_l"], 1].max() > 0.03
    assert mean("AU09", "nose") > 0.01
    assert mean("AU10", "lips_upper") > 0.03
    assert head.units[INDEX["AU12"]][left_corner, 0] > 0.05 < head.units[INDEX["AU12"]][left_corner, 1]
    assert head.units[INDEX["AU15"]][left_corner, 1] < -0.05
    assert mean("AU16", "lips_lower") < -0.03
    assert mean("AU17", "lips_lower") > 0.03
    assert head.units[INDEX["AU18"]][left_corner, 0] < -0.04 < 0.04 < mean("AU18", "lips_upper", 2)
    assert head.units[INDEX["AU20"]][left_corner, 0] > 0.05
    assert head.units[INDEX["AU23"]][left_corner, 0] < -0.02
    assert head.units[INDEX["AU19"]][head.part_mask("tongue"), 2].max() > 0.2


def test_brow_lowering_keeps_the_skin_between_the_brows(head: Head) -> None:
    rest, frown = head.neutral, unit(head, "AU04")
    between = head.faces[
        ((np.abs(rest[head.faces, 0]) < 0.14) & (np.abs(rest[head.faces, 1] - 0.3) < 0.15)).all(1)
        & (rest[head.faces, 2] > 0.2).all(1)
    ]

    def areas(vertices: np.ndarray) -> np.ndarray:
        a, b, c = (vertices[between[:, k]] for k in range(3))
        return np.linalg.norm(np.cross(b - a, c - a), axis=1)

    assert (areas(frown) / areas(rest)).min() > 0.3
    assert 0.5 < areas(frown).sum() / areas(rest).sum() < 1.0


def test_beta_is_orthonormal_and_spans_every_shape(head: Head) -> None:
    flat = head.beta.reshape(64, -1)
    assert flat @ flat.T == pytest.approx(np.eye(64), abs=2e-3)
    size = np.array([30.0 if name.startswith("gaze") else 1.0 for name in AUX])[:, None]
    shapes = np.concatenate([head.units.reshape(41, -1), head.aux.reshape(len(AUX), -1) * size])
    weights = np.concatenate([head.units_to_beta, head.aux_to_beta * size])
    assert np.linalg.norm(shapes - weights @ flat) / np.linalg.norm(shapes) < 0.01
    for i in range(41):
        error = np.linalg.norm(head.units[i].ravel() - head.units_to_beta[i] @ flat)
        assert error / np.linalg.norm(head.units[i]) < 0.05, UNITS[i].name


def test_the_shipped_nets_were_trained_on_this_basis(head: Head) -> None:
    from safetensors.numpy import load_file

    trained = load_file(models_dir() / "cdan.safetensors")["linear"]
    assert trained == pytest.approx(head.units_to_beta, abs=1e-4)


def test_landmarks_lie_on_the_contours_they_mean(head: Head) -> None:
    assert head.landmark_triangle.shape == (478,)
    assert head.landmark_bary.sum(1) == pytest.approx(1, abs=1e-5) and head.landmark_bary.min() >= -1e-6
    at = head.landmarks(head.neutral)
    on = {13: "lip_inner_upper", 14: "lip_inner_lower", 0: "lip_outer_upper", 17: "lip_outer_lower",
          386: "lid_upper_l", 374: "lid_lower_l", 159: "lid_upper_r", 145: "lid_lower_r"}  # fmt: skip
    for number, loop in on.items():
        used = head.faces[head.landmark_triangle[number]][head.landmark_bary[number] > 1e-4]
        assert np.isin(used, head.loops[loop]).all(), number
    ends = head.loops["lip_inner_upper"][[0, -1]]
    assert at[[78, 308]] == pytest.approx(head.neutral[ends], abs=1e-5)
    assert at[[468, 473], 0] == pytest.approx([-0.5, 0.5], abs=0.01)
    mirror = head.landmark_mirror
    assert np.array_equal(mirror[mirror], np.arange(478)) and mirror[33] == 263 and mirror[61] == 291
    assert np.linalg.norm(at[mirror] * [-1, 1, 1] - at, axis=1).max() < 0.02
    assert at[152, 1] < at[17, 1] < at[1, 1] < at[168, 1] < at[10, 1]  # chin, lip, nose, bridge, forehead


def test_identity_gives_other_people_in_the_same_frame(head: Head) -> None:
    assert np.array_equal(head.shape(), head.neutral)
    flat = head.identity.reshape(len(head.identity), -1)
    assert np.linalg.norm(flat, axis=1) == pytest.approx(1, abs=1e-2)
    random = np.random.default_rng(3)
    for _ in range(4):
        person = head.shape(random.normal(size=40))
        eyes = [head.eyeball(person, side)[0] for side in "lr"]
        assert np.linalg.norm(eyes[0] - eyes[1]) == pytest.approx(1, abs=0.03)
        assert abs(lip_gap(head, person)) < 0.01
        assert 0.02 < np.linalg.norm(person - head.neutral, axis=1).mean() < 0.4


def test_vertices_add_up_from_identity_units_and_aux(head: Head) -> None:
    z = np.zeros(41)
    z[INDEX["AU12"]] = 0.5
    c = np.array([1.0, -0.5])
    person = head.shape(c)
    nose = head.regions["nose"]
    expected = person + 0.5 * head.units[INDEX["AU12"]]
    assert head.vertices(z, None, c)[nose] == pytest.approx(expected[nose], abs=1e-5)
    assert head.expression(np.zeros(41)) == pytest.approx(np.zeros_like(head.neutral))


def test_teeth_have_a_grid_to_draw_them_on(head: Head) -> None:
    for part in ("teeth_upper", "teeth_lower"):
        uv = head.uv[head.part_mask(part)]
        assert uv[:, 0].min() == -7 and uv[:, 0].max() == 7
        assert set(np.round(np.unique(uv[:, 1]), 2)) == {-1.0, 0.0, 1.0, np.float32(1.3).round(2)}
    upper = head.neutral[head.part_mask("teeth_upper") & (head.uv[:, 1] == 1) & (np.abs(head.uv[:, 0]) < 1)]
    lower = head.neutral[head.part_mask("teeth_lower") & (head.uv[:, 1] == 1) & (np.abs(head.uv[:, 0]) < 1)]
    assert upper[:, 2].min() > lower[:, 2].max()  # the upper incisors bite before the lower
    assert upper[:, 1].max() < lower[:, 1].min()  # and over them


def test_a_broken_model_is_told_in_one_sentence(tmp_path) -> None:
    (tmp_path / "head.npz").write_bytes(b"not a model")
    with pytest.raises(StudioError, match="cannot be used"):
        Head.load(tmp_path / "head.npz")
    with pytest.raises(StudioError, match="cannot be used"):
        Head.load(tmp_path / "missing.npz")
