"""Pictures as people may see them: decoded under limits, turned upright, in sRGB, without metadata. Pure.

What a phone sent is never served itself: a picture may carry a place, a name, or a program.
"""

import io
from typing import IO

import pillow_heif
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from audits.refusals import refused

MOST_BYTES = 25 * 1024 * 1024
MOST_PIXELS = 60_000_000
# Name of a size → longest edge in px; None keeps the picture's own
SIZES: dict[str, int | None] = {"thumb": 320, "screen": 1600, "whole": None}
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF", "AVIF")
MIME = "image/jpeg"
_QUALITY = {"thumb": 78, "screen": 84, "whole": 90}
_DAMAGED = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError, RuntimeError)

pillow_heif.register_heif_opener()


def redrawn(file: IO[bytes], *, size: str, bytes_: int) -> bytes:
    """A picture as JPEG with its longest edge as `SIZES` says, never enlarged. `bytes_` is the file's size.

    Refused as `picture_too_large` before anything is decoded, as `picture_unreadable` where it is no picture.
    """
    if bytes_ > MOST_BYTES:
        raise refused("picture_too_large")
    try:
        with Image.open(file, formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise refused("picture_too_large")
            return _jpeg(_upright(image, SIZES[size]), _QUALITY[size])
    except Image.DecompressionBombError:
        raise refused("picture_too_large") from None
    except _DAMAGED:
        raise refused("picture_unreadable") from None


def _upright(image: Image.Image, edge: int | None) -> Image.Image:
    if edge is not None and image.format == "JPEG":
        image.draft("RGB", (edge, edge))  # decodes at a half, a quarter, an eighth: much faster
    turned = ImageOps.exif_transpose(image)
    if edge is not None:
        turned.thumbnail((edge, edge), Image.Resampling.LANCZOS)
    return _on_white(_in_srgb(turned))


def _in_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA"):
        return image
    try:
        theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        ours = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(image, theirs, ours, outputMode=image.mode)
    except (ImageCms.PyCMSError, OSError):
        return image  # a damaged profile: the colours are a little off, the picture is there
    return converted or image


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode == "RGB":
        return image
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    ground = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(ground, clear).convert("RGB")


def _jpeg(image: Image.Image, quality: int) -> bytes:
    drawn = io.BytesIO()
    # a fresh image: nothing of the old one's metadata can follow
    plain = Image.new("RGB", image.size)
    plain.paste(image)
    plain.save(drawn, "JPEG", quality=quality, optimize=True, progressive=True)
    return drawn.getvalue()
