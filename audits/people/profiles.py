"""Verbs about who a shopper is: her profile, her companions, where she may not go any more."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from audits.journal.services import note
from audits.people.models import Person, Role
from audits.people.queries import posts_of
from audits.people.shoppers import Bar, Companion, ShopperProfile

RECOGNISED = "recognised"


def scheduled_brands(person: Person) -> list[UUID]:
    """The brands at which she is a scheduler: shoppers have names to her there."""
    return sorted({post.brand_id for post in posts_of(person) if post.schedules})


def shoppers_scheduled_by(person: Person) -> QuerySet[Person]:
    """The shoppers of the brands at which she is a scheduler."""
    brands = scheduled_brands(person)
    return Person.objects.filter(posts__brand__in=brands, posts__role=Role.SHOPPER).distinct()


@transaction.atomic
def describe(person: Person, *, by: Person, brand: UUID | None = None, **told: Any) -> ShopperProfile:
    """Write what is given of her profile; the rest stays."""
    profile, _ = ShopperProfile.objects.get_or_create(person=person)
    for name, value in told.items():
        setattr(profile, name, value)
    profile.save(update_fields=told)  # a rating may be given at this moment
    # what it says now is in its row; the journal tells only that it was changed, and in what
    note("profile.changed", person, by=by, brand=brand, detail={"fields": sorted(told)})
    return profile


@transaction.atomic
def befriend(person: Person, other: Person, *, by: Person, brand: UUID) -> None:
    """These two know each other; once is enough, whoever is named first."""
    for one, another in ((person, other), (other, person)):
        Companion.objects.get_or_create(person=one, other=another)
    note("companions.named", person, by=by, brand=brand, detail={"other": str(other.pk)})


@transaction.atomic
def part(person: Person, other: Person, *, by: Person, brand: UUID) -> None:
    """They don't lock each other out any more."""
    either = Q(person=person, other=other) | Q(person=other, other=person)
    if Companion.objects.filter(either).delete()[0]:
        note("companions.parted", person, by=by, brand=brand, detail={"other": str(other.pk)})


@transaction.atomic
def bar(
    *,
    person: UUID,
    brand: UUID,
    store: UUID | None,
    reason: str,
    by: Person | None,
    visit: UUID | None = None,
) -> Bar:
    """She may not visit this store any more, or none of the brand's; once a reason and visit."""
    Person.objects.select_for_update(no_key=True).only("id").get(pk=person)  # two at once would be two bars
    told: dict[str, Any] = {"person_id": person, "brand_id": brand, "store_id": store}
    told |= {"reason": reason, "visit": visit}
    barred, is_new = Bar.objects.get_or_create(lifted_at=None, **told)
    if is_new:
        detail = {"person": str(person), "store": str(store) if store else None, "reason": reason}
        note("shopper.barred", barred, by=by, brand=brand, detail=detail)
    return barred


@transaction.atomic
def lift(barred: QuerySet[Bar], *, by: Person | None) -> int:
    """These bars hold no longer; how many held until now."""
    lifted = 0
    for one in barred.filter(lifted_at=None).select_for_update():
        Bar.objects.filter(pk=one.pk).update(lifted_at=timezone.now())
        note("shopper.bar_lifted", one, by=by, brand=one.brand_id, detail={"person": str(one.person_id)})
        lifted += 1
    return lifted
