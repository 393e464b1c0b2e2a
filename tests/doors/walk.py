"""The table of doors, read, and the walk along it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.doors.nasty import plausible
from tests.doors.stage import ROLES, Stage

TABLE = Path(__file__).with_name("doors.txt")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
TUS = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0"}
PART = "application/offset+octet-stream"
CLOSED = {401, 403, 404, 405}


def table() -> dict[tuple[str, str], dict[str, str]]:
    """`(method, address)` → column → what must come: `in`, or the status that keeps her out."""
    rows = {}
    for line in TABLE.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            method, address, *cells = line.split()
            assert len(cells) == len(ROLES), line
            assert (method, address) not in rows, f"twice in the table: {line}"
            rows[method, address] = dict(zip(ROLES, cells, strict=True))
    return rows


def addresses() -> Iterator[str]:
    """Every address under /api/ that the server knows, as Django writes it."""
    yield from (path for path in _paths(get_resolver().url_patterns, "/") if path.startswith("/api/"))


def _paths(patterns: list[Any], prefix: str) -> Iterator[str]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _paths(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern):
            yield path


def pattern_of(address: str) -> re.Pattern[str]:
    """What an address of the table looks like among the server's: each {thing} is one of its <converters>."""
    return re.compile(re.sub(r"\\\{\w+\\\}", "<[^>]+>", re.escape(address)))


def asked(stage: Stage, method: str, address: str, role: str) -> Any:
    """One request with a document that this door might take, undone afterwards."""
    path = address.format(**stage.things)
    content, kind = (b"", "") if method in ("GET", "HEAD") else plausible(method, address)
    kind = PART if method == "PATCH" and "/blobs/" in address else kind
    with transaction.atomic():
        answer = Client(raise_request_exception=False).generic(
            method, path, content, kind, headers=stage.headers[role] | TUS
        )
        if answer.streaming:
            b"".join(answer.streaming_content)  # to its end, as a reader would
        transaction.set_rollback(True)
    return answer


def cell(status: int) -> str:
    """How the table writes a status: whoever is not kept out is in, whatever becomes of what she sent."""
    return str(status) if status in CLOSED or status >= 500 else "in"
