"""`python packaging/build_app.py`: build dist/LES-Talker-Studio, the program with everything it needs in one folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
WORK = ROOT / "build" / "app"
APP = ROOT / "dist" / "LES-Talker-Studio"


def build() -> None:
    """Let PyInstaller make the folder."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(APP.parent), "--workpath", str(WORK), str(HERE / "lestalk.spec")]
    subprocess.run(command, cwd=ROOT, check=True)


def compile_ahead() -> int:
    """Run the program once, so that what numba compiles lies in the folder. Returns how many files do now."""
    with tempfile.TemporaryDirectory() as home:
        quiet = {"HOME": home, "XDG_CACHE_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
        environment = {"PATH": os.environ["PATH"], **quiet}
        command = [str(APP / "lestalk"), "edit", "--self-test", f"{home}/made"]
        subprocess.run(command, cwd=home, env=environment, check=True, stderr=subprocess.DEVNULL)
    return len(list((APP / "_internal" / "lestalk_studio" / "render" / "__pycache__").glob("*.nbc")))


def main() -> int:
    """Build, compile ahead, collect the licences."""
    began = time.monotonic()
    build()
    licences = [
        sys.executable,
        str(HERE / "licences.py"),
        str(WORK / "contents.json"),
        str(APP / "LICENCES.txt"),
    ]
    subprocess.run(licences, check=True)
    shutil.copy(HERE / "lestalk-studio.desktop", APP)
    compiled = compile_ahead()
    size = sum(p.stat().st_size for p in APP.rglob("*") if p.is_file() and not p.is_symlink())
    took = time.monotonic() - began
    sys.stdout.write(
        f"{APP}: {size / 1e9:.2f} GB, {compiled} functions compiled ahead, built in {took:.0f} s\n"
    )
    return 0 if compiled else 1


if __name__ == "__main__":
    sys.exit(main())
