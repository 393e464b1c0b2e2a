"""Other ways in: a code by mail, and the house's own sign-in, against a real mail server and a real provider."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import requests
from oidc_provider_mock import User, run_server_in_thread

from audits.people.models import Person
from tests.messages.receivers import Mailbox
from tests.people.signing import AUTH, Desk

pytestmark = pytest.mark.django_db
ASK, CONFIRM = f"{AUTH}/auth/code/request", f"{AUTH}/auth/code/confirm"
SASHA = "sasha@demo.example"


def test_a_code_by_mail_signs_her_in_in_her_language(
    desk: Desk,
    post_office: Mailbox,
) -> None:
    Person.objects.filter(email=SASHA).update(language="fr")
    assert desk.send("POST", ASK, {"email": SASHA}).status_code == 401  # not in yet: the code is asked for
    mail = post_office.wait_for(SASHA)
    code = re.search(r"connexion est (\S+)\.", mail.get_content())[1]  # type: ignore[index]  # None fails
    assert desk.send("POST", CONFIRM, {"code": "WRONG1"}).status_code == 400
    assert desk.send("POST", CONFIRM, {"code": code}).status_code == 200
    assert desk.get("/api/v1/me").json()["email"] == SASHA


def test_an_unknown_address_gets_no_mail_and_looks_the_same(
    desk: Desk,
    post_office: Mailbox,
) -> None:
    known = desk.send("POST", ASK, {"email": SASHA})
    unknown = Desk().send("POST", ASK, {"email": "nobody@demo.example"})
    assert (known.status_code, unknown.status_code) == (401, 401)
    assert [flow["id"] for flow in known.json()["data"]["flows"]] == [
        flow["id"] for flow in unknown.json()["data"]["flows"]
    ]
    post_office.wait_for(SASHA)
    assert len(post_office.mails) == 1


def test_how_long_it_takes_says_nothing_of_whether_she_is_known(desk: Desk, post_office: Mailbox) -> None:
    post_office.slow = 1.5  # seconds until it has taken a mail
    since = time.monotonic()
    assert desk.send("POST", ASK, {"email": SASHA}).status_code == 401
    assert time.monotonic() - since < post_office.slow
    assert post_office.wait_for(SASHA)


@pytest.mark.parametrize("email", [SASHA, "nobody@demo.example"])
def test_a_mail_server_that_is_away_is_said_to_whoever_asks(desk: Desk, settings: Any, email: str) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    answer = desk.send("POST", ASK, {"email": email})
    assert (answer.status_code, answer.json()["code"]) == (503, "mail_unavailable")


@contextmanager
def _house(settings: Any, email: str, *, verified: bool = True) -> Iterator[str]:
    """A provider that knows one person, and an Encore that trusts it; the provider's address."""
    claims: dict[str, object] = {"email": email, "email_verified": verified, "name": "Hana"}
    with run_server_in_thread(user_claims=[User(sub="hana", claims=claims)]) as server:
        address = f"http://127.0.0.1:{server.server_port}"
        app = {"provider_id": "house", "name": "House", "client_id": "encore", "secret": "s"}
        apps = [app | {"settings": {"server_url": address}}]
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": apps}}
        yield address


def _come_by_the_house(desk: Desk) -> Any:
    """Sign in as a browser does: to the provider, say who, and back. The last answer."""
    form = {"provider": "house", "process": "login", "callback_url": "http://testserver/sign-in"}
    form["csrfmiddlewaretoken"] = desk.cookies["csrftoken"].value
    away = desk.post(f"{AUTH}/auth/provider/redirect", form)
    assert away.status_code == 302, away.content
    back = requests.post(away["Location"], data={"sub": "hana"}, allow_redirects=False, timeout=60)
    return desk.get(back.headers["Location"].replace("http://testserver", ""))


def test_the_house_says_who_she_is(desk: Desk, settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset({"hq"})
    with _house(settings, "hana@demo.example"):
        assert _come_by_the_house(desk)["Location"].endswith("/sign-in")
    me = desk.get("/api/v1/me").json()
    assert (me["email"], me["second_factor_needed"]) == ("hana@demo.example", False)
    assert desk.get("/api/v1/visits").status_code == 200


@pytest.mark.parametrize(
    ("email", "verified"),
    [("new@demo.example", True), ("hana@demo.example", False)],
    ids=["stranger", "unproved"],
)
def test_whom_headquarters_did_not_invite_stays_outside(
    desk: Desk, settings: Any, email: str, verified: bool
) -> None:
    with _house(settings, email, verified=verified):
        _come_by_the_house(desk)
    assert desk.get("/api/v1/me").status_code == 401
    assert not Person.objects.filter(email="new@demo.example").exists()


def test_the_front_end_offers_only_ways_that_are_open(desk: Desk, settings: Any) -> None:
    settings.MAIL_IS_SET = False
    assert desk.get("/api/v1/ways-in").json() == {"code": False, "house": None}
    settings.MAIL_IS_SET = True
    with _house(settings, "hana@demo.example"):
        assert desk.get("/api/v1/ways-in").json() == {"code": True, "house": "House"}
