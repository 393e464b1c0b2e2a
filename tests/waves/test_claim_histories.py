"""Whatever is done to an assignment, in whatever order: never two who have it, and every history is a path."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audits.journal.models import Entry
from audits.people.models import Person
from audits.refusals import Refused
from audits.waves import board
from audits.waves.models import Assignment
from audits.waves.services import mark_visited, withdraw_assignment
from tests.cast import Cast
from tests.waves.programme import Programme, a_programme, an_offer

pytestmark = pytest.mark.django_db

OPEN, HERS, VISITED, WITHDRAWN, LAPSED = "open", "assigned", "visited", "withdrawn", "lapsed"
# the states an assignment may come from by a line of the journal, and those it may come to
PATHS = {
    "assignment.claimed": ({OPEN}, {HERS}),
    "assignment.given": ({OPEN}, {HERS}),
    "assignment.given_back": ({HERS}, {OPEN, LAPSED}),
    "assignment.lapsed": ({OPEN, HERS}, {OPEN, LAPSED}),
    "assignment.offered": ({HERS, WITHDRAWN, LAPSED}, {OPEN, LAPSED}),
    "assignment.withdrawn": ({OPEN, HERS, LAPSED}, {WITHDRAWN}),
    "": ({OPEN, HERS}, {VISITED}),  # a visit came; its own line is the visit's
}
ACTS = ("claim", "claim", "give", "give_back", "give_back", "offer", "withdraw", "lapse", "wait", "visit")
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 2)), min_size=2, max_size=14)


@dataclass
class History:
    """One assignment and what three shoppers, headquarters and the clock do to it."""

    programme: Programme
    assignment: Assignment
    now: datetime = field(default_factory=timezone.now)

    @property
    def shoppers(self) -> list[Person]:
        cast = self.programme.cast
        return [cast.sasha, cast.sam, self.programme.sue]

    def take(self, act: str, who: int) -> None:
        """One step; a refusal is an answer like any other."""
        key, her, hana = self.assignment.pk, self.shoppers[who], self.programme.cast.hana
        steps = {
            "claim": lambda: board.claim(key, by=her, now=self.now),
            "give": lambda: board.give(key, her, by=hana, now=self.now),
            "give_back": lambda: board.give_back(key, by=her, now=self.now),
            "offer": lambda: board.offer(key, by=hana, now=self.now),
            "withdraw": lambda: withdraw_assignment(assignment=key, by=hana),
            "lapse": lambda: board.lapse(now=self.now),
            "visit": lambda: mark_visited(assignment=key, shopper=her),
            "wait": self.wait,
        }
        try:
            steps[act]()
        except Refused:
            return

    def wait(self) -> None:
        self.now += timedelta(hours=60)

    def stands(self) -> tuple[str, Person | None, int]:
        """Its state, who has it, and how many lines the journal has of it."""
        row = Assignment.objects.select_related("shopper").get(pk=self.assignment.pk)
        lines = Entry.objects.filter(subject=str(row.pk)).count()
        return row.state, row.shopper if row.state in (HERS, VISITED) else None, lines

    def last_verb(self) -> str:
        verbs = Entry.objects.filter(subject=str(self.assignment.pk)).order_by("-id")
        return str(verbs.values_list("verb", flat=True)[0])


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
@given(steps=STEPS)
def test_every_history_is_a_path_and_nobody_takes_what_somebody_has(
    cast: Cast, steps: list[tuple[str, int]]
) -> None:
    with transaction.atomic():
        programme = a_programme(cast, claim_hours=48)
        history = History(programme, an_offer(programme))
        before = history.stands()
        for act, who in steps:
            history.take(act, who)
            after = history.stands()
            must_be_a_path(history, before, after)
            must_be_kept(history.shoppers[who], act, before, after)
            before = after
        transaction.set_rollback(True)


def must_be_a_path(
    history: History, before: tuple[str, Person | None, int], after: tuple[str, Person | None, int]
) -> None:
    """At most one line a step; no change without one, but for a visit; and the line leads where it may."""
    written = after[2] - before[2]
    assert written in (0, 1)
    if (before[0], before[1]) == (after[0], after[1]) and not written:
        return
    comes_from, comes_to = PATHS[history.last_verb() if written else ""]
    assert (before[0] in comes_from, after[0] in comes_to) == (True, True), (before, after)


def must_be_kept(
    her: Person, act: str, before: tuple[str, Person | None, int], after: tuple[str, Person | None, int]
) -> None:
    """While somebody has it, nobody else gets it by asking, and nobody gives back what isn't hers."""
    assert (after[0] == HERS) <= (after[1] is not None)
    if before[0] == HERS and act in ("claim", "give"):
        assert after[1] == before[1]
    if act == "give_back" and before[1] not in (None, her):
        assert after[:2] == before[:2]
    if before[0] == VISITED:
        assert after[:2] == before[:2]


def test_a_history_that_leaves_the_path_is_seen(cast: Cast) -> None:
    programme = a_programme(cast)
    history = History(programme, an_offer(programme))
    before = history.stands()
    Assignment.objects.filter(pk=history.assignment.pk).update(state=HERS, shopper=programme.cast.sam)
    with pytest.raises(AssertionError):
        must_be_a_path(history, before, history.stands())
