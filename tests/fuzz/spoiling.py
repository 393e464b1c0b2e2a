"""Real files of every kind that people upload, and how a line, a disk or somebody who means harm spoils them."""

import csv
import io
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from typing import Any

import pillow_heif
import xlsxwriter
from hypothesis import strategies as st
from PIL import Image

from tests.cast import WORKBOOKS
from tests.fuzz.likely import SALES, STORES

Spoil = Callable[[bytes, int, bytes], bytes]


def _drawn(form: str, **options: Any) -> bytes:
    image = Image.new("RGB", (64, 48), "red")
    image.paste("blue", (32, 0, 64, 48))
    drawn = io.BytesIO()
    if form == "HEIF":
        pillow_heif.from_pillow(image).save(drawn)
    else:
        image.save(drawn, form, **options)
    return drawn.getvalue()


def _told_where() -> bytes:
    """A JPEG that must be turned, with a camera and a place in it."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Sasha's phone"
    exif.get_ifd(0x8825)[2] = (50.0, 38.0, 11.76)
    return _drawn("JPEG", exif=exif)


def _as_xlsx(table: bytes) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate(csv.reader(io.StringIO(table.decode()))):
            sheet.write_row(row, 0, cells)
    return out.getvalue()


@cache
def files() -> dict[str, bytes]:
    """One real file of each kind, by name."""
    old = WORKBOOKS / "xlsforms" / "XLSForm__pyxform" / "widgets.xls"
    return {
        "checklist.xlsx": (WORKBOOKS / "boutique_followup.xlsx").read_bytes(),
        "checklist.xls": old.read_bytes(),
        "stores.csv": STORES * 3,
        "stores.xlsx": _as_xlsx(STORES),
        "sales.csv": SALES,
        "sales.xlsx": _as_xlsx(SALES),
        "sideways.jpg": _told_where(),
        "small.png": _drawn("PNG"),
        "small.webp": _drawn("WEBP"),
        "small.gif": _drawn("GIF"),
        "small.heic": _drawn("HEIF"),
        "rescue.json": b'{"encore_rescue": 1, "visits": [{"visit": "x", "revision": 1}], "blobs": []}',
    }


def cut(content: bytes, at: int, noise: bytes) -> bytes:
    """Its beginning alone."""
    return content[:at]


def flip(content: bytes, at: int, noise: bytes) -> bytes:
    """One bit is another."""
    return content[:at] + bytes([content[at] ^ (1 << len(noise) % 8)]) + content[at + 1 :]


def overwrite(content: bytes, at: int, noise: bytes) -> bytes:
    """Noise stands where something stood."""
    return content[:at] + noise + content[at + len(noise) :]


def insert(content: bytes, at: int, noise: bytes) -> bytes:
    """Noise between."""
    return content[:at] + noise + content[at:]


def repeat(content: bytes, at: int, noise: bytes) -> bytes:
    """A piece comes twice."""
    return content[: at + 200] + content[at:]


def boast(content: bytes, at: int, noise: bytes) -> bytes:
    """A number, or a length, is the largest there is."""
    return overwrite(content, at, b"\xff" * 4)


def inside(content: bytes, at: int, noise: bytes) -> bytes:
    """A part of a zip is spoilt and packed again, so that its checksum is right."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as old:
            parts = {part.filename: old.read(part) for part in old.infolist()}
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError):
        return overwrite(content, at, noise)
    chosen = sorted(parts)[at % len(parts)]
    part = parts[chosen]
    parts[chosen] = (
        insert(part, at % (len(part) + 1), noise) if at % 2 else overwrite(part, at % (len(part) + 1), noise)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, whole in parts.items():
            new.writestr(name, whole)
    return out.getvalue()


SPOILS: tuple[Spoil, ...] = (cut, flip, overwrite, insert, repeat, boast, inside, inside)


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[str, bytes]:
    """`(name, bytes)` of a real file that was spoilt up to four times, and sometimes has another file's name."""
    name = draw(st.sampled_from(sorted(files())))
    content = files()[name]
    for spoil in draw(st.lists(st.sampled_from(SPOILS), min_size=1, max_size=4)):
        if content:
            content = spoil(
                content, draw(st.integers(0, len(content) - 1)), draw(st.binary(min_size=1, max_size=40))
            )
    return draw(st.sampled_from((name, name, name, *sorted(files())))), content
