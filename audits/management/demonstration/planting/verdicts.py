"""The verdicts of the planted year: grades, approvals, appeals and what they put in an answer's place, as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from audits.expressions import Outline
from audits.management.demonstration.pictures import Picture
from audits.management.demonstration.planting.cells import Cell
from audits.management.demonstration.planting.year import grade_of
from audits.people.models import Person
from audits.reviews.models import Adjustment, Appeal, Approval, Grade
from audits.reviews.services import outline_of
from audits.visits.models import Revision
from audits.waves.models import Assignment

GRADED = timedelta(seconds=40)
RELEASED, APPEALED, DECIDED = timedelta(hours=22), timedelta(days=3), timedelta(days=6)
GROUNDS = {True: "question_unfit", False: "facts"}
OBJECTED = {
    True: "The question can’t be answered fairly: what it asks for is not always possible in our house.",
    False: "The team remembers the visit otherwise.",
}
DECISION = {
    True: "You are right: as it is put, the question blames the store for what it can’t do.",
    False: "The shopper’s notes are clear. The answer stands.",
}


@dataclass(frozen=True, slots=True)
class Hands:
    """Who did what in this year."""

    crew: Sequence[Person]
    rita: Person
    hana: Person
    managers: dict[UUID, Person]  # store → who appeals for it


@dataclass(slots=True, eq=False)
class Made:
    """One visit's own rows, before they are written."""

    cell: Cell
    visit: UUID
    assignment: Assignment
    photos: dict[str, list[Picture]]
    revision: Revision

    @property
    def arrived(self) -> datetime:
        """When the visit was here, whole."""
        return self.revision.received_at

    @property
    def released(self) -> datetime:
        """When Rita released it."""
        return self.arrived + RELEASED


def write_verdicts(made: Sequence[Made], hands: Hands) -> None:
    """The first grade of each; where an appeal was overturned, the adjustment and the grade after it."""
    edition = made[0].cell.plan.wave.edition
    outline = outline_of(edition.pk, edition.sha256)
    rows = [row for one in made for row in _grades(one, outline, edition.sha256, hands)]
    Grade.objects.bulk_create(rows)
    appeals = [appeal for one in made for appeal in _appeals(one, hands)]
    Adjustment.objects.bulk_create(appeal.adjustment for appeal in appeals if appeal.adjustment)
    Appeal.objects.bulk_create(appeals)
    Approval.objects.bulk_create(
        Approval(visit_id=one.visit, revision=one.revision, by=hands.rita, at=one.released) for one in made
    )


def _grades(one: Made, outline: Outline, edition: str, hands: Hands) -> Iterator[Grade]:
    common: dict[str, Any] = {
        "visit_id": one.visit,
        "revision": one.revision,
        "edition_sha256": edition,
    }
    counts = {**common, **one.cell.grade}
    if one.cell.counted == one.cell.answers:
        yield Grade(**counts, reason="first", made_at=one.arrived + GRADED)
        return
    first = grade_of(one.cell, one.cell.answers, outline)
    yield Grade(**common, **first, reason="first", made_at=one.arrived + GRADED, is_current=False)
    yield Grade(**counts, reason="appeal", by=hands.hana, made_at=one.released + DECIDED)


def _appeals(one: Made, hands: Hands) -> Iterator[Appeal]:
    for question, instead in one.cell.appeals.items():
        is_won = instead is not None
        at = one.released + DECIDED
        adjustment = Adjustment(
            visit_id=one.visit,
            revision=one.revision,
            question=question,
            old=one.cell.answers[question],
            new=instead,
            why=DECISION[True],
            by=hands.hana,
            at=at,
        )
        yield Appeal(
            visit_id=one.visit,
            question=question,
            ground=GROUNDS[is_won],
            words=OBJECTED[is_won],
            by=hands.managers[one.assignment.store_id],
            made_at=one.released + APPEALED,
            due=one.released + APPEALED + timedelta(days=7),
            state=Appeal.State.OVERTURNED if is_won else Appeal.State.UPHELD,
            decided_by=hands.hana,
            decided_at=at,
            answer=DECISION[is_won],
            adjustment=adjustment if is_won else None,
        )
