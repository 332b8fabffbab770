"""What the closer look sees: wrinkles, brows, fringes, the eyeball behind a rising lid, a head that turns."""

import numpy as np
import pytest

from lestalk_studio.les.space import AUX
from lestalk_studio.render.brows import BrowCarrier
from lestalk_studio.render.edges import taper_corners
from lestalk_studio.render.facemesh import Opening
from lestalk_studio.render.turning import aside, revealed_shift, sides
from lestalk_studio.render.wrinkles import Wrinkles
from tests.render.conftest import pose

STILL = np.zeros(len(AUX), np.float32)


def folds(renderer, **units):
    z, aux = pose(**units)
    out = np.zeros(len(renderer._points), np.float32)
    renderer._wrinkles.folds(renderer._deform.displacement(z, aux), out)
    return out


def place(head, x, y):
    return np.flatnonzero(np.linalg.norm(np.abs(head.neutral[:, :2]) - (abs(x), abs(y)), axis=1) < 0.12)


def test_a_still_face_has_no_new_wrinkles(renderers):
    assert not folds(renderers["astronaut"]).any()
    assert folds(renderers["astronaut"], AU26=0.6, AU25=0.4).max() < 0.05  # nor does speech make any


@pytest.mark.parametrize(
    ("unit", "where", "elsewhere"),
    [
        ("AU04", (0.0, 0.24), (0.92, -0.03)),
        ("AU09", (0.12, -0.20), (0.92, -0.03)),
        ("AU06", (0.92, -0.03), (0.12, -0.20)),
    ],
)
def test_wrinkles_come_where_skin_is_pushed_together(renderers, fitted, unit, where, elsewhere):
    head, renderer = fitted["astronaut"].head, renderers["astronaut"]
    weak, strong = (folds(renderer, **{unit: amount}) for amount in (0.4, 1.0))
    at, off = (
        [v for v in place(head, *spot) if head.neutral[v, 1] * spot[1] >= 0] for spot in (where, elsewhere)
    )
    assert strong[at].max() > 0.5 and strong[at].max() > weak[at].max()
    assert strong[off].max() < 0.5 * strong[at].max()


def test_wrinkles_lie_on_the_skin(renderers):
    """The same furrow is sampled for the same piece of skin, wherever that piece has gone."""
    wrinkles: Wrinkles = renderers["astronaut"]._wrinkles
    y, x = np.unravel_index(wrinkles._depth.argmin(), wrinkles._depth.shape)
    assert wrinkles._depth[y, x] < -0.05
    map_x, map_y = np.full((4, 5), x, np.float32), np.full((4, 5), y, np.float32)
    assert np.allclose(wrinkles.shading(map_x, map_y), wrinkles._depth[y, x])


def test_a_brow_keeps_its_breadth(fitted):
    head = fitted["astronaut"].head
    brows = head.regions["brow_l"], head.regions["brow_r"]
    carrier = BrowCarrier(head.neutral, brows, head.regions["skin_face"])
    # Skin that rises the more the higher it lies would pull a brow apart.
    displacement = np.zeros((len(head.neutral), 3), np.float32)
    displacement[:, 1] = -head.neutral[:, 1]
    before = displacement.copy()
    carrier.apply(displacement, None)
    middle = np.abs(head.neutral[:, 0] - 0.5) < 0.06
    hair = np.flatnonzero(brows[0] & middle)
    assert np.ptp(displacement[hair, 1]) < 0.35 * np.ptp(before[hair, 1])
    cheek = head.neutral[:, 1] < 0
    assert np.array_equal(displacement[cheek], before[cheek])


