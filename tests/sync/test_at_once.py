"""One statement or several: the rows are the same, and a connection that was lost is no trouble of the phone's."""

from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from audits.journal.models import Entry
from audits.visits.models import Photo, Revision, Visit
from audits.visits.services import receive
from audits.waves.models import Assignment
from tests.cast import Cast, an_assignment
from tests.envelopes import phone_of, photo_bytes, sashas

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
# what differs from one visit to the next, whoever writes it
OWN = {
    "id",
    "visit",
    "visit_id",
    "assignment_id",
    "current_id",
    "sha256",
    "sealed",
    "received_at",
    "sealed_at",
}
OWN |= {
    "opened_at",
    "revision_id",
    "blob_id",
    "subject",
    "at",
    "handled_at",
    "completed_at",
    "local_day",
    "taken_at",
}


def written(visit: UUID) -> dict[str, list[dict[str, Any]]]:
    """Everything that was written of a visit, but for what is its own."""
    revisions = Revision.objects.filter(visit=visit)
    found = {
        "visit": Visit.objects.filter(pk=visit),
        "revision": revisions,
        "photo": Photo.objects.filter(revision__in=revisions).order_by("order"),
        "entry": Entry.objects.filter(subject=str(visit)).order_by("id"),
        "assignment": Assignment.objects.filter(visits=visit).only("state", "shopper"),
    }
    rows = {name: list(query.values()) for name, query in found.items()}
    rows["assignment"] = [{name: row[name] for name in ("state", "shopper_id")} for row in rows["assignment"]]
    return {
        name: [
            {key: value for key, value in row.items() if key not in OWN}
            | {f"has_{key}": row[key] is not None for key in OWN & row.keys()}
            for row in lines
        ]
        for name, lines in rows.items()
    }


def both_ways(cast: Cast, monkeypatch: pytest.MonkeyPatch, **members: Any) -> tuple[Any, Any]:
    """What is told and written of a visit in one statement, and of its like that goes the longer way."""
    sasha = phone_of(cast, "sasha")

    def sent() -> tuple[Any, Any]:
        assignment = an_assignment(cast.wave, cast.lille, cast.sasha)
        sealed = sashas(cast, assignment=assignment.pk, **members)
        answer = sasha.put(sealed)
        assert answer.status_code == 201
        assert sasha.receipt(sealed.visit).json() == answer.json()
        told = {member: answer.json()[member] for member in ("state", "blobs", "missing", "findings")}
        return told, written(sealed.visit)

    one = sent()
    monkeypatch.setattr(receive, "may_be_plain", lambda sending: False)
    monkeypatch.setattr(receive, "may_stand_in_line", lambda sending: False)
    return one, sent()


@pytest.mark.parametrize("photos", [[], [photo_bytes(1), photo_bytes(2), photo_bytes(1)]])
def test_one_statement_writes_what_several_write(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, photos: list[bytes]
) -> None:
    one, other = both_ways(cast, monkeypatch, photos=photos)
    assert one == other
    assert [line["verb"] for line in one[1]["entry"]] == ["visit.received", "visit.completed"][
        : 2 - bool(photos)
    ]
    assert one[1]["assignment"] == [{"state": "visited", "shopper_id": cast.sasha.pk}]


@pytest.mark.parametrize(
    ("lat", "far_metres", "is_far"),
    [(50.6370, None, False), (50.6420, None, True), (50.6420, 900, False), (50.6370, 5, True)],
)
def test_near_and_far_are_told_alike_by_python_and_by_the_database(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, lat: float, far_metres: float | None, is_far: bool
) -> None:
    cast.brand.policy = {} if far_metres is None else {"far_metres": far_metres}
    cast.brand.save()
    places = [{"at": "2026-03-11T12:00:00Z", "lat": lat, "lon": 3.0635, "accuracy": 10}]
    one, other = both_ways(cast, monkeypatch, places=places)
    assert one == other
    assert ("far" in one[1]["visit"][0]["marks"]) is is_far


def test_a_time_zone_that_the_database_does_not_know_is_no_reason_to_refuse(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    type(cast.lille).objects.filter(pk=cast.lille.pk).update(timezone="Mars/Olympus")
    one, other = both_ways(cast, monkeypatch)
    assert one == other


def test_plain_visits_take_one_statement(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def looked(**_: Any) -> None:
        raise AssertionError("went the longer way")

    if connection.vendor != "postgresql":
        return  # SQLite looks first: it has no network in between
    monkeypatch.setattr(receive, "look", looked)
    sealed = sashas(cast, photos=[photo_bytes(1)])
    assert phone_of(cast, "sasha").put(sealed).status_code == 201


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_was_lost_meanwhile_is_opened_again(cast: Cast) -> None:
    if connection.vendor != "postgresql":
        return  # a file has no connection to lose
    sasha = phone_of(cast, "sasha")
    assert sasha.put(sashas(cast)).status_code == 201
    assert not transaction.get_connection().in_atomic_block
    connection.connection.close()
    assert sasha.put(sashas(cast, visit=None)).status_code == 201
