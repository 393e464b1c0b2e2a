"""What follows from a complete visit's own words: that it could not be done, that she was recognised, that the quiz
was never passed."""

from typing import Any
from uuid import UUID

from django.db import transaction

from audits.journal.services import note
from audits.people.profiles import RECOGNISED, bar, lift
from audits.people.shoppers import Bar
from audits.visits.models import Visit
from audits.waves.board import offer_instead, withdraw_instead
from audits.waves.models import Assignment, QuizPass

# What a brand's policy may say otherwise
OUTCOME_QUESTION, UNDONE = "visit_outcome", ("closed", "refused_entry", "unsafe", "other")
RECOGNISED_QUESTION, YES = "recognised", "yes"
QUIZ_MISSING = "quiz_missing"


@transaction.atomic
def settle_visit(visit_id: UUID) -> None:
    """A visit that could not be done says so outside the scores, and another one is offered; a mended revision that
    says otherwise takes that back. A visit whose quiz was never passed is marked. Any number of times."""
    visit = _found(visit_id)
    if visit is None:
        return
    _mark_quiz(visit)
    outcome = _outcome(visit)
    if outcome == visit.outcome:
        return
    Visit.objects.filter(pk=visit.pk).update(outcome=outcome)
    if outcome:
        note("visit.undone", visit, brand=visit.brand_id, detail={"outcome": outcome})
        offer_instead(visit.assignment_id, outcome=outcome)
    else:
        withdraw_instead(visit.assignment_id)


@transaction.atomic
def offer_for_withdrawn(visit_id: UUID) -> None:
    """A visit that counts nowhere leaves its store without one: another is offered while the wave is open, unless a
    second visit was made on the same assignment. Any number of times."""
    withdrawn = Visit.objects.filter(
        pk=visit_id, state=Visit.State.WITHDRAWN, assignment__state=Assignment.State.VISITED
    ).first()
    if withdrawn is None:
        return
    others = Visit.objects.filter(assignment=withdrawn.assignment_id).exclude(state=Visit.State.WITHDRAWN)
    if not others.exists():
        offer_instead(withdrawn.assignment_id, outcome="withdrawn")


@transaction.atomic
def bar_if_recognised(visit_id: UUID) -> None:
    """Whoever was recognised doesn't visit that store again; where a mended revision says otherwise, she may."""
    visit = _found(visit_id)
    if visit is None:
        return
    ours = Bar.objects.filter(visit=visit.pk, reason=RECOGNISED)
    question = visit.brand.policy.get("recognised_question") or RECOGNISED_QUESTION
    if _answers(visit).get(question) != YES:
        lift(ours, by=None)
    elif not ours.exists():  # one that headquarters lifted stays lifted
        bar(
            person=visit.shopper_id,
            brand=visit.brand_id,
            store=visit.store_id,
            reason=RECOGNISED,
            by=None,
            visit=visit.pk,
        )


def _found(visit_id: UUID) -> Visit | None:
    found = Visit.objects.select_for_update(of=("self",)).select_related(
        "brand", "current", "wave__checklist__quiz"
    )
    found = found.defer("current__sealed").filter(pk=visit_id, current__isnull=False)
    return found.exclude(state=Visit.State.WITHDRAWN).first()


def _answers(visit: Visit) -> dict[str, Any]:
    return visit.current.answers if visit.current else {}


def _outcome(visit: Visit) -> str:
    policy = visit.brand.policy
    said = _answers(visit).get(policy.get("outcome_question") or OUTCOME_QUESTION)
    undone = policy.get("undone_outcomes") or UNDONE
    return said[:20] if isinstance(said, str) and said in undone else ""


def _mark_quiz(visit: Visit) -> None:
    if QUIZ_MISSING in visit.marks or not hasattr(visit.wave.checklist, "quiz"):
        return
    hers = QuizPass.objects.filter(person=visit.shopper_id, quiz=visit.wave.checklist_id, passed=True)
    if not hers.filter(at__lte=visit.received_at).exists():
        Visit.objects.filter(pk=visit.pk).update(marks=[*visit.marks, QUIZ_MISSING])
