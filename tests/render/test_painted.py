"""What is painted by hand keeps still, what is erased moves again, and nothing painted changes nothing."""

from copy import copy

import cv2
import numpy as np
import pytest

from lestalk_studio.document.strokes import Stroke
from lestalk_studio.render.occluders import occluders_of
from lestalk_studio.render.painted import Painted, cover, laid
from lestalk_studio.render.renderer import PortraitRenderer
from tests.render.conftest import pose
from tests.render.test_occluders import _with_microphone

SPEAKS = pose(AU25=0.8, AU26=0.9, AU12=0.5)
TURNS = pose(head_yaw=10.0, head_x=0.1, AU26=0.5)


def _stroke(face, kind, line, radius, **more):
    """Along `line` of (x, y) in inter-ocular distances from between the eyes, `radius` likewise."""
    size = np.array(face.portrait.rgb.shape[1::-1])
    points = (np.array(line) * face.fit.scale + face.fit.translation[:2]) / size
    return Stroke(kind, tuple(map(tuple, points.tolist())), radius * face.fit.scale / size.max(), **more)


def _renderer(face, *strokes, mask=None, picture=None, **more):
    picture = face.portrait.rgb if picture is None else picture
    return PortraitRenderer(picture, copy(face.fit), face.head, painted=Painted(strokes, mask), **more)


def _disc(face, x, y, radius):
    """(H, W) bool: a disc, given as strokes are."""
    cx, cy = (np.array((x, y)) * face.fit.scale + face.fit.translation[:2]).round().astype(int)
    mask = np.zeros(face.portrait.rgb.shape[:2], np.uint8)
    cv2.circle(mask, (int(cx), int(cy)), round(radius * face.fit.scale), 1, -1)
    return mask > 0


def _still(frame, rgb, where):
    """Share of the pixels `where` that are as in the portrait."""
    return (np.abs(frame.astype(int) - rgb).max(2) <= 2)[where].mean()


@pytest.fixture(scope="module", params=["hopper", "astronaut"])
def each(request, fitted):
    return fitted[request.param]


@pytest.fixture(scope="module")
def face(fitted):
    return fitted["hopper"]


CHIN = [(-0.3, 1.35), (0.3, 1.35)]


@pytest.mark.parametrize("occluders", ["auto", "none"])
def test_nothing_painted_is_as_before_to_the_bit(face, renderers, fitted, occluders):
    without = next(renderers[name] for name in renderers if fitted[name] is face)
    empty = _renderer(face, mask=np.zeros(face.portrait.rgb.shape[:2], np.uint8), occluders=occluders)
    for edit in (SPEAKS, TURNS, pose(AU06=1.0, AU12=1.5)):
        assert np.array_equal(empty.render(*edit), without.render(*edit))


def test_what_is_painted_over_the_chin_keeps_still(each, renderers, fitted):
    held = _renderer(each, _stroke(each, "still", CHIN, 0.25))
    core = _disc(each, 0, 1.35, 0.2)
    free = next(renderers[name] for name in renderers if fitted[name] is each)
    for edit in (SPEAKS, TURNS):
        assert _still(held.render(*edit), each.portrait.rgb, core) == 1.0
        assert _still(free.render(*edit), each.portrait.rgb, core) < 0.6
    assert np.array_equal(held.render(*pose()), each.portrait.rgb)


def test_the_face_behind_goes_on_moving(face):
    held = _renderer(face, _stroke(face, "still", CHIN, 0.15))
    lips = _disc(face, 0, 0.85, 0.25)
    assert _still(held.render(*SPEAKS), face.portrait.rgb, lips) < 0.5


def test_what_goes_with_the_head_moves_with_it_and_not_with_the_mouth(face):
    held = _renderer(face, _stroke(face, "head", CHIN, 0.25))
    core = _disc(face, 0, 1.35, 0.18)
    assert _still(held.render(*pose(AU25=0.8, AU26=0.9)), face.portrait.rgb, core) == 1.0
    assert _still(held.render(*pose(head_yaw=10.0, head_x=0.15)), face.portrait.rgb, core) < 0.9


