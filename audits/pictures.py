"""Pictures as people may see them: decoded under limits, turned upright, in sRGB, without metadata. Pure.

What a phone sent is never served itself: a picture may carry a place, a name, or a program.
"""

import io
from typing import IO, Any

import pillow_heif
from PIL import ExifTags, Image, ImageCms

from audits.refusals import Refused, refused

MOST_BYTES = 25 * 1024 * 1024
MOST_PIXELS = 60_000_000
# Name of a size → longest edge in px; None keeps the picture's own
SIZES: dict[str, int | None] = {"thumb": 320, "screen": 1600, "whole": None}
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF", "AVIF")
MIME = "image/jpeg"
_QUALITY = {"thumb": 78, "screen": 84, "whole": 90}
# how a camera was held (EXIF) → what turns its picture upright
_TURNS: dict[Any, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

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
            return _jpeg(_sized(image, SIZES[size]), _QUALITY[size])
    except Refused:
        raise
    except Image.DecompressionBombError:
        raise refused("picture_too_large") from None
    except Exception as damage:
        # A damaged file breaks its decoder anywhere, in ways that no list of exceptions is complete for.
        raise refused("picture_unreadable") from damage


def upright(image: Image.Image) -> Image.Image:
    """The picture as it was seen. Pillow's own way writes all metadata anew, too, and breaks where some is damaged."""
    try:
        turn = _TURNS.get(image.getexif().get(ExifTags.Base.Orientation))
    except Exception:  # noqa: BLE001 - whatever is wrong with what stands beside a picture, the picture is there
        turn = None
    return image if turn is None else image.transpose(turn)


def _sized(image: Image.Image, edge: int | None) -> Image.Image:
    if edge is not None and image.format == "JPEG":
        image.draft("RGB", (edge, edge))  # decodes at a half, a quarter, an eighth: much faster
    turned = upright(image)
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
