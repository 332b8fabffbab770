"""The Emotion Injector: lays emotion levels and unit biases on a performance, for one portrait."""

from __future__ import annotations

import numpy as np

from lestalk_studio.les import mouth
from lestalk_studio.les.emotions import DIRECTIONS, FULL_LEVEL
from lestalk_studio.les.limits import displaced, lowered, union
from lestalk_studio.les.space import DIM, SIDED

DEFAULT_MOUTH_PRESERVATION = 0.7
_MEANT_AT = 0.35  # intensity at level 3 from which an emotion counts as asking for a unit

_THREAT = mouth.unit_vector(mouth.THREAT)
_PARTS_LIPS = mouth.unit_vector(mouth.PARTS_LIPS)
_OWN_YIELDS = mouth.unit_vector(mouth.OWN_YIELDS)
_SYMMETRIC, _LEFT, _RIGHT = (list(column) for column in zip(*SIDED, strict=True))


def _smoothstep(x: np.ndarray) -> np.ndarray:
    x = np.clip(x, 0.0, 1.0)
    return x * x * (3 - 2 * x)


def _over(value: float, by: np.ndarray) -> np.ndarray:
    """value / by, 0 where `by` is not above 0."""
    return np.divide(value, by, out=np.zeros_like(by), where=by > 0)


class EmotionInjector:
    """Adds edits to performances of the portrait whose resting expression is `source_z` (41,).

    mouth_preservation: 0..1, how far emotions leave lips and jaw to speech while it sounds; 0 exaggerates.
    take_back: 0..1, how far the portrait's own expression gives way to a full emotion; 0 never.

    The portrait's own expression counts: a full emotion takes back what it does not ask for itself (a smile, when
    sad is asked), and what it does ask for is not added twice but united. From level 0 to 3 the face goes there
    on a straight line, whatever it showed before. Unit biases are added as they are, at any time: they are asked
    for by name. All is softly limited to what a face can do.

    Raises ValueError when a setting is outside 0..1 or source_z has another shape.
    """

    def __init__(
        self,
        source_z: np.ndarray,
        mouth_preservation: float = DEFAULT_MOUTH_PRESERVATION,
        take_back: float = 1.0,
    ) -> None:
        self.source_z = np.asarray(source_z, np.float64)
        if self.source_z.shape != (DIM,):
            raise ValueError(f"source_z must have the shape ({DIM},), not {self.source_z.shape}")
        for name, value in (("mouth_preservation", mouth_preservation), ("take_back", take_back)):
            if not 0.0 <= value <= 1.0:
                raise ValueError(f"{name} must lie in 0..1, not {value}")
        self.mouth_preservation = float(mouth_preservation)
        self.take_back = float(take_back)

    def inject(
        self,
        z: np.ndarray,
        levels: np.ndarray,
        biases: np.ndarray,
        speech: np.ndarray,
        fps: float = 25.0,
        mouth_preservation: np.ndarray | None = None,
    ) -> np.ndarray:
        """z' (T, 41) float32, relative to the portrait as z is: the portrait then shows source_z + z'.

        z: (T, 41); levels: (T, 8) >= 0; biases: (T, 41); speech: (T,) 0..1, consecutive frames at `fps`
        (speech is smoothed in time, so inject a whole clip before cutting it). Without edits z comes back
        unchanged where no speech sounds, and zeros come back as exact zeros.
        mouth_preservation: (T,) 0..1 where it is keyframed; None: the injector's own.
        """
        z, levels, biases = (np.asarray(a, np.float64) for a in (z, levels, biases))
        sounds = mouth.sounding(speech, fps)[:, None]
        emotion = levels @ DIRECTIONS.astype(np.float64)

        # Speech starts from a resting mouth: the portrait's own open lips give way to it, edit or not. A
        # negative z first uses up the portrait's own intensity, and what it used is not taken back again.
        own = np.maximum(self.source_z + np.minimum(z, 0.0), 0.0)
        yielded = own * (_OWN_YIELDS * sounds)
        base = self.source_z + z - yielded
        own = own - yielded

        remaining = own * (1 - self._taken_back(levels, emotion))
        emotion = emotion * self._kept_beside_speech(z, sounds, mouth_preservation)
        # Where the full emotion leads is known; a lower level is that share of the way.
        strength = levels.sum(-1, keepdims=True)
        part = np.minimum(strength / FULL_LEVEL, 1.0)
        full = emotion * np.maximum(_over(FULL_LEVEL, strength), 1.0)
        felt = base + part * (union(remaining, np.maximum(full, 0.0)) - own)
        added = np.minimum(emotion, 0.0) + biases
        shift = displaced(base, lowered(felt, added))
        for side in (_LEFT, _RIGHT):
            # A side is limited with what both sides do: left of AU12 is AU12 + L12.
            whole = [values[:, _SYMMETRIC] + values[:, side] for values in (base, felt, added)]
            shift[:, side] = displaced(whole[0], lowered(whole[1], whole[2])) - shift[:, _SYMMETRIC]
        return (z - yielded + shift).astype(np.float32)

    def _taken_back(self, levels: np.ndarray, emotion: np.ndarray) -> np.ndarray:
        """(T, 41) 0..1: the share of the portrait's own units that the full emotions take away.

        Units that the mixture itself asks for stay, for `union` to count them once; neutral asks for none.
        """
        at_full = emotion * _over(FULL_LEVEL, levels.sum(-1, keepdims=True))
        return self.take_back * (1 - _smoothstep(at_full / _MEANT_AT))

    def _kept_beside_speech(self, z: np.ndarray, sounds: np.ndarray, keyed) -> np.ndarray:
        """(T, 41) 0..1: the share of an emotion's pull that speech leaves."""
        weight = self.mouth_preservation if keyed is None else np.clip(keyed, 0.0, 1.0)[:, None]
        closed = mouth.closure(z, sounds[:, 0])[:, None]
        # Closures matter more than shapes: a half-preserved mouth still closes its lips seven eighths.
        closing = (1 - (1 - weight) ** 3) * closed
        return (1 - weight * _THREAT * sounds) * (1 - closing * _PARTS_LIPS)
