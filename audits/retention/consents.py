"""Consents: what somebody agreed to, in the words that she read, and when she took it back."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audits.journal.services import note
from audits.messages.services import unsubscribe
from audits.people.models import Person
from audits.people.shoppers import Consent, PushSubscription

PUSH = "push"
KINDS = ("place", "photos", "study", PUSH)


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
    """She agrees no longer; again is harmless.

    What follows: `push`, none of her browsers is woken any more, at once; `place` and `photos`, the next night lets
    go of what there is (`traces`), and her phone notes no place by itself; `study`, no new pair is drawn with her.
    """
    if not Consent.objects.filter(pk=consent.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
        return
    note("consent.withdrawn", consent, by=by, brand=consent.brand_id, detail={"kind": consent.kind})
    if consent.kind == PUSH:
        for kept in PushSubscription.objects.filter(person=consent.person_id):
            unsubscribe(person=by, endpoint=kept.endpoint)
