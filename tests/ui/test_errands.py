"""Work that must not hold up the window is done in order, elsewhere, and answered in the window's thread."""

import threading

import pytest
from PySide6.QtCore import QTimer

from lestalk_studio.errors import StudioError
from lestalk_studio.ui.errands import Errands, run_aside


@pytest.fixture
def errands(qtbot):
    made = Errands()
    yield made
    made.stop()


def test_one_after_the_other_in_another_thread_answered_in_this_one(errands, qtbot):
    done, answers = [], []
    for number in range(5):
        errands.do(
            lambda number=number: done.append((number, threading.current_thread())) or number,
            lambda answer: answers.append((answer, threading.current_thread())),
        )
    qtbot.waitUntil(lambda: len(answers) == 5)
    assert [number for number, _ in done] == [answer for answer, _ in answers] == list(range(5))
    assert {thread for _, thread in answers} == {threading.main_thread()}
    assert threading.main_thread() not in {thread for _, thread in done}


def fail(error):
    raise error


def test_what_fails_is_told_or_answered(errands, qtbot):
    with qtbot.waitSignal(errands.failed) as told:
        errands.do(lambda: fail(StudioError("The disk is full.")))
    assert told.args == ["The disk is full."]
    answers = []
    errands.do(lambda: fail(ZeroDivisionError("by nought")), answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert isinstance(answers[0], ZeroDivisionError)
    errands.do(lambda: "goes on", answers.append)
    qtbot.waitUntil(lambda: answers[1:] == ["goes on"])


def test_what_was_asked_for_is_done_before_the_end(qtbot):
    errands, done, gate = Errands(), [], threading.Event()
    errands.do(gate.wait)
    for number in range(3):
        errands.do(lambda number=number: done.append(number))
    QTimer.singleShot(0, gate.set)
    gate.set()
    errands.stop()
    assert done == [0, 1, 2] and not errands.isRunning()
    errands.stop()


def test_aside_gives_back_what_it_returns_and_raises_what_it_raises(qtbot):
    threads = []
    assert run_aside(lambda: threads.append(threading.current_thread()) or 7) == 7
    assert threading.main_thread() not in threads
    with pytest.raises(StudioError, match="full"):
        run_aside(lambda: fail(StudioError("The disk is full.")))


def test_the_window_goes_on_while_something_is_done_aside(qtbot):
    beats, gate = [], threading.Event()
    timer = QTimer(interval=1)
    timer.timeout.connect(lambda: beats.append(1) or (len(beats) >= 5 and gate.set()))
    timer.start()
    assert run_aside(lambda: gate.wait(10))
    timer.stop()
    assert len(beats) >= 5
