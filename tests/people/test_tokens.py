"""Personal tokens for programs: shown once, kept as a hash, revoked at will."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from audits.journal.models import Entry
from audits.people.models import Token
from audits.visits.models import Revision
from tests.cast import Cast
from tests.envelopes import Phone, sashas

pytestmark = pytest.mark.django_db


def printed(*words: str) -> str:
    said = StringIO()
    call_command("token", *words, stdout=said)
    return said.getvalue()


def test_the_command_prints_the_token_alone(client: Client, cast: Cast) -> None:
    said = printed("hana@demo.example", "--days", "3")
    assert said.count("\n") == 1
    me = client.get("/api/v1/me", headers={"Authorization": f"Bearer {said.strip()}"}).json()
    assert me["email"] == "hana@demo.example"
    left = Token.objects.get().expires_at - timezone.now()
    assert 2.9 < left.total_seconds() / 86400 <= 3


def test_only_a_hash_is_kept_and_the_making_is_in_the_journal(cast: Cast) -> None:
    text = printed("hana@demo.example").strip()
    token = Token.objects.get()
    assert text not in str(vars(token))
    assert Entry.objects.filter(verb="token.made", subject=str(token.pk)).exists()
    assert text not in str(list(Entry.objects.values_list("detail", flat=True)))


@pytest.mark.parametrize("words", [["nobody@demo.example"], ["hana@demo.example", "--days", "0"]])
def test_what_makes_no_token_says_so(cast: Cast, words: list[str]) -> None:
    with pytest.raises(CommandError):
        printed(*words)
    assert Token.objects.count() == 0


def test_she_makes_sees_and_revokes_her_own(client: Client, cast: Cast) -> None:
    headers = cast.bearer(cast.hana)
    wish = {"name": "nightly report", "days": 30}
    made = client.post("/api/v1/tokens", wish, "application/json", headers=headers).json()
    new = {"Authorization": f"Bearer {made['token']}"}
    assert client.get("/api/v1/me", headers=new).status_code == 200
    listed = client.get("/api/v1/tokens", headers=headers).json()
    assert listed[0]["name"] == "nightly report"
    assert "token" not in listed[0]
    assert client.delete(f"/api/v1/tokens/{made['id']}", headers=cast.bearer(cast.mona)).status_code == 404
    assert client.delete(f"/api/v1/tokens/{made['id']}", headers=headers).status_code == 204
    assert client.get("/api/v1/me", headers=new).json()["code"] == "token_invalid"


def test_a_token_that_reads_only_changes_nothing_at_any_door(client: Client, cast: Cast) -> None:
    wish = {"name": "a board on a wall", "reads_only": True}
    made = client.post("/api/v1/tokens", wish, "application/json", headers=cast.bearer(cast.sasha)).json()
    reads = {"Authorization": f"Bearer {made['token']}"}
    for address in ("me", "sync", "tokens"):
        assert client.get(f"/api/v1/{address}", headers=reads).status_code == 200
    sealed = sashas(cast, photos=[b"a photo"])
    tries = [
        client.patch("/api/v1/me", {"language": "fr"}, "application/json", headers=reads),
        client.post("/api/v1/tokens", {"name": "more"}, "application/json", headers=reads),
        client.delete(f"/api/v1/tokens/{made['id']}", headers=reads),
        Phone(client, reads).put(sealed),
        Phone(client, reads).put_blob(sealed, *sealed.photos),
    ]
    assert {(no.status_code, no.json()["code"]) for no in tries} == {(403, "token_reads_only")}
    assert not Revision.objects.exists()


def test_a_token_makes_none_that_outlives_it(client: Client, cast: Cast) -> None:
    wish = {"name": "for ever", "days": 730}
    late = client.post("/api/v1/tokens", wish, "application/json", headers=cast.bearer(cast.hana)).json()
    maker = Token.objects.exclude(pk=late["id"]).get()
    assert Token.objects.get(pk=late["id"]).expires_at - maker.expires_at < timedelta(seconds=5)


@pytest.mark.parametrize(
    "wish", [{}, {"name": "x", "days": 0}, {"name": "x", "days": 9999}, {"name": "", "days": 1}]
)
def test_a_token_lasts_a_bounded_time_and_has_a_name(
    client: Client, cast: Cast, wish: dict[str, object]
) -> None:
    answer = client.post("/api/v1/tokens", wish, "application/json", headers=cast.bearer(cast.hana))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
