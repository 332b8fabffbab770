"""The background stays where it is while the head moves in front of it."""

from copy import copy

import cv2
import numpy as np
import pytest

from lestalk_studio.face import person as person_model
from lestalk_studio.render.backdrop import Backdrop
from lestalk_studio.render.completion import completed
from lestalk_studio.render.matte import Background, matte
from lestalk_studio.render.renderer import PortraitRenderer
from tests.render.conftest import pose

COLUMNS = (25, 85, 452, 495)  # of lines painted left and right of the head, on the wall
ROWS = slice(60, 150)


@pytest.fixture(scope="module")
def lined(fitted):
    """A renderer of the astronaut before a wall with upright lines, and the picture."""
    face = fitted["astronaut"]
    picture = face.portrait.rgb.copy()
    for x in COLUMNS:
        cv2.line(picture, (x, 0), (x, 260), (70, 40, 40), 2)
    renderer = PortraitRenderer(picture, copy(face.fit), face.head, occluders="none")
    return renderer, picture


def line_at(picture, x):
    """The line's place in each row of ROWS, (n,) float: the centre of what is dark near column x."""
    strip = picture[ROWS, x - 14 : x + 15].astype(float).mean(2)
    dark = np.clip(np.median(strip, axis=1, keepdims=True) - strip - 25, 0, None)
    return x - 14 + (dark * np.arange(29)).sum(1) / np.maximum(dark.sum(1), 1e-6), dark.max(1) > 20


@pytest.mark.parametrize("roll", [15, -15])
def test_lines_beside_the_head_stay_straight(lined, roll):
    renderer, picture = lined
    frame = renderer.render(*pose(head_roll=roll))
    checked = 0
    for x in COLUMNS:
        was, _ = line_at(picture, x)
        now, seen = line_at(frame, x)
        # What the head hides is not seen.
        checked += seen.sum()
        assert np.abs(now - was)[seen].max(initial=0) < 1.0
    assert checked > 2 * (ROWS.stop - ROWS.start)


def test_the_head_itself_still_turns(lined):
    renderer, picture = lined
    frame = renderer.render(*pose(head_roll=15))
    face = np.s_[60:200, 170:280]
    assert np.abs(frame[face].astype(int) - picture[face]).mean() > 10


def test_the_smallest_motion_shows_the_portrait(lined):
    renderer, picture = lined
    frame = renderer.render(*pose(head_x=1e-6))
    wall = np.ones(picture.shape[:2], bool)
    wall[90:280, 130:320] = False  # the face, whose own drawing has its tolerance
    assert np.abs(frame.astype(int) - picture)[wall].max() <= 1


def apart(crop, person, unit):
    nowhere = np.zeros(person.shape, np.uint8)
    return Backdrop(crop, matte(crop, person, nowhere, 0.5 * len(crop), unit), unit)


def test_person_and_background_make_the_portrait(fitted):
    crop = fitted["hopper"].portrait.rgb[:400, 50:450]
    person = np.zeros(crop.shape[:2], np.float32)
    cv2.circle(person, (200, 200), 120, 1.0, -1)
    parts = apart(crop, person, 80.0)
    height, width = person.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.int16)
    same = np.dstack((x, y)), np.zeros((height, width), np.uint16)
    assert np.abs(parts.behind(same).astype(int) - crop).max() <= 2


def test_a_person_that_moves_is_drawn_whole(fitted):
    crop = fitted["hopper"].portrait.rgb[:400, 50:450]
    person = np.zeros(crop.shape[:2], np.float32)
    cv2.circle(person, (200, 200), 90, 1.0, -1)
    parts = Backdrop(crop, person, 80.0)
    y, x = np.mgrid[0:400, 0:400].astype(np.int16)
    moved = np.dstack((np.clip(x - 60, 0, 399), np.clip(y + 40, 0, 399))).astype(np.int16)
    frame = parts.behind((moved, np.zeros((400, 400), np.uint16)))
    ring = np.zeros_like(person, np.uint8)
    cv2.circle(ring, (200, 200), 85, 1, -1)
    rows, columns = np.nonzero(ring)
    np.testing.assert_array_equal(frame[rows - 40, columns + 60], crop[rows, columns])


