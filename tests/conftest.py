"""What all tests share: where the shared data lies, and that no test leaves a thread behind."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

import lestalk_studio  # noqa: F401 - before numpy is loaded, it says how that is to compute

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

REPOSITORY = Path(__file__).resolve().parent.parent

# Threads that libraries start once and keep for the life of the process; each is named by its owner.
_KEPT_BY_LIBRARIES = ("tqdm", "QThread", "pydevd", "ThreadPoolExecutor-numba")


def _shared_data() -> Path | None:
    named = os.environ.get("LESTALK_SHARED_DATA")
    folder = Path(named) if named else REPOSITORY.parent / "shared" / "data"
    return folder if folder.is_dir() else None


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of the clips and portraits that are not part of the repository."""
    folder = _shared_data()
    if folder is None:
        pytest.skip("the shared test data is not here; LESTALK_SHARED_DATA names its folder")
    return folder


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory, monkeypatch):
    """Keep what the program remembers out of the user's home, and apart for each test."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))


@pytest.fixture(autouse=True)
def no_leaked_thread():
    """Fail a test that ends with more Python threads than it began with."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        if thread.name.startswith(_KEPT_BY_LIBRARIES):
            continue
        thread.join(timeout=2.0)  # one that is already stopping is no leak
        assert not thread.is_alive(), f"the test left the thread {thread.name!r} running"
