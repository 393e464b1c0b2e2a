"""Whoever guesses, replays, plants a session or lies about where she comes from (docs/security.md)."""

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from audits.people.models import Person
from tests.cast import PASSWORD, Cast
from tests.messages.receivers import Mailbox
from tests.people.signing import AUTH, LOGIN, SESSION, Desk, code_of

pytestmark = pytest.mark.django_db
HANA, SASHA = "hana@demo.example", "sasha@demo.example"
ASK, CONFIRM, SECOND = (
    f"{AUTH}/auth/code/request",
    f"{AUTH}/auth/code/confirm",
    f"{AUTH}/auth/2fa/authenticate",
)
TOTP, RECOVERY = f"{AUTH}/account/authenticators/totp", f"{AUTH}/account/authenticators/recovery-codes"


@pytest.fixture
def secret(desk: Desk) -> str:
    """The secret of Hana's authenticator app, which she has just set up."""
    desk.sign_in(HANA)
    assert desk.send("POST", f"{AUTH}/auth/reauthenticate", {"password": PASSWORD}).status_code == 200
    told: str = desk.get(TOTP).json()["meta"]["secret"]
    assert desk.send("POST", TOTP, {"code": code_of(told, time.time())}).status_code == 200
    return told


def with_the_password() -> Desk:
    """Somebody who knows Hana's password and is asked for her second factor."""
    other = Desk()
    assert other.sign_in(HANA).status_code == 401
    return other


def mailed_code(post_office: Mailbox) -> str:
    """The code in Sasha's newest mail."""
    found = re.search(r"code is (\S+)\.", post_office.wait_for(SASHA).get_content())
    assert found is not None
    return found[1]


def is_stopped(answer: Any) -> bool:
    """Whether no more guesses are looked at for now."""
    return answer.status_code == 400 and answer.json()["errors"][0]["code"] == "too_many_login_attempts"


def go_by(seconds: int) -> None:
    """Let that time go by for what the server remembers."""
    with connection.cursor() as rows:
        rows.execute("SELECT cache_key, expires FROM audits_cache")
        for key, expires in rows.fetchall():
            rows.execute(
                "UPDATE audits_cache SET expires = %s WHERE cache_key = %s",
                [expires - timedelta(seconds=seconds), key],
            )


def test_a_code_of_her_app_that_somebody_looked_at_opens_nothing_again(secret: str) -> None:
    code = code_of(secret, time.time() + 30)  # of the next half minute: right for a minute yet
    assert with_the_password().send("POST", SECOND, {"code": code}).status_code == 200
    thief = with_the_password()
    assert thief.send("POST", SECOND, {"code": code}).status_code == 400
    go_by(31)
    assert thief.send("POST", SECOND, {"code": code}).status_code == 400
    assert thief.get("/api/v1/me").status_code == 401


def test_a_recovery_code_opens_once(desk: Desk, secret: str) -> None:
    codes = desk.send("POST", RECOVERY).json()["data"]["unused_codes"]
    assert with_the_password().send("POST", SECOND, {"code": codes[0]}).status_code == 200
    assert with_the_password().send("POST", SECOND, {"code": codes[0]}).status_code == 400
    assert with_the_password().send("POST", SECOND, {"code": codes[1]}).status_code == 200


def test_a_mailed_code_is_guessed_at_three_times_and_asked_for_three_times_a_minute(
    desk: Desk, post_office: Mailbox
) -> None:
    assert desk.send("POST", ASK, {"email": SASHA}).status_code == 401
    code = mailed_code(post_office)
    tried = [desk.send("POST", CONFIRM, {"code": f"WRONG{n}"}).status_code for n in range(3)]
    assert tried == [400, 400, 400]
    assert desk.send("POST", CONFIRM, {"code": code}).status_code == 409  # too late for the right one, too
    asked = [Desk().send("POST", ASK, {"email": SASHA}).status_code for _ in range(3)]
    assert asked == [401, 401, 400]
    assert Desk().send("POST", ASK, {"email": HANA}).status_code == 401  # nobody else is kept out by it


def test_a_code_of_one_address_opens_no_other(desk: Desk, post_office: Mailbox) -> None:
    desk.send("POST", ASK, {"email": SASHA})
    code = mailed_code(post_office)
    other = Desk()
    other.send("POST", ASK, {"email": HANA})
    assert other.send("POST", CONFIRM, {"code": code}).status_code == 400
    assert other.get("/api/v1/me").status_code == 401


