"""Long work stops at its checkpoints, in the thread that was asked to stop and in no other."""

import threading

import pytest

from lestalk_studio.cancelling import cancellable, checkpoint
from lestalk_studio.errors import Cancelled


def test_without_anybody_to_ask_nothing_happens():
    checkpoint()


def test_what_is_unwanted_stops_at_its_next_checkpoint():
    steps = []
    with pytest.raises(Cancelled), cancellable(lambda: len(steps) >= 3):
        while True:
            checkpoint()
            steps.append(1)
    assert len(steps) == 3
    checkpoint()  # the block has ended


def test_an_inner_block_still_listens_to_the_outer_one():
    with pytest.raises(Cancelled), cancellable(lambda: True), cancellable(lambda: False):
        checkpoint()


def test_other_threads_go_on():
    stopped = []

    def work():
        try:
            checkpoint()
        except Cancelled:
            stopped.append(True)

    with cancellable(lambda: True):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    assert not stopped
