"""Sasha signs in by the same requests as her phone, stays signed in, and signs out."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from audits.people.models import Person
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db
LOGIN, SESSION = "/_allauth/browser/v1/auth/login", "/_allauth/browser/v1/auth/session"


@pytest.fixture
def browser(cast: Cast) -> Client:
    """A browser that checks CSRF as a real one is checked; the limits of sign-in start at nothing."""
    call_command("createcachetable", verbosity=0)
    cache.clear()
    cast.sasha.set_password(PASSWORD)
    cast.sasha.save()
    return Client(enforce_csrf_checks=True)


def csrf(browser: Client) -> dict[str, str]:
    return {"X-CSRFToken": browser.cookies["csrftoken"].value}


def sign_in(browser: Client, password: str = PASSWORD, email: str = "sasha@demo.example") -> Any:
    browser.get(SESSION)
    return browser.post(
        LOGIN, {"email": email, "password": password}, "application/json", headers=csrf(browser)
    )


def test_she_signs_in_and_is_known(browser: Client, cast: Cast) -> None:
    assert browser.get(SESSION).status_code == 401
    assert sign_in(browser).status_code == 200
    me = browser.get("/api/v1/me").json()
    assert (me["email"], me["may"]) == ("sasha@demo.example", ["shop"])
    assert [(post["role"], post["brand"]["slug"]) for post in me["posts"]] == [("shopper", "maison-vaudrey")]
    assert me["posts"][0]["brand"]["bands"] == {"green": "90", "amber": "80"}


def test_capitals_in_her_address_do_not_matter(browser: Client) -> None:
    assert sign_in(browser, email="Sasha@Demo.example").status_code == 200


def test_her_phone_stays_signed_in_for_months(browser: Client) -> None:
    sign_in(browser)
    assert int(browser.cookies["sessionid"]["max-age"]) >= 60 * 60 * 24 * 90
    assert browser.cookies["sessionid"]["httponly"]


def test_a_wrong_password_says_nothing_of_whether_she_exists(browser: Client) -> None:
    wrong = sign_in(browser, "wrong").json()
    unknown = sign_in(browser, "wrong", email="nobody@demo.example").json()
    assert wrong["errors"][0]["code"] == unknown["errors"][0]["code"] == "email_password_mismatch"


def test_guessing_is_stopped(browser: Client) -> None:
    codes = [sign_in(browser, f"guess {n}").json()["errors"][0]["code"] for n in range(12)]
    assert codes[0] == "email_password_mismatch"
    assert codes[-1] == "too_many_login_attempts"


def test_signing_out_ends_the_session(browser: Client) -> None:
    sign_in(browser)
    browser.delete(SESSION, headers=csrf(browser))
    answer = browser.get("/api/v1/me")
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_nobody_signs_up(browser: Client) -> None:
    browser.get(SESSION)
    wish = {"email": "new@demo.example", "password": "a long enough password"}
    answer = browser.post("/_allauth/browser/v1/auth/signup", wish, "application/json", headers=csrf(browser))
    assert answer.status_code == 403
    assert not Person.objects.filter(email="new@demo.example").exists()


def test_she_chooses_her_language_and_only_with_the_csrf_token(browser: Client, cast: Cast) -> None:
    sign_in(browser)
    bare = browser.patch("/api/v1/me", {"language": "ar"}, "application/json")
    assert (bare.status_code, bare.json()["code"]) == (403, "csrf_failed")
    assert (
        browser.patch("/api/v1/me", {"language": "ar"}, "application/json", headers=csrf(browser)).json()[
            "language"
        ]
        == "ar"
    )
    cast.sasha.refresh_from_db()
    assert cast.sasha.language == "ar"


@pytest.mark.parametrize("language", ["", "x", "français", "en_GB", "<script>", None, 7, ["en"]])
def test_what_is_no_language_is_refused(client: Client, cast: Cast, language: Any) -> None:
    answer = client.patch(
        "/api/v1/me", {"language": language}, "application/json", headers=cast.bearer(cast.sasha)
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


def test_somebody_who_left_is_not_let_in(browser: Client, cast: Cast) -> None:
    sign_in(browser)
    Person.objects.filter(pk=cast.sasha.pk).update(is_active=False)
    assert browser.get("/api/v1/me").status_code == 401
    assert sign_in(Client(enforce_csrf_checks=True)).status_code != 200


def test_an_expired_token_opens_nothing(client: Client, cast: Cast) -> None:
    headers = cast.bearer(cast.hana)
    cast.hana.tokens.update(expires_at=timezone.now() - timedelta(seconds=1))
    answer = client.get("/api/v1/me", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "token_invalid")
