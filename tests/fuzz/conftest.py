"""One of everything of a brand and more of what has states, everybody who might come for it, and a watch over every
table."""

import os
from random import Random
from typing import Any

import pytest
from django.test import Client

from audits.checklists.models import Edition
from audits.people.shoppers import Consent
from audits.places.models import StoreImport
from audits.reviews.services import release
from audits.visits.models import Visit
from audits.waves.models import Draw
from tests.cast import Cast, an_assignment
from tests.doors.stage import set_stage
from tests.envelopes import phone_of, sashas
from tests.exports.stage import an_export
from tests.fuzz.demonstration import demonstrated
from tests.fuzz.knocking import Knocking
from tests.fuzz.likely import STORES, picture
from tests.fuzz.touched import watch
from tests.making import follow

SEED = int(os.environ.get("FUZZ_SEED") or 1)


@pytest.fixture
def knocking(request: pytest.FixtureRequest, db: None, settings: Any, tmp_path: Any) -> Knocking:
    """Everybody at the doors and what is behind them: the stage, or the demonstration where FUZZ_GROUND says so."""
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": files}
    settings.EXPORT_DIR = tmp_path
    is_demonstration = os.environ.get("FUZZ_GROUND") == "demonstration"
    headers, things = demonstrated() if is_demonstration else _staged(request.getfixturevalue("cast"))
    for header in headers.values():  # so that no token's first use counts as a change
        Client().get("/api/v1/me", headers=header)
    watch()
    return Knocking(headers, things, Random(SEED))


def _staged(cast: Cast) -> tuple[dict[str, dict[str, str]], dict[str, list[Any]]]:
    stage = set_stage(cast)
    _mean_it(stage.things)
    named = {"edition": cast.edition.sha256, "brand": cast.brand.slug, "region": cast.north.pk}
    things = {name: [thing] for name, thing in (stage.things | named).items()}
    _add_more(cast, things)
    return stage.headers, things


def _mean_it(things: dict[str, Any]) -> None:
    """What the table of doors names without meaning it goes: an edition of no questions, a draw that never ends, a
    spreadsheet of no rows."""
    Edition.objects.filter(sha256=things["edition"]).delete()
    Draw.objects.filter(pk=things["draw"]).update(state="done")
    StoreImport.objects.filter(pk=things["store_import"]).update(content=STORES)


def _add_more(cast: Cast, things: dict[str, list[Any]]) -> None:
    """Other states of the same: a released visit, assignments that wait, a file that is ready, an edition with its
    workbook, shoppers who agreed to studies."""
    things["visit"].append(_released(cast).pk)
    things["assignment"] += [
        an_assignment(cast.wave, cast.rouen, cast.sasha).pk,
        an_assignment(cast.wave, cast.nice, None).pk,
    ]
    things["export"].append(an_export(cast.hana, content="visits", file_format="csv").pk)
    for person in (cast.sasha, cast.sam):
        Consent.objects.create(person=person, brand=cast.brand, kind="study", words="Yes")


def _released(cast: Cast) -> Visit:
    assignment, shopper = an_assignment(cast.wave, cast.lille, cast.sam), phone_of(cast, "sam")
    sealed = sashas(cast, assignment=assignment.pk, photos=[picture()])
    assert shopper.put(sealed).status_code == 201
    for photo in sealed.photos:
        assert shopper.put_blob(sealed, photo).status_code == 201
    follow()
    return release(sealed.visit, by=cast.rita)
