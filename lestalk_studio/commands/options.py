"""Options that several commands share, and how their texts become values."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from lestalk_studio.errors import StudioError

SMALLEST, LARGEST = 64, 8192


class Size(click.ParamType):
    """'source' or the longer side in pixels."""

    name = "source|N"

    def convert(self, value: Any, param: Any, ctx: Any) -> str | int:
        """'source', or an int between SMALLEST and LARGEST."""
        if value == "source" or isinstance(value, int):
            return value
        if not str(value).isdigit():
            self.fail(f"{value!r} is neither 'source' nor a number of pixels", param, ctx)
        pixels = int(value)
        if not SMALLEST <= pixels <= LARGEST:
            self.fail(f"{pixels} is not between {SMALLEST} and {LARGEST} pixels", param, ctx)
        return pixels


class FrameRange(click.ParamType):
    """'A-B': frames A to B, both included, counted from 0."""

    name = "A-B"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[int, int]:
        """(A, B)."""
        if isinstance(value, tuple):
            return value
        found = re.fullmatch(r"(\d+)-(\d+)", str(value).strip())
        if found is None:
            self.fail(f"{value!r} is not two frame numbers such as 0-49", param, ctx)
        first, last = int(found[1]), int(found[2])
        if last < first:
            self.fail(f"{value!r} ends before it begins", param, ctx)
        return first, last


def portrait(command: Any, required: bool = True) -> Any:
    """--portrait and --face."""
    command = click.option(
        "--face",
        type=click.IntRange(min=0),
        default=0,
        metavar="N",
        help="Which face, from 0, largest first.",
    )(command)
    return click.option(
        "--portrait",
        required=required,
        metavar="IMG",
        help="Portrait picture; builtin:hopper and builtin:astronaut need no file.",
    )(command)


def movers(command: Any) -> Any:
    """--audio, --au-source, --lips."""
    command = click.option(
        "--lips",
        type=click.Choice(["audio", "source"]),
        help="With --au-source: who moves the mouth.  [default: source]",
    )(command)
    command = click.option(
        "--au-source", metavar="FILE", help="Take the expression from a talking video or an OpenFace CSV."
    )(command)
    return click.option(
        "--audio", metavar="FILE", help="Speech: wav, mp3, flac, ogg, m4a, or a video's sound."
    )(command)


def check_lips(lips: str | None, audio: str | None, au_source: str | None) -> None:
    """Raise click.UsageError when `lips` has nothing to choose from."""
    if lips is not None and (au_source is None or audio is None):
        raise click.UsageError("'--lips' chooses between '--audio' and '--au-source' and needs both.")


def liveliness(command: Any) -> Any:
    """--blinks, --head-motion, --seed."""
    command = click.option(
        "--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Of blinks and head motion."
    )(command)
    command = click.option(
        "--head-motion/--no-head-motion", default=True, show_default=True, help="Slight head motion."
    )(command)
    return click.option("--blinks/--no-blinks", default=True, show_default=True, help="Natural blinks.")(
        command
    )


def edits(command: Any) -> Any:
    """--emotion, --au, --take-back."""
    command = click.option(
        "--take-back",
        type=float,
        metavar="0..1",
        help="How far an edit takes the portrait's own expression back at most.",
    )(command)
    command = click.option(
        "--au",
        "units",
        multiple=True,
        metavar="AU12:+0.5[@START-END]",
        help="Add to an action unit, in seconds START to END. May be repeated.",
    )(command)
    return click.option(
        "--emotion",
        "emotions",
        multiple=True,
        metavar="NAME:LEVEL[@START-END]",
        help="Emotion and its level, 0..3 and beyond, or auto, in seconds START to END; happy+surprised:2 mixes. "
        "May be repeated.",
    )(command)


def appearance(command: Any) -> Any:
    """--appearance."""
    return click.option(
        "--appearance",
        type=float,
        metavar="0..1",
        help="How strongly the appearance generator folds the skin: nasolabial folds, forehead, crow's feet; 0 "
        "draws furrows instead.  [default: 0.6]",
    )(command)


def expression_model(command: Any) -> Any:
    """--expression-model."""
    return click.option(
        "--expression-model",
        type=click.Choice(["cdan", "linear"]),
        default="cdan",
        show_default=True,
        help="What voice or source do to the face: cdan, as a net learned it from people; linear, the sum of the "
        "units. Edits arrive the same either way.",
    )(command)


def occluders(command: Any) -> Any:
    """--occluders."""
    return click.option(
        "--occluders",
        default="auto",
        show_default=True,
        metavar="auto|none|FILE.png",
        help="Hold still what stands in front of the face, a microphone, a hand, a scarf: what is found, nothing, "
        "or what is white in a mask over the portrait.",
    )(command)


def front(occluders: str) -> dict[str, Any]:
    """Fields of a job or project that the text of --occluders means. Raises click.BadParameter for none."""
    if occluders in ("auto", "none"):
        return {"occluders": occluders, "front_mask": None}
    if not Path(occluders).suffix:
        raise click.BadParameter(
            f"{occluders!r} is neither auto, none nor a picture file", param_hint="'--occluders'"
        )
    return {"occluders": "none", "front_mask": Path(occluders)}


def size(command: Any) -> Any:
    """--size."""
    return click.option(
        "--size", type=Size(), default="source", show_default=True, help="Longer side in pixels."
    )(command)


def quality(command: Any) -> Any:
    """--quality."""
    return click.option(
        "--quality",
        type=click.Choice(["draft", "good", "best"]),
        default="good",
        show_default=True,
        help="Of a video: draft to look at the timing, best for a master. Pictures lose nothing.",
    )(command)


def device(command: Any) -> Any:
    """--device."""
    return click.option(
        "--device",
        type=click.Choice(["auto", "cpu", "cuda"]),
        default="auto",
        show_default=True,
        help="Where to work.",
    )(command)


def json_output(command: Any) -> Any:
    """--json."""
    return click.option(
        "--json", "as_json", is_flag=True, help="Print one JSON object on stdout at the end."
    )(command)


def parsed_edits(emotions: tuple[str, ...], units: tuple[str, ...], keyframes: str | None = None) -> Any:
    """les.edits.Edits of the options' texts. Raises StudioError on an unknown name or a wrong number."""
    from lestalk_studio.les.edits import Edits, load_keyframes, parse_unit
    from lestalk_studio.les.mixtures import parse_emotions

    found = [
        *(edit for text in emotions for edit in parse_emotions(text)),
        *(parse_unit(text) for text in units),
    ]
    if keyframes is not None:
        found += load_keyframes(keyframes)
    return Edits(tuple(found))


def unit_interval(value: float | None, name: str) -> float | None:
    """`value` when it is None or in 0..1. Raises StudioError otherwise, NaN included."""
    if value is not None and not 0.0 <= value <= 1.0:
        raise StudioError(f"{name} is {value:g} but must lie between 0 and 1.")
    return value
