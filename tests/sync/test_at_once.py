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
from tests.envelopes import Sealed, phone_of, photo_bytes, sashas

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


@pytest.mark.parametrize("photos", [[], [photo_bytes(1), photo_bytes(2), photo_bytes(1)]])
def test_one_statement_writes_what_several_write(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, photos: list[bytes]
) -> None:
    sasha = phone_of(cast, "sasha")

    def sent() -> tuple[Sealed, dict[str, Any]]:
        assignment = an_assignment(cast.wave, cast.lille, cast.sasha)
        sealed = sashas(cast, assignment=assignment.pk, photos=photos)
        answer = sasha.put(sealed)
        assert answer.status_code == 201
        return sealed, answer.json()

    one, first = sent()
    monkeypatch.setattr(receive, "may_be_plain", lambda sending: False)
    other, second = sent()
    assert written(one.visit) == written(other.visit)
    for member in ("state", "blobs", "missing", "findings"):
        assert first[member] == second[member]
    assert sasha.receipt(one.visit).json() == first


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_was_lost_meanwhile_is_opened_again(cast: Cast) -> None:
    if connection.vendor != "postgresql":
        return  # a file has no connection to lose
    sasha = phone_of(cast, "sasha")
    assert sasha.put(sashas(cast)).status_code == 201
    assert not transaction.get_connection().in_atomic_block
    connection.connection.close()
    assert sasha.put(sashas(cast, visit=None)).status_code == 201
