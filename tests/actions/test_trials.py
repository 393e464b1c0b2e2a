"""A rule of alerts can be tried out, and what is said of the trial is what happened."""

from typing import Any

import pytest

from audits.actions.models import AlertRule
from audits.messages.delivery import deliver_due
from audits.messages.models import Message, Webhook
from tests.actions.test_alerts import critical
from tests.cast import Cast
from tests.envelopes import Phone, phone_of
from tests.making import arrives, follow, probed

pytestmark = pytest.mark.django_db


@pytest.fixture
def hana(cast: Cast) -> Phone:
    return phone_of(cast, "hana")


def a_rule(hana: Phone, *channels: str) -> int:
    made = hana.post(
        "alert-rules", {"kind": "critical", "roles": ["region_manager"], "channels": list(channels)}
    )
    assert made.status_code == 201, made.content
    key: int = made.json()["id"]
    return key


def a_webhook(cast: Cast, *verbs: str) -> Webhook:
    return Webhook.objects.create(
        brand=cast.brand, url="https://hooks.example/x", secret="s", verbs=list(verbs), by=cast.hana
    )


def test_a_trial_goes_to_who_asks_and_says_when_it_was_sent(cast: Cast, hana: Phone) -> None:
    key = a_rule(hana, "mail")
    tried = hana.post(f"alert-rules/{key}/try", {})
    assert tried.status_code == 202
    assert [one["state"] for one in tried.json()["messages"]] == ["waiting"]
    assert set(Message.objects.values_list("person__name", flat=True)) == {"Hana"}
    deliver_due()
    (told,) = hana.get(f"alert-rules/{key}/try?line={tried.json()['line']}").json()["messages"]
    assert (told["channel"], told["state"]) == ("mail", "sent")


def test_a_trial_by_a_channel_that_reaches_nobody_says_so(cast: Cast, hana: Phone) -> None:
    told = hana.post(f"alert-rules/{a_rule(hana, 'push', 'webhook')}/try", {}).json()["messages"]
    assert {one["channel"]: one["trouble"] for one in told} == {
        "push": "no_subscription",
        "webhook": "no_webhook",
    }
    assert not Message.objects.exists()


def test_nobody_reads_another_ones_trial(cast: Cast, hana: Phone) -> None:
    key = a_rule(hana, "mail")
    line = hana.post(f"alert-rules/{key}/try", {}).json()["line"]
    for name in ("zoe", "mona"):
        assert phone_of(cast, name).get(f"alert-rules/{key}/try?line={line}").status_code in (403, 404)
    assert hana.get(f"alert-rules/{key}/try?line=x").status_code == 422


def test_a_rule_by_webhook_tells_those_that_listen_once_and_without_names(cast: Cast, hana: Phone) -> None:
    a_rule(hana, "webhook")
    listens, deaf = a_webhook(cast, "alert.raised"), a_webhook(cast, "visit.released")
    visit = arrives(probed(cast.assignment), critical())
    follow()
    (told,) = Message.objects.filter(webhook=listens)
    assert told.content["verb"] == "alert.raised"
    assert told.content["detail"] == detail_of(cast, str(visit.pk))
    assert not Message.objects.filter(webhook=deaf, kind="alert.raised").exists()
    assert not Message.objects.filter(kind="alert.critical").exists()  # people are told by mail and push


def detail_of(cast: Cast, visit: str) -> dict[str, Any]:
    where = {"store": str(cast.lille.pk), "wave": str(cast.wave.pk)}
    return {"kind": "critical", "visit": visit} | where


def test_a_rule_without_webhooks_leaves_them_alone(cast: Cast, hana: Phone) -> None:
    a_rule(hana, "mail")
    listens = a_webhook(cast, "alert.raised")
    arrives(probed(cast.assignment), critical())
    follow()
    assert AlertRule.objects.count() == 1
    assert not Message.objects.filter(webhook=listens).exists()
