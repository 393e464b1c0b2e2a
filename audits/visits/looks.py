"""How a picture looks, in 64 bits: two photos that look alike differ in a few of them. Pure.

A difference hash (dHash): the picture in grey, 9 × 8 px; each bit says whether a pixel is brighter than its right
neighbour. Other sizes, other compression and brightness change few bits; another scene about half of them.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import IO

import pillow_heif
from PIL import Image

from audits.pictures import FORMATS, MOST_PIXELS, upright

ALIKE = 3  # bits: the most in which two looks of one photo differ, as far as the indexes can find them
PARTS = (1, 5, 9, 13)  # where the four parts of 16 bits begin in the hexadecimal text, counted from 1
_LEAST_TELLING = 6  # bits that differ from those of an even surface; fewer tell nothing
_WIDE, _HIGH = 9, 8

pillow_heif.register_heif_opener()


def look_of(file: IO[bytes]) -> str:
    """The look as 16 hexadecimal digits; '' for anything that is no picture or tells nothing (a black one)."""
    try:
        with Image.open(file, formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                return ""
            if image.format == "JPEG":
                image.draft("L", (_WIDE * 8, _HIGH * 8))  # decodes an eighth: much faster
            grey = upright(image).convert("L")
            small = grey.resize((_WIDE, _HIGH), Image.Resampling.BOX)
    except Exception:  # noqa: BLE001 - no list of what a damaged file breaks is complete, and a look is no duty
        return ""
    return _digits(list(small.tobytes()))


def distance(one: str, other: str) -> int:
    """In how many of 64 bits two looks differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def _digits(pixels: Sequence[int]) -> str:
    bits = 0
    for row in range(_HIGH):
        line = pixels[row * _WIDE : (row + 1) * _WIDE]
        for left, right in pairwise(line):
            bits = bits << 1 | (left > right)
    telling = min(bits.bit_count(), 64 - bits.bit_count())
    return f"{bits:016x}" if telling >= _LEAST_TELLING else ""
