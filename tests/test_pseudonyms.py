"""No address, export, picture, log line or file name tells a reader who the shopper was.

Walks every address of the API that answers to GET, with the ids of real rows, as a store's manager, a region's, a
reviewer and somebody at headquarters who doesn't schedule. An address that this test has no ids for fails it.
"""

import io
import json
import logging
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern
from django.utils import timezone
from PIL import Image

from audits.messages.models import Webhook
from audits.people.models import Person, Role
from audits.reviews.services import adjust, appeal, decide, note, release, send_back
from audits.urls import urlpatterns
from audits.visits.models import Photo, Visit
from tests.cast import Cast, a_person, an_assignment
from tests.envelopes import phone_of, sashas
from tests.making import arrives, follow, worked

NAME, EMAIL, DEVICE = "Alexandra Quint", "alexandra.quint@example.org", "imei-356938035643809"
READERS = ("stella", "mona", "rita", "harriet")

# which rows an address's ids are of, by its first word; "me" and the like have none
ROWS = {
    "tokens": "Token",
    "stores": "Store",
    "store-imports": "StoreImport",
    "checklists": "Checklist",
    "exports": "Export",
    "visits": "Visit",
    "scorecards": "Scorecard.subject",
    "waves": "Wave",
    "draws": "Draw",
    "assignments": "Assignment",
    "scenarios": "Scenario",
    "shoppers": "Person",
    "quiz": "Checklist",
    "studies": "Study",
    "webhooks": "Webhook",
    "messages": "Message",
    "expenses": "Expense",
    "pays": "Pay",
    "pay-files": "PayFile",
    "alerts": "Alert",
    "alert-rules": "AlertRule",
    "actions": "Action",
    "appeals": "Appeal",
    "bars": "Bar",
    "set-aside": "Revision",
}
# ids that are no row's key, by the parameter's name
OTHERS = {"sha256": "Photo.blob__sha256", "number": None, "kind": None, "key": None, "other": "Person"}
GIVEN = {
    "number": [1],
    "kind": ["surplus", "severity", "questions", "inside", "look", "staff", "equity"],
    "key": ["nothing"],
}


@dataclass
class Stage:
    """The cast with Sasha under a name that nothing else has, her visits, and a reader at headquarters."""

    cast: Cast
    harriet: Person

    def reader(self, name: str) -> Person:
        return self.harriet if name == "harriet" else getattr(self.cast, name)


def a_photo() -> bytes:
    """A picture that carries its maker's name, as a phone may write it."""
    exif = Image.Exif()
    exif[0x013B], exif[0x010F] = NAME, DEVICE  # Artist, Make
    file = io.BytesIO()
    Image.new("RGB", (64, 48), (90, 80, 70)).save(file, "JPEG", exif=exif)
    return file.getvalue()


@pytest.fixture
def stage(cast: Cast, caplog: pytest.LogCaptureFixture) -> Stage:
    caplog.set_level(logging.INFO)
    Person.objects.filter(pk=cast.sasha.pk).update(name=NAME, email=EMAIL)
    cast.sasha.refresh_from_db()
    harriet = a_person("harriet", cast.brand, Role.HQ)
    # not through its door, which asks the network for the receiver's address
    Webhook.objects.create(brand=cast.brand, url="https://receiver.example/encore", secret="s", by=harriet)
    with_photo = _sent(cast)
    told = [_visited(cast, "P_"), _visited(cast, "X_"), _visited(cast, "W_")]
    for visit, value in ((told[0], "yes"), (told[1], "no")):
        note(visit.pk, by=cast.rita, question="first_look", words="Which words?")
        adjust(visit.pk, by=cast.rita, question="used_what_you_told", value=value, why="The note says so.")
    for visit in (with_photo, told[0], told[1]):
        release(visit.pk, by=cast.rita)
    send_back(told[2].pk, by=cast.rita, reason="Unclear", due=timezone.now() + timedelta(days=2))
    follow()
    for question, overturn in (("warmth_stayed", True), ("first_look", False)):
        made = appeal(told[0].pk, by=cast.stella, question=question, ground="facts", words="It was not so.")
        decide(made.pk, by=cast.hana, overturn=overturn, answer="We looked again.", value="yes")
    stella = Client(headers=cast.bearer(cast.stella))
    drawn = stella.post(f"/api/v1/stores/{cast.lille.pk}/actions/draw", {}, content_type="application/json")
    assert drawn.status_code == 201
    follow()
    return Stage(cast, harriet)


def _visited(cast: Cast, start: str) -> Visit:
    told = worked(start)
    answers = told["answers"] | {"username": EMAIL, "deviceid": DEVICE, "phonenumber": DEVICE}
    visit = arrives(an_assignment(cast.wave, cast.lille, cast.sasha, scenario=told["scenario"]), answers)
    follow()
    return Visit.objects.get(pk=visit.pk)


def _sent(cast: Cast) -> Visit:
    """A visit with a photo, over HTTP, as the phone sends it; a report of the phone's beside it."""
    phone, content = phone_of(cast, "sasha"), a_photo()
    sealed = sashas(cast, photos=[content], answers=worked("P_")["answers"] | {"deviceid": DEVICE})
    assert phone.put(sealed).status_code == 201
    assert phone.put_blob(sealed, next(iter(sealed.photos))).status_code < 300
    phone.post("diagnostics", {"kind": "quota", "detail": {"device": DEVICE}})
    follow()
    return Visit.objects.get(pk=sealed.visit)


