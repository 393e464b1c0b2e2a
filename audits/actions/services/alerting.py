"""Alerts: a critical visit when it is graded; answers and scores when it is released."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audits.actions.models import Alert, AlertRule
from audits.actions.queries import holders, rules_of
from audits.journal.services import note
from audits.messages.models import Message
from audits.messages.services import tell, tell_webhooks_by_rule
from audits.people.models import Person, Role
from audits.reviews.models import Grade
from audits.reviews.services import outline_of
from audits.visits.models import Visit

Kind = AlertRule.Kind
WEBHOOK = Message.Channel.WEBHOOK.value  # reaches programs, not the people whom a rule names


@transaction.atomic
def alert_critical(visit_id: UUID) -> None:
    """Tell of a critical visit as soon as it is graded; its store hears of it when it is released. A later grade
    that is critical no more takes the alert away."""
    grade = _grade(visit_id)
    if grade is None:
        return
    if grade.figures["critical"]:
        _alert(grade, Kind.CRITICAL, grade.figures["critical"])
    else:
        _drop(grade, Kind.CRITICAL)


@transaction.atomic
def alert_released(visit_id: UUID) -> None:
    """Tell of what a released visit says: critical answers, answers with an alert, a score below a rule's limit."""
    grade = _grade(visit_id)
    if grade is None or grade.visit.state != Visit.State.RELEASED:
        return
    for kind, names in ((Kind.CRITICAL, "critical"), (Kind.ANSWER, "alerts")):
        if grade.figures[names]:
            _alert(grade, kind, grade.figures[names])
        else:
            _drop(grade, kind)
    _alert_score(grade)


@transaction.atomic
def mark_seen(alert: Alert, *, by: Person) -> Alert:
    """Somebody has seen it; the first who did stays."""
    if Alert.objects.filter(pk=alert.pk, seen_at=None).update(seen_by=by, seen_at=timezone.now()):
        note("alert.seen", alert, by=by, brand=alert.brand_id)
    alert.refresh_from_db(fields=["seen_by", "seen_at"])
    return alert


def _grade(visit_id: UUID) -> Grade | None:
    related = ("visit__store", "visit__wave", "visit__edition")
    heavy = ("visit__edition__printed", "visit__edition__workbook", "lines")
    rows = Grade.objects.select_related(*related).defer(*heavy)
    return rows.filter(visit=visit_id, is_current=True).exclude(visit__state=Visit.State.WITHDRAWN).first()


def _alert_score(grade: Grade) -> None:
    if grade.percent is None or grade.visit.outcome:
        return  # not scored, or not done: outside the scores
    rules = rules_of(grade.visit.brand_id, Kind.SCORE)
    below = [rule for rule in rules if rule.below is not None and grade.percent < rule.below]
    if below:
        limit = max(rule.below for rule in below if rule.below is not None)
        _alert(grade, Kind.SCORE, [], rules=below, limit=limit)
    elif rules:
        _drop(grade, Kind.SCORE)


def _drop(grade: Grade, kind: str) -> None:
    """The grade that counts no longer says it: nobody is asked to look at it any more."""
    for alert in Alert.objects.filter(visit=grade.visit_id, kind=kind):
        detail = {"kind": kind, "visit": str(grade.visit_id)}
        note("alert.dropped", alert, brand=alert.brand_id, detail=detail)
        alert.delete()


def _alert(
    grade: Grade,
    kind: str,
    questions: Sequence[str],
    *,
    rules: Sequence[AlertRule] | None = None,
    limit: Decimal | None = None,
) -> None:
    visit = grade.visit
    applying = rules_of(visit.brand_id, kind) if rules is None else rules
    if not applying:
        return
    alert, is_new = Alert.objects.get_or_create(
        visit=visit,
        kind=kind,
        defaults={"brand_id": visit.brand_id, "store": visit.store, "questions": list(questions)},
    )
    if is_new:
        detail = {"kind": kind, "visit": str(visit.pk)}
        line = note("alert.raised", alert, brand=visit.brand_id, detail=detail)
        if any(WEBHOOK in rule.channels for rule in applying):
            tell_webhooks_by_rule(line, detail | {"store": str(visit.store_id), "wave": str(visit.wave_id)})
    elif alert.questions != list(questions):
        Alert.objects.filter(pk=alert.pk).update(questions=list(questions))
    content = _content(grade, questions, limit)
    for rule in applying:
        tell(
            _told(rule, visit),
            kind=f"alert.{kind}",
            cause=f"alert:{alert.pk}",
            content=content,
            brand=visit.brand_id,
            channels=[channel for channel in rule.channels if channel != WEBHOOK],
        )


def _told(rule: AlertRule, visit: Visit) -> list[UUID]:
    """Whom a rule names over this store; its own managers learn of released visits alone."""
    where = {"brand": visit.brand_id, "region": visit.store.region_id, "store": visit.store_id}
    is_released = visit.state == Visit.State.RELEASED
    roles = [role for role in rule.roles if role != Role.STORE or is_released]
    return [person for role in roles for person in holders(role, **where)]


def _content(grade: Grade, questions: Sequence[str], limit: Decimal | None) -> Mapping[str, Any]:
    visit = grade.visit
    places = outline_of(visit.edition_id, visit.edition.sha256).places
    labels = [places[name].node.get("label") if name in places else None for name in questions]
    return {
        "store": visit.store.name,
        "wave": visit.wave.name,
        "questions": [label or {"und": name} for name, label in zip(questions, labels, strict=True)],
        "percent": grade.figures["overall"]["shown"] or "",
        "below": "" if limit is None else format(limit.normalize(), "f"),
        # until it is released a region can't open the visit
        "link": f"/visits/{visit.pk}" if visit.state == Visit.State.RELEASED else "/standing",
    }
