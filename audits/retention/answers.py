"""Answers: after their term only what can't be traced to anybody is left, and the points of which figures are made."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from audits.insights.services import forget_in_facts
from audits.messages.models import Message
from audits.people.services import nobody
from audits.places.models import Brand
from audits.retention.bytes_left import without_answers
from audits.retention.edges import country_of, edge
from audits.retention.policy import Terms
from audits.retention.traces import keys_of
from audits.reviews.models import Adjustment, Appeal, Flag, Grade, Note, SendBack
from audits.visits.models import Revision, Visit
from audits.waves.models import Assignment


def answers_due(brand: Brand, terms: Terms, now: datetime) -> QuerySet[Revision]:
    """Revisions, of whatever standing, that still hold answers."""
    holding = Revision.objects.filter(brand=brand, answers_gone_at=None).alias(country=country_of("visit"))
    return holding.filter(received_at__lt=edge(terms, "answer_days", now, "country"))


def forget_answers(due: QuerySet[Revision], now: datetime) -> int:
    """Take the answers out of these revisions, and out of all that was written about their visits; their number."""
    return sum(_forget(key, now) for key in keys_of(due))


@transaction.atomic
def _forget(key: int, now: datetime) -> int:
    rows = Revision.objects.select_for_update().only("id", "visit", "sealed")
    row = rows.filter(pk=key, answers_gone_at=None).first()
    if row is None:
        return 0  # another run was here
    gone = {"answers_gone_at": now, "trace_gone_at": now}
    Revision.objects.filter(pk=key).update(sealed=without_answers(bytes(row.sealed)), answers={}, **gone)
    if not Revision.objects.filter(visit=row.visit, answers_gone_at=None).exists():
        forget_words([row.visit])
        forget_in_facts(row.visit)
        _detach(row.visit)
    return 1


def forget_words(visits: Iterable[UUID]) -> None:
    """What people wrote about these visits, and what flags and messages quote. Points, states and dates stay."""
    keys = list(visits)
    Note.objects.filter(visit__in=keys).delete()
    Flag.objects.filter(visit__in=keys).delete()
    SendBack.objects.filter(visit__in=keys).update(reason="", answers=[])
    Adjustment.objects.filter(visit__in=keys).update(old=None, new=None, why="")
    Appeal.objects.filter(visit__in=keys).update(words="", answer="")
    Message.objects.filter(cause__in=_quoting(keys)).delete()
    for grade in Grade.objects.filter(visit__in=keys).only("id", "figures"):
        if grade.figures.pop("calculated", None) is not None:
            grade.save(update_fields=["figures"])


def _quoting(visits: list[UUID]) -> list[str]:
    """The causes of messages that quote what was written about these visits."""
    of = {"send_back": SendBack.objects, "appeal": Appeal.objects}
    return [
        f"{cause}:{key}"
        for cause, rows in of.items()
        for key in rows.filter(visit__in=visits).values_list("pk", flat=True)
    ]


def _detach(visit: UUID) -> None:
    """Whose visit it was is told by pay alone from now on, and by the receipt of whoever sent it."""
    Visit.objects.filter(pk=visit).update(shopper=nobody(), marks=[], opened_at=None)
    Assignment.objects.filter(visits=visit).exclude(state=Assignment.State.ASSIGNED).update(shopper=None)
