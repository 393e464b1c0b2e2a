"""Notes on single answers: a reviewer's words beside them, which go back with the visit."""

from uuid import UUID

from django.db import transaction

from audits.checklists.outlines import outline_of
from audits.journal.services import note as noted
from audits.people.models import Person
from audits.refusals import refused
from audits.reviews.models import Note
from audits.reviews.services.desk import must_be_free
from audits.reviews.services.grading import in_review


@transaction.atomic
def note(visit_id: UUID, *, by: Person, question: str, words: str) -> Note:
    """Write beside one answer of a visit in review. Refused with `invalid` for a question it doesn't ask."""
    visit = in_review(visit_id)
    must_be_free(visit, by=by)
    if question not in outline_of(visit.edition_id, visit.edition.sha256).places:
        raise refused("invalid", errors={"question": ["unknown"]})
    written = Note.objects.create(visit=visit, question=question, words=words, by=by)
    noted("visit.noted", visit, by=by, brand=visit.brand_id, detail={"question": question, "words": words})
    return written


@transaction.atomic
def take_note_back(visit_id: UUID, note_id: int, *, by: Person) -> None:
    """Take her own note away again while the visit is in review; `not_found` for anybody else's."""
    visit = in_review(visit_id)
    must_be_free(visit, by=by)
    taken, _ = Note.objects.filter(pk=note_id, visit=visit, by=by).delete()
    if not taken:
        raise refused("not_found")
    noted("visit.note_taken_back", visit, by=by, brand=visit.brand_id, detail={"note": note_id})
