"""Reading a portrait photograph into plain 8-bit sRGB pixels."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from os.path import isdir
from pathlib import Path

import numpy as np

from lestalk_studio.errors import StudioError

SMALLEST_PX = 128
LARGEST_PX = 100_000_000

# Raster formats only: a picture must never start an interpreter (EPS, PDF) or a network read.
FORMATS = (
    "JPEG", "PNG", "WEBP", "TIFF", "BMP", "DIB", "GIF", "AVIF", "JPEG2000",
    "PPM", "ICO", "PCX", "SGI", "PSD", "QOI", "DDS",
)  # fmt: skip

_VIDEO_SUFFIXES = (
    ".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".mpg", ".mpeg", ".wmv", ".flv", ".ogv", ".ts", ".mts",
    ".m2ts", ".3gp", ".vob",
)  # fmt: skip
_SOUND_SUFFIXES = (
    ".wav", ".mp3", ".flac", ".ogg", ".oga", ".opus", ".m4a", ".aac", ".wma", ".aif", ".aiff",
)  # fmt: skip
# What shows through transparent pixels: a grey that no edge of hair or skin stands out from.
_BACKDROP = 128.0


@dataclass(frozen=True, eq=False)
class Portrait:
    """A portrait as it is looked at: upright, sRGB, 8 bit.

    rgb: uint8 (H, W, 3), transparent parts laid over mid grey.
    alpha: uint8 (H, W) when the file has transparent pixels, else None.
    path: the file, or None for pixels that come from elsewhere.
    """

    rgb: np.ndarray
    alpha: np.ndarray | None = None
    path: Path | None = None

    @property
    def name(self) -> str:
        """File name for messages."""
        return self.path.name if self.path is not None else "the portrait"

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels."""
        return self.rgb.shape[1], self.rgb.shape[0]


def load_portrait(path: str | Path) -> Portrait:
    """Read the picture at `path`, its first frame if it has several.

    EXIF orientation is applied; colour profiles, CMYK, palettes, greyscale and 16-bit samples become 8-bit
    sRGB. Raises StudioError for a missing or unreadable file, a file that is no picture or is cut short, and
    for a picture smaller than 128 px or larger than 100 megapixels.
    """
    path = Path(path)
    data = _read(path)
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's own size and EXIF warnings; the limits are checked below
        try:
            # TGA has no signature: anything might pass for one, so its name has to say it.
            formats = FORMATS + (("TGA",) if path.suffix.lower() == ".tga" else ())
            image = Image.open(io.BytesIO(data), formats=formats)
        except Image.DecompressionBombError:
            raise _too_large(path) from None
        except UnidentifiedImageError:
            raise StudioError(_not_a_picture(path, data)) from None
        except Exception as error:  # decoders raise nearly anything on damaged headers
            raise _damaged(path) from error
        width, height = image.size
        if width * height > LARGEST_PX:
            raise _too_large(path, width, height)
        if max(width, height) < SMALLEST_PX:
            raise StudioError(
                f"The portrait {path.name} is only {width} x {height} px; "
                f"choose a picture of at least {SMALLEST_PX} px."
            )
        try:
            image.load()
            rgb, alpha = _to_srgb(image)
        except MemoryError:
            raise _too_large(path, width, height) from None
        except Exception as error:
            raise _damaged(path) from error
    return Portrait(rgb, alpha, path)


def _read(path: Path) -> bytes:
    if isdir(path):
        raise StudioError(f"The portrait {path} is a folder; choose a picture file.")
    try:
        # A film of many gigabytes given by mistake must not be read whole to be told from a picture.
        if path.stat().st_size > 1_500_000_000:
            raise StudioError(f"The portrait {path.name} is larger than 1.5 GB; choose a picture file.")
        data = path.read_bytes()
    except FileNotFoundError:
        raise StudioError(f"The portrait {path} does not exist; check the file name.") from None
    except OSError as error:
        raise StudioError(
            f"The portrait {path} cannot be read ({error.strerror}); check its permissions."
        ) from None
    if not data:
        raise StudioError(f"The portrait {path.name} is an empty file; choose another picture.")
    return data


def _to_srgb(image) -> tuple[np.ndarray, np.ndarray | None]:
    from PIL import ImageOps

    profile = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    if image.mode in ("I;16", "I;16L", "I;16B", "I;16N", "I", "F"):
        grey = _deep_to_byte(np.asarray(image))
        return np.repeat(grey[..., None], 3, axis=2), None
    alpha = None
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        image = image.convert("RGBA")
        alpha = np.asarray(image.getchannel("A"))
        image = image.convert("RGB")
    image = _through_profile(image, profile)
    rgb = np.asarray(image.convert("RGB") if image.mode != "RGB" else image, dtype=np.uint8)
    if alpha is None or alpha.min() == 255:
        return np.ascontiguousarray(rgb), None
    weight = alpha[..., None].astype(np.float32) / 255.0
    laid = rgb * weight + _BACKDROP * (1.0 - weight)
    return (laid + 0.5).astype(np.uint8), alpha.copy()


def _deep_to_byte(samples: np.ndarray) -> np.ndarray:
    """Grey samples of 16 or 32 bit, or floating point, as bytes (H, W)."""
    values = np.nan_to_num(samples.astype(np.float64))
    if samples.dtype.kind == "f" and values.max() <= 1.0:
        top = 1.0
    else:
        top = 255.0 if values.max() <= 255 and samples.dtype != np.uint16 else 65535.0
    if values.max() > top:
        top = values.max()
    return np.clip(values / top * 255.0 + 0.5, 0, 255).astype(np.uint8)


def _through_profile(image, profile: bytes | None):
    """`image` with its colour profile turned into sRGB; unchanged where there is none or it is broken."""
    if not profile or image.mode not in ("RGB", "CMYK", "L"):
        return image
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "srgb" in ImageCms.getProfileDescription(source).lower():
            return image  # the round trip through the tables would change pixels for nothing
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def _not_a_picture(path: Path, data: bytes) -> str:
    """Sentence that says what the file at `path` is instead of a picture."""
    head, suffix = data[:32], path.suffix.lower()
    brand = head[8:12] if head[4:8] == b"ftyp" else b""
    if brand in (b"heic", b"heix", b"mif1", b"hevc", b"msf1"):
        return f"The portrait {path.name} is a HEIC picture, which cannot be read; save it as JPEG or PNG."
    moving = (
        bool(brand)
        or head.startswith((b"\x1aE\xdf\xa3", b"\x00\x00\x01\xba", b"\x00\x00\x01\xb3", b"FLV"))
        or (head.startswith(b"RIFF") and head[8:12] == b"AVI ")
    )
    if suffix in _SOUND_SUFFIXES:
        return f"The portrait {path.name} is a sound file; choose a picture, and give the sound as audio."
    if moving or suffix in _VIDEO_SUFFIXES:
        return f"The portrait {path.name} is a video; choose a picture, for example one frame of it."
    return (
        f"The portrait {path.name} is not a picture that can be read; "
        "choose a JPEG, PNG, WebP, TIFF or BMP file."
    )


def _damaged(path: Path) -> StudioError:
    return StudioError(f"The portrait {path.name} is damaged or cut short; choose another copy of it.")


def _too_large(path: Path, width: int = 0, height: int = 0) -> StudioError:
    size = f" ({width} x {height})" if width else ""
    return StudioError(f"The portrait {path.name} has more than 100 megapixels{size}; make it smaller first.")
