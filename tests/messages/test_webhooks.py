"""Webhooks reach programs outside: signed, once a cause, repeated until taken, never into somebody's network."""

import hashlib
import hmac
import json
import time
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from audits.journal.models import Entry
from audits.messages import delivery, targets
from audits.messages.delivery import PAUSES, deliver_due
from audits.messages.models import Message, Webhook
from audits.messages.services import tell_webhooks
from tests.cast import Cast
from tests.envelopes import Phone, phone_of
from tests.making import arrives, follow, probed, worked
from tests.messages.receivers import Receiver

pytestmark = pytest.mark.django_db


@pytest.fixture
def hana(cast: Cast) -> Phone:
    return phone_of(cast, "hana")


@pytest.fixture
def kept(hana: Phone, hook: Receiver) -> dict[str, Any]:
    """A webhook of Hana's that wants everything, with its secret."""
    answer = hana.post("webhooks", {"url": hook.url})
    assert answer.status_code == 201, answer.content
    told: dict[str, Any] = answer.json()
    return told


def a_visit(cast: Cast) -> Any:
    return arrives(probed(cast.assignment), worked("P_")["answers"])


def later(message: Message) -> Message:
    """The same message when its pause is over."""
    Message.objects.filter(pk=message.pk).update(next_try_at=timezone.now())
    deliver_due()
    message.refresh_from_db()
    return message


def test_a_line_of_the_journal_arrives_signed_and_without_who_did_it(
    cast: Cast, hook: Receiver, kept: dict[str, Any]
) -> None:
    visit = a_visit(cast)
    follow()
    deliver_due()
    bodies = [json.loads(got.body) for got in hook.got]
    assert {"visit.completed", "visit.graded"} <= {body["verb"] for body in bodies}
    for got, body in zip(hook.got, bodies, strict=True):
        assert (body["subject"], body["brand"]) == (str(visit.pk), str(cast.brand.pk))
        said = f"{got.headers['Encore-Timestamp']}.".encode() + got.body
        mac = hmac.new(kept["secret"].encode(), said, hashlib.sha256).hexdigest()
        assert got.headers["Encore-Signature"] == f"v1={mac}"
        assert abs(int(got.headers["Encore-Timestamp"]) - time.time()) < 60
        assert got.headers["Encore-Message"] == body["id"]
    everything = b"".join(got.body for got in hook.got).decode() + str([got.headers for got in hook.got])
    for hers in (cast.sasha.name, cast.sasha.email, str(cast.sasha.pk), cast.sasha.alias):
        assert hers not in everything


def test_one_cause_is_told_once_however_often_it_is_followed(
    cast: Cast, hook: Receiver, kept: dict[str, Any]
) -> None:
    a_visit(cast)
    follow()
    line = Entry.objects.get(verb="visit.completed")
    for _ in range(3):
        tell_webhooks(line)
    deliver_due()
    deliver_due()
    assert len([got for got in hook.got if b"visit.completed" in got.body]) == 1


def test_a_receiver_that_fails_is_asked_again_with_longer_pauses_and_the_same_message(
    cast: Cast, hook: Receiver, hana: Phone, kept: dict[str, Any]
) -> None:
    hook.answers = [500, 503]
    assert hana.post(f"webhooks/{kept['id']}/test", {}).status_code == 202
    deliver_due()
    message = Message.objects.get(webhook=kept["id"])
    assert (message.state, message.tries, message.status) == ("waiting", 1, 500)
    assert timedelta(seconds=26) < message.next_try_at - timezone.now() < timedelta(seconds=34)
    deliver_due()
    assert len(hook.got) == 1  # not before its time
    assert later(message).status == 503
    assert timedelta(seconds=52) < message.next_try_at - timezone.now() < timedelta(seconds=67)
    assert later(message).state == "sent"
    assert (
        len({got.body for got in hook.got}) == len({got.headers["Encore-Message"] for got in hook.got}) == 1
    )


def test_a_message_is_given_up_after_the_last_try_and_can_be_replayed(
    cast: Cast, hook: Receiver, hana: Phone, kept: dict[str, Any]
) -> None:
    hook.usual = 500
    hana.post(f"webhooks/{kept['id']}/test", {})
    deliver_due()
    message = Message.objects.get(webhook=kept["id"])
    for _ in PAUSES:
        later(message)
    assert (message.state, message.tries) == ("failed", len(PAUSES) + 1)
    assert later(message).tries == len(PAUSES) + 1
    log = hana.get(f"webhooks/{kept['id']}/messages?state=failed").json()["results"]
    assert [(one["id"], one["verb"], one["status"]) for one in log] == [
        (str(message.pk), "webhook.tested", 500)
    ]
    hook.usual = 200
    assert hana.post(f"messages/{message.pk}/replay", {}).status_code == 202
    deliver_due()
    message.refresh_from_db()
    assert (message.state, message.trouble) == ("sent", "")
    hana.post(f"messages/{message.pk}/replay", {})  # one that arrived can be sent again too
    deliver_due()
    assert hook.got[-1].headers["Encore-Message"] == hook.got[-2].headers["Encore-Message"]


