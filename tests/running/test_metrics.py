"""What an operator's Prometheus reads, and who may."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from audits.journal.sweeping import sweep
from tests.cast import Cast
from tests.envelopes import phone_of, sashas
from tests.making import follow

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/metrics"


def figures(client: Client, **headers: str) -> dict[str, float]:
    """Every sample by its name and labels, in the order of the labels' names."""
    told = client.get(ADDRESS, headers=headers)
    assert told.status_code == 200
    return {
        ",".join([sample.name, *(sample.labels[key] for key in sorted(sample.labels))]): sample.value
        for family in text_string_to_metric_families(told.content.decode())
        for sample in family.samples
    }


def test_a_visit_is_counted_from_its_receipt_to_its_scorecard(client: Client, cast: Cast) -> None:
    photo = b"\xff\xd8\xff not whole yet"
    sealed = sashas(cast, photos=[photo])
    assert phone_of(cast, "sasha").put(sealed).status_code == 201
    before = figures(client)
    assert before["encore_revisions_received_total,accepted"] == 1
    assert (before["encore_blobs_pending"], before["encore_blobs_pending_bytes"]) == (1, len(photo))
    assert phone_of(cast, "sasha").put_blob(sealed, *sealed.photos).status_code in (201, 204)
    waiting = figures(client)
    assert waiting["encore_queue_lines"] >= 1
    assert waiting["encore_queue_age_seconds"] >= 0
    follow()
    after = figures(client)
    assert (after["encore_queue_lines"], after["encore_blobs_pending"]) == (0, 0)
    assert after["encore_seconds_to,0.5,grade"] >= 0


def test_what_sweep_catches_is_counted(client: Client, cast: Cast) -> None:
    call_command("createcachetable", verbosity=0)
    cache.clear()
    assert phone_of(cast, "sasha").put(sashas(cast)).status_code == 201
    sweep(soon=timedelta(seconds=-1), late=timedelta(seconds=-1))
    assert figures(client)["encore_sweep_catches_total"] >= 1


def test_only_this_machine_or_who_carries_the_token_reads_them(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get(ADDRESS, headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 404
    assert client.get(ADDRESS, REMOTE_ADDR="203.0.113.9").status_code == 404
    monkeypatch.setenv("METRICS_TOKEN", "a long one")
    assert client.get(ADDRESS).status_code == 404
    assert client.get(ADDRESS, headers={"Authorization": "Bearer wrong"}).status_code == 404
    assert figures(client, Authorization="Bearer a long one")


def test_nobodys_name_is_in_them(client: Client, cast: Cast) -> None:
    phone_of(cast, "sasha").put(sashas(cast))
    text = client.get(ADDRESS).content.decode().lower()
    assert not [word for word in ("sasha", "lille", "vaudrey", str(cast.sasha.pk)) if word in text]
