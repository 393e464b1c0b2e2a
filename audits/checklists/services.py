"""Verbs: keeping a draft, publishing an edition."""

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePath

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from audits.checklists.models import Checklist, Draft, Edition
from audits.checklists.workbook import MAX_BYTES, Workbook, read_workbook
from audits.journal.services import record
from audits.people.models import Person
from audits.places.models import Brand
from audits.refusals import refused

_MOST_NAME = 200
_MOST_TITLE = 300
__all__ = ["MAX_BYTES", "Imported", "import_workbook", "publish", "read_whole"]
TOO_LARGE = ("file-too-large", "too-many-rows")


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a workbook. `edition` is None where only a draft was kept; `is_new` False where the
    same edition had been printed before."""

    workbook: Workbook
    checklist: Checklist
    edition: Edition | None = None
    is_new: bool = False


def read_whole(*, filename: str, content: bytes, language: str = "en") -> Workbook:
    """Read a workbook; refused with every problem at once where it has any."""
    workbook = read_workbook(filename, content)
    if not workbook.problems:
        return workbook
    code = "workbook_problems"
    if workbook.parts is None:
        too_large = workbook.problems[0].code in TOO_LARGE
        code = "workbook_too_large" if too_large else "workbook_unreadable"
    raise refused(
        code,
        problems=[problem.as_json(language) for problem in workbook.problems],
        notices=[notice.as_json(language) for notice in workbook.notices],
    )


def import_workbook(
    *,
    brand: Brand,
    filename: str,
    content: bytes,
    by: Person | None,
    publish: bool,
    language: str = "en",
) -> Imported:
    """Take a workbook in: as the checklist's draft, or at once as an edition.

    Refused, with nothing stored, while the workbook has a problem. `language` is that of the problems' words.
    """
    workbook = read_whole(filename=filename, content=content, language=language)
    # Read and printed before the transaction, which would keep every phone waiting on SQLite meanwhile
    return _take_in(workbook, workbook.edition, brand, content=content, by=by, publish=publish)


@transaction.atomic
def _take_in(
    workbook: Workbook, printed: bytes, brand: Brand, *, content: bytes, by: Person | None, publish: bool
) -> Imported:
    checklist = _checklist(brand, workbook)
    name = PurePath(workbook.filename.replace("\\", "/")).name[:_MOST_NAME]
    Draft.objects.update_or_create(
        checklist=checklist,
        defaults={
            "printed": printed,
            "workbook": content,
            "filename": name,
            "by": by,
            "kept_at": timezone.now(),
        },
    )
    if publish:
        edition, is_new = _print_draft(checklist, by)
        return Imported(workbook, checklist, edition, is_new)
    record("checklist.drafted", checklist, by=by, brand=brand.pk, detail={"filename": name})
    return Imported(workbook, checklist)


@transaction.atomic
def publish(*, checklist: Checklist, by: Person | None) -> Edition:
    """Print the draft as the next edition. The same bytes again are the edition that they were."""
    edition, _ = _print_draft(checklist, by)
    return edition


def _checklist(brand: Brand, workbook: Workbook) -> Checklist:
    # Its row is locked before its draft's, here as in `_print_draft`: two at once wait for each other in one order,
    # and two who publish get two numbers.
    form = workbook.document["form"]
    checklist, _ = Checklist.objects.select_for_update().get_or_create(
        brand=brand, form_id=form["id"], defaults={"title": form["title"][:_MOST_TITLE]}
    )
    return checklist


def _print_draft(checklist: Checklist, by: Person | None) -> tuple[Edition, bool]:
    checklist = Checklist.objects.select_for_update().get(pk=checklist.pk)
    draft = Draft.objects.filter(checklist=checklist).first()
    if draft is None:
        raise refused("draft_missing")
    printed = bytes(draft.printed)
    name = sha256(printed).hexdigest()
    edition = Edition.objects.filter(checklist=checklist, sha256=name).first()
    is_new = edition is None
    if edition is None:
        edition = _print(checklist, draft, printed, name, by)
    draft.delete()
    return edition, is_new


def _print(checklist: Checklist, draft: Draft, printed: bytes, name: str, by: Person | None) -> Edition:
    highest = checklist.editions.aggregate(Max("number"))["number__max"] or 0
    edition = Edition.objects.create(
        checklist=checklist,
        number=highest + 1,
        sha256=name,
        printed=printed,
        workbook=draft.workbook,
        filename=draft.filename,
        by=by,
    )
    _retitle(checklist, printed)
    record(
        "edition.printed",
        edition,
        by=by,
        brand=checklist.brand_id,
        detail={"checklist": str(checklist.pk), "number": edition.number, "sha256": name},
    )
    return edition


def _retitle(checklist: Checklist, printed: bytes) -> None:
    """A checklist is called as its newest edition calls it."""
    checklist.title = json.loads(printed)["form"]["title"][:_MOST_TITLE]
    checklist.save(update_fields=["title"])
