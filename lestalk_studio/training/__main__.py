"""`python -m lestalk_studio.training COMMAND`: prepare, train-audio, train-cdan, train-intensity,
train-appearance, evaluate."""

from __future__ import annotations

import sys
from importlib import import_module

from lestalk_studio.errors import StudioError

COMMANDS = {
    "prepare": ("prepare", "videos of talking people -> tracks"),
    "train-audio": ("train_audio", "speech -> lips in the Linear Emotion Space"),
    "train-cdan": ("train_cdan", "the Linear Emotion Space -> 3DMM coefficients"),
    "train-intensity": ("train_intensity", "speech -> intensity"),
    "train-appearance": ("train_appearance", "the Linear Emotion Space -> folds of the skin"),
    "evaluate": ("evaluate", "one table of every net on people and voices it was not trained on"),
}


def usage() -> str:
    """The commands, a line each."""
    lines = [f"  {name:16s} {about}" for name, (_, about) in COMMANDS.items()]
    return "\n".join(
        ["usage: python -m lestalk_studio.training COMMAND ...", *lines, "COMMAND --help tells more."]
    )


def main(arguments: list[str]) -> int:
    """Run a command; 0 done, 1 failed with one sentence on stderr, 2 wrong usage, 4 stopped."""
    if arguments and arguments[0] in ("-h", "--help"):
        print(usage())
        return 0
    if not arguments or arguments[0] not in COMMANDS:
        print(usage(), file=sys.stderr)
        return 2
    module = import_module(f"lestalk_studio.training.{COMMANDS[arguments[0]][0]}")
    try:
        module.main(arguments[1:])
    except StudioError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped; the same command goes on from what is done.", file=sys.stderr)
        return 4
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
