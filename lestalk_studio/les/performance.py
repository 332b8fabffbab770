"""A performance: what a face does over time, relative to the portrait that will show it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lestalk_studio.les.space import AUX, DIM


@dataclass(frozen=True)
class Performance:
    """Frames i = 0..T-1 at times i / fps [s].

    fps: frames a second.
    z: (T, 41) float32, intensity beside the portrait's own resting expression; zero = the portrait as it is.
    aux: (T, len(AUX)) float32, units as in `space.AUX_LABELS`; zero = the portrait as it is.
    speech: (T,) float32, 0..1, how much speech sounds in this frame.

    Raises ValueError when the shapes disagree or fps is not a positive number.
    """

    fps: float
    z: np.ndarray
    aux: np.ndarray
    speech: np.ndarray

    def __post_init__(self) -> None:
        if not (np.isfinite(self.fps) and self.fps > 0):
            raise ValueError(f"fps must be a positive number, not {self.fps}")
        object.__setattr__(self, "fps", float(self.fps))
        for name in ("z", "aux", "speech"):
            object.__setattr__(self, name, np.asarray(getattr(self, name), np.float32))
        shapes = {"z": (len(self.z), DIM), "aux": (len(self.z), len(AUX)), "speech": (len(self.z),)}
        for name, expected in shapes.items():
            if getattr(self, name).shape != expected:
                raise ValueError(f"{name} must have the shape {expected}, not {getattr(self, name).shape}")

    @classmethod
    def still(cls, frames: int, fps: float) -> Performance:
        """The portrait as it is, silent, for `frames` frames."""
        return cls(
            fps,
            np.zeros((frames, DIM), np.float32),
            np.zeros((frames, len(AUX)), np.float32),
            np.zeros(frames, np.float32),
        )

    def __len__(self) -> int:
        return len(self.z)

    @property
    def length(self) -> int:
        """Number of frames T."""
        return len(self.z)

    @property
    def duration(self) -> float:
        """Seconds."""
        return len(self.z) / self.fps

    @property
    def times(self) -> np.ndarray:
        """(T,) float64, seconds."""
        return np.arange(len(self.z)) / self.fps

    def slice(self, start: int, stop: int) -> Performance:
        """Frames start..stop-1, as a Python slice counts them."""
        return Performance(self.fps, self.z[start:stop], self.aux[start:stop], self.speech[start:stop])

    def resampled(self, fps: float) -> Performance:
        """The same performance at `fps`, interpolated linearly; the last frame is held to the end."""
        if fps == self.fps or len(self) == 0:
            return Performance(fps, self.z, self.aux, self.speech)
        frames = max(1, round(len(self) * fps / self.fps))
        place = np.minimum(np.arange(frames) * (self.fps / fps), len(self) - 1)
        before = place.astype(np.int64)
        after = np.minimum(before + 1, len(self) - 1)
        part = (place - before).astype(np.float32)

        def at(values: np.ndarray) -> np.ndarray:
            weight = part.reshape(-1, *[1] * (values.ndim - 1))
            return values[before] * (1 - weight) + values[after] * weight

        return Performance(fps, at(self.z), at(self.aux), at(self.speech))
