"""What phones say of themselves."""

from collections.abc import Mapping
from typing import Any

from audits.people.models import Person
from audits.visits.models import PhoneReport

KEPT = 500  # reports of one person; older ones go


def report_phone(*, person: Person, kind: str, detail: Mapping[str, Any]) -> PhoneReport:
    """Keep a phone's report: evicted storage, quota, crashes. A phone in a loop fills nothing: the newest stay."""
    report = PhoneReport.objects.create(person=person, kind=kind, detail=dict(detail))
    older = PhoneReport.objects.filter(person=person).order_by("-id").values_list("id", flat=True)
    edge = older[KEPT : KEPT + 1].first()
    if edge is not None:
        PhoneReport.objects.filter(person=person, id__lte=edge).delete()
    return report
