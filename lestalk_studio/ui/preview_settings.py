"""What the user set for the preview, as it is remembered from one start to the next."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSettings

LEAST_MB, MOST_MB = 64, 65536
_MEMORY = "preview/memory_mb"


@dataclass(frozen=True)
class PreviewSettings:
    """memory_mb: what rendered frames may fill."""

    memory_mb: int = 512

    @classmethod
    def stored(cls) -> PreviewSettings:
        """As they were left; what is out of range or no number counts as not set."""
        return cls(_number(_MEMORY, cls.memory_mb, LEAST_MB, MOST_MB))

    def store(self) -> None:
        """Remember them."""
        QSettings().setValue(_MEMORY, self.memory_mb)


def _number(key: str, default: int, least: int, most: int) -> int:
    try:
        number = int(QSettings().value(key, default))
    except (TypeError, ValueError):
        return default
    return number if least <= number <= most else default
