"""The next released visit is the check of an action."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from audits.actions.models import Action
from audits.actions.order import verdict
from audits.journal.services import note
from audits.reviews.models import Grade
from audits.visits.models import Visit

State = Action.State
STANDING = (State.OPEN, State.DONE)


@transaction.atomic
def check_actions(visit_id: UUID) -> None:
    """Let a released visit say whether points were kept: of the store's actions that were made before the visit, and
    of those that this visit has checked already (a re-grade may say otherwise). Any number of times."""
    visit = Visit.objects.select_related("wave").filter(pk=visit_id, state=Visit.State.RELEASED).first()
    if visit is None or visit.outcome:
        return
    lines = _lines(visit)
    for action in _checked_by(visit):
        found = verdict(lines.get(action.question))
        if found is not None and found != action.state:
            _settle(action, found, visit)


@transaction.atomic
def uncheck_actions(visit_id: UUID) -> None:
    """A visit that counts no longer has checked nothing: its actions stand again, unless the point has another one."""
    for action in Action.objects.select_for_update().filter(checked_by=visit_id):
        others = Action.objects.filter(store=action.store_id, question=action.question, state__in=STANDING)
        if others.exists():
            continue
        state = State.DONE if action.done_at else State.OPEN
        Action.objects.filter(pk=action.pk).update(state=state, checked_by=None)
        note("action.stands_again", action, brand=action.brand_id, detail={"visit": str(visit_id)})


def _checked_by(visit: Visit) -> QuerySet[Action]:
    began = visit.opened_at or visit.sealed_at or visit.received_at
    awaiting = Q(state__in=STANDING, made_at__lt=began)
    return Action.objects.select_for_update().filter(
        awaiting | Q(checked_by=visit), store=visit.store_id, wave__checklist=visit.wave.checklist_id
    )


def _lines(visit: Visit) -> dict[str, dict[str, str]]:
    grade = Grade.objects.filter(visit=visit, is_current=True).first()
    return {line["question"]: line for line in grade.lines} if grade else {}


def _settle(action: Action, found: str, visit: Visit) -> None:
    Action.objects.filter(pk=action.pk).update(state=found, checked_by=visit)
    detail = {"visit": str(visit.pk), "question": action.question}
    note(f"action.{found}", action, brand=action.brand_id, detail=detail)
