"""The reviewers' queue: what is due first stands first, and what is risky is due sooner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    DateTimeField,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from audits.pages import moment_in
from audits.people.models import Person
from audits.people.queries import posts_that
from audits.people.roles import May
from audits.places.models import Brand
from audits.reviews.models import Approval, Flag, Hold, SendBack
from audits.reviews.queries import reviewable
from audits.visits.models import Visit
from audits.visits.queries import shown_percents

# Hours from completion until a visit should be judged; `review_hours` and `review_hours_risky` of the policy
HOURS, HOURS_RISKY = 72, 24
CRITICAL, HELD = 5, 5  # what these weigh beside the flags
State = Visit.State


def queue_of(person: Person, *, state: str, brand: str | None = None) -> QuerySet[Any]:
    """Visits that wait for a verdict (`in_review`) or for their mending (`sent_back`), with `due` and `risk`."""
    waiting = reviewable(person).filter(state=state)
    if brand:
        waiting = waiting.filter(_brand(brand))
    due = _due_of_send_back() if state == State.SENT_BACK else _due_of_review(person)
    return waiting.annotate(due=due, risk=_risk())


def page_of(
    waiting: QuerySet[Any], person: Person, *, cursor: str | None, limit: int
) -> tuple[list[dict[str, Any]], str | None]:
    """One page by due time, risk and id, and the cursor of the next one or None."""
    rows = list(
        _after(waiting, cursor)
        .order_by("due", "-risk", "pk")
        .select_related("store__region", "wave")
        .defer("marks")[: limit + 1]
    )
    page = rows[:limit]
    return _lines(page, person), _cursor(page[-1]) if len(rows) > limit else None


def _brand(named: str) -> Q:
    try:
        return Q(brand=UUID(named))
    except ValueError:
        return Q(brand__slug=named)


def _due_of_review(person: Person) -> Any:
    """Completion and the brand's hours, fewer where the visit is critical or held."""
    brands = {post.brand_id: post.brand for post in posts_that(person, May.REVIEW)}
    cases = [
        When(Q(brand=key) & which, then=_after_hours(hours))
        for key, brand in brands.items()
        for which, hours in _hours(brand)
    ]
    return Case(*cases, default=F("completed_at"), output_field=DateTimeField())


def _hours(brand: Brand) -> Iterable[tuple[Q, float]]:
    risky = Q(is_critical=True) | Q(is_held=True)
    yield risky, brand.policy.get("review_hours_risky", HOURS_RISKY)
    yield ~risky, brand.policy.get("review_hours", HOURS)


def _after_hours(hours: float) -> ExpressionWrapper[Any]:
    return ExpressionWrapper(F("completed_at") + timedelta(hours=hours), output_field=DateTimeField())


def _due_of_send_back() -> Subquery:
    backs = SendBack.objects.filter(visit=OuterRef("pk"), mended_at=None)
    return Subquery(backs.values("due")[:1], output_field=DateTimeField())


def _risk() -> Any:
    """The weight of its flags, and of being critical or held."""
    flags = Flag.objects.filter(revision=OuterRef("current")).order_by().values("revision")
    weights = Coalesce(Subquery(flags.annotate(n=Sum("weight")).values("n")), 0)
    critical = Case(When(is_critical=True, then=CRITICAL), default=0, output_field=IntegerField())
    held = Case(When(is_held=True, then=HELD), default=0, output_field=IntegerField())
    return weights + critical + held


def _cursor(visit: Any) -> str:
    return f"{visit.due.isoformat()}|{visit.risk}|{visit.pk}"


def _after(waiting: QuerySet[Any], cursor: str | None) -> QuerySet[Any]:
    key = _key(cursor)
    if key is None:
        return waiting
    due, risk, visit = key
    same = Q(due=due) & (Q(risk__lt=risk) | Q(risk=risk, pk__gt=visit))
    return waiting.filter(Q(due__gt=due) | same)


def _key(cursor: str | None) -> tuple[datetime, int, UUID] | None:
    try:
        due, risk, visit = (cursor or "").split("|")
        return moment_in(due), int(risk), UUID(visit)
    except ValueError:
        return None  # no cursor of ours: from the beginning


def _lines(page: Sequence[Any], person: Person) -> list[dict[str, Any]]:
    revisions = [visit.current_id for visit in page]
    flags = _by_revision(Flag.objects.filter(revision__in=revisions).order_by("-weight", "kind"), "kind")
    yeses = _by_revision(Approval.objects.filter(revision__in=revisions).order_by("pk"), "by__name")
    shown = shown_percents(visit.pk for visit in page)
    holds = {
        hold.visit_id: hold
        for hold in Hold.objects.filter(visit__in=page, until__gt=timezone.now()).select_related("reviewer")
    }
    return [
        _line(visit, person, flags=flags, yeses=yeses, hold=holds.get(visit.pk), shown=shown.get(visit.pk))
        for visit in page
    ]


def _by_revision(rows: QuerySet[Any], name: str) -> dict[int, list[Any]]:
    told: dict[int, list[Any]] = {}
    for revision, value in rows.values_list("revision_id", name):
        told.setdefault(revision, []).append(value)
    return told


def _line(
    visit: Any,
    person: Person,
    *,
    flags: dict[int, list[str]],
    yeses: dict[int, list[str]],
    hold: Hold | None,
    shown: Any,
) -> dict[str, Any]:
    store, wave = visit.store, visit.wave
    return {
        "id": visit.pk,
        "store": {"id": store.pk, "name": store.name, "city": store.city},
        "region": {"id": store.region_id, "name": store.region.name},
        "wave": {"id": wave.pk, "number": wave.number, "name": wave.name},
        "state": visit.state,
        "due": visit.due,
        "risk": visit.risk,
        "flags": flags.get(visit.current_id, []),
        "is_critical": visit.is_critical,
        "is_held": visit.is_held,
        "shown": shown,
        "band": visit.band,
        "completed_at": visit.completed_at,
        "on_desk": desk_line(hold, person),
        "wants_approval": wave.wants_approval,
        "approved_by": yeses.get(visit.current_id, []),
    }


def desk_line(hold: Hold | None, person: Person) -> dict[str, Any] | None:
    """Who has a visit on her desk, until when; None where nobody has."""
    if hold is None or hold.until <= timezone.now():
        return None
    return {"by": hold.reviewer.name, "until": hold.until, "is_mine": hold.reviewer_id == person.pk}