def test_a_fringe_stays_while_the_brows_rise(renderers, fitted):
    """The astronaut's hair hangs over her forehead."""
    renderer, face = renderers["astronaut"], fitted["astronaut"]
    frame = renderer.render(*pose(AU01=1, AU02=1)).astype(int)
    brow = face.fit.vertices[face.head.regions["brow_l"] | face.head.regions["brow_r"], :2]
    unit = face.fit.scale
    top, left, right = brow[:, 1].min() - 0.42 * unit, brow[:, 0].min(), brow[:, 0].max()
    strip = np.s_[int(top - 0.15 * unit) : int(top), int(left) : int(right)]
    apart = np.abs(frame[strip] - face.portrait.rgb[strip].astype(int)).mean()
    lid = np.s_[int(brow[:, 1].min()) : int(brow[:, 1].max()), int(left) : int(right)]
    moved = np.abs(frame[lid] - face.portrait.rgb[lid].astype(int)).mean()
    assert apart < 0.35 * moved


def test_hanging_hair_does_not_bend(renderers):
    """A frown draws the skin together; strands before it may slide up and down, and go aside nowhere."""
    deform = renderers["astronaut"]._deform
    held = deform._across < 0.02
    assert held.sum() > 20
    moved = deform.displacement(*pose(AU04=1, AU09=1))
    assert np.abs(moved[held, 0]).max() < 0.01 * renderers["astronaut"]._unit
    assert np.abs(moved[:, 0]).max() > 0.05 * renderers["astronaut"]._unit


