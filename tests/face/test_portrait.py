"""Reading portraits: what cannot be used is refused in one sentence, what can comes out upright 8-bit
sRGB."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageCms

from lestalk_studio.errors import StudioError
from lestalk_studio.face.portrait import load_portrait


def _pattern(width=160, height=130) -> np.ndarray:
    y, x = np.mgrid[:height, :width]
    return np.dstack((x % 256, y % 256, (x + y) % 256)).astype(np.uint8)


def _refusal(path) -> str:
    with pytest.raises(StudioError) as caught:
        load_portrait(path)
    message = str(caught.value)
    assert "\n" not in message and message.endswith(".")
    return message


def test_missing_file(tmp_path):
    assert "does not exist" in _refusal(tmp_path / "nobody.png")


def test_folder(tmp_path):
    assert "folder" in _refusal(tmp_path)


def test_empty_file(tmp_path):
    (tmp_path / "a.png").write_bytes(b"")
    assert "empty" in _refusal(tmp_path / "a.png")


def test_text_named_as_picture(tmp_path):
    (tmp_path / "a.jpg").write_text("this is no picture " * 50)
    assert "not a picture" in _refusal(tmp_path / "a.jpg")


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tiff", "bmp"])
def test_truncated_picture(tmp_path, suffix):
    whole = tmp_path / f"whole.{suffix}"
    rng = np.random.default_rng(0)
    Image.fromarray(rng.integers(0, 255, (200, 200, 3), dtype=np.uint8)).save(whole)
    cut = tmp_path / f"cut.{suffix}"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    message = _refusal(cut)
    assert "damaged" in message or "not a picture" in message


def test_headers_of_noise(tmp_path):
    rng = np.random.default_rng(1)
    for magic in (
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"BM",
        b"II*\x00",
        b"RIFF\x10\0\0\0WEBP",
        b"8BPS\0\1",
        b"GIF89a",
    ):
        path = tmp_path / "noise.bin"
        path.write_bytes(magic + rng.integers(0, 255, 4000, dtype=np.uint8).tobytes())
        _refusal(path)


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("film.mp4", b"\0\0\0\x20ftypisom"),
        ("film.bin", b"\0\0\0\x20ftypisom"),
        ("film.mkv", b"\x1aE\xdf\xa3"),
        ("film.mpg", b"\0\0\x01\xba"),
        ("film.avi", b"RIFF\0\0\0\0AVI "),
    ],
)
def test_video_given_as_portrait(tmp_path, name, head):
    (tmp_path / name).write_bytes(head + bytes(500))
    assert "is a video" in _refusal(tmp_path / name)


def test_real_video_given_as_portrait(shared_data):
    film = sorted((shared_data / "grid" / "video").glob("*.mpg"))[0]
    assert "is a video" in _refusal(film)


def test_sound_and_heic_are_named(tmp_path):
    (tmp_path / "a.wav").write_bytes(b"RIFF\0\0\0\0WAVEfmt " + bytes(200))
    assert "sound" in _refusal(tmp_path / "a.wav")
    (tmp_path / "a.heic").write_bytes(b"\0\0\0\x20ftypheic" + bytes(200))
    assert "HEIC" in _refusal(tmp_path / "a.heic")


def test_too_small(tmp_path):
    Image.fromarray(_pattern(100, 90)).save(tmp_path / "a.png")
    assert "100 x 90" in _refusal(tmp_path / "a.png")


@pytest.mark.parametrize("size", [(12000, 9000), (30000, 30000)])
def test_too_large(tmp_path, size):
    Image.new("1", size).save(tmp_path / "a.png")
    assert "100 megapixels" in _refusal(tmp_path / "a.png")


def test_unreadable(tmp_path, monkeypatch):
    path = tmp_path / "a.png"
    Image.fromarray(_pattern()).save(path)

    def refuse(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "read_bytes", refuse)
    assert "cannot be read" in _refusal(path)


@pytest.mark.parametrize("suffix", ["png", "bmp", "tiff", "ppm", "tga"])
def test_lossless_formats_keep_every_pixel(tmp_path, suffix):
    path = tmp_path / f"a.{suffix}"
    Image.fromarray(_pattern()).save(path)
    portrait = load_portrait(path)
    assert portrait.rgb.dtype == np.uint8 and portrait.rgb.flags.c_contiguous
    assert np.array_equal(portrait.rgb, _pattern())
    assert portrait.alpha is None and portrait.name == path.name and portrait.size == (160, 130)


@pytest.mark.parametrize("suffix", ["jpg", "webp", "avif"])
def test_lossy_formats(tmp_path, suffix):
    path = tmp_path / f"a.{suffix}"
    smooth = (_pattern() // 2 + 40).astype(np.uint8)
    Image.fromarray(smooth).save(path, quality=95)
    assert np.abs(load_portrait(path).rgb.astype(int) - smooth).mean() < 4


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation(tmp_path, orientation):
    upright = Image.fromarray(_pattern())
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # transposition that the tag makes good
    stored = upright if orientation == 1 else upright.transpose(Image.Transpose(undo[orientation]))
    exif = Image.Exif()
    exif[274] = orientation
    stored.save(tmp_path / "a.png", exif=exif)
    assert np.array_equal(load_portrait(tmp_path / "a.png").rgb, _pattern())


def test_alpha_is_kept_and_laid_over_grey(tmp_path):
    rgba = np.dstack((_pattern(), np.full((130, 160), 255, np.uint8)))
    rgba[:40, :, 3] = 0
    rgba[40:50, :, 3] = 128
    Image.fromarray(rgba).save(tmp_path / "a.png")
    portrait = load_portrait(tmp_path / "a.png")
    assert np.array_equal(portrait.alpha, rgba[..., 3])
    assert (portrait.rgb[:40] == 128).all()
    assert np.array_equal(portrait.rgb[50:], rgba[50:, :, :3])


def test_opaque_alpha_is_no_alpha(tmp_path):
    rgba = np.dstack((_pattern(), np.full((130, 160), 255, np.uint8)))
    Image.fromarray(rgba).save(tmp_path / "a.webp", lossless=True)
    portrait = load_portrait(tmp_path / "a.webp")
    assert portrait.alpha is None and np.array_equal(portrait.rgb, _pattern())


def test_palette_with_transparency(tmp_path):
    image = Image.fromarray(_pattern()).quantize(200)
    image.save(tmp_path / "a.gif", transparency=0)
    portrait = load_portrait(tmp_path / "a.gif")
    assert portrait.rgb.shape == (130, 160, 3)
    assert portrait.alpha is not None and set(np.unique(portrait.alpha)) == {0, 255}


@pytest.mark.parametrize("mode", ["L", "LA", "1", "P", "CMYK", "YCbCr", "LAB"])
def test_modes(tmp_path, mode):
    suffix = {"CMYK": "jpg", "YCbCr": "jpg", "LAB": "tiff"}.get(mode, "png")
    source = Image.fromarray(np.full((140, 150, 3), (200, 120, 60), np.uint8))
    if mode == "LAB":
        to_lab = ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB"
        )
        converted = ImageCms.applyTransform(source, to_lab)
    else:
        converted = source.convert(mode)
    converted.save(tmp_path / f"a.{suffix}")
    rgb = load_portrait(tmp_path / f"a.{suffix}").rgb
    assert rgb.shape == (140, 150, 3)
    expected = {"L": [137] * 3, "LA": [137] * 3, "1": [137] * 3}.get(mode, [200, 120, 60])
    assert np.abs(rgb.reshape(-1, 3).mean(axis=0) - expected).max() < 12


@pytest.mark.parametrize("suffix", ["png", "tiff"])
def test_sixteen_bit_grey(tmp_path, suffix):
    ramp = np.tile(np.linspace(0, 65535, 256).astype(np.uint16), (140, 1))
    Image.fromarray(ramp).save(tmp_path / f"a.{suffix}")
    rgb = load_portrait(tmp_path / f"a.{suffix}").rgb
    assert np.abs(rgb[0, :, 1].astype(int) - np.arange(256)).max() <= 1


def test_floating_point_tiff(tmp_path):
    ramp = np.tile(np.linspace(0, 1, 256, dtype=np.float32), (140, 1))
    Image.fromarray(ramp).save(tmp_path / "a.tiff")
    assert np.abs(load_portrait(tmp_path / "a.tiff").rgb[0, :, 0].astype(int) - np.arange(256)).max() <= 1


def test_srgb_profile_changes_nothing(tmp_path):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.fromarray(_pattern()).save(tmp_path / "a.png", icc_profile=profile)
    assert np.array_equal(load_portrait(tmp_path / "a.png").rgb, _pattern())


def test_broken_profile_is_ignored(tmp_path):
    Image.fromarray(_pattern()).save(tmp_path / "a.png", icc_profile=b"no profile at all")
    assert np.array_equal(load_portrait(tmp_path / "a.png").rgb, _pattern())


def test_first_frame_of_an_animation(tmp_path):
    first, second = Image.fromarray(_pattern()), Image.fromarray(255 - _pattern())
    first.save(tmp_path / "a.png", save_all=True, append_images=[second])
    assert np.array_equal(load_portrait(tmp_path / "a.png").rgb, _pattern())
