"""A voice that is still being heard -> z(t), 0.24 s behind it: what `AudioToLes.predict` does, without the future."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from lestalk_studio.audio.activity import noise_floor, speech_activity
from lestalk_studio.audio.features import HOP, RATE, WINDOW, Features, extract
from lestalk_studio.les.space import DIM, INDEX
from lestalk_studio.nets.audio_input import recording
from lestalk_studio.nets.audio_to_les import LOOK_AHEAD_S, AudioToLes

_KEPT, _NEAR = 2000, 300
"""Feature frames (10 ms) that gain, colour and pauses are taken from, and those that the lips are."""
_BESIDE = 4
"""Feature frames of sound beside those analysed: half an analysis window, and the pitch's."""


class LipStream:
    """Push sound as it comes; frame i at i / fps s is returned as soon as all that it depends on has been heard.

    Gain, colour and pauses are those of the last 20 s heard, where `AudioToLes.predict` has the whole recording's:
    the first words differ by that.
    """

    def __init__(self, fps: float, net: AudioToLes | None = None) -> None:
        self._net = net or AudioToLes.load()
        self._fps = Fraction(fps).limit_denominator(1001)
        self._sound = np.zeros(0, np.float32)
        self._before = 0
        """Samples that were let go of, before `_sound`."""
        self._log_mel = np.zeros((0, 80), np.float32)
        self._level = np.zeros(0, np.float32)
        self._known = 0
        """Feature frames analysed so far, those included that were let go of."""
        self._given = 0

    def push(self, samples: np.ndarray) -> np.ndarray:
        """(N,) float32 at 16 kHz, which follow on those before -> z (frames, 41) float32 of the frames now known."""
        self._sound = np.concatenate([self._sound, np.asarray(samples, np.float32)])
        out = [np.zeros((0, DIM), np.float32)]
        heard = Fraction(self._before + len(self._sound), RATE) - Fraction(LOOK_AHEAD_S).limit_denominator(
            1000
        )
        while heard >= Fraction(self._given) / self._fps:
            out.append(self._frame(Fraction(self._given) / self._fps)[None])
            self._given += 1
        return np.concatenate(out)

    def finish(self) -> np.ndarray:
        """z of the frames that are left, as if silence followed; nothing can be pushed after it."""
        ends = Fraction(self._before + len(self._sound), RATE)
        silence = np.zeros(int(LOOK_AHEAD_S * RATE) + HOP, np.float32)
        left = self.push(silence)
        return left[: max(0, int(np.ceil(ends * self._fps)) - self._given + len(left))]

    def _frame(self, time: Fraction) -> np.ndarray:
        """z (41,) at `time`, from the sound until LOOK_AHEAD_S later and no more, however much was pushed at once."""
        self._analyse(int((time + Fraction(LOOK_AHEAD_S).limit_denominator(1000)) * RATE))
        z = np.zeros(DIM, np.float32)
        kept = Features(self._log_mel, self._level, *np.zeros((2, len(self._level)), np.float32))
        speech = speech_activity(kept)
        if not speech.any():
            return z
        first = max(0, len(kept) - _NEAR)
        first += (self._known - len(kept) + first) % 2  # the net's frames are those of even number
        part = slice(first, None)
        near = Features(*(values[part] for values in (kept.log_mel, kept.level, kept.voicing, kept.pitch)))
        since = float(time - Fraction((self._known - len(near)) * HOP, RATE))
        told, floor = recording(kept.log_mel, speech), noise_floor(kept.level)[part]
        z[[INDEX[name] for name in self._net.units]] = self._net.follow(near, told, floor, np.array([since]))[
            0
        ]
        return z

    def _analyse(self, until: int) -> None:
        """Features of every frame whose window ends before sample `until`; let go of what is not needed any more."""
        stop = (until - WINDOW // 2) // HOP + 1
        if stop <= self._known:
            return
        first = max(0, self._known - _BESIDE)
        last = (stop - 1) * HOP + WINDOW // 2
        found = extract(self._sound[first * HOP - self._before : last - self._before])
        new = slice(self._known - first, stop - first)
        self._log_mel = np.concatenate([self._log_mel, found.log_mel[new]])[-_KEPT:]
        self._level = np.concatenate([self._level, found.level[new]])[-_KEPT:]
        self._known = stop
        gone = max(0, (stop - _BESIDE) * HOP - self._before)
        self._sound, self._before = self._sound[gone:], self._before + gone
