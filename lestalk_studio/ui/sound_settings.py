"""What the user set for the sound, as it is remembered from one start to the next."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSettings

_VOLUME, _MUTED, _SCRUB, _DEVICE = "sound/volume", "sound/muted", "sound/scrub", "sound/device"


@dataclass(frozen=True)
class SoundSettings:
    """volume: 0..1 along the slider. scrub: whether scrubbing is heard. device: a Device's key, '' = the default."""

    volume: float = 1.0
    muted: bool = False
    scrub: bool = True
    device: str = ""

    @property
    def gain(self) -> float:
        """The factor on the samples; loudness follows about the third power of a slider."""
        return 0.0 if self.muted else self.volume**3

    @classmethod
    def stored(cls) -> SoundSettings:
        """As they were left; what is no sensible value counts as not set."""
        settings = QSettings()
        try:
            volume = float(settings.value(_VOLUME, cls.volume))
        except (TypeError, ValueError):
            volume = cls.volume
        return cls(
            volume if 0.0 <= volume <= 1.0 else cls.volume,
            str(settings.value(_MUTED, "false")).lower() == "true",
            str(settings.value(_SCRUB, "true")).lower() != "false",
            str(settings.value(_DEVICE, "")),
        )

    def store(self) -> None:
        """Remember them."""
        settings = QSettings()
        settings.setValue(_VOLUME, self.volume)
        settings.setValue(_MUTED, "true" if self.muted else "false")
        settings.setValue(_SCRUB, "true" if self.scrub else "false")
        settings.setValue(_DEVICE, self.device)
