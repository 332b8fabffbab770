"""Edits of a performance: emotion levels and unit biases, constant, over a range of time, or keyframed.

Times are seconds from the first frame. An edit over a range eases in after its start and out before its end
by smoothstep; an open side does not ease.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from lestalk_studio.errors import StudioError
from lestalk_studio.les.emotions import EMOTION_INDEX, EMOTIONS
from lestalk_studio.les.keyframe_file import load_keyframes
from lestalk_studio.les.names import parse_number, resolve_emotion, resolve_unit
from lestalk_studio.les.space import DIM, INDEX
from lestalk_studio.les.tracks import KeyframeTrack

__all__ = [
    "Edit",
    "Edits",
    "EmotionEdit",
    "KeyframeTrack",
    "UnitEdit",
    "check_range",
    "envelope",
    "load_keyframes",
    "parse_emotion",
    "parse_unit",
]

DEFAULT_EASE = 0.2
AUTO = "auto"
_SPAN = re.compile(r"([0-9]*\.?[0-9]+|[0-9]+\.)?\s*-\s*([0-9]*\.?[0-9]+|[0-9]+\.)?")


@dataclass(frozen=True)
class EmotionEdit:
    """`level` (>= 0, 3 = full; 'auto' = `share` times as strong as the voice) of one emotion, from `start` to `end`."""

    emotion: str
    level: float | Literal["auto"]
    start: float | None = None
    end: float | None = None
    ease: float = DEFAULT_EASE
    share: float = 1.0

    def __post_init__(self) -> None:
        if self.emotion not in EMOTION_INDEX:
            raise ValueError(f"no emotion '{self.emotion}'")
        if self.level != AUTO and not (math.isfinite(self.level) and self.level >= 0):
            raise ValueError(f"a level is a number from 0 up, not {self.level}")
        _check_span(self.start, self.end, self.ease)


@dataclass(frozen=True)
class UnitEdit:
    """`bias` (in FACS intensity, 1 = level E, negative takes away) on one unit, from `start` to `end`."""

    unit: str
    bias: float
    start: float | None = None
    end: float | None = None
    ease: float = DEFAULT_EASE

    def __post_init__(self) -> None:
        if self.unit not in INDEX:
            raise ValueError(f"no unit '{self.unit}'")
        if not math.isfinite(self.bias):
            raise ValueError(f"a bias is a finite number, not {self.bias}")
        _check_span(self.start, self.end, self.ease)


Edit = EmotionEdit | UnitEdit | KeyframeTrack


def _check_span(start: float | None, end: float | None, ease: float) -> None:
    for value in (start, end, ease):
        if value is not None and not (math.isfinite(value) and value >= 0):
            raise ValueError(f"times are numbers from 0 up, not {value}")
    if end is not None and end <= (start or 0.0):
        raise ValueError("an edit must end after it starts")


def envelope(
    times: np.ndarray, start: float | None, end: float | None, ease: float = DEFAULT_EASE
) -> np.ndarray:
    """(T,) float64, 0..1: how far an edit over start..end is in force at `times` [s].

    The ease is cut to half the range, so that a short edit still reaches its full value.
    """
    if start is not None and end is not None:
        ease = min(ease, (end - start) / 2)
    inside = np.ones_like(times, np.float64)
    for since in ((None if start is None else times - start), (None if end is None else end - times)):
        if since is None:
            continue
        if ease > 0:
            part = np.clip(since / ease, 0.0, 1.0)
            inside *= part * part * (3 - 2 * part)
        else:
            inside *= since >= 0
    return inside


@dataclass(frozen=True)
class Edits:
    """Any number of edits at once; those on the same emotion or unit add up."""

    items: tuple[Edit, ...] = ()

    def __init__(self, items: Iterable[Edit] = ()) -> None:
        object.__setattr__(self, "items", tuple(items))

    def __add__(self, other: Edits) -> Edits:
        return Edits(self.items + other.items)

    def __iter__(self) -> Iterator[Edit]:
        return iter(self.items)

    def __bool__(self) -> bool:
        return bool(self.items)

    @property
    def needs_intensity(self) -> bool:
        """Whether `sample` must be given the intensity of the voice."""
        return any(isinstance(edit, EmotionEdit) and edit.level == AUTO for edit in self.items)

    def sample(
        self, frames: int, fps: float, intensity: np.ndarray | None = None
    ) -> tuple[np.ndarray, np.ndarray]:
        """Emotion levels (T, 8) and unit biases (T, 41), float32, of frames i at times i / fps.

        intensity: (T,) level curve for the edits whose level is 'auto'. Raises StudioError when such an edit
        is there and the curve is not; ValueError when the curve has another length.
        """
        times = np.arange(frames) / fps
        levels = np.zeros((frames, len(EMOTIONS)))
        biases = np.zeros((frames, DIM))
        for edit in self.items:
            if isinstance(edit, KeyframeTrack):
                if edit.target in EMOTION_INDEX:
                    levels[:, EMOTION_INDEX[edit.target]] += edit.values(times)
                else:
                    biases[:, INDEX[edit.target]] += edit.values(times)
                continue
            in_force = envelope(times, edit.start, edit.end, edit.ease)
            if isinstance(edit, UnitEdit):
                biases[:, INDEX[edit.unit]] += edit.bias * in_force
            else:
                level = _intensity(edit, intensity, frames) if edit.level == AUTO else edit.level
                levels[:, EMOTION_INDEX[edit.emotion]] += level * in_force
        return levels.astype(np.float32), biases.astype(np.float32)


def _intensity(edit: EmotionEdit, intensity: np.ndarray | None, frames: int) -> np.ndarray:
    if intensity is None:
        raise StudioError(
            f"'{edit.emotion}:auto' takes its level from the voice, and there is none; "
            f"give a level such as {edit.emotion}:2."
        )
    intensity = np.asarray(intensity, np.float64)
    if intensity.shape != (frames,):
        raise ValueError(f"the intensity must have the shape ({frames},), not {intensity.shape}")
    return edit.share * np.maximum(intensity, 0.0)


def check_range(edits: Edits, duration: float) -> None:
    """Raise StudioError when an edit or a keyframe lies outside a clip of `duration` seconds."""
    slack = 1e-6
    for edit in edits.items:
        if isinstance(edit, KeyframeTrack):
            name, start, end = edit.target, edit.keys[0].time, edit.keys[-1].time
            beyond = end > duration + slack
        else:
            name = edit.emotion if isinstance(edit, EmotionEdit) else edit.unit
            start, end = edit.start or 0.0, edit.end
            beyond = start >= duration or (end is not None and end > duration + slack)
        if beyond:
            span = f"{start:g}-{'' if end is None else f'{end:g}'} s"
            raise StudioError(
                f"The edit of {name} at {span} lies outside the clip, which is {duration:g} s long; "
                "choose a range inside it."
            )


def parse_emotion(text: str) -> EmotionEdit:
    """The edit meant by 'happy:3', 'happy:3@1.0-2.5', 'happy:3@1-' or 'happy:auto'.

    Raises StudioError on an unknown emotion (with the nearest one), a level that is no number >= 0, or a
    range that is none.
    """
    name, level, start, end = _split(text, "happy:2@1.0-2.5")
    emotion = resolve_emotion(name)
    if level.strip().lower() == AUTO:
        return EmotionEdit(emotion, AUTO, start, end)
    value = parse_number(level, f"The level of {emotion}")
    if value < 0:
        raise StudioError(f"The level of {emotion} must be 0 or more, not {level.strip()}.")
    return EmotionEdit(emotion, value, start, end)


def parse_unit(text: str) -> UnitEdit:
    """The edit meant by 'AU12:+0.5' or 'L12:-0.3@1-2'; errors as `parse_emotion`, negative biases allowed."""
    name, bias, start, end = _split(text, "AU12:+0.5@1.0-2.5")
    unit = resolve_unit(name)
    return UnitEdit(unit, parse_number(bias, f"The bias of {unit}"), start, end)


def _split(text: str, example: str) -> tuple[str, str, float | None, float | None]:
    """Name, value, start and end [s] of NAME:VALUE[@START-END]."""
    body, at, span = text.partition("@")
    name, colon, value = body.partition(":")
    if not colon or not name.strip() or not value.strip():
        raise StudioError(f"'{text}' is no edit; write it as {example}.")
    if not at:
        return name, value, None, None
    match = _SPAN.fullmatch(span.strip())
    if not match or not any(match.groups()):
        raise StudioError(
            f"'{span}' in '{text}' is no range of seconds from 0 up; write START-END as in {example}."
        )
    start, end = (None if side is None else float(side) for side in match.groups())
    if end is not None and end <= (start or 0.0):
        raise StudioError(f"The range '{span}' in '{text}' must end after it starts.")
    return name, value, start, end
