"""What is another brand's and what isn't there at all are refused alike: the same words after the same questions to
the database, so that neither the answer nor its time tells them apart."""

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.test.utils import CaptureQueriesContext

from audits.people.bearers import forget_bearer
from audits.people.models import Role
from tests.cast import Cast, a_person
from tests.doors.nasty import JSON, plausible
from tests.doors.stage import Stage, set_stage
from tests.doors.walk import PART, TUS, table
from tests.fuzz.likely import LIKELY, likely

pytestmark = pytest.mark.django_db
# what an address names that is nobody's, and why it needs no silence
NOBODYS = {
    "kind": "a word of the product's, the same for every brand",
    "country": "two letters of ISO 3166; whose terms they are, the document says",
    "pulse": "a secret link of 256 bits, for whoever holds it; it names no brand",
    "one": "the number of a revision: whose visit it is, is asked first",
}
# another's visit is a fact that a phone may bring: what becomes of it is told in tests/sync
PASSING = r"[0-9a-f]{8}-[0-9a-f-]{27}|20\d\d-[\d:.TZ-]+"
BROUGHT = {"/api/v1/visits/{visit}/revisions/{one}"}


def nothing_like(thing: Any) -> str:
    """The address of something of this kind that isn't there."""
    text = str(thing)
    if isinstance(thing, UUID):
        return str(uuid4())
    return str(10**9 + 7) if text.isdigit() else text[::-1].replace("b", "a")


def document(stage: Stage, method: str, address: str) -> tuple[bytes, str]:
    """What she would rightly send there, so that she is not sent away for her words."""
    if method == "GET":
        return b"", ""
    door = f"{method} {address.removeprefix('/api/v1/')}"
    right = likely(door, lambda thing: str(stage.things[thing]))
    return plausible(method, address) if right is None else packed(right)


def packed(right: dict[str, Any]) -> tuple[bytes, str]:
    """A document's bytes and their type: a form where there are files in it."""
    if any(isinstance(value, bytes) for value in right.values()):
        files = {
            name: SimpleUploadedFile("file", value) if isinstance(value, bytes) else value
            for name, value in right.items()
        }
        return encode_multipart(BOUNDARY, files), MULTIPART_CONTENT
    return json.dumps(right).encode(), JSON


def questions(stage: Stage, role: str, method: str, path: str, address: str) -> tuple[int, Any, list[str]]:
    """Status, body and the statements, with every value taken out, of her request."""
    content, kind = document(stage, method, address)
    # her token is looked up anew each time, not only when some seconds have gone by on a slow machine
    forget_bearer(sha256(stage.headers[role]["Authorization"].split()[1].encode()).hexdigest())
    kind = PART if method == "PATCH" and "/blobs/" in address else kind
    with CaptureQueriesContext(connection) as asked:
        answer = Client().generic(method, path, content, kind, headers=stage.headers[role] | TUS)
    bare = [
        re.sub(r"'[^']*'|\"s\d+_x\d+\"|\b[0-9a-f-]{8,}\b|\b\d+\b", "?", each["sql"])
        for each in asked.captured_queries
    ]
    return answer.status_code, answer.content, bare


def nobodys(address: str) -> bool:
    """Whether all that it names is nobody's."""
    return set(re.findall(r"\{(\w+)\}", address)) <= NOBODYS.keys() or address in BROUGHT


def unlike(stage: Stage, role: str, like: str) -> Iterator[str]:
    """Every door that is open to `like`, where `role` of another brand learns what is there."""
    absent = {name: nothing_like(thing) for name, thing in stage.things.items()}
    for (method, address), cells in table().items():
        if nobodys(address) or cells[like] not in ("in", "404"):
            continue
        questions(
            stage, role, method, address.format(**stage.things), address
        )  # once, so that nothing is new
        theirs = questions(stage, role, method, address.format(**stage.things), address)
        nothings = questions(stage, role, method, address.format(**absent), address)
        if theirs != nothings or theirs[0] != 404:
            yield f"{method} {address}: {theirs} is not {nothings}"


def test_another_brands_rows_and_nothing_are_refused_alike(cast: Cast) -> None:
    stage = set_stage(cast)
    stage.headers["zack"] = cast.bearer(a_person("zack", cast.other_brand, Role.SHOPPER))
    found = [*unlike(stage, "zoe", "schedules"), *unlike(stage, "zack", "shopper")]
    assert not found, "\n".join(found)


def test_another_brands_things_named_in_a_document_are_refused_like_nothing(cast: Cast) -> None:
    stage, told = set_stage(cast), list[str]()
    stage.things["region"] = cast.north.pk
    absent = {name: nothing_like(thing) for name, thing in stage.things.items()}
    for door in LIKELY:
        method, _, path = door.partition(" ")
        named = list[str]()
        likely(door, lambda thing, named=named: named.append(thing) or "")  # type: ignore[misc,func-returns-value]  # short: noted, and no value
        if "{" in path or not named:
            continue
        answers = [
            Client().generic(
                method,
                f"/api/v1/{path}",
                *packed(likely(door, lambda thing, things=things: str(things[thing])) or {}),  # type: ignore[misc]  # a default's type
                headers=stage.headers["zoe"],
            )
            for things in (stage.things, absent)
        ]
        said = [(one.status_code, re.sub(PASSING, "?", one.content.decode())) for one in answers]
        told.append(f"{door}: {said}" if said[0] != said[1] else "")
    assert len(told) >= 3
    assert not any(told), "\n".join(told)
