"""What managers and reviewers are told: actions given to them or past their date, appeals decided or due soon.

By the clock each gets one message of many lines. When a line was told stands on the row that it is about, written
with the message: none is told twice, and none is forgotten by a restart.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from audits.actions.models import Action
from audits.actions.order import is_morning_after
from audits.actions.queries import holders
from audits.journal.models import Entry
from audits.messages.models import Message
from audits.messages.services import tell
from audits.messages.wording import MOST_LINES
from audits.people.models import Post, Role
from audits.people.roles import May, roles_that
from audits.reviews.models import Appeal
from audits.reviews.queries import reviewers_of
from audits.reviews.services import outline_of

Channel = Message.Channel
Receiver = tuple[UUID, UUID]  # a person, and the brand of what she is told
Line = Mapping[str, Any]  # store, words, on: as `wording.letter` says them
BOTH = (Channel.MAIL, Channel.PUSH)
SOON = timedelta(days=2)  # before an appeal is to be decided
AT_ONCE = 500  # rows of one update


@transaction.atomic
def tell_owners(*, now: datetime | None = None) -> int:
    """Tell people of the actions that somebody else has given them since the last time; how many people."""
    moment = now or timezone.now()
    fresh = Action.objects.filter(state=Action.State.OPEN, owner__is_active=True, owner_told_at=None)
    rows = list(_held(fresh))
    _digest([((row.owner_id, row.brand_id), row) for row in rows if row.owner_id], "action.given", moment)
    _mark(Action, rows, owner_told_at=moment)
    return len({row.owner_id for row in rows})


@transaction.atomic
def tell_late(*, now: datetime | None = None) -> int:
    """Tell the owner and the regional managers of open actions whose day is over, in the morning after it; how many
    actions. One that gets another day can be late again."""
    moment = now or timezone.now()
    found = Action.objects.filter(
        state=Action.State.OPEN, late_told_at=None, due__lte=(moment + timedelta(days=1)).date()
    )
    rows = [
        row
        for row in _held(found)
        if row.due and is_morning_after(row.due, zone=row.store.timezone, now=moment)
    ]
    region = cache(_region_managers)
    told = [
        ((person, row.brand_id), row)
        for row in rows
        for person in dict.fromkeys([row.owner_id, *region(row.brand_id, row.store.region_id)])
        if person
    ]
    _digest(told, "action.late", moment)
    _mark(Action, rows, late_told_at=moment)
    return len(rows)


def tell_decided(entry: Entry) -> None:
    """Tell whoever appealed what became of it, as long as the store is hers."""
    visit = ("visit__store", "visit__wave", "visit__edition")
    heavy = ("visit__edition__printed", "visit__edition__workbook")
    appeal = Appeal.objects.select_related(*visit).defer(*heavy).filter(pk=entry.subject).first()
    if appeal is None or appeal.decided_at is None:
        return
    store = appeal.visit.store
    hers = holders(Role.STORE, brand=store.brand_id, region=store.region_id, store=store.pk)
    content = {
        "store": store.name,
        "wave": appeal.visit.wave.name,
        "questions": [_asked(appeal)],
        "outcome": appeal.state,
        "answer": appeal.answer,
        "link": f"/visits/{appeal.visit_id}#{appeal.question}",
    }
    tell(
        {appeal.by_id} & set(hers),
        kind="appeal.decided",
        cause=f"appeal:{appeal.pk}",
        content=content,
        brand=store.brand_id,
        channels=BOTH,
    )


@transaction.atomic
def tell_judges(*, now: datetime | None = None) -> int:
    """Tell those who may decide an appeal that it is due within two days; how many appeals."""
    moment = now or timezone.now()
    found = Appeal.objects.filter(state=Appeal.State.OPEN, due_told_at=None, due__lte=moment + SOON)
    related = ("visit__store", "visit__edition")
    heavy = ("visit__edition__printed", "visit__edition__workbook")
    rows = list(
        found.select_for_update(of=("self",)).select_related(*related).defer(*heavy).order_by("due", "id")
    )
    judges = cache(_judges)
    told = [
        ((person, row.visit.brand_id), row)
        for row in rows
        for person in judges(row.visit.brand_id) - reviewers_of(row.visit)
    ]
    _digest(told, "appeal.due", moment)
    _mark(Appeal, rows, due_told_at=moment)
    return len(rows)


def _held(actions: QuerySet[Action]) -> Iterable[Action]:
    """These actions, kept from other workers until it is told; what is due first comes first."""
    return actions.select_for_update(of=("self",)).select_related("store").order_by("due", "id")


def _region_managers(brand: UUID, region: UUID) -> list[UUID]:
    return list(
        Post.objects.filter(brand=brand, role=Role.REGION, region=region, person__is_active=True)
        .values_list("person_id", flat=True)
        .distinct()
    )


def _judges(brand: UUID) -> set[UUID]:
    posts = Post.objects.filter(brand=brand, role__in=roles_that(May.REVIEW), person__is_active=True)
    return set(posts.values_list("person_id", flat=True))


def _digest(told: Sequence[tuple[Receiver, Action | Appeal]], kind: str, moment: datetime) -> None:
    """One message for each receiver, with her lines in their order."""
    hers: dict[Receiver, list[Action | Appeal]] = {}
    for receiver, row in told:
        hers.setdefault(receiver, []).append(row)
    for (person, brand), rows in hers.items():
        content = {
            "n": str(len(rows)),
            "lines": [_line(row) for row in rows[:MOST_LINES]],
            "link": _link(rows),
        }
        cause = f"{kind}:{rows[0].pk}:{int(moment.timestamp())}"
        tell([person], kind=kind, cause=cause, content=content, brand=brand, channels=BOTH)


def _line(row: Action | Appeal) -> Line:
    if isinstance(row, Action):
        return {"store": row.store.name, "words": row.words, "on": row.due.isoformat() if row.due else ""}
    day = row.due.astimezone(ZoneInfo(row.visit.store.timezone)).date()
    return {"store": row.visit.store.name, "words": _asked(row), "on": day.isoformat()}


def _asked(appeal: Appeal) -> Mapping[str, str]:
    place = outline_of(appeal.visit.edition_id, appeal.visit.edition.sha256).places.get(appeal.question)
    return (place.node.get("label") if place else None) or {"und": appeal.question}


def _link(rows: Sequence[Action | Appeal]) -> str:
    """Where they are worked: at their store where it is one."""
    stores = {row.store_id for row in rows if isinstance(row, Action)}
    if not stores:
        return "/appeals"
    return f"/stores/{stores.pop()}" if len(stores) == 1 else "/standing"


def _mark(model: type[Model], rows: Sequence[Model], **told: datetime) -> None:
    keys = [row.pk for row in rows]
    for start in range(0, len(keys), AT_ONCE):
        model._default_manager.filter(pk__in=keys[start : start + AT_ONCE]).update(**told)
