"""A token is looked up once and then known for some seconds: it must stop opening doors all the same."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audits.people import bearers
from audits.people.models import Person, Token
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def asked(cast: Cast, headers: dict[str, str]) -> int:
    return Client().get("/api/v1/tokens", headers=headers).status_code


def later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """So many seconds later, for whoever asks how long something was kept."""
    real = bearers.time.monotonic
    monkeypatch.setattr(bearers.time, "monotonic", lambda: real() + seconds)


def test_a_token_is_looked_up_once_in_a_while(cast: Cast) -> None:
    headers = cast.bearer(cast.hana)
    asked(cast, headers)
    with CaptureQueriesContext(connection) as queries:
        asked(cast, headers)
    assert not [one for one in queries if '"digest" =' in one["sql"]]


def test_a_token_that_another_process_revoked_opens_nothing_some_seconds_later(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = cast.bearer(cast.hana)
    assert asked(cast, headers) == 200
    Token.objects.filter(person=cast.hana).update(revoked_at=timezone.now())
    later(monkeypatch, bearers.KEPT + 0.1)
    assert asked(cast, headers) == 401


def test_somebody_shut_out_is_out_some_seconds_later(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    headers = cast.bearer(cast.hana)
    assert asked(cast, headers) == 200
    Person.objects.filter(pk=cast.hana.pk).update(is_active=False)
    later(monkeypatch, bearers.KEPT + 0.1)
    assert asked(cast, headers) == 401


def test_a_token_ends_at_its_moment_though_it_is_known(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    headers = cast.bearer(cast.hana)
    soon = timezone.now() + timedelta(hours=1)
    Token.objects.filter(person=cast.hana).update(expires_at=soon)
    assert asked(cast, headers) == 200

    class Later:
        @staticmethod
        def now() -> datetime:
            return soon

    monkeypatch.setattr(bearers, "timezone", Later)
    assert asked(cast, headers) == 401


def test_each_request_has_a_person_of_its_own(cast: Cast) -> None:
    digest = cast.hana.tokens.create(digest="d" * 64, expires_at=timezone.now() + timedelta(days=1)).digest
    known = bearers.bearer_of(digest), bearers.bearer_of(digest)
    one, other = (found and found.person for found in known)
    assert one == other == cast.hana
    assert one is not other
    assert one is not None and one.has_usable_password() == cast.hana.has_usable_password()
