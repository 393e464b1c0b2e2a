"""A photo's bytes are entered in one statement or in several: all who wait for it hear of it, each once."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from audits.journal.models import Entry
from audits.visits.models import Blob, Photo, Visit
from audits.visits.services import entering, receive, receive_visit
from tests.cast import Cast, an_assignment
from tests.envelopes import Phone, Sealed, phone_of, photo_bytes, sashas

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def sent_photo(sasha: Phone, cast: Cast) -> dict[str, Any]:
    """What is told and kept of a visit whose photo came in one go."""
    assignment = an_assignment(cast.wave, cast.lille, cast.sasha)
    sealed = sashas(cast, assignment=assignment.pk, photos=[photo_bytes(1)])
    assert sasha.put(sealed).status_code == 201
    ((sha256, _),) = sealed.photos.items()
    answer = sasha.put_blob(sealed, sha256)
    assert (answer.status_code, answer.json()) == (201, sasha.receipt(sealed.visit).json())
    entries = Entry.objects.filter(subject=str(sealed.visit)).order_by("id")
    blob = Blob.objects.get(sha256=sha256)
    visit = Visit.objects.get(pk=sealed.visit)
    return {
        "told": {name: answer.json()[name] for name in ("state", "blobs", "missing", "findings")},
        "entries": list(entries.values("verb", "brand_id", "by", "detail", "attempts", "trouble")),
        "waiting": [moment is None for moment in entries.values_list("handled_at", flat=True)],
        "blob": (blob.offset, blob.bytes, blob.stored_at == visit.completed_at is not None),
    }


def test_one_statement_enters_what_several_enter(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    sasha = phone_of(cast, "sasha")
    one = sent_photo(sasha, cast)
    Photo.objects.all().delete()
    Blob.objects.all().delete()
    monkeypatch.setattr(entering, "_at_once", lambda *_: [])
    assert one == sent_photo(sasha, cast)
    assert one["waiting"] == [False, True]
    assert one["told"]["state"] == "complete"


def test_a_visits_last_photo_takes_one_statement(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def several(*_: object, **__: object) -> None:
        raise AssertionError("went the longer way")

    if connection.vendor != "postgresql":
        return  # SQLite's one writer needs no such thing
    sasha = phone_of(cast, "sasha")
    sealed = sashas(cast, photos=[photo_bytes(1), photo_bytes(2)])
    sasha.put(sealed)
    first, last = sealed.photos
    assert sasha.put_blob(sealed, first).json()["missing"] == [last]
    monkeypatch.setattr(entering, "enter", several)
    assert sasha.put_blob(sealed, last).json()["state"] == "complete"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_plain", [True, False])
def test_a_visit_that_promises_the_same_photo_at_that_moment_is_complete_too(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, is_plain: bool
) -> None:
    if connection.vendor != "postgresql":
        return  # SQLite has one writer at a time
    if not is_plain:
        monkeypatch.setattr(receive, "may_be_plain", lambda sending: False)
    sasha = phone_of(cast, "sasha")
    assignments = [an_assignment(cast.wave, cast.lille, cast.sasha) for _ in range(2)]
    first, second = (sashas(cast, assignment=one.pk, photos=[photo_bytes(7)]) for one in assignments)
    assert sasha.put(first).status_code == 201
    with ThreadPoolExecutor(1) as phones:
        with transaction.atomic():
            arrive(second, cast)
            running = phones.submit(send_photo, sasha, first)
            wait_until_somebody_waits_for_us()
        assert running.result().status_code == 201
    assert all(Visit.objects.values_list("completed_at", flat=True))
    assert Entry.objects.filter(verb="visit.completed").count() == 2


def arrive(sealed: Sealed, cast: Cast) -> None:
    """Receive a visit in the transaction that is open, which nobody else sees yet."""
    receive_visit(
        visit=sealed.visit, number=1, sealed=sealed.content, sha256=sealed.sha256, shopper=cast.sasha
    )


def send_photo(sasha: Phone, sealed: Sealed) -> Any:
    ((sha256, _),) = sealed.photos.items()
    try:
        return sasha.put_blob(sealed, sha256)
    finally:
        connection.close()


def wait_until_somebody_waits_for_us() -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone() != (0,):
                return
        time.sleep(0.01)
    raise AssertionError("nobody waits for the photo's row")
