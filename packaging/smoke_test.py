"""`python packaging/smoke_test.py [FOLDER]`: does the one-folder program work where nothing else is?

Starts it outside of the checkout, in an empty home, with next to nothing in its environment: the window tries itself
(demo project, two seconds exported and looked at) without a screen and on a real X display where Xvfb is installed,
and once from a folder that cannot be written to; the command line is asked for help, a check-up and a picture.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

APP = Path(__file__).resolve().parent.parent / "dist" / "LES-Talker-Studio"
LIMIT_S = 600


class Broken(Exception):
    """The program did not do what it should; the message tells."""


class Stranger:
    """A user who has the folder `app` and nothing else, works in `room`, and sees what `screen` says."""

    def __init__(self, app: Path, room: Path, **screen: str) -> None:
        self.program, self.room = app / "lestalk", room
        home = room / "home"
        home.mkdir()
        self.environment = {"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **screen}

    def run(self, *arguments: str, before: tuple[str, ...] = ()) -> str:
        """Run the program; returns its output. Raises Broken when it fails or takes too long."""
        command = [*before, str(self.program), *arguments]
        try:
            done = subprocess.run(
                command, cwd=self.room, env=self.environment, capture_output=True, text=True, timeout=LIMIT_S
            )
        except subprocess.TimeoutExpired as error:
            raise Broken(f"{' '.join(arguments)} did not end within {LIMIT_S} s") from error
        if done.returncode != 0:
            said = (done.stdout + done.stderr).strip()[-2000:]
            raise Broken(f"{' '.join(arguments)} ended with {done.returncode}:\n{said}")
        return done.stdout


def command_line(user: Stranger) -> str:
    """Help, check-up, one picture."""
    if "Usage: lestalk" not in user.run("--help"):
        raise Broken("--help explains nothing")
    checks = json.loads(user.run("doctor", "--json"))
    missing = [check for check in checks["checks"] if check["state"] == "missing"]
    if missing or not checks["ok"]:
        raise Broken(f"doctor misses {missing}")
    for portrait in ("hopper", "astronaut"):
        user.run(
            "frame", "--portrait", f"builtin:{portrait}", "--emotion", "happy:3", "-o", f"{portrait}.png"
        )
        if (user.room / f"{portrait}.png").read_bytes()[:4] != b"\x89PNG":
            raise Broken("the picture is no PNG")
    return f"{len(checks['checks'])} checks, 2 pictures"


def window(user: Stranger, before: tuple[str, ...] = ()) -> str:
    """The window's own test."""
    user.run("edit", "--self-test", "made", before=before)
    made = user.room / "made"
    report = json.loads((made / "self_test.json").read_text())
    if not report["ok"] or not (made / "self_test.mp4").stat().st_size or not (made / "window.png").is_file():
        raise Broken(f"the self-test says {report}")
    return ", ".join(f"{step['name']} {step['seconds']:.1f} s" for step in report["steps"])


def on_a_screen(user: Stranger) -> str:
    """The same on an X display."""
    return window(user, ("xvfb-run", "-a", "-s", "-screen 0 1600x1000x24"))


def out_of_reach(user: Stranger) -> str:
    """The same from a folder that this user cannot write to; the code compiled ahead must serve here, too."""
    shown = window(user, _nobody())
    cache = user.room / "home" / ".cache" / "lestalk-studio" / "numba"
    if not any(cache.rglob("*.nbc")):
        raise Broken(f"nothing compiled is in {cache}")
    return shown


def _nobody() -> tuple[str, ...]:
    # To root every folder is writable, so another user has to try.
    return ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups") if os.getuid() == 0 else ()


def _attempt(name: str, act: Callable[..., str], app: Path, open_to_all: bool = False, **screen: str) -> bool:
    with tempfile.TemporaryDirectory(prefix="lestalk-smoke-") as folder:
        room = Path(folder)
        user = Stranger(app, room, **screen)
        if open_to_all:
            for path in (room, room / "home"):
                path.chmod(0o777)
        began = time.monotonic()
        try:
            told = act(user)
        except (Broken, OSError, ValueError, KeyError) as error:
            sys.stdout.write(f"FAILED  {name}: {error}\n")
            return False
        sys.stdout.write(f"ok      {name} ({time.monotonic() - began:.0f} s): {told}\n")
        return True


def main(app: Path = APP) -> int:
    """Try everything; returns 0 when all went well, 1 when something did not, 2 when there is no program."""
    if not (app / "lestalk").is_file():
        sys.stdout.write(f"There is no program in {app}; run make app first.\n")
        return 2
    good = [
        _attempt("command line", command_line, app),
        _attempt("window without a screen", window, app, QT_QPA_PLATFORM="offscreen"),
    ]
    if shutil.which("xvfb-run"):
        good.append(_attempt("window on an X display", on_a_screen, app))
    else:
        sys.stdout.write("skipped window on an X display: xvfb-run is not installed\n")
    with tempfile.TemporaryDirectory(prefix="lestalk-app-") as folder:
        # Installed by somebody else: moved away from where it was built, and not writable.
        placed = Path(folder) / "LES Talker Studio"
        shutil.copytree(app, placed, symlinks=True)
        Path(folder).chmod(0o755)
        subprocess.run(["chmod", "-R", "a+rX,a-w", str(placed)], check=True)
        try:
            good.append(
                _attempt(
                    "window, installed read-only", out_of_reach, placed, True, QT_QPA_PLATFORM="offscreen"
                )
            )
        finally:
            subprocess.run(["chmod", "-R", "u+w", str(placed)], check=True)
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:2])))
