"""Whatever is sent to any door by anybody: never a 5xx, always problem JSON, and nothing changed after a no.

FUZZ_SECONDS=600 FUZZ_SEED=7 makes it long, and other.
"""

import os
import time
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client

from tests.cast import Cast
from tests.doors.nasty import QUERIES, THINGS, bodies
from tests.doors.stage import Stage, set_stage
from tests.doors.walk import table

SEED = int(os.environ.get("FUZZ_SEED") or 1)
SECONDS = float(os.environ.get("FUZZ_SECONDS") or 8)
ROLES = ("shopper", "reviewer", "store", "region", "schedules", "schedules", "zoe")
PROBLEM = {"type", "title", "status", "code", "remedy"}
# Facts are never refused: other bytes of a visit are kept beside it, and told of with a 409
KEEPS_WHAT_IT_REFUSES = "/revisions/"
TABLES = [model._meta.db_table for model in apps.get_app_config("audits").get_models()]
COUNT = "SELECT " + ", ".join(f'(SELECT count(*) FROM "{table}")' for table in TABLES)


@pytest.fixture
def stage(cast: Cast, settings: Any, tmp_path: Any) -> Stage:
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }
    return set_stage(cast)


def counted() -> tuple[Any, ...]:
    """How many rows each table has."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
        return tuple(cursor.fetchone())


def faults_of(answer: Any, *, before: tuple[Any, ...], after: tuple[Any, ...], keeps: bool) -> Iterator[str]:
    """What is wrong with an answer to something nasty."""
    if answer.status_code >= 500:
        yield f"answered {answer.status_code}: {answer.content[:200]!r}"
    elif answer.status_code >= 400:
        if answer["Content-Type"] != "application/problem+json":
            yield f"refused with {answer['Content-Type']}"
        elif answer.content and (missing := PROBLEM - answer.json().keys()):
            yield f"the problem lacks {missing}"
        if before != after and not (keeps and answer.status_code == 409):
            grown = [name for name, a, b in zip(TABLES, before, after, strict=True) if a != b]
            yield f"changed {grown} and answered {answer.status_code}"


def sent(stage: Stage, role: str, method: str, path: str, body: bytes = b"", kind: str = "") -> list[str]:
    """Send it, undo it, and say what was wrong."""
    with transaction.atomic():
        before = counted()
        headers = stage.headers[role]
        answer = Client(raise_request_exception=False).generic(method, path, body, kind, headers=headers)
        found = list(faults_of(answer, before=before, after=counted(), keeps=KEEPS_WHAT_IT_REFUSES in path))
        if answer.streaming:
            b"".join(answer.streaming_content)  # to its end, as a reader would
        transaction.set_rollback(True)
    return found


def test_no_body_breaks_a_door(stage: Stage) -> None:
    chance, end = Random(SEED), time.monotonic() + SECONDS
    doors = [door for door in table() if door[0] in ("POST", "PUT", "PATCH", "DELETE")]
    nasty = {door: bodies(*door, chance) for door in doors}
    broken: dict[str, str] = {}
    rounds = 0
    while time.monotonic() < end or rounds < 2:
        rounds += 1
        for method, address in chance.sample(doors, len(doors)):
            name, body, kind = next(nasty[method, address])
            role, path = chance.choice(ROLES), address.format(**stage.things)
            for fault in sent(stage, role, method, path, body, kind):
                broken.setdefault(f"{method} {address} {fault[:160]}", f"{role}: {name} {body[:300]!r}")
    assert broken == {}, f"seed {SEED}"


def test_no_query_breaks_a_door(stage: Stage) -> None:
    doors = [address for method, address in table() if method == "GET"]
    broken = {
        f"GET {address}{query[:60]}": fault
        for n, address in enumerate(doors)
        for query in (QUERIES[n % len(QUERIES)], QUERIES[(n * 3 + 1) % len(QUERIES)])
        for fault in sent(
            stage, ROLES[(n + len(query)) % len(ROLES)], "GET", address.format(**stage.things) + query
        )
        + sent(stage, "schedules", "GET", address.format(**stage.things) + query)
    }
    assert broken == {}


def test_no_address_breaks_a_door(stage: Stage) -> None:
    chance = Random(SEED)
    broken = {}
    for method, address in table():
        if "{" not in address:
            continue
        for thing in chance.sample(THINGS, 4):
            path = address.format(**dict.fromkeys(stage.things, thing))
            for fault in sent(
                stage,
                "schedules" if chance.random() < 0.7 else "shopper",
                method,
                path,
                b"{}",
                "application/json",
            ):
                broken[f"{method} {address} with {thing[:20]}"] = fault
    assert broken == {}


@pytest.mark.django_db
@pytest.mark.postgres
def test_a_nul_in_a_question_is_refused_whatever_it_asks_for(client: Client, cast: Cast) -> None:
    answer = client.get("/api/v1/appeals?state=a%00", headers=cast.bearer(cast.rita))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
