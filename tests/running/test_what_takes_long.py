"""What takes seconds is done before a transaction, never in one: on SQLite every phone would wait for its end.

In a test one transaction is around everything, so that a verb's own shows as a savepoint.
"""

import socket
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits.checklists import services as checklists
from audits.messages.services import change_webhook, keep_webhook, subscribe
from audits.people.profiles import describe
from audits.places import importing
from audits.waves.briefs import write_scenario
from tests.cast import WORKBOOKS, Cast
from tests.fuzz.likely import PUSH_KEYS

pytestmark = pytest.mark.django_db
OUTSIDE = "https://93.184.216.34/encore"  # a number: nobody is asked for it
SHEET = b"Number,Name,City,Street,Region\nA1,Arras,Arras,Rue A,North\n"


class Watched:
    """Calls the real thing, and notes how many transactions were open within the test's own."""

    def __init__(self, patch: pytest.MonkeyPatch, where: Any, name: str) -> None:
        self.real: Callable[..., Any] = getattr(where, name)
        self.within: list[int] = []
        patch.setattr(where, name, self)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self.within.append(len(connection.savepoint_ids))
        return self.real(*args, **kwargs)


def test_no_name_is_looked_up_in_a_transaction(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Watched(monkeypatch, socket, "getaddrinfo")
    kept = keep_webhook(brand=cast.brand, url=OUTSIDE, verbs=[], by=cast.hana)
    change_webhook(kept, by=cast.hana, url=f"{OUTSIDE}/anew")
    subscribe(person=cast.sasha, endpoint=f"{OUTSIDE}/push", **PUSH_KEYS)
    assert asked.within == [0, 0, 0]


def test_no_spreadsheet_is_read_in_a_transaction(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Watched(monkeypatch, importing, "read")
    kept, _ = importing.receive(brand=cast.brand, filename="stores.csv", content=SHEET, by=cast.hana)
    importing.map_anew(kept=kept, mapping=None, answers={"region": "North"}, by=cast.hana)
    importing.take(kept=kept, by=cast.hana)
    assert read.within == [0, 0, 0], "once for each"


def test_no_workbook_is_read_in_a_transaction(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Watched(monkeypatch, checklists, "read_workbook")
    name = "boutique_followup.xlsx"
    content = (WORKBOOKS / name).read_bytes()
    checklists.import_workbook(brand=cast.brand, filename=name, content=content, by=cast.hana, publish=True)
    assert read.within == [0]


def test_whoever_changes_a_part_writes_that_part_alone(cast: Cast) -> None:
    """Else what somebody else has changed meanwhile would be undone: a rating, a secret, another language's brief."""
    describe(cast.sasha, by=cast.hana, reach_km=10)
    scenario = write_scenario(brand=cast.brand.pk, by=cast.hana, name="A gift", brief={"en": "Buy it."})
    webhook = keep_webhook(brand=cast.brand, url=OUTSIDE, verbs=[], by=cast.hana)
    with CaptureQueriesContext(connection) as asked:
        describe(cast.sasha, by=cast.sasha, reach_km=20)
        write_scenario(brand=cast.brand.pk, by=cast.hana, scenario=scenario, name="A present")
        change_webhook(webhook, by=cast.hana, is_active=False)
    written = [query["sql"].partition(" WHERE ")[0] for query in asked if query["sql"].startswith("UPDATE")]
    assert [sql.count("=") for sql in written] == [1, 1, 1], written