def test_a_background_hides_no_piece_of_the_person(fitted):
    crop = np.full((300, 300, 3), 60, np.uint8)
    cv2.circle(crop, (150, 150), 80, (220, 180, 150), -1)
    person = np.zeros(crop.shape[:2], np.float32)
    cv2.circle(person, (150, 150), 80, 1.0, -1)
    plate = apart(crop, person, 60.0).plate
    assert np.abs(plate.astype(int) - 60).max() < 12


def test_a_soft_outline_leaves_no_rim_on_the_background():
    crop = np.full((300, 300, 3), 200, np.float32)
    person = np.zeros(crop.shape[:2], np.float32)
    cv2.circle(person, (150, 150), 70, 1.0, -1)
    soft = cv2.GaussianBlur(person, (0, 0), 3.0)[
        ..., None
    ]  # darker beyond what is taken for the person, as hair is
    crop = (crop * (1 - soft) + 40 * soft).astype(np.uint8)
    plate = apart(crop, person, 100.0).plate
    assert plate.min() > 190


def test_a_stray_hair_on_a_plain_wall_goes_with_the_head():
    crop = np.full((300, 300, 3), 200, np.uint8)
    person = np.zeros(crop.shape[:2], np.float32)
    cv2.circle(person, (150, 150), 60, 1.0, -1)
    cv2.circle(crop, (150, 150), 60, (90, 70, 60), -1)
    cv2.line(crop, (225, 140), (225, 160), (90, 70, 60), 1)
    parts = apart(crop, person, 100.0)
    assert parts.plate.min() > 190 and parts.share[150, 225] > 0.4 and parts.share[150, 260] == 0


def glowing():
    """A dark head with a rim of light before a room out of focus: crop, person (H, W), and the room alone."""
    y, x = np.mgrid[0:300, 0:300]
    room = np.dstack([110 + 45 * np.sin(x / 32 + k) + 15 * np.cos(y / 40) for k in range(3)])
    away = np.hypot(x - 150, y - 150) - 80
    glow = np.clip(1 - np.maximum(away, 0) / 10, 0, 1)[..., None] * 0.12
    crop = np.where(away[..., None] < 0, 40, room + glow * (255 - room))
    return crop.clip(0, 255).astype(np.uint8), (away < 0).astype(np.float32), room


def test_the_light_around_hair_goes_with_it_before_a_blurred_background():
    crop, person, room = glowing()
    assert Background.of(crop, person, 110.0).blurred
    parts = Backdrop(crop, person, 110.0)
    rim = (cv2.dilate(person, np.ones((9, 9))) > 0) & (person == 0)
    before, after = ((picture.astype(float) - room)[rim].mean() for picture in (crop, parts.plate))
    assert abs(after) < 0.7 * before
    # It is a little light, and leaves no edge in what lies behind.
    assert parts.share[rim].max() < 0.3
    inner, outer = cv2.erode(person, np.ones((5, 5))) > 0, cv2.dilate(person, np.ones((3, 3))) > 0
    steps = np.abs(np.diff(parts.plate.astype(int), axis=1)).max(2)
    assert np.percentile(steps[(outer & ~inner)[:, 1:]], 95) < 12
    y, x = np.mgrid[0:300, 0:300].astype(np.int16)
    same = parts.behind((np.dstack((x, y)), np.zeros((300, 300), np.uint16)))
    assert np.abs(same.astype(int) - crop).max() <= 2


def test_a_window_beside_the_hair_stays_where_it_is():
    crop, person, _ = glowing()
    crop[60:120, 228:] = 250
    parts = Backdrop(crop, person, 110.0)
    beside = (cv2.dilate(person, np.ones((9, 9))) == 0)[60:120, 232:]
    assert parts.share[60:120, 232:][beside].max() < 0.3
    assert np.abs(parts.plate[60:120, 240:].astype(int) - 250)[beside[:, 8:]].max() < 8


