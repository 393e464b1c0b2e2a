"""Questions about messages: whose webhooks, what they were told, where a person is reached."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count, QuerySet

from audits.messages.models import Message, Webhook
from audits.people.models import Person
from audits.people.queries import within
from audits.people.roles import May

State = Message.State
AT_ONCE = 500  # people of one question


def webhooks_visible_to(person: Person) -> QuerySet[Webhook]:
    """The webhooks of the brands for which this person keeps them, by address."""
    found = Webhook.objects.filter(within(person, May.KEEP_WEBHOOKS))
    return found.select_related("brand").order_by("url", "id")


def messages_visible_to(person: Person) -> QuerySet[Message]:
    """What webhooks of hers were told, newest first. What people were told is between them and Encore."""
    return Message.objects.filter(webhook__in=webhooks_visible_to(person)).order_by("-made_at", "-id")


def unsent_by(webhooks: Sequence[Webhook]) -> dict[UUID, dict[str, int]]:
    """How many messages of each are `waiting` for a try, and how many were given up (`failed`). One query."""
    told = {one.pk: {"waiting": 0, "failed": 0} for one in webhooks}
    unsent = Message.objects.filter(webhook__in=told, state__in=(State.WAITING, State.FAILED)).order_by()
    for webhook, state, n in unsent.values_list("webhook", "state").annotate(n=Count("pk")):
        told[webhook][state] = n
    return told


def listening(brand: UUID, verb: str) -> list[Webhook]:
    """The brand's active webhooks that want this verb."""
    found = Webhook.objects.filter(brand=brand, is_active=True)
    return [one for one in found if not one.verbs or verb in one.verbs]


def reaches_by_push(person: UUID) -> bool:
    """Whether a browser of hers wants to be woken."""
    return Person.objects.filter(pk=person, pushes__isnull=False).exists()


def reached_by_push(people: Sequence[UUID]) -> set[UUID]:
    """Those of these people who have a browser that wants to be woken."""
    found: set[UUID] = set()
    for start in range(0, len(people), AT_ONCE):
        some = Person.objects.filter(pk__in=people[start : start + AT_ONCE], pushes__isnull=False)
        found |= set(some.values_list("pk", flat=True))
    return found
