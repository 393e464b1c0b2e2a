"""What goes by policy: reckoned beforehand, done every night, noted in the journal."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from audits.exports.files import forget_old_files
from audits.journal.models import Entry
from audits.journal.services import note, record
from audits.people.models import Person
from audits.places.models import Brand
from audits.refusals import refused
from audits.retention.answers import answers_due, forget_answers
from audits.retention.policy import KEY, Policy, Terms
from audits.retention.traces import forget_blobs, forget_places, photos_due, places_due, receipts_due

NIGHT = time(2, 30)  # UTC
Due = Callable[[Brand, Terms, datetime], QuerySet[Any]]
Forget = Callable[[QuerySet[Any], datetime], int]
# What goes, in this order: name → which rows, how
GOES: dict[str, tuple[Due, Forget]] = {
    "places": (places_due, forget_places),
    "receipts": (receipts_due, forget_blobs),
    "photos": (photos_due, forget_blobs),
    "answers": (answers_due, forget_answers),
}


def would_go(brand: Brand, *, now: datetime | None = None) -> dict[str, int]:
    """How many revisions, receipts, photos and revisions' answers would go now; nothing is touched."""
    terms, moment = Terms.of(brand.policy), now or timezone.now()
    return {name: due(brand, terms, moment).count() for name, (due, _) in GOES.items()}


def retain(brand: Brand, *, now: datetime | None = None) -> dict[str, int]:
    """Let everything go whose term is over; how many of each. Again finds nothing; a run that dies is gone on with."""
    terms, moment = Terms.of(brand.policy), now or timezone.now()
    gone = {name: forget(due(brand, terms, moment), moment) for name, (due, forget) in GOES.items()}
    if any(gone.values()):
        note("retention.done", brand, brand=brand.pk, detail=gone)
    return gone


def retain_all() -> None:
    """Every brand, one after the other; and files of exports that nobody has come for in their days."""
    for brand in Brand.objects.order_by("id"):
        retain(brand)
    forget_old_files()  # whoever exports no more would keep the last ones for ever


@transaction.atomic
def ask_for_night() -> bool:
    """Once a night, after `NIGHT`, write the line from which it follows; whether it was written now."""
    now = timezone.now()
    tonight = datetime.combine(now.date(), NIGHT, tzinfo=now.tzinfo)
    day = now.date().isoformat()
    if now < tonight or Entry.objects.filter(subject=day, verb="retention.due").exists():
        return False
    record("retention.due", day)
    return True


@transaction.atomic
def change_policy(brand: Brand, *, policy: dict[str, int], by: Person) -> Policy:
    """Other terms for a brand; those not named stay. Refused as `invalid` for what is no number of days."""
    row = Brand.objects.select_for_update().get(pk=brand.pk)
    wanted = {**Policy.of(row.policy).as_json(), **policy}
    changed = Policy.of({KEY: wanted})
    if changed.as_json() != wanted:
        raise refused("invalid", errors={"policy": sorted(policy)})
    row.policy = {**row.policy, KEY: wanted}
    row.save(update_fields=["policy"])
    note("retention.changed", row, by=by, brand=row.pk, detail=policy)
    return changed
