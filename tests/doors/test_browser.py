"""What a browser is told with every answer, and that the settings of a public server are sound."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from tests.cast import Cast

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("/", "/sign-in", "/today", "/no/such/page")
ANSWERS = (
    "/api/v1/health",
    "/api/v1/me",
    "/api/v1/no-such-address",
    "/api/schema/",
    "/_allauth/browser/v1/config",
)
ASK_A_PUBLIC_SERVER = """
import django, json
django.setup()
from django.test import Client
told = Client().get("/api/v1/no-such-address", secure=True, headers={"host": "encore.example"})
plain = Client().get("/api/v1/health", headers={"host": "encore.example"})
stranger = Client().get("/api/v1/health", secure=True, headers={"host": "elsewhere.example"})
print(json.dumps([dict(told.headers), plain.status_code, plain.get("Location"), stranger.status_code]))
"""


def public() -> dict[str, str]:
    return os.environ | {"ENCORE_HOSTS": "encore.example", "DJANGO_SETTINGS_MODULE": "config.settings"}


def directives(policy: str) -> dict[str, str]:
    return dict(part.strip().partition(" ")[::2] for part in policy.split(";") if part.strip())


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES + ANSWERS)
def test_every_answer_tells_the_browser_to_be_strict(cast: Cast, address: str) -> None:
    answer = Client().get(address, headers=cast.bearer(cast.hana) if "me" in address else {})
    policy = directives(answer["Content-Security-Policy"])
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["require-trusted-types-for"] == "'script'"
    told = answer["Content-Security-Policy"]
    assert not any(word in told for word in ("unsafe", "http:", "https:", "*"))
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=(self)" in answer["Permissions-Policy"]
    assert "payment=()" in answer["Permissions-Policy"]


def test_the_built_page_holds_no_script_and_no_style_of_its_own() -> None:
    page = (ROOT / "frontend" / "dist" / "index.html").read_text("utf-8")
    assert "<style" not in page
    assert all(" src=" in part.partition(">")[0] for part in page.split("<script")[1:])
    assert " style=" not in page


def test_the_settings_of_a_public_server_pass_the_check_for_deployment() -> None:
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    told = subprocess.run(command, cwd=ROOT, env=public(), capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr


def test_a_public_server_speaks_https_alone_and_answers_to_its_own_name() -> None:
    command = [sys.executable, "-c", ASK_A_PUBLIC_SERVER]
    told = subprocess.run(command, cwd=ROOT, env=public(), capture_output=True, text=True, check=True)
    headers, plain, location, stranger = json.loads(told.stdout.strip().splitlines()[-1])
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert (plain, location) == (301, "https://encore.example/api/v1/health")
    assert stranger == 400


@pytest.mark.django_db
def test_a_session_s_cookie_is_out_of_reach_of_scripts_and_of_other_sites(cast: Cast) -> None:
    cast.hana.set_password("correct horse battery")
    cast.hana.save()
    browser = Client()
    answer = browser.post(
        "/_allauth/browser/v1/auth/login",
        {"email": cast.hana.email, "password": "correct horse battery"},
        content_type="application/json",
    )
    assert answer.status_code == 200, answer.content
    cookie = browser.cookies["sessionid"]
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"


@pytest.mark.django_db
def test_no_cache_keeps_what_somebody_was_told(cast: Cast) -> None:
    desk = Client(headers=cast.bearer(cast.hana))
    asked = ("me", "sync", "visits", "shoppers", "journal", "pays", "tokens", "no-such-address")
    told = {one: desk.get(f"/api/v1/{one}")["Cache-Control"].split(", ") for one in asked}
    assert [one for one, words in told.items() if "private" not in words] == []
    assert [one for one, words in told.items() if not {"no-store", "no-cache"} & set(words)] == []
