"""Visits with real grades, and exports built and read back, for the tests of this folder."""

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import openpyxl

from audits.checklists.models import Edition
from audits.exports.files import path_of
from audits.exports.models import Export
from audits.exports.services import build_export, request_export
from audits.exports.wishes import read_wish
from audits.people.models import Person
from audits.places.models import Store
from audits.reviews.services import grade_visit, release
from audits.visits.models import Revision, Visit
from tests.cast import WORKBOOKS, Cast, an_assignment

SEALED = datetime(2026, 3, 11, 16, 0, tzinfo=ZoneInfo("Europe/Paris"))
WORKED: dict[str, Any] = {
    visit["id"]: visit
    for visit in json.loads((WORKBOOKS / "worked_visits.json").read_text("utf-8"))["visits"]
}


def worked(name: str = "W_warm_but_dusty") -> dict[str, Any]:
    """The answers of a worked visit."""
    return dict(WORKED[name]["answers"])


def a_visit(
    cast: Cast,
    answers: Mapping[str, Any],
    *,
    store: Store | None = None,
    edition: Edition | None = None,
    released: bool = True,
    scenario: Mapping[str, str] | None = None,
    sealed_at: datetime = SEALED,
) -> Visit:
    """A visit of Sasha's, received, complete and graded by the real rules; released by Rita."""
    store, edition = store or cast.lille, edition or cast.edition
    given = WORKED["W_warm_but_dusty"]["scenario"] if scenario is None else scenario
    wave = cast.wave if store.brand_id == cast.brand.pk else cast.other_wave
    assignment = an_assignment(wave, store, cast.sasha, scenario=dict(given), state="visited")
    visit = Visit.objects.create(
        id=uuid4(),
        brand_id=store.brand_id,
        wave=wave,
        store=store,
        assignment=assignment,
        shopper=cast.sasha,
        edition=edition,
        opened_at=sealed_at - timedelta(hours=1),
        sealed_at=sealed_at,
        local_day=sealed_at.date(),
        received_at=sealed_at + timedelta(minutes=5),
        completed_at=sealed_at + timedelta(minutes=6),
    )
    _seal(visit, answers)
    grade_visit(visit.pk)
    return release(visit.pk, by=cast.rita) if released else Visit.objects.get(pk=visit.pk)


def _seal(visit: Visit, answers: Mapping[str, Any]) -> None:
    sealed = json.dumps({"v": 1, "visit": str(visit.pk), "answers": answers}, ensure_ascii=False).encode()
    visit.current = Revision.objects.create(
        visit=visit.pk,
        number=1,
        sha256=hashlib.sha256(sealed).hexdigest(),
        sealed=sealed,
        answers=answers,
        brand_id=visit.brand_id,
        person=visit.shopper,
    )
    visit.save()


def an_export(person: Person, **asked: Any) -> Export:
    """An export asked for and built, as the worker does it."""
    export = request_export(by=person, wish=read_wish(person, asked))
    build_export(export.pk)
    export.refresh_from_db()
    return export


def rows_of(export: Export) -> list[dict[str, str]]:
    """The lines of a built CSV, as any program reads it."""
    assert export.state == "done", export.trouble
    return rows_in(path_of(export).read_bytes())


def rows_in(content: bytes) -> list[dict[str, str]]:
    """The lines of CSV bytes by heading; every line must be as long as the heading."""
    heading, *lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert all(len(line) == len(heading) for line in lines)
    assert len(set(heading)) == len(heading)
    return [dict(zip(heading, line, strict=True)) for line in lines]


def sheets_of(export: Export) -> dict[str, list[list[Any]]]:
    """The sheets of a built workbook, as openpyxl reads them."""
    assert export.state == "done", export.trouble
    book = openpyxl.load_workbook(path_of(export), read_only=True)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def row_of(export: Export, visit: UUID) -> dict[str, str]:
    """The line of one visit."""
    return next(row for row in rows_of(export) if row["visit/id"] == str(visit))
