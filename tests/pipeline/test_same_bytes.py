"""The same frames give the same file, however many cores there are and whoever else is at work on them."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest

from lestalk_studio.pipeline.encoder import VideoEncoder
from tests.conftest import REPOSITORY
from tests.pipeline.media import decoded

HEIGHT, WIDTH, FRAMES = 96, 132, 40  # a width that fills no register


def encoded(path, quality, frames):
    with VideoEncoder(path, path.suffix[1:], 25.0, HEIGHT, WIDTH, None, quality) as encoder:
        for frame in frames:
            encoder.write(frame)
    return path


def noise():
    rng = np.random.default_rng(4)
    return [rng.integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8) for _ in range(FRAMES)]


def moving():
    """A soft pattern that drifts in grain, as a face does."""
    rng, (y, x) = np.random.default_rng(4), np.mgrid[0:HEIGHT, 0:WIDTH]
    for t in range(2 * FRAMES):
        wave = 120 + 50 * np.sin((x + 1.5 * t) / 11) + 40 * np.sin((y - 0.7 * t) / 17)
        yield np.clip(wave[..., None] + rng.normal(0, 4, (HEIGHT, WIDTH, 3)), 0, 255).astype(np.uint8)


@pytest.mark.parametrize("quality", ["draft", "good", "best"])
def test_a_master_has_no_pixels_but_those_of_its_frames(tmp_path, quality):
    red = np.full((HEIGHT, WIDTH, 3), (200, 40, 40), np.uint8)
    seen = decoded(encoded(tmp_path / "a.mov", quality, [red] * FRAMES))
    assert len(seen) == FRAMES
    assert max(int(np.abs(frame.astype(int) - red).max()) for frame in seen) < 8


@pytest.mark.parametrize("kind", ["mp4", "webm", "mov"])
def test_a_file_is_the_same_each_time(tmp_path, kind):
    frames = list(moving())
    made = set()
    for number in range(6):
        made.add(encoded(tmp_path / f"{number}.{kind}", "good", frames).read_bytes())
        # An encoder that reads what it did not write finds something else there.
        rubbish = [np.full(50_000 * size, 37 * number, np.uint8) for size in range(1, 5)]
        del rubbish
    assert len(made) == 1


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="cores cannot be kept from a process here")
def test_cores_do_not_change_a_file(tmp_path):
    script = (
        "import hashlib, os, pathlib, sys\n"
        "if sys.argv[2] == 'one': os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\n"
        "from tests.pipeline.test_same_bytes import encoded, noise\n"
        "for kind in ('mp4', 'webm', 'mov'):\n"
        "    path = encoded(pathlib.Path(sys.argv[1]) / f'{sys.argv[2]}.{kind}', 'good', noise())\n"
        "    print(kind, hashlib.sha256(path.read_bytes()).hexdigest())\n"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", script, str(tmp_path), cores],
            cwd=REPOSITORY,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for cores in ("one", "all")
    ]
    assert len(said[0]) == 6 and said[0] == said[1]
