"""What is another brand's and what isn't there at all are refused alike: the same words after the same questions to
the database, so that neither the answer nor its time tells them apart."""

import re
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from audits.people.bearers import forget_bearer
from tests.cast import Cast
from tests.doors.nasty import plausible
from tests.doors.stage import Stage, set_stage
from tests.doors.walk import PART, TUS, table

pytestmark = pytest.mark.django_db


def nothing_like(thing: Any) -> str:
    """The address of something of this kind that isn't there."""
    text = str(thing)
    if isinstance(thing, UUID):
        return str(uuid4())
    return str(10**9 + 7) if text.isdigit() else text[::-1].replace("b", "a")


def questions(stage: Stage, method: str, path: str, address: str) -> tuple[int, Any, list[str]]:
    """Status, body and the statements, with every value taken out, of Zoe's request."""
    content, kind = (b"", "") if method == "GET" else plausible(method, address)
    # her token is looked up anew each time, not only when some seconds have gone by on a slow machine
    forget_bearer(sha256(stage.headers["zoe"]["Authorization"].split()[1].encode()).hexdigest())
    kind = PART if method == "PATCH" and "/blobs/" in address else kind
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = Client().generic(method, path, content, kind, headers=stage.headers["zoe"] | TUS)
    bare = [re.sub(r"'[^']*'|\b[0-9a-f-]{8,}\b|\b\d+\b", "?", each["sql"]) for each in asked.captured_queries]
    return answer.status_code, answer.content, bare


def test_another_brands_rows_and_nothing_are_refused_alike(cast: Cast) -> None:
    stage = set_stage(cast)
    unlike = []
    for (method, address), cells in table().items():
        if cells["zoe"] != "404" or cells["schedules"] == "404":
            continue
        questions(
            stage, method, address.format(**stage.things), address
        )  # once, so that nothing is asked anew
        theirs = questions(stage, method, address.format(**stage.things), address)
        absent = {name: nothing_like(thing) for name, thing in stage.things.items()}
        nobodys = questions(stage, method, address.format(**absent), address)
        if theirs != nobodys:
            unlike.append(f"{method} {address}: {theirs} is not {nobodys}")
    assert not unlike, "\n".join(unlike)
