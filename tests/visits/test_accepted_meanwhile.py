"""Headquarters accepts what was set aside at the moment at which the visit itself arrives."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from uuid import uuid4

import pytest
from django.db import connection, transaction

from audits.journal.models import Entry
from audits.visits.models import Visit
from audits.visits.services import receive_visit
from tests.cast import Cast
from tests.envelopes import Sealed, phone_of, sashas, seal

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def arriving(cast: Cast, sealed: Sealed, is_written: Event) -> None:
    """Sasha's sending is written, and comes to its end when headquarters waits for it."""
    with transaction.atomic():
        receive_visit(
            visit=sealed.visit,
            number=sealed.revision,
            sealed=sealed.content,
            sha256=sealed.sha256,
            shopper=cast.sasha,
        )
        is_written.set()
        until = time.monotonic() + 10
        while not somebody_waits() and time.monotonic() < until:
            time.sleep(0.02)
    connection.close()


def somebody_waits() -> bool:
    """On SQLite who waits can't be told from who hasn't come yet: a moment must do."""
    if connection.vendor == "sqlite":
        time.sleep(0.3)
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        (count,) = cursor.fetchone() or (0,)
    return bool(count)


def test_what_is_accepted_while_the_visit_itself_arrives_counts_and_the_other_is_kept(
    cast: Cast,
) -> None:
    sasha, hana = phone_of(cast, "sasha"), phone_of(cast, "hana")
    aside = seal(assignment=uuid4(), edition=cast.edition.sha256, answers={"greeting": "no"})
    sasha.put(aside)
    (line,) = hana.get("set-aside").json()["results"]
    itself, is_written = sashas(cast, visit=aside.visit), Event()
    with ThreadPoolExecutor(1) as phone:
        sending = phone.submit(arriving, cast, itself, is_written)
        assert is_written.wait(30)
        taken = hana.post(f"set-aside/{line['id']}/accept", {"assignment": str(cast.assignment.pk)})
        sending.result()
    assert taken.status_code == 200, taken.content
    assert Visit.objects.get().current.sha256 == aside.sha256
    left = hana.get("set-aside").json()["results"]
    assert [(row["reason"], row["sha256"]) for row in left] == [("replaced", itself.sha256)]
    assert Entry.objects.filter(verb="visit.accepted").count() == 1
