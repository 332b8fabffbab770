"""Mixed emotions as text: 'happy+surprised:2', 'sad*2+fear:1.5@1-3', 'happy+surprised:auto'."""

from __future__ import annotations

from dataclasses import replace

from lestalk_studio.errors import StudioError
from lestalk_studio.les.edits import EmotionEdit, parse_emotion
from lestalk_studio.les.emotion_space import mixture
from lestalk_studio.les.emotions import EMOTION_INDEX
from lestalk_studio.les.names import parse_number, resolve_emotion


def parse_emotions(text: str) -> tuple[EmotionEdit, ...]:
    """The edits that `text` means: one, or for a mixture one of each emotion in it.

    Emotions joined by '+' are felt at once, in equal parts or by the share after '*'; LEVEL is the intensity of
    the mixture (les.emotion_space). Raises StudioError as parse_emotion does, and for a share that is none.
    """
    names, colon, rest = text.partition(":")
    if "+" not in names and "*" not in names:
        return (parse_emotion(text),)
    weights: dict[str, float] = {}
    for part in names.split("+"):
        name, star, given = part.partition("*")
        if not name.strip() or (star and not given.strip()):
            raise StudioError(f"'{names}' is no mixture of emotions; write it as happy+surprised:2.")
        emotion = resolve_emotion(name)
        share = parse_number(given, f"The share of {emotion}") if star else 1.0
        if share < 0:
            raise StudioError(f"The share of {emotion} must be 0 or more, not {given.strip()}.")
        weights[emotion] = weights.get(emotion, 0.0) + share
    if not sum(weights.values()):
        raise StudioError(f"Every share in '{names}' is 0; give at least one emotion a share.")
    one = parse_emotion(f"{next(iter(weights))}{colon}{rest}")
    part = mixture(weights, 1.0)
    felt = [(name, float(part[EMOTION_INDEX[name]])) for name in weights]
    if one.level == "auto":
        return tuple(replace(one, emotion=name, share=share) for name, share in felt if share > 0)
    return tuple(replace(one, emotion=name, level=one.level * share) for name, share in felt if share > 0)
