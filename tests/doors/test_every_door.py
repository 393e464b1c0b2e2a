"""Every address × method × role, written down in doors.txt; a new address that isn't in it fails."""

import re

import pytest
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.doors.stage import ROLES, Stage, set_stage
from tests.doors.walk import METHODS, addresses, asked, cell, pattern_of, table

UUID_OR_HASH = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{64}")
OPEN = {"/api/v1/health", "/api/schema/"}


@pytest.fixture
def stage(cast: Cast, settings: pytest.FixtureRequest, tmp_path: object) -> Stage:
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }
    return set_stage(cast)


def test_every_address_is_in_the_table_and_none_that_is_gone() -> None:
    written = {address for _, address in table()}
    known = list(addresses())
    assert [path for path in known if not any(pattern_of(one).fullmatch(path) for one in written)] == []
    assert [one for one in written if not any(pattern_of(one).fullmatch(path) for path in known)] == []


def test_every_door_keeps_out_whom_the_table_keeps_out(stage: Stage) -> None:
    wrong = [
        f"{method} {address}: {role} got {found}, the table says {expected[role]}"
        for (method, address), expected in table().items()
        for role in ROLES
        if (found := cell(asked(stage, method, address, role).status_code)) != expected[role]
    ]
    assert wrong == []


def test_a_method_that_is_not_in_the_table_is_taken_from_nobody(stage: Stage) -> None:
    written = set(table())
    taken = [
        f"{method} {address}: {role} got {status}"
        for address in {address for _, address in written}
        for method in METHODS
        if (method, address) not in written and not (method == "HEAD" and ("GET", address) in written)
        for role in ("nobody", "shopper", "schedules")
        if (status := asked(stage, method, address, role).status_code) not in CLOSED_TO_STRANGE_METHODS
    ]
    assert taken == []


CLOSED_TO_STRANGE_METHODS = {401, 403, 404, 405}


def test_what_another_brand_has_is_not_found_never_forbidden(stage: Stage) -> None:
    named = [(method, address) for method, address in table() if "{" in address]
    told = {}
    for method, address in named:
        hers = asked(stage, method, address, "zoe").status_code
        mine = asked(stage, method, address, "schedules").status_code
        if hers == 403 and mine not in (403, 405):
            told[f"{method} {address}"] = hers
    assert told == {}


def test_another_brand_reads_no_id_of_ours(stage: Stage) -> None:
    ours = {str(thing).encode() for thing in stage.things.values() if len(str(thing)) > 30}
    ours |= {str(one.pk).encode() for one in (stage.cast.brand, stage.cast.north, stage.cast.lille)}
    read = {
        address: found
        for method, address in table()
        if method == "GET" and "{" not in address
        for found in [ours & set(UUID_OR_HASH.findall(_content(stage, address)))]
        if found
    }
    assert read == {}


def _content(stage: Stage, address: str) -> bytes:
    answer = Client().get(address, headers=stage.headers["zoe"])
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_a_browser_without_its_csrf_token_changes_nothing(stage: Stage) -> None:
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    stage.cast.hana.set_password(PASSWORD)
    stage.cast.hana.save()
    browser.force_login(stage.cast.hana)
    passed = [
        f"{method} {address}: {answer.status_code}"
        for method, address in table()
        if method in ("POST", "PUT", "PATCH", "DELETE") and "/pulse/" not in address  # staff's: no session
        for answer in [browser.generic(method, address.format(**stage.things), b"{}", "application/json")]
        if answer.status_code != 403
    ]
    assert passed == []
