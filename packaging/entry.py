"""Start of the frozen program: the window and the command line are one executable."""

import multiprocessing
import os

if __name__ == "__main__":
    multiprocessing.freeze_support()
    from lestalk_studio.cli import main
    from lestalk_studio.paths import cache_dir

    # PyInstaller gives matplotlib a fresh folder each time, and it would look through all fonts each time.
    os.environ["MPLCONFIGDIR"] = str(cache_dir() / "matplotlib")
    main()
