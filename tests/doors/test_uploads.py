"""Files that nobody should take: empty, of a wrong kind, bombs, and larger than may be. A clear 4xx, nothing kept."""

import io
import struct
import zipfile
import zlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Cast
from tests.doors.test_bad_input import PROBLEM, counted

pytestmark = pytest.mark.django_db
DOORS = ("checklists", "checklists/check", "store-imports", "rescue", "brief-pictures", "sales-imports")


def picture_bomb() -> bytes:
    """A PNG of 30,000 × 30,000 pixels in a few bytes."""

    def chunk(name: bytes, content: bytes) -> bytes:
        checked = name + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + header
        + chunk(b"IDAT", zlib.compress(b"\0" * 30_001 * 9))
        + chunk(b"IEND", b"")
    )


def workbook_bomb() -> bytes:
    """A workbook whose only sheet is 200 MB of nothing."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as workbook:
        workbook.writestr("[Content_Types].xml", "<Types/>")
        with workbook.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(200):
                sheet.write(b" " * 1_000_000)
    return packed.getvalue()


FILES = {
    "no bytes": ("a.xlsx", lambda: b""),
    "a page": ("a.xlsx", lambda: b"<html><script>alert(1)</script></html>"),
    "a picture that is none": ("a.png", lambda: b"\x89PNG\r\n\x1a\n" + b"\xff" * 100),
    "a picture bomb": ("a.png", picture_bomb),
    "a workbook bomb": ("a.xlsx", workbook_bomb),
    "a drawing with a script": ("a.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
    "a name that climbs": ("../../../etc/passwd", lambda: b"\0\1\2"),
}


@pytest.mark.parametrize("door", DOORS)
def test_a_file_that_can_t_be_taken_is_refused_and_changes_nothing(cast: Cast, door: str) -> None:
    wrong = {}
    hana = cast.bearer(cast.hana)
    for name, (filename, content) in FILES.items():
        before = counted()
        found = faults(sent(cast, hana, door, filename, content()), is_import=door.endswith("-imports"))
        if before != counted() and not door.endswith("-imports"):
            found.append("something was kept")
        if found:
            wrong[name] = found
    assert wrong == {}


def test_a_file_of_60_mb_is_too_large_at_every_door(cast: Cast) -> None:
    content = b"x" * (60 * 1024 * 1024)
    hana = cast.bearer(cast.hana)
    before = counted()
    told = {door: sent(cast, hana, door, "a.xlsx", content) for door in DOORS}
    assert {
        door: answer.status_code for door, answer in told.items() if answer.status_code not in (413, 422)
    } == {}
    assert counted() == before


def sent(cast: Cast, hana: dict[str, str], door: str, filename: str, content: bytes) -> Any:
    file = SimpleUploadedFile(filename, content, content_type="text/html")
    document = {"file": file, "brand": cast.brand.slug}
    client = Client(raise_request_exception=False, headers=hana)
    return client.post(f"/api/v1/{door}", document)


def faults(answer: Any, *, is_import: bool) -> list[str]:
    """A report of what can't be read is an answer, too; else it is a problem with a code and a remedy."""
    if answer.status_code < 400:
        told = answer.json()
        return (
            []
            if is_import or told.get("problems") or told.get("results") is not None
            else [f"taken: {told}"[:200]]
        )
    if answer.status_code >= 500:
        return [f"{answer.status_code}: {answer.content[:200]!r}"]
    return [] if answer.json().keys() >= PROBLEM else [f"no problem: {answer.content[:200]!r}"]
