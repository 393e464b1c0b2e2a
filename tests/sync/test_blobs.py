"""Photos arrive in parts, each once, and a visit is complete when the last promised one is in."""

import hashlib
from typing import Any

import pytest
from django.core.files.storage import default_storage

from audits.journal.models import Entry
from audits.visits.keeping import blob_name
from audits.visits.models import Blob, Chunk, Photo, Visit
from audits.visits.services import blobs as blob_services
from tests.cast import Cast, an_assignment
from tests.envelopes import Phone, Sealed, checksum, phone_of, photo_bytes, sashas

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
PART = 256


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    """A media store of this test's own."""
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }


@pytest.fixture
def sasha(cast: Cast) -> Phone:
    return phone_of(cast, "sasha")


def upload(phone: Phone, sealed: Sealed, sha256: str, *, start: int = 0) -> Any:
    content, answer = sealed.photos[sha256], None
    for offset in range(start, len(content), PART):
        answer = phone.patch(sealed, sha256, offset, content[offset : offset + PART])
        assert answer.status_code == 204, answer.content
    return answer


def stored(cast: Cast, sha256: str) -> bytes:
    with default_storage.open(blob_name(cast.brand.pk, sha256)) as file:
        return file.read()


def test_a_photo_arrives_in_parts_and_completes_the_visit(cast: Cast, sasha: Phone) -> None:
    sealed = sashas(cast, photos=[photo_bytes(1)])
    (sha256,) = sealed.photos
    receipt = sasha.put(sealed).json()
    assert (receipt["state"], receipt["missing"]) == ("awaiting_blobs", [sha256])
    assert receipt["blobs"] == {sha256: {"bytes": 600, "state": "awaited"}}
    asked = sasha.head(sealed, sha256)
    assert (asked.status_code, asked["Upload-Offset"], asked["Upload-Length"]) == (200, "0", "600")
    assert upload(sasha, sealed, sha256)["Upload-Offset"] == "600"
    receipt = sasha.receipt(sealed.visit).json()
    assert (receipt["state"], receipt["missing"]) == ("complete", [])
    assert receipt["blobs"] == {sha256: {"bytes": 600, "state": "stored"}}
    assert stored(cast, sha256) == sealed.photos[sha256]
    assert Chunk.objects.count() == 0
    assert Visit.objects.get().completed_at is not None


def test_a_small_photo_arrives_in_one_go_and_again(cast: Cast, sasha: Phone) -> None:
    sealed = sashas(cast, photos=[photo_bytes(1)])
    (sha256,) = sealed.photos
    sasha.put(sealed)
    answers = [sasha.put_blob(sealed, sha256) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 200, 200]
    assert answers[0].json()["state"] == "complete"
    assert Entry.objects.filter(verb="visit.completed").count() == 1


def test_a_media_folder_that_fails_is_tried_again_later(cast: Cast, sasha: Phone, tmp_path: Any) -> None:
    sealed = sashas(cast, photos=[photo_bytes(1)])
    (sha256,) = sealed.photos
    sasha.put(sealed)
    (tmp_path / "blobs").write_text("in the way")
    away = sasha.put_blob(sealed, sha256)
    assert (away.status_code, away.json()["code"], away["Retry-After"]) == (503, "unavailable", "5")
    (tmp_path / "blobs").unlink()
    assert sasha.put_blob(sealed, sha256).json()["state"] == "complete"


def test_the_last_photo_never_arrives_and_the_visit_is_never_complete(cast: Cast, sasha: Phone) -> None:
    sealed = sashas(cast, photos=[photo_bytes(n) for n in range(3)])
    *first, last = sealed.photos
    sasha.put(sealed)
    for sha256 in first:
        upload(sasha, sealed, sha256)
    sasha.patch(sealed, last, 0, sealed.photos[last][:PART])
    receipt = sasha.receipt(sealed.visit).json()
    assert (receipt["state"], receipt["missing"]) == ("awaiting_blobs", [last])
    assert Visit.objects.get().completed_at is None
    assert not Entry.objects.filter(verb="visit.completed").exists()
    hana = phone_of(cast, "hana")
    assert hana.get("visits").json()["results"][0]["photos"] == {"promised": 3, "here": 2}


def test_two_slots_with_one_content_are_one_blob_and_two_photos(cast: Cast, sasha: Phone) -> None:
    sealed = sashas(cast, photos=[photo_bytes(7), photo_bytes(7)])
    sasha.put(sealed)
    (sha256,) = sealed.photos
    assert sasha.put_blob(sealed, sha256).json()["state"] == "complete"
    assert (Blob.objects.count(), Photo.objects.count()) == (1, 2)


