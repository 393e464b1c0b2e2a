"""Visits for tests: sealed as a phone seals them, received as the server receives them, followed to the end."""

import hashlib
import json
import uuid
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from audits.journal.models import Entry
from audits.people.models import Person
from audits.reactions import react
from audits.visits.models import Visit
from audits.visits.services import receive_visit
from audits.waves.models import Assignment

WORKED = Path(__file__).parent / "workbooks" / "worked_visits.json"


@cache
def worked_visits() -> dict[str, dict[str, Any]]:
    """The worked visits by id: answers, scenario and the exact grade that they must come out with."""
    return {visit["id"]: visit for visit in json.loads(WORKED.read_text())["visits"]}


def worked(start: str) -> dict[str, Any]:
    """The worked visit whose id starts like this, `P_`."""
    return next(visit for name, visit in worked_visits().items() if name.startswith(start))


def probed(assignment: Assignment) -> Assignment:
    """The assignment with the scenario of the worked visits P and W."""
    assignment.scenario = worked("P_")["scenario"]
    assignment.save()
    return assignment


def sealed(
    visit: uuid.UUID, assignment: Assignment, answers: dict[str, Any], *, revision: int, at: datetime
) -> bytes:
    """Sealed bytes without photos; file answers are left out."""
    kept = {name: value for name, value in answers.items() if not name.endswith("_photo")}
    envelope = {
        "v": 1,
        "visit": str(visit),
        "revision": revision,
        "assignment": str(assignment.pk),
        "edition": assignment.edition.sha256,
        "app": "test",
        "answers": kept,
        "blobs": [],
        "times": {
            "opened": (at - timedelta(minutes=40)).isoformat(),
            "sealed": at.isoformat(),
            "zone": "Europe/Paris",
            "clock_offset_ms": 0,
            "clock_offset_age_s": 1,
            "monotonic_ms": 1,
        },
        "places": [],
        "trail": [],
    }
    return json.dumps(envelope).encode()


def arrives(
    assignment: Assignment,
    answers: dict[str, Any],
    *,
    visit: uuid.UUID | None = None,
    revision: int = 1,
    at: datetime | None = None,
    shopper: Person | None = None,
) -> Visit:
    """A visit on an assignment arrives, complete; nothing has followed yet."""
    key = visit or uuid.uuid4()
    content = sealed(key, assignment, answers, revision=revision, at=at or timezone.now())
    sender = shopper or assignment.shopper
    assert sender is not None
    digest = hashlib.sha256(content).hexdigest()
    receive_visit(visit=key, number=revision, sealed=content, sha256=digest, shopper=sender)
    return Visit.objects.get(pk=key)


def follow() -> int:
    """Let everything follow that must by now, as the workers would: the number of lines that were reacted to."""
    done = 0
    while waiting := list(_waiting()):
        for entry in waiting:
            react(entry)
            done += 1
    return done


def _waiting() -> QuerySet[Entry, int]:
    rests = Q(claimed_until__gt=timezone.now())
    return Entry.objects.filter(handled_at=None).exclude(rests).order_by("id").values_list("id", flat=True)
