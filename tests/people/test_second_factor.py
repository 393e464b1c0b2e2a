"""Hana's post needs a second factor: until she has one she reads nothing, and then nobody comes in without it."""

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator

from audits.people.models import Role
from config.signing_in import ROLES, second_factor_roles
from tests.cast import PASSWORD, Cast
from tests.people.signing import AUTH, Desk, code_of

pytestmark = pytest.mark.django_db
TOTP = f"{AUTH}/account/authenticators/totp"
HANA = "hana@demo.example"


def set_up(desk: Desk) -> str:
    """Sets up an authenticator app; its secret."""
    assert desk.send("POST", f"{AUTH}/auth/reauthenticate", {"password": PASSWORD}).status_code == 200
    secret: str = desk.get(TOTP).json()["meta"]["secret"]
    assert desk.send("POST", TOTP, {"code": code_of(secret, time.time())}).status_code == 200
    return secret


@pytest.fixture
def hq_needs_one(settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset({"hq"})


def test_headquarters_reads_nothing_before_it_is_set_up(desk: Desk, hq_needs_one: None) -> None:
    desk.sign_in(HANA)
    refusal = desk.get("/api/v1/visits")
    assert (refusal.status_code, refusal.json()["code"]) == (403, "second_factor_needed")
    assert desk.get("/api/v1/me").json()["second_factor_needed"] is True
    set_up(desk)
    assert desk.get("/api/v1/visits").status_code == 200
    assert desk.get("/api/v1/me").json()["second_factor_needed"] is False


def test_whose_post_needs_none_is_not_asked(desk: Desk, hq_needs_one: None) -> None:
    desk.sign_in("mona@demo.example")
    assert desk.get("/api/v1/visits").status_code == 200
    assert desk.get("/api/v1/me").json()["second_factor_needed"] is False


def test_a_token_can_not_be_made_before_it(desk: Desk, hq_needs_one: None) -> None:
    desk.sign_in(HANA)
    assert desk.send("POST", "/api/v1/tokens", {"name": "x"}).json()["code"] == "second_factor_needed"


def test_afterwards_the_password_alone_opens_nothing(desk: Desk) -> None:
    desk.sign_in(HANA)
    secret = set_up(desk)
    other = Desk()
    answer = other.sign_in(HANA)
    assert answer.status_code == 401
    assert {flow["id"] for flow in answer.json()["data"]["flows"] if flow.get("is_pending")} == {
        "mfa_authenticate"
    }
    assert other.get("/api/v1/me").status_code == 401
    wrong = other.send("POST", f"{AUTH}/auth/2fa/authenticate", {"code": "000000"})
    assert wrong.status_code == 400
    # the step before last was used up by setting it up: a code opens once
    right = code_of(secret, time.time() + 30)
    assert other.send("POST", f"{AUTH}/auth/2fa/authenticate", {"code": right}).status_code == 200
    assert other.get("/api/v1/me").status_code == 200


def test_its_secret_is_not_readable_in_the_database(desk: Desk) -> None:
    desk.sign_in(HANA)
    secret = set_up(desk)
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in kept
    assert len(kept) > 60


def test_the_policy_knows_every_role_and_refuses_others(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(Role.values) == ROLES
    monkeypatch.delenv("ENCORE_SECOND_FACTOR", raising=False)
    assert second_factor_roles(is_public=True) == {"hq"}
    assert second_factor_roles(is_public=False) == set()
    monkeypatch.setenv("ENCORE_SECOND_FACTOR", "hq, reviewer")
    assert second_factor_roles(is_public=False) == {"hq", "reviewer"}
    monkeypatch.setenv("ENCORE_SECOND_FACTOR", "boss")
    with pytest.raises(ValueError, match="boss is no role"):
        second_factor_roles(is_public=True)


def test_sessions_are_listed_and_can_be_ended(desk: Desk, cast: Cast) -> None:
    desk.sign_in("sasha@demo.example")
    lost = Desk()
    lost.sign_in("sasha@demo.example")
    listed = desk.get(f"{AUTH}/auth/sessions").json()["data"]
    assert len(listed) == 2
    others = [one["id"] for one in listed if not one["is_current"]]
    assert desk.send("DELETE", f"{AUTH}/auth/sessions", {"sessions": others}).status_code == 200
    assert lost.get("/api/v1/me").status_code == 401
    assert desk.get("/api/v1/me").status_code == 200
