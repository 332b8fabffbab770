"""What stands in front of a face by hand: a mask from a picture file, and painted strokes, for the renderer."""

from __future__ import annotations

import io
import warnings
from os.path import isdir
from pathlib import Path
from typing import Any

import numpy as np

from lestalk_studio.document.project import Project
from lestalk_studio.document.settings import MediaPath
from lestalk_studio.document.strokes import Stroke, digest
from lestalk_studio.errors import StudioError
from lestalk_studio.pipeline.analysis import stamp
from lestalk_studio.pipeline.preview_key import content

LARGEST_PX = 100_000_000
SMALLEST_PX = 16
_FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF", "AVIF", "PPM")


def mask_path(front_mask: MediaPath) -> Path | None:
    """The file of a project's or a job's mask."""
    return None if front_mask is None else Path(front_mask)


def load_mask(path: Path, width: int, height: int) -> np.ndarray:
    """The mask in the picture `path` for a portrait of `width` x `height` pixels, (H, W) uint8, 255 = in front.

    Colours count by their lightness, transparent pixels as black. Raises StudioError for a missing or unreadable file,
    and for one that has not the portrait's proportions.
    """
    from PIL import Image

    image = _opened(path)
    apart = abs(image.width * height - image.height * width)
    if apart > width + height or max(image.size) < SMALLEST_PX:  # sizes are whole numbers
        raise StudioError(
            f"The mask {path.name} has {image.width} x {image.height} px, which are not the proportions of the "
            f"portrait ({width} x {height}); make one of that size."
        )
    grey = _grey(image, path.name)
    if grey.shape == (height, width):
        return grey
    how = Image.Resampling.BOX if image.width > width else Image.Resampling.BILINEAR
    return np.asarray(Image.fromarray(grey).resize((width, height), how))


def check_mask(path: Path | None) -> None:
    """Raise StudioError unless the file of a mask, if there is one, is a picture."""
    if path is not None:
        _opened(path)


def painted(strokes: tuple[Stroke, ...], path: Path | None, portrait: Any) -> Any:
    """The render.painted.Painted of a face.portrait.Portrait; None where there is nothing. Raises StudioError."""
    if not strokes and path is None:
        return None
    from lestalk_studio.render.painted import Painted

    height, width = portrait.rgb.shape[:2]
    return Painted(strokes, None if path is None else load_mask(path, width, height))


def front_stamp(project: Project) -> tuple:
    """What a project's renderer depends on besides its face: equal stamps hold the same in front."""
    return project.occluders, project.strokes, stamp(mask_path(project.front_mask))


def front_key(project: Project) -> tuple[str, str, bytes]:
    """The same for the key of a frame, by the mask's content."""
    path = mask_path(project.front_mask)
    return project.occluders, digest(project.strokes), b"" if path is None else content(path)


def _opened(path: Path) -> Any:
    from PIL import Image, UnidentifiedImageError

    if isdir(path):
        raise StudioError(f"The mask {path} is a folder; choose a picture file.")
    try:
        data = path.read_bytes()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own about size; the limit is checked below
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
    except FileNotFoundError:
        raise StudioError(f"The mask {path} does not exist; check the file name.") from None
    except UnidentifiedImageError:
        raise StudioError(
            f"The mask {path.name} is not a picture that can be read; save it as PNG, white where something stands "
            "in front of the face."
        ) from None
    except Image.DecompressionBombError:
        raise StudioError(f"The mask {path.name} has more than 100 megapixels; make it smaller.") from None
    except OSError as error:
        why = error.strerror or "it is damaged"
        raise StudioError(f"The mask {path} cannot be read ({why}); choose another copy of it.") from None
    if image.width * image.height > LARGEST_PX:
        raise StudioError(f"The mask {path.name} has more than 100 megapixels; make it smaller.")
    return image


def _grey(image: Any, name: str) -> np.ndarray:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image.load()
            if image.mode.startswith("I") or image.mode == "F":
                values = np.nan_to_num(np.asarray(image).astype(np.float64))
                top = (
                    1.0
                    if image.mode == "F" and values.max() <= 1
                    else 255.0
                    if values.max() <= 255
                    else 65535.0
                )
                if image.mode.startswith("I;16"):
                    top = 65535.0
                return np.clip(values / top * 255 + 0.5, 0, 255).astype(np.uint8)
            if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
                image = image.convert("RGBA")
                image = Image.alpha_composite(Image.new("RGBA", image.size, (0, 0, 0, 255)), image)
            return np.array(image.convert("L"))
    except Exception as error:  # decoders raise nearly anything on damaged data
        raise StudioError(f"The mask {name} is damaged or cut short; choose another copy of it.") from error
