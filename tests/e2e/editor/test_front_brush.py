"""What stands in front of the face is painted with the mouse, erased, undone, and the brush is put away."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from lestalk_studio.document.storage import load_project
from lestalk_studio.document.strokes import MOST_STROKES, Stroke
from lestalk_studio.ui.commands.front import PaintFront
from lestalk_studio.ui.commands.keys import SetValues
from tests.e2e.editor.mouse import double_click, drag, move, press, release

SHIFT, ALT, CTRL = (getattr(Qt.KeyboardModifier, f"{name}Modifier") for name in ("Shift", "Alt", "Control"))
NO_BUTTON = Qt.MouseButton.NoButton


@pytest.fixture
def brush(window, portrait, qtbot):
    """A window with a face and the brush in hand."""
    window.viewport.dropped.emit(portrait)
    settled(window, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_B)
    settled(window, qtbot)
    return window.front_brush


def settled(window, qtbot) -> None:
    qtbot.waitUntil(lambda: window.viewport.has_frame and window.preview.up_to_date)
    QApplication.processEvents()


def place(window, x: float, y: float, pane: int = 0) -> tuple[float, float]:
    """Where a point of the picture (0..1) lies on the screen."""
    picture = window.viewport.picture_rect(pane)
    return picture.left() + x * picture.width(), picture.top() + y * picture.height()


def paint(window, start=(0.3, 0.8), end=(0.7, 0.8), modifiers=Qt.KeyboardModifier.NoModifier):
    drag(window.viewport, place(window, *start), place(window, *end), modifiers)


def strokes(window) -> tuple[Stroke, ...]:
    return window.session.project.strokes


def wheel(window, at: tuple[float, float], angle: QPoint, modifiers) -> None:
    point = QPointF(*at)
    phase = Qt.ScrollPhase.NoScrollPhase
    everywhere = window.viewport.mapToGlobal(point)
    event = QWheelEvent(point, everywhere, QPoint(), angle, NO_BUTTON, modifiers, phase, False)
    QApplication.sendEvent(window.viewport, event)


def test_without_a_portrait_there_is_nothing_to_paint_on(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_B)
    assert not window.front_brush.on and not window.actions_by_name["front_brush"].isChecked()
    assert "no portrait" in window.statusBar().currentMessage()


def test_a_stroke_is_one_step_and_lies_where_it_was_painted(window, brush):
    paint(window)
    (stroke,) = strokes(window)
    assert (
        stroke.kind == "still"
        and stroke.snap
        and stroke.radius == pytest.approx(brush.tool.brush.radius, 1e-3)
    )
    assert stroke.points[0] == pytest.approx((0.3, 0.8), abs=0.01)
    assert stroke.points[-1] == pytest.approx((0.7, 0.8), abs=0.01)
    assert window.session.undo_stack.count() == 2  # the portrait, and this
    window.session.undo_stack.undo()
    assert strokes(window) == ()
    window.session.undo_stack.redo()
    assert strokes(window) == (stroke,)


def test_where_it_lies_does_not_depend_on_zoom_and_pan(window, brush):
    viewport = window.viewport
    viewport.zoom_by(3.0)
    viewport.pan(QPointF(-37.0, 21.0))
    paint(window, (0.45, 0.5), (0.55, 0.55))
    (stroke,) = strokes(window)
    assert stroke.points[0] == pytest.approx((0.45, 0.5), abs=0.01)
    assert stroke.points[-1] == pytest.approx((0.55, 0.55), abs=0.01)


def test_a_click_is_a_dab_and_a_double_click_two(window, brush):
    press(window.viewport, *place(window, 0.5, 0.5))
    release(window.viewport, *place(window, 0.5, 0.5))
    assert [len(stroke.points) for stroke in strokes(window)] == [1]
    zoom = window.viewport.view
    double_click(window.viewport, *place(window, 0.5, 0.5))
    release(window.viewport, *place(window, 0.5, 0.5))
    assert len(strokes(window)) == 2 and window.viewport.view == zoom


def test_shift_and_the_switch_erase_and_both_together_paint(window, brush, qtbot):
    paint(window, modifiers=SHIFT)
    qtbot.keyClick(window.viewport, Qt.Key.Key_X)
    paint(window)
    paint(window, modifiers=SHIFT)
    assert [stroke.kind for stroke in strokes(window)] == ["erase", "erase", "still"]
    assert window.actions_by_name["brush_erase"].isChecked()


def test_it_is_chosen_whether_it_goes_with_the_head_and_snaps(window, brush, qtbot):
    qtbot.keyClick(window.viewport, Qt.Key.Key_H)
    qtbot.mouseClick(brush.bar.buttons["brush_snap"], Qt.MouseButton.LeftButton)
    brush.bar.hardness.setValue(30)
    paint(window)
    (stroke,) = strokes(window)
    assert (stroke.kind, stroke.snap, stroke.hardness) == ("head", False, 0.3)


def test_keys_slider_and_wheel_make_it_larger(window, brush, qtbot):
    sizes = [brush.tool.brush.radius]

    def larger():
        sizes.append(brush.tool.brush.radius)
        return sizes[-1] > sizes[-2] * 1.05

    qtbot.keyClick(window.viewport, Qt.Key.Key_BracketRight)
    assert larger()
    wheel(window, place(window, 0.5, 0.5), QPoint(0, 120), ALT)
    assert larger()
    wheel(window, place(window, 0.5, 0.5), QPoint(120, 0), ALT)  # as some systems turn it
    assert larger()
    brush.bar.size_slider.setValue(brush.bar.size_slider.value() + 10)
    assert larger()
    qtbot.keyClick(window.viewport, Qt.Key.Key_BracketLeft)
    assert brush.tool.brush.radius < sizes[-1]
    before = brush.tool.brush.radius
    for _ in range(100):
        qtbot.keyClick(window.viewport, Qt.Key.Key_BracketLeft)
    assert 0 < brush.tool.brush.radius < before


def test_the_wheel_still_zooms_but_not_in_the_middle_of_a_stroke(window, brush):
    at = place(window, 0.5, 0.5)
    wheel(window, at, QPoint(0, 120), Qt.KeyboardModifier.NoModifier)
    zoomed = window.viewport.view
    assert zoomed.zoom is not None
    press(window.viewport, *at)
    wheel(window, at, QPoint(0, 120), Qt.KeyboardModifier.NoModifier)
    assert window.viewport.view == zoomed
    release(window.viewport, *at)


def test_the_middle_button_and_control_move_the_picture(window, brush):
    window.viewport.zoom_by(4.0)
    for how in ({"button": Qt.MouseButton.MiddleButton}, {"modifiers": CTRL}):
        before = window.viewport.view.centre
        drag(window.viewport, place(window, 0.5, 0.5), place(window, 0.55, 0.55), **how)
        assert window.viewport.view.centre != before
    assert strokes(window) == ()


def test_escape_takes_a_stroke_back_and_then_puts_the_brush_away(window, brush, qtbot):
    press(window.viewport, *place(window, 0.5, 0.5))
    move(window.viewport, *place(window, 0.6, 0.5))
    qtbot.keyClick(window.viewport, Qt.Key.Key_Escape)
    release(window.viewport, *place(window, 0.6, 0.5))
    assert strokes(window) == () and brush.on
    qtbot.keyClick(window.viewport, Qt.Key.Key_Escape)
    assert not brush.on and not brush.bar.isVisible()
    assert not window.actions_by_name["brush_larger"].isEnabled()


def test_escape_works_from_the_bar_and_leaves_full_screen_alone(window, brush, qtbot):
    window.actions_by_name["full_screen"].setChecked(True)
    brush.bar.size_slider.setFocus()
    qtbot.keyClick(brush.bar.size_slider, Qt.Key.Key_Escape)
    assert not brush.on and window.viewing.full_screen.on
    window.actions_by_name["full_screen"].setChecked(False)


def test_the_same_key_the_button_and_done_put_it_away(window, brush, qtbot):
    qtbot.keyClick(window.viewport, Qt.Key.Key_B)
    assert not brush.on
    qtbot.keyClick(window, Qt.Key.Key_B)
    assert brush.on
    qtbot.mouseClick(brush.bar.done, Qt.MouseButton.LeftButton)
    assert not brush.on


def test_clearing_is_one_step(window, brush):
    clear = window.actions_by_name["clear_front"]
    assert not clear.isEnabled()
    for y in (0.3, 0.5, 0.7):
        paint(window, (0.3, y), (0.7, y))
    before = strokes(window)
    clear.trigger()
    assert strokes(window) == () and not clear.isEnabled()
    window.session.undo_stack.undo()
    assert strokes(window) == before and clear.isEnabled()


def test_a_long_scribble_is_one_step(window, brush):
    x, y = place(window, 0.5, 0.5)
    press(window.viewport, x, y)
    for i in range(4500):
        move(window.viewport, x + (60 if i % 2 else -60), y + i % 7)
    release(window.viewport, x, y)
    assert len(strokes(window)) == 3
    assert all(
        a.points[-1] == b.points[0] for a, b in zip(strokes(window), strokes(window)[1:], strict=False)
    )
    window.session.undo_stack.undo()
    assert strokes(window) == ()


def test_more_than_can_be_kept_is_told(window, brush):
    dab = Stroke("still", ((0.5, 0.5),), 0.01)
    window.session.attempt(PaintFront, (dab,) * MOST_STROKES)
    paint(window)
    assert len(strokes(window)) == MOST_STROKES
    assert "cannot be kept" in window.statusBar().currentMessage()


def test_beside_the_result_only_the_portrait_is_painted(window, brush, qtbot):
    window.actions_by_name["show_both"].setChecked(True)
    settled(window, qtbot)
    drag(window.viewport, place(window, 0.3, 0.5, 1), place(window, 0.6, 0.5, 1))
    assert strokes(window) == ()
    paint(window)
    assert len(strokes(window)) == 1


def test_a_stroke_that_leaves_the_picture_is_kept_within_bounds(window, brush):
    press(window.viewport, *place(window, 0.9, 0.5))
    move(window.viewport, 5000, -5000)
    release(window.viewport, 5000, -5000)
    (stroke,) = strokes(window)
    assert all(-1 <= value <= 2 for point in stroke.points for value in point)


def test_the_stroke_is_seen_at_once_and_the_ring_is_the_cursor(window, brush):
    def yellow(x, y):
        there = window.viewport.grab().toImage().pixelColor(*map(round, place(window, x, y)))
        return there.red() - there.blue()

    assert yellow(0.5, 0.8) == 0
    press(window.viewport, *place(window, 0.3, 0.8))
    move(window.viewport, *place(window, 0.7, 0.8))
    assert yellow(0.5, 0.8) > 60
    assert window.viewport.cursor().shape() == Qt.CursorShape.BlankCursor
    release(window.viewport, *place(window, 0.7, 0.8))
    assert yellow(0.5, 0.8) > 60
    move(window.viewport, -50, -50, button=NO_BUTTON)
    assert window.viewport.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_the_portrait_is_shown_while_it_is_painted_and_the_result_again_afterwards(window, brush, qtbot):
    window.session.attempt(SetValues, 0.0, {"AU12": 2.0})
    settled(window, qtbot)

    def level():
        return window.viewport.grab().toImage().pixelColor(*map(round, place(window, 0.5, 0.2))).red()

    assert level() == 100
    qtbot.keyClick(window.viewport, Qt.Key.Key_Escape)
    assert level() > 150


def test_how_to_begin_is_told_until_something_is_painted(window, brush, qtbot):
    assert "Paint over" in window.viewport._hint
    paint(window)
    assert window.viewport._hint == ""
    window.session.undo_stack.undo()
    settled(window, qtbot)
    assert "Paint over" in window.viewport._hint
    brush.bar.done.click()
    assert window.viewport._hint == ""


def test_another_portrait_puts_the_brush_away(window, brush, portrait, tmp_path):
    paint(window)
    other = tmp_path / "other.png"
    other.write_bytes(portrait.read_bytes())
    window.viewport.dropped.emit(other)
    assert not brush.on and strokes(window) == ()
    window.session.undo_stack.undo()
    assert len(strokes(window)) == 1


def test_what_was_painted_is_saved_and_opened_again(window, brush, tmp_path):
    paint(window)
    window.session.save(tmp_path / "film.lestalk")
    painted = strokes(window)
    assert load_project(tmp_path / "film.lestalk").project.strokes == painted
    window.session.undo_stack.undo()
    window.session.undo_stack.setClean()
    assert window.open_file(tmp_path / "film.lestalk")
    assert strokes(window) == painted


def test_every_control_of_the_bar_is_reached_and_named(window, brush):
    controls = [*brush.bar.buttons.values(), brush.bar.size_slider, brush.bar.hardness, brush.bar.done]
    for control in controls:
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert control.accessibleName() or control.text()
        assert control.toolTip()
    assert all(
        button.height() > 0 and brush.bar.rect().contains(button.parentWidget().geometry())
        for button in controls
    )
