"""Hana keeps drafts and prints editions; what is printed stays as it is."""

import hashlib
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits.checklists.models import Checklist, Draft, Edition
from audits.checklists.services import import_workbook, publish
from audits.journal.models import Entry
from audits.refusals import Refused
from tests.cast import WORKBOOKS, Cast
from tests.checklists.authoring import SETTINGS, YES_NO, a_file

FOLLOW_UP = (WORKBOOKS / "boutique_followup.xlsx").read_bytes()
BROKEN = (WORKBOOKS / "broken_forms" / "12_many_defects_everywhere.xlsx").read_bytes()


def a_workbook(label: str) -> bytes:
    return a_file(survey=[["type", "name", "label"], ["text", "q", label]], choices=YES_NO, settings=SETTINGS)


def take_in(cast: Cast, content: bytes, *, publish: bool) -> Edition | None:
    taken = import_workbook(
        brand=cast.brand, filename="../spring.xlsx", content=content, by=cast.hana, publish=publish
    )
    return taken.edition


def test_a_published_workbook_is_an_edition_named_by_its_bytes(cast: Cast) -> None:
    edition = take_in(cast, FOLLOW_UP, publish=True)
    assert edition is not None
    stored = Edition.objects.get(pk=edition.pk)
    assert stored.sha256 == hashlib.sha256(bytes(stored.printed)).hexdigest()
    assert (stored.number, stored.filename, stored.by) == (1, "spring.xlsx", cast.hana)
    assert bytes(stored.workbook or b"") == FOLLOW_UP
    assert stored.checklist.title == "Boutique visit, follow-up by day 7"


def test_a_change_is_the_next_edition_and_the_same_bytes_are_the_same_edition(cast: Cast) -> None:
    first = take_in(cast, a_workbook("Was it warm?"), publish=True)
    second = take_in(cast, a_workbook("Was it warm, truly?"), publish=True)
    again = take_in(cast, a_workbook("Was it warm?"), publish=True)
    assert first and second
    assert (first.number, second.number) == (1, 2)
    assert again == first
    assert Entry.objects.filter(verb="edition.printed").count() == 2


def test_a_draft_is_printed_to_nobody_until_it_is_published(cast: Cast) -> None:
    assert take_in(cast, FOLLOW_UP, publish=False) is None
    checklist = Checklist.objects.get(brand=cast.brand, form_id="boutique_followup")
    assert not checklist.editions.exists()
    edition = publish(checklist=checklist, by=cast.hana)
    assert edition.number == 1
    assert not Draft.objects.filter(checklist=checklist).exists()
    with pytest.raises(Refused, match="draft_missing"):
        publish(checklist=checklist, by=cast.hana)


def test_a_workbook_with_problems_stores_nothing_and_tells_them_all(cast: Cast) -> None:
    before = (
        Checklist.objects.count(),
        Edition.objects.count(),
        Draft.objects.count(),
        Entry.objects.count(),
    )
    with pytest.raises(Refused, match="workbook_problems") as refusal:
        take_in(cast, BROKEN, publish=True)
    assert len(refusal.value.extra["problems"]) == 15
    after = (Checklist.objects.count(), Edition.objects.count(), Draft.objects.count(), Entry.objects.count())
    assert after == before


def test_two_brands_may_use_the_same_workbook(cast: Cast) -> None:
    mine = take_in(cast, FOLLOW_UP, publish=True)
    theirs = import_workbook(
        brand=cast.other_brand, filename="f.xlsx", content=FOLLOW_UP, by=cast.zoe, publish=True
    ).edition
    assert mine and theirs
    assert (mine.sha256, mine.pk == theirs.pk) == (theirs.sha256, False)


def test_the_journal_says_who_printed_what(cast: Cast) -> None:
    edition = take_in(cast, FOLLOW_UP, publish=True)
    assert edition is not None
    entry = Entry.objects.get(verb="edition.printed")
    assert (entry.subject, entry.by_id, entry.brand_id) == (str(edition.pk), cast.hana.pk, cast.brand.pk)
    assert entry.detail["sha256"] == edition.sha256
    assert json.loads(bytes(edition.printed))["form"]["id"] == "boutique_followup"


def test_publishing_asks_the_database_a_fixed_number_of_questions(cast: Cast) -> None:
    take_in(cast, a_workbook("one"), publish=True)
    counts = []
    for label in ("two", "three"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            take_in(cast, a_workbook(label), publish=True)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20
