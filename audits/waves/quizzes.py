"""The quiz before the first visit of a checklist: writing it, taking it, passing it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from audits.checklists.models import Checklist
from audits.journal.services import note
from audits.people.models import Person
from audits.people.queries import posts_that
from audits.people.roles import May
from audits.refusals import refused
from audits.waves.models import Quiz, QuizPass

PAUSE = timedelta(minutes=5)  # after a try that failed: guessing takes longer than reading


def passes_at(brands: Collection[UUID]) -> QuerySet[QuizPass]:
    """The tries at these brands' quizzes that passed, the first before the last."""
    passed = QuizPass.objects.filter(passed=True, quiz__checklist__brand__in=brands)
    return passed.select_related("quiz__checklist").order_by("at", "id")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a shopper stands with a quiz."""

    passed: bool
    tries: int
    next_try_at: datetime | None  # None: now


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a try. `wrong` are numbers of questions, from 0; which answer is right isn't told."""

    passed: bool
    share: Decimal
    wrong: list[int]
    next_try_at: datetime | None


def quizzes_for(person: Person) -> QuerySet[Quiz]:
    """The quizzes of the brands that she shops for."""
    brands = {post.brand_id for post in posts_that(person, May.SHOP)}
    return Quiz.objects.filter(checklist__brand__in=brands).select_related("checklist")


@transaction.atomic
def write_quiz(
    checklist: Checklist, *, questions: list[dict[str, Any]], pass_share: Decimal, by: Person
) -> Quiz | None:
    """The checklist's quiz from now on; without questions there is none. Who has passed stays passed."""
    detail = {"questions": len(questions)}
    note("quiz.changed", checklist, by=by, brand=checklist.brand_id, detail=detail)
    if not questions:
        Quiz.objects.filter(checklist=checklist).delete()
        return None
    written = {"questions": questions, "pass_share": pass_share}
    quiz, _ = Quiz.objects.update_or_create(checklist=checklist, defaults=written)
    return quiz


def standing(quiz: Quiz, person: Person, *, now: datetime) -> Standing:
    """Whether she passed, how often she tried, when she may try again."""
    tries = list(quiz.tries.filter(person=person).order_by("-at", "-id").values_list("passed", "at"))
    passed = any(one for one, _ in tries)
    again = tries[0][1] + PAUSE if tries and not passed else None
    return Standing(passed, len(tries), again if again and again > now else None)


@transaction.atomic
def try_quiz(quiz: Quiz, *, answers: Sequence[int], by: Person, now: datetime | None = None) -> Tried:
    """One try: each answer is the number of a choice. Refused as `quiz_too_soon`, and `invalid` where their
    number isn't that of the questions. Whoever passed stays passed."""
    now = now or timezone.now()
    Person.objects.select_for_update(no_key=True).only("id").get(pk=by.pk)
    if len(answers) != len(quiz.questions):
        raise refused("invalid", errors={"answers": ["one_for_each_question"]})
    waits = standing(quiz, by, now=now).next_try_at
    if waits:
        raise refused("quiz_too_soon", retry_after=int((waits - now).total_seconds()) + 1)
    wrong = [
        n
        for n, (asked, said) in enumerate(zip(quiz.questions, answers, strict=True))
        if asked["right"] != said
    ]
    share = (1 - Decimal(len(wrong)) / len(quiz.questions)).quantize(Decimal("0.01"))
    # compared before rounding: two of three is not 67 %
    passed = Decimal(len(answers) - len(wrong)) >= quiz.pass_share * len(answers)
    QuizPass.objects.create(quiz=quiz, person=by, share=share, passed=passed, at=now)
    detail = {"passed": passed, "share": str(share)}
    note("quiz.tried", quiz.pk, by=by, brand=quiz.checklist.brand_id, detail=detail)
    return Tried(passed, share, wrong, None if passed else now + PAUSE)
