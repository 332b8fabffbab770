"""A long clip through the whole program: in step to the end, in flat memory."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import numpy as np
import pytest

from tests.conftest import REPOSITORY
from tests.pipeline.media import beep_times, beeps, write_wav

SECONDS, EVERY = 600, 20


@pytest.mark.slow
def test_ten_minutes_take_no_more_memory_than_one(tmp_path):
    """The steps before and behind the renderer, whose memory does not depend on the length."""
    script = textwrap.dedent("""
        import resource, sys
        from lestalk_studio.pipeline import graph
        from lestalk_studio.cli import cli
        from tests.pipeline.fakes import PARTS
        graph.Parts = lambda: PARTS
        code = cli._code(sys.argv[1:])
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        sys.exit(code)
    """)
    peaks = []
    for seconds in (SECONDS // 10, SECONDS):
        sound = write_wav(tmp_path / f"{seconds}.wav", beeps(seconds, EVERY))
        out = tmp_path / f"{seconds}.mp4"
        command = [sys.executable, "-c", script, "render", "--portrait", "builtin:hopper"]
        command += ["--audio", str(sound), "-o", str(out)]
        done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
        peaks.append(float(done.stdout.splitlines()[-1]))
    # the sound is analysed whole: 64 kB a second
    assert peaks[1] - peaks[0] < 250
    heard = beep_times(out, EVERY)
    assert np.abs(np.subtract(heard, np.arange(0, SECONDS, EVERY))).max() < 1 / 25
