"""Flags on a visit: found after its grade, whatever they are they hold up nothing."""

from uuid import UUID

from django.db import transaction

from audits.reviews.evidence import facts_of
from audits.reviews.flags import flags_in
from audits.reviews.models import Flag
from audits.reviews.sheets import sheet_of
from audits.visits.models import Visit


def flag_visit(visit_id: UUID) -> list[Flag]:
    """Find the flags of the revision that counts, anew each time: the same facts give the same flags."""
    visit = (
        Visit.objects.select_related("brand", "store", "assignment", "current", "wave", "edition")
        .defer("edition__printed", "edition__workbook")
        .filter(pk=visit_id)
        .first()
    )
    if visit is None or visit.current is None:
        return []
    grade = visit.grades.filter(is_current=True).first()
    found = flags_in(facts_of(visit, sheet_of(visit), list(grade.figures["holds"]) if grade else []))
    with transaction.atomic():
        Flag.objects.filter(revision=visit.current).delete()
        return Flag.objects.bulk_create(
            Flag(visit=visit, revision=visit.current, kind=one.kind, evidence=one.evidence, weight=one.weight)
            for one in found
        )
