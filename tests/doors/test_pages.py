"""Whoever turns the pages of a list reads every line of it, and none twice."""

from typing import Any

import pytest

from audits.actions.api import alerts, plans
from audits.actions.models import Action, Alert
from audits.messages.api import webhooks
from audits.messages.models import Message, Webhook
from audits.pay.api import shapes
from audits.pay.models import Pay
from audits.visits.models import Visit
from tests.cast import Cast, an_assignment
from tests.envelopes import phone_of
from tests.making import arrives, probed, worked

pytestmark = pytest.mark.django_db


@pytest.fixture
def lists(cast: Cast) -> dict[str, set[str]]:
    """Door → ids of the lines behind it, all of them written in one statement and so in one moment."""
    names = ("a", "b", "c", "d", "e")
    common = {"brand": cast.brand, "store": cast.lille}
    actions = Action.objects.bulk_create(
        [Action(**common, wave=cast.wave, question=name, words=name, points="1.00") for name in names]
    )
    visits = [a_visit(cast) for _ in range(3)]
    raised = Alert.objects.bulk_create([Alert(**common, visit=one, kind="critical") for one in visits])
    pays = Pay.objects.bulk_create(
        [Pay(brand=cast.brand, visit=one, shopper=cast.sasha, currency="EUR", fee="1.00") for one in visits]
    )
    hook = Webhook.objects.create(brand=cast.brand, url="https://example.com/x", secret="x")
    told = Message.objects.bulk_create(
        [
            Message(brand=cast.brand, channel="webhook", webhook=hook, kind="visit.graded", cause=name)
            for name in names
        ]
    )
    made: dict[str, list[Any]] = {"actions": actions, "alerts": raised, "pays": pays}
    made[f"webhooks/{hook.pk}/messages"] = told
    return {door: {str(one.pk) for one in rows} for door, rows in made.items()}


def a_visit(cast: Cast) -> Visit:
    return arrives(probed(an_assignment(cast.wave, cast.lille, cast.sasha)), worked("P_")["answers"])


def test_lines_of_one_moment_are_each_read_once_page_by_page(
    cast: Cast, lists: dict[str, set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in (alerts, plans, shapes, webhooks):
        monkeypatch.setattr(room, "PAGE", 2)
    hana = phone_of(cast, "hana")
    for door, there in lists.items():
        read: list[str] = []
        cursor = ""
        while cursor is not None and len(read) <= len(there):
            page = hana.get(f"{door}?cursor={cursor}").json()
            read += [line["id"] for line in page["results"]]
            cursor = page["next"]
        assert (len(read), set(read)) == (len(there), there), door