def test_a_fence_goes_on_behind_the_head_and_stays():
    """Upright boards, of which a head hides a part: no blur, and nothing of them goes with the head."""
    boards = (np.arange(300) // 12) % 2
    crop = np.where(boards[None, :, None] > 0, 210, 60).astype(np.uint8).repeat(300, 0).repeat(3, 2)
    fence = crop.copy()
    person = np.zeros(crop.shape[:2], np.float32)
    cv2.circle(person, (150, 150), 60, 1.0, -1)
    cv2.circle(crop, (150, 150), 60, (180, 40, 30), -1)
    parts = apart(crop, person, 60.0)
    beside = np.ones(crop.shape[:2], np.uint8)
    cv2.circle(beside, (150, 150), 66, 0, -1)
    assert parts.share[beside > 0].max() < 0.05
    sliver = (beside == 0) & (np.hypot(*(np.indices((300, 300)) - 150)) > 35)
    off = np.abs(parts.plate[sliver].astype(int) - fence[sliver])
    assert np.mean(off < 40) > 0.8


def test_a_background_is_completed_the_same_each_time():
    crop = np.random.default_rng(0).integers(0, 255, (120, 160, 3)).astype(np.uint8)
    known = np.ones(crop.shape[:2], bool)
    known[40:80, 60:100] = False
    busy = np.zeros(known.shape, np.float32)
    first, second = (completed(crop, known, ~known, busy, 40.0) for _ in range(2))
    np.testing.assert_array_equal(first, second)
    np.testing.assert_array_equal(first[known], crop[known])


def test_a_person_is_cut_out_the_same_each_time(fitted):
    face = fitted["hopper"]
    portrait = face.portrait.rgb[::2, ::2].copy()
    points = face.fit.vertices[np.flatnonzero(face.head.regions["skin_face"])] / 2
    cutouts = []
    for seed in (3, 4):
        cv2.setRNGSeed(seed)
        cutouts.append(Backdrop.of(portrait, points, float(face.fit.scale) / 2).cutout)
    np.testing.assert_array_equal(*cutouts)


def test_of_next_to_nothing_no_background_is_made():
    crop = np.full((100, 100, 3), 90, np.uint8)
    known = np.zeros((100, 100), bool)
    known[:6] = True
    assert completed(crop, known, ~known, np.zeros((100, 100), np.float32), 30.0) is None


def test_hair_that_the_pictures_edge_cuts_off_goes_on_beyond_it():
    crop = np.full((200, 200, 3), 220, np.uint8)
    person = np.zeros(crop.shape[:2], np.float32)
    person[:120, 50:150] = 1
    crop[person > 0] = (60, 40, 30)
    parts = apart(crop, person, 60.0)
    y, x = np.mgrid[0:200, 0:200].astype(np.int16)
    down = np.dstack((x, y - 20)), np.zeros((200, 200), np.uint16)
    frame = parts.behind(down)
    assert np.abs(frame[:20, 85:115].astype(int) - (60, 40, 30)).max() < 10
    # Where nobody reaches the edge nothing comes in from beyond it.
    aside = np.dstack((x - 60, y)), np.zeros((200, 200), np.uint16)
    assert np.abs(parts.behind(aside)[:, :40].astype(int) - 220).max() < 10


def test_an_earring_hangs_on_the_head(fitted):
    """What the net misses below the ears, and is unlike the wall, is no wall."""
    crop = np.full((300, 300, 3), 200, np.uint8)
    person = np.zeros(crop.shape[:2], np.float32)
    cv2.circle(person, (150, 130), 70, 1.0, -1)
    crop[person > 0] = (90, 60, 50)
    cv2.line(crop, (212, 165), (212, 190), (90, 60, 50), 5)
    assert apart(crop, person, 90.0).share[170:188, 212].min() > 0.5


def test_where_nobody_is_found_nothing_is_cut_out():
    wall = np.random.default_rng(3).integers(100, 110, (300, 300, 3)).astype(np.uint8)
    points = np.array([(100, 100, 0), (200, 100, 0), (150, 220, 0)], np.float32)
    assert Backdrop.of(wall, points, 50.0) is None


def test_without_the_model_of_persons_a_head_still_turns(fitted, monkeypatch, tmp_path, caplog):
    monkeypatch.setattr(person_model, "models_dir", lambda: tmp_path)
    face = fitted["hopper"]
    renderer = PortraitRenderer(face.portrait.rgb, copy(face.fit), face.head, occluders="none")
    (told,) = caplog.messages
    assert person_model.MODEL_NAME in told
    frame = renderer.render(*pose(head_roll=10))
    assert np.abs(frame.astype(int) - face.portrait.rgb).mean() > 3
