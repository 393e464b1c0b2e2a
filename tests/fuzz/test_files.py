"""Spoilt workbooks, spreadsheets and pictures at every door that takes files: never a 5xx, nothing changed after a no,
and what is kept of a picture is one that was drawn anew.

FUZZ_SECONDS=600 FUZZ_SEED=7 makes it long, and other.
"""

import io
import os
import time
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from hypothesis import HealthCheck, given, seed, settings
from PIL import Image

from audits.pictures import MIME
from audits.waves.models import BriefPicture
from tests.doors.test_bad_input import PROBLEM
from tests.fuzz.conftest import SEED
from tests.fuzz.knocking import Knocking
from tests.fuzz.spoiling import spoilt
from tests.fuzz.touched import touched

pytestmark = pytest.mark.django_db
SECONDS = float(os.environ.get("FUZZ_SECONDS") or 0)
FILES = int(os.environ.get("FUZZ_FILES") or 8)  # spoilt files a door and round
# door → who sends → what goes beside the file
DOORS: dict[str, tuple[str, dict[str, str]]] = {
    "POST checklists": ("schedules", {"publish": "true"}),
    "POST checklists/check": ("schedules", {}),
    "POST store-imports": ("schedules", {}),
    "POST sales-imports": ("schedules", {"take": "true"}),
    "POST brief-pictures": ("schedules", {}),
    "POST rescue": ("schedules", {}),
    "POST actions/{action}/proof": ("store", {}),
    "POST visits/{visit}/expenses": ("shopper", {"amount": "5.20", "what": "Coffee"}),
}


def sent(knocking: Knocking, door: str, name: str, content: bytes) -> Any:
    """The answer to this file at this door."""
    role, beside = DOORS[door]
    method, _, address = door.partition(" ")
    path = "/api/v1/" + address.format(**{thing: some[0] for thing, some in knocking.things.items()})
    field = "receipt" if "expenses" in door else "file"
    body = encode_multipart(BOUNDARY, beside | {field: SimpleUploadedFile(name, content)})
    client = Client(raise_request_exception=False, headers=knocking.headers[role])
    return client.generic(method, path, body, MULTIPART_CONTENT)


def faults_of(answer: Any) -> Iterator[str]:
    changed = touched()
    if answer.status_code >= 500:
        yield f"answered {answer.status_code}: {answer.content[:300]!r}"
    elif answer.status_code >= 400:
        if missing := PROBLEM - answer.json().keys():
            yield f"the problem lacks {missing}"
        if changed:
            yield f"answered {answer.status_code} and changed {changed}"
    for kept in BriefPicture.objects.exclude(content=b"drawn"):
        if fault := picture_fault(bytes(kept.content)):
            yield fault


def picture_fault(content: bytes) -> str:
    """Why this isn't a picture that we drew; empty for one that is."""
    with Image.open(io.BytesIO(content)) as image:
        image.load()
        if Image.MIME[image.format or ""] != MIME or image.getexif() or "icc_profile" in image.info:
            return f"kept a {image.format} with {sorted(image.info)}"
    return ""


def test_no_spoilt_file_breaks_a_door_or_leaves_a_trace(knocking: Knocking) -> None:
    end = time.monotonic() + SECONDS
    for number in count(SEED):
        for door in DOORS:
            spoil_at(knocking, door, number)
        if time.monotonic() >= end:
            break


def spoil_at(knocking: Knocking, door: str, number: int) -> None:
    """Spoilt files from this seed at one door; the first that breaks it is told as small as it can be."""

    @seed(number)
    @settings(max_examples=FILES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(spoilt())
    def try_file(file: tuple[str, bytes]) -> None:
        with transaction.atomic():
            touched()
            found = list(faults_of(sent(knocking, door, *file)))
            transaction.set_rollback(True)
        assert found == [], door

    try_file()
