"""What kinds of files a project takes, by their endings, and how dialogs ask for them."""

from __future__ import annotations

from pathlib import Path

from lestalk_studio.document.backups import original_of
from lestalk_studio.document.storage import SUFFIX
from lestalk_studio.ui.texts import tr

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff", ".gif", ".avif")
SOUNDS = (".wav", ".mp3", ".ogg", ".flac", ".m4a", ".aac", ".opus", ".wma", ".aif", ".aiff")
VIDEOS = (".mp4", ".mov", ".mkv", ".webm", ".avi", ".m4v", ".mpg", ".mpeg")
TABLES = (".csv",)

_OF_ROLE = {
    "portrait": PICTURES,
    "audio": (*SOUNDS, *VIDEOS),
    "au_source": (*VIDEOS, *TABLES),
    "front_mask": PICTURES,
}


def kind_of(path: Path) -> str:
    """'project' (an older version of one, too), 'picture', 'sound', 'video', 'table', or '' for anything else."""
    ending = (original_of(path) or path).suffix.casefold()
    if ending == SUFFIX:
        return "project"
    kinds = {"picture": PICTURES, "sound": SOUNDS, "video": VIDEOS, "table": TABLES}
    return next((kind for kind, endings in kinds.items() if ending in endings), "")


def role_title(role: str) -> str:
    """'Portrait', 'Voice', 'Performance' or 'Mask' for a field of the project."""
    titles = {"portrait": tr("Portrait"), "audio": tr("Voice"), "au_source": tr("Performance")}
    return (titles | {"front_mask": tr("Mask of what stands in front")})[role]


def file_filter(role: str) -> str:
    """The filter of a file dialog."""
    kinds = " ".join(f"*{ending}" for ending in _OF_ROLE[role])
    return f"{role_title(role)} ({kinds});;" + tr("All files") + " (*)"


def fits_role(path: Path, role: str) -> bool:
    """Whether a file's ending is one that the role takes."""
    return path.suffix.casefold() in _OF_ROLE[role]