def test_every_address_has_ids_to_be_walked_with() -> None:
    words = {str(pattern.pattern).split("/")[0] for pattern in readable() if pattern.pattern.converters}
    without = words - ROWS.keys() - {"editions", "brief-pictures", "insights", "pulse"}
    assert without == set(), "say in ROWS which rows these addresses are about"


@pytest.mark.parametrize("reader", READERS)
def test_nothing_that_a_reader_fetches_tells_who_the_shopper_was(
    stage: Stage, reader: str, caplog: pytest.LogCaptureFixture
) -> None:
    person = stage.reader(reader)
    client = Client(headers=stage.cast.bearer(person))
    _asks_for_exports(client)
    follow()
    seen = leaks = 0
    told: list[str] = []
    for path in addresses():
        answer = client.get(f"/api/v1/{path}")
        seen += answer.status_code == 200
        for trace in traces(stage.cast.sasha, answer):
            told.append(f"{path}: {answer.status_code} tells {trace}")
            leaks += 1
    assert told[:20] == [], leaks
    assert seen > 15, "hardly anything was read"
    assert [line for line in caplog.messages if re.search(f"{NAME}|{EMAIL}|{DEVICE}", line)] == []


@pytest.mark.parametrize("reader", READERS)
def test_no_refusal_tells_who_the_shopper_was(stage: Stage, reader: str) -> None:
    client = Client(headers=stage.cast.bearer(stage.reader(reader)))
    bodies: list[Any] = [{}, {"reason": "x"}, {"shopper": str(stage.cast.sasha.pk)}, [], "no JSON"]
    verbs = ("release", "send-back", "regrade", "withdraw", "appeals", "notes", "adjustments", "expenses")
    # her own id in the address is the asker's, not told by us
    for visit, verb, body in product(Visit.objects.values_list("pk", flat=True), verbs, bodies):
        answer = client.post(f"/api/v1/visits/{visit}/{verb}", body, content_type="application/json")
        assert list(traces(stage.cast.sasha, answer, without_ids=True)) == [], (verb, body)


def test_a_scheduler_is_told_so_that_the_walk_can_find_something(stage: Stage) -> None:
    client = Client(headers=stage.cast.bearer(stage.cast.hana))
    visit = Visit.objects.filter(state="released").first()
    answer = client.get(f"/api/v1/visits/{visit and visit.pk}")
    assert NAME in set(traces(stage.cast.sasha, answer))


def traces(shopper: Person, answer: Any, *, without_ids: bool = False) -> Iterator[str]:
    """What of the shopper stands in an answer: in its body, unpacked, its headers, its pictures' metadata."""
    ids = () if without_ids else (str(shopper.pk), shopper.pk.hex)
    content = answer.getvalue()  # streamed or not
    parts = [content, *_unpacked(content), str(dict(answer.headers)).encode()]
    if content[:2] == b"\xff\xd8":
        parts.append(str(dict(Image.open(io.BytesIO(content)).getexif())).encode())
    for trace in (NAME, *NAME.split(), EMAIL, DEVICE, *ids):
        escaped = json.dumps(trace)[1:-1].encode()
        if any(trace.encode() in part or escaped in part for part in parts):
            yield trace


def _unpacked(content: bytes) -> list[bytes]:
    if content[:2] != b"PK":
        return []
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return [book.read(name) for name in book.namelist()]


def _asks_for_exports(client: Client) -> None:
    for content in ("visits", "answers", "scorecards"):
        for asked in (("wide", "csv"), ("long", "csv"), ("wide", "xlsx")):
            wish = {"content": content, "shape": asked[0], "file_format": asked[1], "filters": {}}
            client.post("/api/v1/exports", wish, content_type="application/json")


def readable() -> list[URLPattern]:
    """Every address that answers to GET; an event stream never ends and has nothing but numbers of rows."""
    views = [pattern for pattern in urlpatterns if isinstance(pattern, URLPattern)]
    return [
        pattern
        for pattern in views
        if hasattr(pattern.callback.view_class, "get") and not str(pattern.pattern).endswith("stream")
    ]


def addresses() -> Iterator[str]:
    """Each address with each of its rows' ids, at most twelve of a kind."""
    for pattern in readable():
        route = str(pattern.pattern)
        names = list(pattern.pattern.converters)
        for keys in product(*(_keys(route, name) for name in names)):
            path = route
            for key in keys:
                path = re.sub(r"<[^>]+>", str(key), path, count=1)
            yield path
    photos = Photo.objects.values_list("revision__visit", "blob__sha256")
    for (visit, sha256), size in product(photos, ("thumb", "screen", "whole")):
        yield f"visits/{visit}/photos/{sha256}?size={size}"
    for path in ("visits?limit=1", "appeals?limit=1", "reviews/queue?state=sent_back"):
        yield path


def _keys(route: str, name: str) -> list[Any]:
    if name in GIVEN:
        return GIVEN[name]
    rows = OTHERS.get(name) or ROWS.get(route.split("/")[0]) or ""
    if route.startswith("editions/"):
        rows = "Edition.sha256"
    if route.startswith("brief-pictures/"):
        rows = "BriefPicture.sha256"
    model, _, field = rows.partition(".")
    found = apps.get_model("audits", model).objects.order_by().values_list(field or "pk", flat=True)
    return list(dict.fromkeys(found[:12]))
