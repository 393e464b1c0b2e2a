"""One demonstration for all these tests: it takes longer to make than to try."""

import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

Figures = dict[str, Any]


def told(*options: str) -> tuple[str, int]:
    """What `--truth` says, and its exit code."""
    said = StringIO()
    try:
        call_command("demo", "--truth", *options, stdout=said)
    except SystemExit as end:
        return said.getvalue(), int(str(end.code))
    return said.getvalue(), 0


@pytest.fixture(scope="package")
def demonstration(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """What was said while it was made; gone at the end. What a test changes is taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        said = StringIO()
        call_command("demo", stdout=said)
        yield said.getvalue()
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def lines(demonstration: str) -> list[Figures]:
    """What was planted, and what the figures say, before any test has changed anything."""
    said, code = told("--json")
    assert code == 0, said
    return list(json.loads(said)["lines"])
