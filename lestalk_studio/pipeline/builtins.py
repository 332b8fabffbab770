"""Portraits that installed packages carry: named `builtin:NAME`, they need no file and no network."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from lestalk_studio.errors import StudioError

PREFIX = "builtin:"

# Both are photographs by the United States government and in the public domain.
_PORTRAITS = {
    "hopper": ("matplotlib", "mpl-data/sample_data/grace_hopper.jpg"),
    "astronaut": ("skimage", "data/astronaut.png"),
}
BUILTIN_PORTRAITS = tuple(_PORTRAITS)


def portrait_path(name: str) -> Path:
    """File of the portrait `name`: a path, or builtin:NAME. Raises StudioError for an unknown NAME."""
    if not name.startswith(PREFIX):
        return Path(name)
    known = name.removeprefix(PREFIX)
    if known not in _PORTRAITS:
        choices = " and ".join(PREFIX + portrait for portrait in BUILTIN_PORTRAITS)
        raise StudioError(f"There is no built-in portrait {known!r}; there are {choices}.")
    package, inside = _PORTRAITS[known]
    # The package itself is not imported: matplotlib and skimage take most of a second.
    spec = find_spec(package)
    path = Path(spec.origin).parent / inside if spec is not None and spec.origin else None
    if path is None or not path.is_file():
        raise StudioError(f"The built-in portrait {known!r} is missing; install LES Talker Studio again.")
    return path