def test_a_log_says_how_many_there_are_and_a_webhook_what_has_not_arrived(
    cast: Cast, hook: Receiver, hana: Phone, kept: dict[str, Any]
) -> None:
    for _ in range(52):
        hana.post(f"webhooks/{kept['id']}/test", {})
    Message.objects.filter(pk__in=Message.objects.values("pk")[:2]).update(state="failed")
    Message.objects.filter(pk__in=Message.objects.filter(state="waiting").values("pk")[:40]).update(
        state="sent"
    )
    page = hana.get(f"webhooks/{kept['id']}/messages").json()
    assert (page["n"], len(page["results"])) == (52, 50)
    rest = hana.get(f"webhooks/{kept['id']}/messages?cursor={page['next']}").json()
    assert (rest["n"], len(rest["results"]), rest["next"]) == (52, 2, None)
    failed = hana.get(f"webhooks/{kept['id']}/messages?state=failed").json()
    assert (failed["n"], {one["state"] for one in failed["results"]}) == (2, {"failed"})
    (listed,) = hana.get("webhooks").json()
    assert (listed["waiting"], listed["failed"]) == (10, 2)


def test_a_slow_receiver_is_hung_up_on_and_keeps_nobody_else_waiting(
    cast: Cast, hook: Receiver, hana: Phone, kept: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(targets, "TIMEOUT", 1.0)
    hook.slow = 3
    for _ in range(8):
        hana.post(f"webhooks/{kept['id']}/test", {})
    began = time.monotonic()
    deliver_due()
    assert time.monotonic() - began < 7.5  # one after the other they take eight seconds and more
    assert set(Message.objects.values_list("state", "tries")) == {("waiting", 1)}


def test_a_rush_of_messages_lets_others_have_their_turn(
    cast: Cast, hook: Receiver, hana: Phone, kept: dict[str, Any]
) -> None:
    for _ in range(delivery.AT_ONCE + 3):
        hana.post(f"webhooks/{kept['id']}/test", {})
    assert deliver_due(longest=timedelta()) == delivery.AT_ONCE
    assert deliver_due(longest=timedelta()) == 3


def test_a_redirect_is_a_failure_and_is_not_followed(
    cast: Cast, hook: Receiver, hana: Phone, kept: dict[str, Any]
) -> None:
    hook.answers, hook.location = [307], hook.url.replace("/hook", "/elsewhere")
    hana.post(f"webhooks/{kept['id']}/test", {})
    deliver_due()
    assert [got.path for got in hook.got] == ["/hook"]
    assert Message.objects.get().status == 307


def test_a_worker_that_died_while_sending_is_followed_by_another_try(
    cast: Cast, hook: Receiver, hana: Phone, kept: dict[str, Any]
) -> None:
    hana.post(f"webhooks/{kept['id']}/test", {})
    claimed = delivery._claimed(timezone.now())  # and dies
    assert len(claimed) == 1
    assert deliver_due() == 0
    assert deliver_due(now=timezone.now() + delivery.LEASE + timedelta(seconds=1)) == 1
    assert Message.objects.get().state == "sent"


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/x",
        "https://10.1.2.3/x",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/x",
        "https://[::ffff:192.168.0.1]/x",
        "https://[64:ff9b::a00:1]/x",
        "https://localhost/x",
        "https://0.0.0.0/x",
        "https://[::127.0.0.1]/x",
        "https://[fec0::1]/x",
        "https://2130706433/x",
        "https://0x7f.1/x",
    ],
)
def test_an_address_inside_somebodys_network_is_refused(cast: Cast, hana: Phone, url: str) -> None:
    answer = hana.post("webhooks", {"url": url})
    assert (answer.status_code, answer.json()["code"]) == (422, "address_private")
    with pytest.raises(targets.Unreachable, match="address_private"):
        targets.post(url, b"", {})


@pytest.mark.parametrize(
    "url",
    ["http://example.com/x", "ftp://example.com", "https://user:pw@example.com", "nonsense", "https://a b"],
)
def test_an_address_that_is_none_is_refused(cast: Cast, hana: Phone, url: str) -> None:
    answer = hana.post("webhooks", {"url": url})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


def test_a_webhook_is_headquarters_business_and_its_secret_is_told_once(
    cast: Cast, hana: Phone, kept: dict[str, Any]
) -> None:
    assert kept["secret"].startswith("whs_")
    assert "secret" not in hana.get(f"webhooks/{kept['id']}").json()
    assert phone_of(cast, "zoe").get("webhooks").json() == []
    assert phone_of(cast, "zoe").get(f"webhooks/{kept['id']}").status_code == 404
    for name in ("mona", "stella", "sasha", "rita"):
        assert phone_of(cast, name).get("webhooks").status_code == 403
    address = f"/api/v1/webhooks/{kept['id']}"
    fresh = hana.client.patch(
        address,
        {"new_secret": True, "is_active": False},
        content_type="application/json",
        headers=hana.headers,
    )
    assert fresh.json()["secret"] != kept["secret"]
    assert not Webhook.objects.get().is_active
    assert hana.client.delete(address, headers=hana.headers).status_code == 204
    assert hana.get("webhooks").json() == []


def test_a_webhook_hears_only_what_it_asked_for(cast: Cast, hook: Receiver, hana: Phone) -> None:
    hana.post("webhooks", {"url": hook.url, "verbs": ["visit.graded"]})
    a_visit(cast)
    follow()
    deliver_due()
    assert [json.loads(got.body)["verb"] for got in hook.got] == ["visit.graded"]
