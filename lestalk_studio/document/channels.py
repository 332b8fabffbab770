"""What a track can drive: one channel each, with its name, its range and its value while nothing is keyed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lestalk_studio.les.emotions import EMOTIONS
from lestalk_studio.les.injector import DEFAULT_MOUTH_PRESERVATION
from lestalk_studio.les.space import ACTION, AUX_LABELS, ISOLATION, UNITS

Group = Literal["emotion", "action", "isolation", "mix", "aux"]


@dataclass(frozen=True)
class Channel:
    """`low`..`high` is what a value may be, `soft_low`..`soft_high` what a slider offers.

    default: the value of a track without keys. unit: for display, '' for plain intensities and levels.
    """

    name: str
    label: str
    group: Group
    default: float
    low: float
    high: float
    soft_low: float
    soft_high: float
    unit: str = ""

    def limited(self, value: float) -> float:
        """`value` brought into low..high."""
        return min(max(value, self.low), self.high)


def _emotion(name: str) -> Channel:
    return Channel(name, name, "emotion", 0.0, 0.0, 10.0, 0.0, 3.0)


def _aux(name: str, low: float, high: float, soft: float, unit: str) -> Channel:
    return Channel(name, AUX_LABELS[name], "aux", 0.0, low, high, max(low, -soft), soft, unit)


MIX = (
    # One master for all emotion levels; biases of single units are not scaled by it.
    Channel("intensity", "factor on all emotion levels", "mix", 1.0, 0.0, 5.0, 0.0, 2.0),
    Channel(
        "mouth_preservation",
        "how far emotions leave the mouth to speech",
        "mix",
        DEFAULT_MOUTH_PRESERVATION,
        0.0,
        1.0,
        0.0,
        1.0,
    ),
)

AUX_CHANNELS = (
    _aux("blink_l", 0.0, 1.0, 1.0, ""),
    _aux("blink_r", 0.0, 1.0, 1.0, ""),
    _aux("gaze_yaw", -60.0, 60.0, 30.0, "°"),
    _aux("gaze_pitch", -60.0, 60.0, 30.0, "°"),
    _aux("head_yaw", -90.0, 90.0, 30.0, "°"),
    _aux("head_pitch", -90.0, 90.0, 30.0, "°"),
    _aux("head_roll", -180.0, 180.0, 30.0, "°"),
    _aux("head_x", -5.0, 5.0, 1.0, "IOD"),
    _aux("head_y", -5.0, 5.0, 1.0, "IOD"),
    _aux("head_z", -5.0, 5.0, 1.0, "IOD"),
)

CHANNELS: dict[str, Channel] = {
    channel.name: channel
    for channel in (
        *(_emotion(name) for name in EMOTIONS),
        *(Channel(u.name, u.label, "action", 0.0, -5.0, 5.0, -1.0, 1.0) for u in UNITS[ACTION]),
        *(Channel(u.name, u.label, "isolation", 0.0, -5.0, 5.0, -1.0, 1.0) for u in UNITS[ISOLATION]),
        *MIX,
        *AUX_CHANNELS,
    )
}
"""Every channel by name, in the order lanes are shown: emotions, action units, isolation, mix, aux."""

CHANNEL_ORDER: dict[str, int] = {name: i for i, name in enumerate(CHANNELS)}


def channels_of(group: Group) -> tuple[Channel, ...]:
    """The channels of one group, in their order."""
    return tuple(channel for channel in CHANNELS.values() if channel.group == group)


def channel_named(name: object) -> Channel:
    """The channel `name`. Raises ValueError when there is none."""
    channel = CHANNELS.get(name) if isinstance(name, str) else None
    if channel is None:
        raise ValueError(f"there is no track called {name!r}")
    return channel
