"""What the user set for the preview, as it is remembered from one start to the next."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSettings

LEAST_MB, MOST_MB = 64, 65536
LEAST_DISK_MB, MOST_DISK_MB = 128, 1024 * 1024
_MEMORY, _DISK, _DISK_MB = "preview/memory_mb", "preview/disk", "preview/disk_mb"


@dataclass(frozen=True)
class PreviewSettings:
    """memory_mb: what rendered frames may fill; disk: whether they are kept there, too; disk_mb: up to so much."""

    memory_mb: int = 512
    disk: bool = False
    disk_mb: int = 2048

    @classmethod
    def stored(cls) -> PreviewSettings:
        """As they were left; what is out of range or no number counts as not set."""
        return cls(
            _number(_MEMORY, cls.memory_mb, LEAST_MB, MOST_MB),
            str(QSettings().value(_DISK, "false")).lower() == "true",
            _number(_DISK_MB, cls.disk_mb, LEAST_DISK_MB, MOST_DISK_MB),
        )

    def store(self) -> None:
        """Remember them."""
        settings = QSettings()
        settings.setValue(_MEMORY, self.memory_mb)
        settings.setValue(_DISK, "true" if self.disk else "false")
        settings.setValue(_DISK_MB, self.disk_mb)


def _number(key: str, default: int, least: int, most: int) -> int:
    try:
        number = int(QSettings().value(key, default))
    except (TypeError, ValueError):
        return default
    return number if least <= number <= most else default
