"""The phone's doors with a browser's session and its CSRF token, as the app itself knocks."""

import json
from uuid import uuid4

import pytest
from django.test import Client

from tests.cast import Cast

pytestmark = pytest.mark.django_db


def signed_in(cast: Cast) -> tuple[Client, dict[str, str]]:
    """Sasha's browser, and the header that proves that it is hers."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.sasha)
    browser.get("/api/v1/me")
    token = "t" * 32
    browser.cookies["csrftoken"] = token
    return browser, {"X-CSRFToken": token}


def test_receipts_are_told_to_a_browser_as_to_a_program(cast: Cast) -> None:
    browser, headers = signed_in(cast)
    asked = {"receipts": [{"visit": str(uuid4()), "revision": 1, "sha256": "0" * 64}]}
    told = browser.post(
        "/api/v1/receipts/query", json.dumps(asked), content_type="application/json", headers=headers
    )
    assert told.status_code == 200
    assert len(told.json()["unknown"]) == 1


def test_without_the_token_nothing_is_done(cast: Cast) -> None:
    browser, _ = signed_in(cast)
    told = browser.post("/api/v1/receipts/query", "{}", content_type="application/json")
    assert (told.status_code, told.json()["code"]) == (403, "csrf_failed")


def test_a_phones_report_is_taken_from_a_browser(cast: Cast) -> None:
    browser, headers = signed_in(cast)
    told = browser.post(
        "/api/v1/diagnostics",
        json.dumps({"kind": "evicted", "detail": {}}),
        content_type="application/json",
        headers=headers,
    )
    assert told.status_code in (200, 201, 204)
