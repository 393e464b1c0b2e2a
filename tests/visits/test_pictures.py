"""Photos are shown drawn anew: upright, small enough, without a trace of where and by whom they were taken."""

import io
import struct
import zlib
from typing import Any

import pillow_heif
import pytest
from PIL import Image

from audits.visits.looks import look_of
from audits.visits.models import Blob, Visit
from tests.cast import Cast, an_assignment
from tests.envelopes import Phone, Sealed, phone_of, sashas

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }


def picture(width: int = 800, height: int = 600, form: str = "JPEG", **options: Any) -> bytes:
    """Left half red, right half blue."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (width // 2, 0, width, height))
    drawn = io.BytesIO()
    image.save(drawn, form, **options)
    return drawn.getvalue()


def sideways() -> bytes:
    """A JPEG that says it must be turned, with a place and a camera in its metadata."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees clockwise to see it upright
    exif[0x010F] = "Sasha's phone"
    exif.get_ifd(0x8825)[2] = (50.0, 38.0, 11.76)
    return picture(exif=exif, quality=95)


def sideways_and_damaged() -> bytes:
    """The same where a number of the metadata (its width per inch) is said to be bytes of no kind."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x011A] = 72.0
    whole = picture(exif=exif, quality=95)
    entry = whole.index(b"\x01\x1a\x00\x05")
    return whole[: entry + 3] + b"\x07" + whole[entry + 4 :]


def bomb() -> bytes:
    """A PNG of 20,000 × 20,000 pixels in a few bytes."""

    def chunk(name: bytes, content: bytes) -> bytes:
        checked = name + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 20_001 * 100))
        + chunk(b"IEND", b"")
    )


def sent(cast: Cast, content: bytes, **members: Any) -> Sealed:
    """A released visit with this one file, whole."""
    sasha = phone_of(cast, "sasha")
    sealed = sashas(cast, photos=[content])
    if members:
        envelope_photo = {"name": "f", "order": 0, "bytes": len(content), "sha256": next(iter(sealed.photos))}
        sealed = sashas(cast, visit=sealed.visit, blobs=[envelope_photo | members])
        sealed.photos = {envelope_photo["sha256"]: content}
    assert sasha.put(sealed).status_code == 201
    (sha256,) = sealed.photos
    assert sasha.put_blob(sealed, sha256).status_code == 201
    Visit.objects.update(state="released")
    return sealed


def seen(phone: Phone, sealed: Sealed, size: str = "screen") -> Any:
    (sha256,) = sealed.photos
    return phone.get(f"visits/{sealed.visit}/photos/{sha256}?size={size}")


def opened(answer: Any) -> Image.Image:
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "image/jpeg"
    return Image.open(io.BytesIO(answer.content))


def test_a_photo_is_turned_upright_and_its_metadata_are_gone(cast: Cast) -> None:
    sealed = sent(cast, sideways())
    for size in ("thumb", "screen", "whole"):
        image = opened(seen(phone_of(cast, "mona"), sealed, size))
        assert image.height > image.width
        top = image.convert("RGB").getpixel((image.width // 2, 5))
        assert top[0] > 200 and top[2] < 60  # what was left is now above
        assert not image.getexif()
        assert "exif" not in image.info
        assert b"Sasha" not in seen(phone_of(cast, "mona"), sealed, size).content


def test_metadata_that_are_damaged_keep_nobody_from_seeing_the_photo_upright(cast: Cast) -> None:
    image = opened(seen(phone_of(cast, "mona"), sent(cast, sideways_and_damaged())))
    assert image.height > image.width
    assert look_of(io.BytesIO(sideways_and_damaged())) == look_of(io.BytesIO(sideways()))  # compared as ever


@pytest.mark.parametrize(("size", "edge"), [("thumb", 320), ("screen", 1600), ("whole", 2000)])
def test_a_photo_comes_in_three_sizes_and_is_never_enlarged(cast: Cast, size: str, edge: int) -> None:
    sealed = sent(cast, picture(2000, 1000))
    hana = phone_of(cast, "hana")
    assert opened(seen(hana, sealed, size)).size == (edge, edge // 2)
    assert opened(seen(hana, sealed, size)).size == (edge, edge // 2)
    assert opened(seen(hana, sent_small(cast), size)).size == (40, 30)


def sent_small(cast: Cast) -> Sealed:
    cast.assignment = an_assignment(cast.wave, cast.rouen, cast.sasha)
    return sent(cast, picture(40, 30, "PNG"))


def test_the_photos_of_iphones_are_shown(cast: Cast) -> None:
    drawn = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (640, 480), "green")).save(drawn)
    assert opened(seen(phone_of(cast, "hana"), sent(cast, drawn.getvalue()))).size == (640, 480)


@pytest.mark.parametrize("form", ["PNG", "WEBP", "GIF"])
def test_other_formats_are_shown_as_jpeg(cast: Cast, form: str) -> None:
    assert opened(seen(phone_of(cast, "hana"), sent(cast, picture(form=form)))).format == "JPEG"


@pytest.mark.parametrize(
    "content",
    [
        b"not a picture",
        picture()[:500],
        b"",
        picture(form="BMP"),
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a" + b"\xff" * 100,
    ],
    ids=["text", "cut", "empty", "another-format", "svg", "damaged"],
)
def test_what_is_no_picture_is_kept_and_said_to_be_unreadable(cast: Cast, content: bytes) -> None:
    sealed = sent(cast, content)
    assert phone_of(cast, "sasha").put(sealed).json()["state"] == "complete"
    answer = seen(phone_of(cast, "hana"), sealed)
    assert (answer.status_code, answer.json()["code"]) == (422, "picture_unreadable")


def test_a_bomb_is_not_decoded(cast: Cast) -> None:
    answer = seen(phone_of(cast, "hana"), sent(cast, bomb()))
    assert (answer.status_code, answer.json()["code"]) == (413, "picture_too_large")


def test_a_picture_above_25_mb_is_kept_and_not_opened(cast: Cast) -> None:
    sealed = sent(cast, picture())
    Blob.objects.update(bytes=26 * 1024 * 1024)
    answer = seen(phone_of(cast, "hana"), sealed)
    assert (answer.status_code, answer.json()["code"]) == (413, "picture_too_large")


def test_a_file_that_is_no_picture_is_a_download_without_a_type(cast: Cast) -> None:
    page = b"<html><script>alert(document.cookie)</script></html>"
    answer = seen(phone_of(cast, "hana"), sent(cast, page, mime="text/html"))
    assert answer.content == page
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_photo_is_shown_to_those_who_may_read_its_visit(cast: Cast) -> None:
    sealed = sent(cast, picture())
    expected = {"hana": 200, "rita": 200, "mona": 200, "stella": 200, "otto": 404, "zoe": 404, "sasha": 403}
    assert {name: seen(phone_of(cast, name), sealed).status_code for name in expected} == expected
    Visit.objects.update(state="in_review")
    assert seen(phone_of(cast, "mona"), sealed).status_code == 404
    assert seen(phone_of(cast, "rita"), sealed).status_code == 200
    assert seen(phone_of(cast, "rita"), sealed, "enormous").status_code == 422


def test_a_photo_that_is_not_here_yet_is_not_found(cast: Cast) -> None:
    sealed = sashas(cast, photos=[picture()])
    phone_of(cast, "sasha").put(sealed)
    assert seen(phone_of(cast, "hana"), sealed).status_code == 404