def test_two_photos_with_one_name_are_both_kept(cast: Cast, sasha: Phone) -> None:
    sealed = sashas(cast, photos=[photo_bytes(1), photo_bytes(2)])
    sealed.content = sealed.content.replace(b"shop_window-2.jpg", b"shop_window-1.jpg")
    assert sasha.put(sealed).status_code == 201
    for sha256 in sealed.photos:
        receipt = sasha.put_blob(sealed, sha256).json()
    assert (receipt["state"], len(receipt["blobs"])) == ("complete", 2)
    assert list(Photo.objects.values_list("name", flat=True)) == ["shop_window-1.jpg"] * 2


def test_a_photo_that_another_visit_of_the_brand_brought_is_here_already(cast: Cast, sasha: Phone) -> None:
    first = sashas(cast, photos=[photo_bytes(7)])
    (sha256,) = first.photos
    sasha.put(first)
    sasha.put_blob(first, sha256)
    other = an_assignment(cast.wave, cast.rouen, cast.sasha)
    second = sashas(cast, assignment=other.pk, photos=[photo_bytes(7)])
    assert sasha.put(second).json()["state"] == "complete"
    assert Entry.objects.filter(verb="visit.completed").count() == 2


def test_one_photo_completes_two_visits_that_wait_for_it(cast: Cast, sasha: Phone) -> None:
    first = sashas(cast, photos=[photo_bytes(7)])
    second = sashas(cast, photos=[photo_bytes(7)])
    (sha256,) = first.photos
    sasha.put(first)
    sasha.put(second)
    sasha.put_blob(second, sha256)
    assert Visit.objects.filter(completed_at=None).count() == 0
    assert Entry.objects.filter(verb="visit.completed").count() == 2


def test_a_part_at_the_wrong_offset_is_told_the_right_one(cast: Cast, sasha: Phone) -> None:
    sealed = sashas(cast, photos=[photo_bytes(1)])
    (sha256,) = sealed.photos
    content = sealed.photos[sha256]
    sasha.put(sealed)
    sasha.patch(sealed, sha256, 0, content[:PART])
    for offset in (0, PART - 1, PART * 2):
        answer = sasha.patch(sealed, sha256, offset, content[:PART])
        assert (answer.status_code, answer["Upload-Offset"]) == (409, str(PART))
        assert answer.json()["code"] == "blob_wrong_offset"
    upload(sasha, sealed, sha256, start=PART)
    assert sasha.patch(sealed, sha256, 512, content[512:]).status_code == 409
    assert sasha.head(sealed, sha256)["Upload-Offset"] == "600"


def test_a_damaged_part_changes_nothing(cast: Cast, sasha: Phone) -> None:
    sealed = sashas(cast, photos=[photo_bytes(1)])
    (sha256,) = sealed.photos
    sasha.put(sealed)
    answer = sasha.patch(sealed, sha256, 0, b"x" * PART, Upload_Checksum=checksum(b"y"))
    assert (answer.status_code, answer.json()["code"]) == (460, "blob_wrong_checksum")
    assert sasha.head(sealed, sha256)["Upload-Offset"] == "0"


def test_a_whole_with_another_hash_starts_again_from_0(cast: Cast, sasha: Phone) -> None:
    sealed = sashas(cast, photos=[photo_bytes(1)])
    (sha256,) = sealed.photos
    sasha.put(sealed)
    sasha.patch(sealed, sha256, 0, b"x" * 300)
    answer = sasha.patch(sealed, sha256, 300, b"x" * 300)
    assert (answer.status_code, answer.json()["code"]) == (422, "blob_wrong_hash")
    assert answer["Upload-Offset"] == "0"
    assert sasha.head(sealed, sha256)["Upload-Offset"] == "0"
    assert Chunk.objects.count() == 0
    upload(sasha, sealed, sha256)
    assert sasha.receipt(sealed.visit).json()["state"] == "complete"


def test_a_photo_in_one_go_with_another_hash_or_length_changes_nothing(cast: Cast, sasha: Phone) -> None:
    sealed = sashas(cast, photos=[photo_bytes(1)])
    (sha256,) = sealed.photos
    sasha.put(sealed)
    wrong = sasha.put_blob(sealed, sha256, b"x" * 600)
    assert (wrong.status_code, wrong.json()["code"]) == (422, "blob_wrong_hash")
    short = sasha.put_blob(sealed, sha256, b"x" * 599)
    assert (short.status_code, short.json()["code"]) == (422, "blob_wrong_length")
    assert not default_storage.exists(blob_name(cast.brand.pk, sha256))
    longer = sasha.patch(sealed, sha256, 0, b"x" * 601)
    assert (longer.status_code, longer.json()["code"]) == (422, "blob_wrong_length")


