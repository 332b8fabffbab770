"""`python -m lestalk_studio` is the command `lestalk`."""

from lestalk_studio.cli import main

main()