def test_erased_it_moves_again_and_painted_once_more_it_does_not(face):
    core = _disc(face, 0, 1.35, 0.15)
    paint, erase = (_stroke(face, kind, CHIN, radius) for kind, radius in (("still", 0.25), ("erase", 0.3)))
    rgb = face.portrait.rgb
    gone = _renderer(face, paint, erase).render(*SPEAKS)
    assert np.array_equal(gone, _renderer(face).render(*SPEAKS))
    assert _still(_renderer(face, paint, erase, paint).render(*SPEAKS), rgb, core) == 1.0


def test_what_was_found_wrongly_is_erased(face):
    picture, _ = _with_microphone(face)
    whole = Stroke("erase", ((0.0, 0.5), (1.0, 0.5)), 0.5, 1.0)
    fit = copy(face.fit)
    assert occluders_of(picture, fit, face.head) is not None
    erased = _renderer(face, whole, picture=picture)
    free = PortraitRenderer(picture, fit, face.head, occluders="none")
    assert np.array_equal(erased.render(*SPEAKS), free.render(*SPEAKS))


def test_painting_adds_to_what_was_found(face):
    picture, mask = _with_microphone(face)
    brow = [(-0.6, -0.4), (0.6, -0.4)]
    held = _renderer(face, _stroke(face, "still", brow, 0.15), picture=picture)
    frame = held.render(*pose(AU01=1.0, AU02=1.0, AU25=0.8, AU26=0.9))
    core = cv2.erode(mask.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    core[int(face.fit.translation[1] + 2.0 * face.fit.scale) :] = False
    assert _still(frame, picture, core) > 0.97
    assert _still(frame, picture, _disc(face, 0.4, -0.4, 0.1)) == 1.0


@pytest.mark.parametrize(
    "line", [[(-1.0, -1.0)], [(2.0, 2.0), (2.0, -1.0)], [(0.001, 0.999)]], ids=["off", "beyond", "corner"]
)
@pytest.mark.parametrize("kind", ["still", "erase"])
def test_painting_beside_the_face_does_no_harm(face, kind, line):
    # The corner may belong to what follows the head; the face itself is as it was.
    beside = _renderer(face, Stroke(kind, tuple(line), 0.004, 0.8, True))
    before, after = _renderer(face).render(*SPEAKS), beside.render(*SPEAKS)
    around = _disc(face, 0, 0.6, 1.2)
    assert np.array_equal(before[around], after[around])


def test_painting_beside_the_face_leaves_what_was_found_as_it_is(face):
    picture, _ = _with_microphone(face)
    beside = _renderer(face, Stroke("still", ((0.001, 0.999),), 0.004), picture=picture)
    without = PortraitRenderer(picture, copy(face.fit), face.head)
    assert np.array_equal(beside.render(*SPEAKS), without.render(*SPEAKS))


@pytest.mark.parametrize(("kind", "occluders"), [("still", "auto"), ("head", "none")])
def test_a_face_that_is_painted_over_whole_is_borne(each, kind, occluders):
    everything = Stroke(kind, ((0.0, 0.5), (1.0, 0.5)), 0.5, 1.0)
    held = _renderer(each, everything, occluders=occluders)
    frame = held.render(*SPEAKS)
    assert _still(frame, each.portrait.rgb, _disc(each, 0, 0.6, 1.0)) > 0.99


def test_a_mask_from_a_file_holds_grey_in_part(face):
    core = _disc(face, 0, 1.35, 0.2)
    frames = []
    for level in (255, 128, 0):
        mask = np.where(_disc(face, 0, 1.35, 0.3), level, 0).astype(np.uint8)
        frames.append(_renderer(face, mask=mask).render(*TURNS).astype(int))
    whole, half, none = (np.abs(frame - face.portrait.rgb)[core].mean() for frame in frames)
    assert whole == 0 and 0 < half < none


@pytest.mark.parametrize("size", [256, 400])
def test_another_size_holds_the_same(face, size):
    rgb = face.portrait.rgb
    small = _renderer(face, _stroke(face, "still", CHIN, 0.25), size=size)
    rest = small.render(*pose())
    core = cv2.resize(_disc(face, 0, 1.35, 0.15).astype(np.uint8), rest.shape[1::-1]) > 0
    assert rest.shape[0] * rgb.shape[1] == pytest.approx(rest.shape[1] * rgb.shape[0], rel=0.01)
    assert _still(small.render(*SPEAKS), rest, core) == 1.0


def test_hardness_is_the_part_that_covers_fully():
    crop = np.zeros((101, 101, 3), np.uint8)
    shares = {}
    for hardness in (0.0, 0.5, 1.0):
        stroke = Stroke("still", ((0.5, 0.5),), 0.3, hardness)
        part, share = cover([stroke], crop, (0, 0), (101, 101), False)
        shares[hardness] = np.zeros((101, 101), np.float32)
        shares[hardness][part] = share
    row = {hardness: share[50, 50:] for hardness, share in shares.items()}
    assert row[1.0][29] == 1 and row[1.0][32] == 0
    assert row[0.5][15] == 1 and 0.4 < row[0.5][22] < 0.7 and row[0.5][31] == 0
    assert row[0.0][0] == 1 and row[0.0][15] == pytest.approx(0.5, abs=0.05)
    assert all(np.all(np.diff(values) <= 1e-6) for values in row.values())


def test_a_thin_line_is_even_wherever_it_lies():
    crop = np.zeros((60, 200, 3), np.uint8)
    sums = []
    for y in np.linspace(0.4, 0.6, 7):
        _, share = cover([Stroke("still", ((0.1, y), (0.9, y)), 0.005, 0.8)], crop, (0, 0), (200, 60), False)
        sums.append(share[:, 60:120].sum(0))
    assert np.ptp(np.array(sums)) < 0.2 * np.mean(sums)


def test_a_rough_stroke_that_snaps_gives_a_clean_border(face):
    picture, mask = _with_microphone(face)
    true = mask.astype(np.float32)
    ball = [(-0.02, 1.2), (0.22, 1.2)]
    gaps = {}
    for snap in (False, True):
        stroke = _stroke(face, "still", ball, 0.24, snap=snap)
        part, share = cover([stroke], picture, (0, 0), picture.shape[1::-1], snap)
        drawn = np.zeros_like(true)
        drawn[part] = share
        near = _disc(face, 0.1, 1.2, 0.5) & ~_disc(face, 0.25, 1.7, 0.35)  # the rod was not painted
        gaps[snap] = np.abs(drawn - true)[near].sum() / true[near].sum()
    assert gaps[True] < 0.12 and gaps[True] < 0.5 * gaps[False]


def test_a_face_mostly_out_of_the_picture_takes_paint(fitted):
    face = fitted["hopper"]
    rgb = np.ascontiguousarray(face.portrait.rgb[:190])
    held = PortraitRenderer(
        rgb, copy(face.fit), face.head, painted=Painted((Stroke("still", ((0.5, 0.8),), 0.1),))
    )
    assert held.render(*TURNS).shape == rgb.shape


def test_found_and_painted_never_count_twice():
    half = np.full((20, 20), 0.5, np.float32)
    strokes = tuple(Stroke(kind, ((0.5, 0.5),), 0.4, 0.2) for kind in ("still", "head", "erase", "head"))
    crop = np.zeros((20, 20, 3), np.uint8)
    for n in range(5):
        still, worn = laid(Painted(strokes[:n]), crop, (0, 0), (20, 20), 8.0, half, half)
        assert still.min() >= 0 and worn.min() >= 0 and (still + worn).max() <= 1 + 1e-6
    assert np.all(half == 0.5)
