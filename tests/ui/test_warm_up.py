"""What is made ready beside the window: in another thread, in order, and no longer than the program lasts."""

import subprocess
import sys
import threading

from lestalk_studio.pipeline import warm_up
from lestalk_studio.ui.lingering import lingering, wait_for_lingering
from lestalk_studio.ui.warm_up import WarmUp
from tests.conftest import REPOSITORY


def test_each_step_is_done_in_another_thread_and_a_failing_one_is_left_out(qtbot):
    done = []

    def fail():
        raise ImportError("it is not installed")

    made = WarmUp([lambda: done.append(threading.current_thread()), fail, lambda: done.append("last")])
    made.start()
    assert made.wait(10_000)
    assert done[0] is not threading.main_thread() and done[1:] == ["last"]


def test_it_ends_after_the_step_it_is_at_and_nobody_waits_for_that(qtbot):
    begun, may_end, done = threading.Event(), threading.Event(), []

    def first():
        begun.set()
        assert may_end.wait(20)
        done.append("first")

    made = WarmUp([first, lambda: done.append("second")])
    made.start()
    assert begun.wait(10)
    made.let_go()
    assert lingering() == 1 and done == []
    may_end.set()
    assert wait_for_lingering(10) and done == ["first"]


def test_afterwards_the_first_project_needs_nothing_large_any_more():
    code = (
        "import sys\n"
        "from lestalk_studio.pipeline import parts, warm_up\n"
        "from lestalk_studio.pipeline.analysis import load_voice\n"
        "from lestalk_studio.pipeline.builtins import portrait_path\n"
        "from lestalk_studio.ui.demo_project import demo_project\n"
        "for step in warm_up.steps(): step()\n"
        "before = set(sys.modules)\n"
        "demo = demo_project()\n"
        "face = parts.fit(parts.look(portrait_path(demo.portrait), demo.face))\n"
        "parts.portrait_renderer(face, 128)\n"
        "parts.speech(load_voice(demo)[:16000], demo.fps, seed=0, blinks=True, head_motion=True)\n"
        "tops = lambda names: {name.partition('.')[0] for name in names}\n"
        "print(len(before), *sorted(tops(sys.modules) - tops(before)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    count, *late = done.stdout.split()
    assert int(count) > 1500 and set(late) <= {"cffi", "pycparser"}


def test_every_module_is_there():
    for name in warm_up._MODULES:
        assert warm_up.importlib.util.find_spec(name) is not None, name