def test_a_process_that_died_before_it_made_the_whole_is_made_up_for(cast: Cast, sasha: Phone) -> None:
    sealed = sashas(cast, photos=[photo_bytes(1)])
    (sha256,) = sealed.photos
    sasha.put(sealed)
    # all parts are committed, and the process died: this is what it leaves behind
    blob = Blob.objects.get()
    Chunk.objects.create(blob=blob, offset=0, content=sealed.photos[sha256])
    Blob.objects.update(offset=600)
    assert sasha.receipt(sealed.visit).json()["state"] == "awaiting_blobs"
    assert sasha.head(sealed, sha256)["Upload-Offset"] == "600"
    assert sasha.receipt(sealed.visit).json()["state"] == "complete"


def test_nobody_elses_photo_can_be_sent_or_asked_for(cast: Cast, sasha: Phone) -> None:
    sealed = sashas(cast, photos=[photo_bytes(1)])
    (sha256,) = sealed.photos
    sasha.put(sealed)
    for name in ("sam", "hana", "zoe"):
        phone = phone_of(cast, name)
        assert phone.head(sealed, sha256).status_code == 404
        assert phone.put_blob(sealed, sha256).json()["code"] == "blob_unknown"
    assert sasha.head(sealed, "0" * 64).status_code == 404
    assert sasha.head(sealed, "nonsense").status_code == 404


def test_tus_is_spoken_in_version_1(cast: Cast, sasha: Phone) -> None:
    sealed = sashas(cast, photos=[photo_bytes(1)])
    (sha256,) = sealed.photos
    sasha.put(sealed)
    old = sasha.patch(sealed, sha256, 0, b"x", Tus_Resumable="0.2.2")
    assert (old.status_code, old["Tus-Resumable"]) == (412, "1.0.0")
    assert sasha.patch(sealed, sha256, 0, b"x", Upload_Checksum="md5 abc").status_code == 400
    assert sasha.patch(sealed, sha256, 0, b"x", Upload_Offset="minus one").status_code == 400
    assert sasha.patch(sealed, sha256, 0, b"x", Upload_Length="601").json()["code"] == "blob_wrong_length"
    plain = sasha.client.patch(
        sealed.blob(sha256),
        b"x",
        content_type="text/plain",
        headers=sasha.headers | {"Tus-Resumable": "1.0.0"},
    )
    assert plain.status_code == 415


def test_who_names_neither_version_nor_type_speaks_version_1(cast: Cast, sasha: Phone) -> None:
    sealed = sashas(cast, photos=[photo_bytes(1)])
    (sha256,) = sealed.photos
    sasha.put(sealed)
    asked = sasha.client.head(sealed.blob(sha256), headers=sasha.headers)
    assert (asked.status_code, asked["Upload-Offset"]) == (200, "0")
    sent = sasha.client.generic(
        "PATCH", sealed.blob(sha256), photo_bytes(1), "", headers=sasha.headers | {"Upload-Offset": "0"}
    )
    assert (sent.status_code, sent["Upload-Offset"]) == (204, "600")


def test_an_empty_photo_is_a_fact(cast: Cast, sasha: Phone) -> None:
    sealed = sashas(cast, photos=[b""])
    (sha256,) = sealed.photos
    assert sha256 == hashlib.sha256(b"").hexdigest()
    sasha.put(sealed)
    assert sasha.head(sealed, sha256)["Upload-Offset"] == "0"
    assert sasha.receipt(sealed.visit).json()["state"] == "complete"


def test_a_photo_above_64_mb_is_told_its_limit_before_it_is_read(cast: Cast, sasha: Phone) -> None:
    sealed = sashas(cast, photos=[photo_bytes(1)])
    (sha256,) = sealed.photos
    sasha.put(sealed)
    Blob.objects.update(bytes=blob_services.MOST_BYTES + 1)
    for answer in (
        sasha.patch(sealed, sha256, 0, b"x"),
        sasha.put_blob(sealed, sha256, b"x"),
        sasha.patch(sealed, sha256, 0, b"x" * (blob_services.MOST_CHUNK + 1)),
    ):
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_photos_of_revision_1_do_not_hold_up_revision_2(cast: Cast, sasha: Phone) -> None:
    one = sashas(cast, photos=[photo_bytes(1)])
    two = sashas(cast, visit=one.visit, revision=2, photos=[photo_bytes(2)])
    sasha.put(one)
    sasha.put(two)
    (second,) = two.photos
    sasha.put_blob(two, second)
    assert Visit.objects.get().completed_at is not None
    assert sasha.put(two).json()["state"] == "complete"
    assert sasha.put(one).json()["state"] == "awaiting_blobs"
    (first,) = one.photos
    sasha.put_blob(one, first)
    assert sasha.put(one).json()["state"] == "complete"
    assert Entry.objects.filter(verb="visit.completed").count() == 1
