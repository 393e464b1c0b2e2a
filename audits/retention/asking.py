"""Somebody asks to be erased. Headquarters' schedulers are told, and do it: pay may still be owed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from audits.journal.models import Entry
from audits.journal.services import note
from audits.messages.services import tell
from audits.people.models import Person, Post
from audits.people.queries import posts_of

ASKED, TAKEN_BACK = "erasure.asked", "erasure.taken_back"


def erasure_asked_at(person: Person) -> datetime | None:
    """Since when she wishes to be erased; None where she doesn't, or no longer does."""
    lines = Entry.objects.filter(verb__in=(ASKED, TAKEN_BACK), subject=str(person.pk), by=person).order_by(
        "-id"
    )
    last = lines.first()
    return last.at if last and last.verb == ASKED else None


@transaction.atomic
def ask_erasure(person: Person) -> None:
    """She asks to be erased; again is harmless."""
    if erasure_asked_at(person) is not None:
        return
    for brand in _brands(person):
        line = note(ASKED, person, by=person, brand=brand)
        schedulers = Post.objects.filter(brand=brand, schedules=True).values_list("person", flat=True)
        content = {"alias": person.alias, "link": f"/shoppers/{person.pk}"}
        tell(set(schedulers), kind="erasure", cause=f"line:{line.pk}", content=content, brand=brand)


@transaction.atomic
def take_back_erasure(person: Person) -> None:
    """She stays after all; again is harmless."""
    if erasure_asked_at(person) is not None:
        for brand in _brands(person):
            note(TAKEN_BACK, person, by=person, brand=brand)


def _brands(person: Person) -> list[UUID]:
    return sorted({post.brand_id for post in posts_of(person)})
