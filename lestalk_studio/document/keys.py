"""Edits of one track's keys: pure functions from a track to a new one that shares what did not change.

`times` name keys by their times; a time without a key raises ValueError. Where a key lands on another, it
replaces it. Values are brought into the channel's range; a typed value out of it raises ValueError.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from lestalk_studio.document.checks import SAME_TIME, moment, number
from lestalk_studio.document.curve import split
from lestalk_studio.document.joining import joined
from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.track import Track
from lestalk_studio.document.transition import EASE_BOTH, Transition


def insert_key(track: Track, time: float, transition: Transition = EASE_BOTH) -> Track:
    """A key at `time` with the value the curve has there; the curve stays as it is.

    transition: for a key before the first or after the last, where there is no span to split. A key that is
    there already stays. Raises ValueError for a time that is none.
    """
    time = moment(time)
    if track.key_at(time) is not None:
        return track
    i = track.place(time)
    if i in (0, len(track.keys)):
        # Beyond either end the curve is level; it stays level whatever way is taken between equal values,
        # unless the last key's own way out was bent by hand.
        new = Keyframe(time, track.value_at(time), transition)
        keys = list(track.keys)
        if keys and i == len(keys) and keys[-1].transition.kind == "cubic":
            keys[-1] = keys[-1].going(EASE_BOTH)
        return replace(track, keys=(*keys[:i], new, *keys[i:]))
    before, after = track.keys[i - 1], track.keys[i]
    first, value, second = split(before, after, time, track.channel.low, track.channel.high)
    pieces = (before.going(first), Keyframe(time, value, second))
    return replace(track, keys=(*track.keys[: i - 1], *pieces, *track.keys[i:]))


def set_key(track: Track, time: float, value: float, transition: Transition | None = None) -> Track:
    """A key of value `value` at `time`: a present key takes the value, else one is inserted first.

    transition: the key's new one; None keeps what it had. Raises ValueError for a value out of range.
    """
    channel = track.channel
    number(value, track.name, channel.low, channel.high)
    track = insert_key(track, time, transition or EASE_BOTH)
    i = track.place(track.key_at(time).time)
    key = track.keys[i].with_value(value)
    if transition is not None:
        key = key.going(transition)
    return replace(track, keys=(*track.keys[:i], key, *track.keys[i + 1 :]))


def remove_keys(track: Track, times: Iterable[float]) -> Track:
    """Without the keys at `times`; the keys left keep the slopes of their curve."""
    gone = _named(track, times)
    if not gone:
        return track
    kept: list[Keyframe] = []
    bridge: Keyframe | None = None  # the last key gone since the last one kept
    for key in track.keys:
        if key.time in gone:
            bridge = key
            continue
        if kept and bridge is not None:
            kept[-1] = joined(track, kept[-1], bridge, key)
        kept.append(key)
        bridge = None
    return replace(track, keys=tuple(kept))


def move_keys(track: Track, times: Iterable[float], by: float, rise: float = 0.0) -> Track:
    """Keys moved by `by` seconds and `rise` in value. Raises ValueError when one would leave time 0."""
    number(by, "the way to move")
    number(rise, "the way to move")
    limited = track.channel.limited

    def moved(key: Keyframe) -> Keyframe:
        value = limited(key.value + rise) if rise else key.value
        return Keyframe(key.time + by, value, key.transition)

    return _replaced(track, times, moved)


def scale_keys(
    track: Track, times: Iterable[float], pivot: float, factor: float, height: float = 1.0, level: float = 0.0
) -> Track:
    """Keys spread about the time `pivot` by `factor` (> 0) and about the value `level` by `height`."""
    number(pivot, "the pivot")
    number(level, "the level to scale about")
    number(height, "the height", -1e6, 1e6)
    if number(factor, "the factor", 0.0, 1e6) == 0.0:
        raise ValueError("the factor must be above 0")
    limited = track.channel.limited

    def scaled(key: Keyframe) -> Keyframe:
        transition = key.transition
        if height != 1.0 and transition.handles is not None:
            x1, rise1, x2, rise2 = transition.handles
            transition = Transition("cubic", (x1, rise1 * height, x2, rise2 * height))
        value = key.value if height == 1.0 else limited(level + (key.value - level) * height)
        return Keyframe(moment(pivot + (key.time - pivot) * factor), value, transition)

    return _replaced(track, times, scaled)


def nudge_keys(track: Track, times: Iterable[float], frames: int, fps: float) -> Track:
    """Keys moved by whole frames; a key that stood on a frame stands on a frame again, without drift."""
    number(fps, "the frame rate", 0.001, 1e6)

    def nudged(key: Keyframe) -> Keyframe:
        place = key.time * fps
        on_frame = abs(place - round(place)) < 1e-3
        frame = (round(place) if on_frame else place) + frames
        return replace(key, time=moment(frame / fps), auto=False)

    return _replaced(track, times, nudged)


def duplicate_keys(track: Track, times: Iterable[float], by: float) -> Track:
    """Copies of the keys `by` seconds later (earlier when negative); the originals stay."""
    named = _named(track, times)
    copies = [replace(key, time=moment(key.time + by), auto=False) for key in track.keys if key.time in named]
    return put_keys(track, copies)


def put_keys(track: Track, keys: Iterable[Keyframe]) -> Track:
    """`keys` added; they replace keys at their times, and of two at one time the last stays."""
    return _laid_over(track, track.keys, list(keys))


def set_transition(track: Track, times: Iterable[float], transition: Transition) -> Track:
    """The keys at `times` with another way to their next key."""
    return _replaced(track, times, lambda key: replace(key, transition=transition, auto=False))


def replace_auto(track: Track, keys: Iterable[Keyframe], guard: float = 0.25) -> Track:
    """The result of a new analysis: `keys` become the track's automatic keys, in place of the old ones.

    Keys a person made or touched stay, and no automatic key comes closer to one than `guard` seconds.
    """
    own = Track(track.name, tuple(key for key in track.keys if not key.auto))
    guard = max(guard, 2 * SAME_TIME)
    fresh = [replace(key, auto=True) for key in keys if own.key_near(key.time, guard) is None]
    return _laid_over(track, own.keys, fresh)


def _named(track: Track, times: Iterable[float]) -> set[float]:
    named = set()
    for time in times:
        key = track.key_at(time)
        if key is None:
            raise ValueError(f"{track.name} has no key at {time:g} s")
        named.add(key.time)
    return named


def _replaced(track: Track, times: Iterable[float], change: Callable[[Keyframe], Keyframe]) -> Track:
    named = _named(track, times)
    if not named:
        return track
    kept = [key for key in track.keys if key.time not in named]
    return _laid_over(track, kept, [change(key) for key in track.keys if key.time in named])


def _laid_over(track: Track, kept: Sequence[Keyframe], placed: list[Keyframe]) -> Track:
    """The track with the keys `kept` (sorted) and `placed`, which take the places of kept ones they meet."""
    times = [key.time for key in kept]
    by_time = dict(zip(times, kept, strict=True))
    for key in placed:
        i = bisect_left(times, key.time - SAME_TIME)
        if i < len(times) and times[i] <= key.time + SAME_TIME:
            key = replace(key, time=times[i])
        by_time[key.time] = key
    merged: list[Keyframe] = []
    for key in sorted(by_time.values(), key=lambda key: key.time):
        if merged and key.time <= merged[-1].time + SAME_TIME:
            merged.pop()  # two placed keys so close that they are one: the later stays
        merged.append(key)
    return replace(track, keys=tuple(merged))
