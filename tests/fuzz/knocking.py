"""Knocking at every door with what its own OpenAPI document allows, and with what it doesn't (Schemathesis)."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any

import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from schemathesis.checks import not_a_server_error
from schemathesis.core import NOT_SET
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi import checks as of_openapi

from tests.doors.nasty import VALUES, schema
from tests.doors.walk import PART, TUS, table
from tests.envelopes import content_digest, seal
from tests.fuzz.likely import likely
from tests.fuzz.touched import touched

CHECKS = [
    not_a_server_error,
    of_openapi.status_code_conformance,
    of_openapi.content_type_conformance,
    of_openapi.response_headers_conformance,
    of_openapi.response_schema_conformance,
]
# Facts are never refused: other bytes of a visit are kept beside it, and told of with a 409
KEEPS = "/revisions/"
ANOTHER_WORD = {"kind", "one"}  # of the table of doors: a body means something else by it
PLAIN = {"Accept-Encoding": "identity"}  # werkzeug's client unpacks nothing


@schemathesis.serializer(PART)
def _as_it_is(_context: Any, value: Any) -> Any:
    return value if isinstance(value, bytes) else str(value).encode()


@cache
def doors() -> Any:
    """The document as Schemathesis reads it."""
    return schemathesis.openapi.from_dict(json.loads(json.dumps(schema())))


@cache
def door_of(method: str, path: str) -> tuple[str, str]:
    """`(METHOD, address)` in the table of doors of an address as the document writes it."""
    shape = _shape(path)
    return next(door for door in table() if door[0] == method.upper() and _shape(door[1]) == shape)


def _shape(address: str) -> list[str]:
    return ["" if part[:1] == "{" else part for part in address.split("/")]


def who_may(method: str, path: str) -> list[str]:
    """The roles whom the table lets in; where its document names nothing that is there, those who may ask."""
    cells = table()[door_of(method, path)]
    return [role for role, cell in cells.items() if cell == "in"] or [
        role for role, cell in cells.items() if cell == "404"
    ]


@dataclass
class Knocking:
    """Who knocks, with which things to name, and what was found wrong: `fault → what was sent`."""

    headers: dict[str, dict[str, str]]
    things: dict[str, list[Any]]
    chance: Random
    faults: dict[str, str] = field(default_factory=dict)
    answered: dict[str, set[tuple[str, int]]] = field(default_factory=dict)
    application: Any = field(default_factory=WSGIHandler)

    def fill(self, case: Any, *, right: float, keeps_address: bool = False) -> None:
        """Most of the names in a case become those of things that are there (in its address unless it `keeps_address`);
        as often as `right` says, its body becomes one that is right but for at most one member."""
        door = door_of(case.method, case.operation.path)
        called = [part[1:-1] for part in door[1].split("/") if part[:1] == "{"]
        parts = [part[1:-1] for part in case.operation.path.split("/") if part[:1] == "{"]
        for part, thing in zip(parts, called, strict=True):
            if not keeps_address and self.chance.random() < 0.9:
                case.path_parameters[part] = self._one(thing)
        if self.chance.random() < right:
            self._mend(case, likely(f"{door[0]} {door[1].removeprefix('/api/v1/')}", self._one))
        for place in (case.query, case.body):
            if isinstance(place, dict):
                self._name(place)

    def _mend(self, case: Any, body: dict[str, Any] | None) -> None:
        if body is None:
            return
        if isinstance(case.body, dict) and self.chance.random() < 0.5:
            name = self.chance.choice(sorted(body))
            body |= {name: case.body[name]} if name in case.body else {}
        case.body = body
        case.media_type = case.media_type or "application/json"

    def _name(self, place: dict[str, Any]) -> None:
        for name, value in place.items():
            if (
                name in self.things.keys() - ANOTHER_WORD
                and isinstance(value, str)
                and self.chance.random() < 0.7
            ):
                place[name] = self._one(name)
            elif isinstance(value, dict):
                self._name(value)

    def _one(self, thing: str) -> str:
        return str(self.chance.choice(self.things[thing]))

    def knock(self, case: Any, role: str) -> Any:
        """Send it as this role; what is wrong with the answer is kept."""
        touched()
        tus = TUS if "/blobs/" in case.path and self.chance.random() < 0.8 else {}
        sealed = self._sealed(case) if KEEPS in case.path and self.chance.random() < 0.7 else {}
        headers = self.headers[role] | PLAIN | tus | sealed.pop("headers", {})
        with _one_connection():
            answer = case.call(app=self.application, headers=headers, **sealed)
        self.answered.setdefault(case.operation.label, set()).add((role, answer.status_code))
        for fault in self._faults(case, answer):
            self._keep(f"{case.operation.label}: {fault}", f"{role}: {said(case)}")
        return answer

    def _keep(self, fault: str, sent: str) -> None:
        if fault not in self.faults:
            self.faults[fault] = sent
            print(f"{fault}\n    {sent}", flush=True)  # a long run tells at once

    def _sealed(self, case: Any) -> dict[str, Any]:
        """A visit sealed for this address with the right digest, spoilt by one member at most."""
        member = self.chance.choice(
            ("none", "answers", "blobs", "times", "places", "trail", "app", "assignment")
        )
        spoilt = {} if member == "none" else {member: self.chance.choice(VALUES)}
        sealed = seal(
            **{"assignment": self._one("assignment"), "edition": self._one("edition")}
            | spoilt
            | {"visit": case.path_parameters["visit"], "revision": 1}
        )
        return {"data": sealed.content, "headers": {"Content-Digest": content_digest(sealed.content)}}

    def knock_and_undo(self, case: Any, role: str) -> None:
        """The same, and nothing of it stays."""
        with transaction.atomic():
            self.knock(case, role)
            transaction.set_rollback(True)

    def _faults(self, case: Any, answer: Any) -> Iterator[str]:
        try:
            case.validate_response(answer, checks=CHECKS)
        except FailureGroup as found:
            for one in found.exceptions:
                yield f"{type(one).__name__} {answer.status_code} {str(one)[:300]} {answer.content[:200]!r}"
        changed = touched()
        if changed and answer.status_code >= 400 and not (KEEPS in case.path and answer.status_code == 409):
            yield f"answered {answer.status_code} and changed {changed}"


def said(case: Any) -> str:
    """What was sent, to repeat it."""
    body = "" if case.body is NOT_SET else f"{case.media_type} {case.body!r}"
    return f"{case.method} {case.formatted_path} {case.query or ''} {body}"[:700]


@contextmanager
def _one_connection() -> Iterator[None]:
    """The connection and its transaction outlive a request, as they do with Django's own test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