@pytest.mark.parametrize(("proxies", "counted"), [(0, "REMOTE_ADDR"), (1, "the last one")])
def test_who_lies_about_her_address_is_counted_where_she_is(
    desk: Desk, settings: Any, proxies: int, counted: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    real = {0: "", 1: ", 203.0.113.9"}[proxies]  # what our proxy adds
    told = []
    for n in range(11):
        body = {"email": f"guess{n}@demo.example", "password": "not the one"}
        headers = {"X-Forwarded-For": f"198.51.100.{n}{real}", "X-CSRFToken": desk.cookies["csrftoken"].value}
        answer = desk.post(LOGIN, body, "application/json", headers=headers)
        told.append(is_stopped(answer))
    assert told == [False] * 10 + [True], counted


def test_a_flood_of_guesses_pushes_out_nobodys_count(desk: Desk) -> None:
    assert [is_stopped(desk.sign_in(SASHA, "not the one")) for _ in range(6)][-1]
    for n in range(400):
        cache.set(f"guess-{n}", [1.0], 300)
    assert is_stopped(Desk().sign_in(SASHA, PASSWORD))


def test_a_session_that_somebody_planted_is_not_the_one_she_signs_in_with(desk: Desk) -> None:
    desk.send("POST", ASK, {"email": "nobody@demo.example"})  # gives a session to who isn't signed in
    planted = desk.cookies["sessionid"].value
    assert desk.sign_in(SASHA).status_code == 200
    hers = desk.cookies["sessionid"].value
    assert hers != planted
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert thief.get("/api/v1/me").status_code == 401
    desk.send("DELETE", SESSION)
    thief.cookies["sessionid"] = hers
    assert thief.get("/api/v1/me").status_code == 401


def test_a_new_password_ends_every_other_session(desk: Desk, cast: Cast) -> None:
    desk.sign_in(SASHA)
    assert desk.get("/api/v1/me").status_code == 200
    cast.sasha.set_password("quite another one")
    cast.sasha.save()
    assert desk.get("/api/v1/me").status_code == 401


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("POST", LOGIN),
        ("POST", ASK),
        ("POST", CONFIRM),
        ("POST", SECOND),
        ("POST", f"{AUTH}/auth/provider/redirect"),
        ("POST", f"{AUTH}/auth/webauthn/login"),
        ("DELETE", SESSION),
        ("DELETE", f"{AUTH}/auth/sessions"),
        ("DELETE", TOTP),
        ("POST", f"{AUTH}/account/password/change"),
    ],
)
def test_another_site_can_not_make_her_browser_sign_in_out_or_otherwise(
    desk: Desk, method: str, address: str
) -> None:
    desk.sign_in(SASHA)
    answer = desk.generic(method, address, b'{"email": "sasha@demo.example"}', "application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf_failed")
    assert desk.get("/api/v1/me").status_code == 200


@pytest.mark.parametrize(
    "where", ["https://evil.example/", "//evil.example", "https:evil.example", "javascript:1"]
)
def test_signing_in_leads_nowhere_else(desk: Desk, settings: Any, where: str) -> None:
    app = {"provider_id": "house", "name": "House", "client_id": "encore", "secret": "s"}
    apps = [app | {"settings": {"server_url": "http://127.0.0.1:9"}}]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}}
    form = {"provider": "house", "process": "login", "callback_url": where}
    form["csrfmiddlewaretoken"] = desk.cookies["csrftoken"].value
    sent = desk.post(f"{AUTH}/auth/provider/redirect", form)
    assert "evil" not in sent.get("Location", "")
    assert "javascript" not in sent.get("Location", "")
    for path in ("/accounts/login/", "/accounts/logout/", "/accounts/house/login/", "/sign-in"):
        answer = desk.get(path, {"next": where, "callback_url": where})
        assert "evil" not in answer.get("Location", ""), path


@pytest.mark.parametrize("query", ["token", "access_token", "authorization", "key"])
def test_a_token_in_an_address_opens_nothing(client: Client, cast: Cast, query: str) -> None:
    assert client.get("/api/v1/me", {query: cast.token(cast.sasha)}).status_code == 401


def test_an_unknown_person_takes_as_many_looks_at_the_password(desk: Desk, monkeypatch: Any) -> None:
    made = []
    real = Person.set_password
    monkeypatch.setattr(Person, "set_password", lambda self, raw: (made.append(raw), real(self, raw)))
    desk.sign_in("nobody@demo.example", "not the one")
    assert made == ["not the one"]  # hashed once for nobody, as it is once for somebody