def test_a_lid_that_rises_uncovers_the_ball_and_not_its_own_edge(renderers, fitted):
    renderer, face = renderers["astronaut"], fitted["astronaut"]
    eye = renderer._eyes[0]
    source, ball = eye._source, eye._ball
    x0, y0, _, _ = eye._box
    lashes = eye._upper[len(eye._upper) // 2]
    column = int(lashes[0]) - x0
    row = int(lashes[1]) - y0
    near = slice(row, row + max(2, int(0.15 * source.iris_radius)))
    # In the portrait the lid darkens the eye there; the ball behind it is lighter, and the lid's part is kept.
    assert ball.bare[near, column].mean() >= ball.seen[near, column].mean()
    assert ball.by_upper[near].min() < 0.9
    assert face.fit.eye_l.iris_radius > 0


def test_an_open_mouth_runs_into_its_corners():
    x = np.linspace(0, 10, 11)
    points = np.zeros((22, 3), np.float32)
    points[:11, 0] = points[11:, 0] = x
    opening = Opening(np.arange(11), np.arange(11, 22))
    displacement = np.zeros((22, 3), np.float32)
    displacement[1:10, 1] = -3.0  # a step at either corner
    taper_corners(points, displacement, opening, 1.0)
    gap = displacement[11:, 1] - displacement[:11, 1]
    assert gap[0] == gap[10] == 0
    assert gap[1] <= 1.0 + 1e-5 and gap[2] <= 2.0 + 1e-5 and gap[5] == pytest.approx(3.0)


def test_a_mouth_that_opens_wide_is_round():
    x = np.linspace(0, 10, 11)
    points = np.zeros((22, 3), np.float32)
    points[:11, 0] = points[11:, 0] = x
    opening = Opening(np.arange(11), np.arange(11, 22))
    displacement = np.zeros((22, 3), np.float32)
    displacement[12:21, 1] = 6.0  # the lower edge falls by more than half the width
    taper_corners(points, displacement, opening, 1.0)
    gap = displacement[11:, 1] - displacement[:11, 1]
    assert np.abs(displacement[:11]).max() < 0.05
    assert gap[5] == pytest.approx(6.0) and gap[1] == pytest.approx(6.0 * (1 - 0.8**2), abs=0.01)


def test_a_jaw_that_drops_leaves_the_upper_lip_where_it_is(renderers, fitted):
    deform, upper = renderers["hopper"]._deform, fitted["hopper"].head.loops["lip_inner_upper"]
    lower = fitted["hopper"].head.loops["lip_inner_lower"]
    moved = deform.displacement(*pose(AU27=1.0))[:, 1] / renderers["hopper"]._unit
    assert moved[lower].max() > 0.4
    assert np.abs(moved[upper][len(upper) // 2]) < 0.03


def test_the_tongue_hangs_over_the_lip_only_when_it_is_out(renderers, fitted):
    renderer, face = renderers["astronaut"], fitted["astronaut"]
    lower = face.head.loops["lip_inner_lower"]

    def below_lip(**values):
        z, aux = pose(**values)
        frame, shape = renderer.render(z, aux).astype(int), renderer.shape_of(z, aux)
        x, y = shape.points[lower[len(lower) // 2], :2]
        reach = int(0.10 * shape.unit)
        patch = frame[int(y) + 2 : int(y) + 2 + reach, int(x) - reach : int(x) + reach].reshape(-1, 3)
        return np.median(patch[:, 0] - patch[:, 1]), patch.mean()

    red_in, light_in = below_lip(AU26=0.5)
    red_out, light_out = below_lip(AU19=1.0, AU26=0.4)
    assert red_out > red_in + 15 and light_out < light_in


@pytest.mark.parametrize("name", ["hopper", "astronaut"])
def test_a_tongue_comes_over_the_teeth_without_a_jump(renderers, name):
    renderer = renderers[name]
    tongue = renderer._mouth._tongue
    low, high = 0.0, 1.0
    for _ in range(10):
        middle = (low + high) / 2
        out = tongue.out(tongue.jaw(renderer.shape_of(*pose(AU19=middle, AU26=0.4)).points)) > 0
        low, high = (low, middle) if out else (middle, high)
    behind, before = (renderer.render(*pose(AU19=a, AU26=0.4)).astype(int) for a in (low, high))
    assert 0.1 < high < 0.8
    assert (np.abs(before - behind).max(-1) > 30).sum() <= 4


@pytest.mark.parametrize("name", ["hopper", "astronaut"])
def test_a_tongue_grows_out_over_the_lip(renderers, name):
    """What lies on the lip and below comes little by little; nothing comes out that is long already."""
    renderer = renderers[name]
    tongue, loop, unit = renderer._mouth._tongue, renderer._mouth_opening.lower, renderer._unit

    def outside(amount):
        points = renderer._pose(*pose(AU19=amount, AU26=0.4)).points
        lip = points[loop]
        lip = lip[np.argsort(lip[:, 0])]
        x0, y0 = (int(v) - 4 for v in lip[:, :2].min(0))
        width, height = int(np.ptp(lip[:, 0])) + 8, int(0.5 * unit) + 8
        _, _, over = tongue.paint(
            *tongue.surface(tongue.jaw(points), points[loop]), (x0, y0), (height, width), 1
        )
        edge = np.interp(np.arange(x0, x0 + width), lip[:, 0], lip[:, 1])
        return float((over * (np.arange(y0, y0 + height)[:, None] >= edge)).sum() / unit**2)

    areas = np.array([outside(amount) for amount in np.arange(0.3, 1.005, 0.01)])
    assert areas[0] == 0.0
    assert areas[-1] > 0.02
    assert np.abs(np.diff(areas)).max() < 0.11 * areas.max()


def test_only_a_side_that_the_portrait_hides_is_made_up():
    rest = np.array([[0.9, 0.06, 0.0], [0.1, 0.06, 0.5]], np.float32)
    frontal, turned = np.eye(3), np.array([[0.82, 0, 0.57], [0, 1, 0], [-0.57, 0, 0.82]])
    assert not sides(rest, frontal).any()
    share = sides(rest, turned)
    assert share[0] == 1 and share[1] == 0
    # Above and below what lies beside an eye the portrait's own skin goes on.
    assert (
        sides(rest + np.float32((0, 0.6, 0)), turned)[0]
        < 0.01
        > sides(rest - np.float32((0, 0.6, 0)), turned)[0]
    )
    hidden = np.array([[0.95, 0, -0.1], [0.95, 0, -0.1]], np.float32)
    toward = np.array([[0.97, 0, -0.26], [0, 1, 0], [0.26, 0, 0.97]])
    shift = revealed_shift(hidden, toward, share, aside(rest), 100.0)
    assert shift[0, 0] < -2 and not shift[1].any()
    assert not revealed_shift(hidden, np.eye(3), share, aside(rest), 100.0).any()
