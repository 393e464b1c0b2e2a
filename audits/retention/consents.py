"""Consents: what somebody agreed to, in the words that she read, and when she took it back."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audits.journal.services import note
from audits.people.models import Person
from audits.people.shoppers import Consent

KINDS = ("place", "photos", "study", "push")


@transaction.atomic
def give(*, person: Person, kind: str, words: str, brand_id: UUID | None = None) -> Consent:
    """She agrees. The same words twice are one consent."""
    given = Consent.objects.filter(person=person, brand=brand_id, kind=kind, words=words, withdrawn_at=None)
    kept = given.first()
    if kept is None:
        kept = Consent.objects.create(person=person, brand_id=brand_id, kind=kind, words=words)
        kept.refresh_from_db()
        note("consent.given", kept, by=person, brand=brand_id, detail={"kind": kind})
    return kept


@transaction.atomic
def withdraw(consent: Consent, *, by: Person) -> None:
    """She agrees no longer; again is harmless."""
    if Consent.objects.filter(pk=consent.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
        note("consent.withdrawn", consent, by=by, brand=consent.brand_id, detail={"kind": consent.kind})
