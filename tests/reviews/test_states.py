"""Every visit's history is a path of the state machine, whatever people try in whatever order; and of ten
reviewers at once one gives the verdict."""

import threading
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audits.journal.models import Entry
from audits.refusals import Refused
from audits.reviews.services import (
    adjust,
    appeal,
    decide,
    grade_visit,
    leave,
    note,
    recall,
    regrade,
    release,
    send_back,
    take,
)
from audits.visits.models import Visit
from audits.visits.services import withdraw_visit
from audits.waves.models import Wave
from tests.cast import Cast, a_person, an_assignment
from tests.making import arrives, follow, probed, worked

# from → where it may go next; a tombstone stays
PATHS = {
    "received": {"in_review", "withdrawn"},
    "in_review": {"sent_back", "released", "received", "withdrawn"},
    "sent_back": {"received", "in_review", "withdrawn"},
    "released": {"withdrawn"},
    "withdrawn": set(),
}
ACTS = (
    "rita_releases",
    "hana_releases",
    "rita_sends_back",
    "hana_recalls",
    "sasha_mends",
    "rita_adjusts",
    "hana_regrades",
    "rita_takes",
    "rita_leaves",
    "hana_notes",
    "stella_appeals",
    "hana_decides",
    "hana_withdraws",
    "graded_again",
)


class Story:
    """One visit, and what people do to it."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.revision = cast, 1
        told = worked("P_")
        self.answers = told["answers"]
        self.assignment = an_assignment(cast.wave, cast.lille, cast.sasha, scenario=told["scenario"])
        self.visit = arrives(self.assignment, self.answers).pk
        self.states = [self.state]
        follow()
        self.see()

    @property
    def state(self) -> str:
        return str(Visit.objects.values_list("state", flat=True).get(pk=self.visit))

    def see(self) -> None:
        if self.state != self.states[-1]:
            self.states.append(self.state)

    def happens(self, act: str) -> None:
        try:
            getattr(self, act)()
        except Refused as refusal:
            assert refusal.rule.status in (404, 409, 422)
        self.see()
        follow()
        self.see()

    def rita_releases(self) -> None:
        release(self.visit, by=self.cast.rita)

    def hana_releases(self) -> None:
        release(self.visit, by=self.cast.hana)

    def rita_sends_back(self) -> None:
        due = timezone.now() + timedelta(days=1)
        send_back(self.visit, by=self.cast.rita, reason="Unclear", due=due)

    def hana_recalls(self) -> None:
        recall(self.visit, by=self.cast.hana)

    def sasha_mends(self) -> None:
        self.revision += 1
        arrives(self.assignment, self.answers, visit=self.visit, revision=self.revision)

    def rita_adjusts(self) -> None:
        adjust(self.visit, by=self.cast.rita, question="warmth_stayed", value="yes", why="so")

    def hana_regrades(self) -> None:
        regrade(self.visit, by=self.cast.hana, reason="points were mended")

    def rita_takes(self) -> None:
        take(self.visit, by=self.cast.rita)

    def rita_leaves(self) -> None:
        leave(self.visit, by=self.cast.rita)

    def hana_notes(self) -> None:
        note(self.visit, by=self.cast.hana, question="first_look", words="Which?")

    def stella_appeals(self) -> None:
        appeal(self.visit, by=self.cast.stella, question="warmth_stayed", ground="facts", words="No.")

    def hana_decides(self) -> None:
        made = Visit.objects.get(pk=self.visit).appeals.first()
        decide(made.pk if made else uuid.uuid4(), by=self.cast.hana, overturn=True, answer="x", value="yes")

    def hana_withdraws(self) -> None:
        withdraw_visit(visit=self.visit, by=self.cast.hana, reason="a test")

    def graded_again(self) -> None:
        grade_visit(self.visit)


@given(acts=st.lists(st.sampled_from(ACTS), max_size=12), wants_approval=st.booleans())
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
def test_a_visits_history_is_a_path_of_the_state_machine(
    cast: Cast, acts: list[str], wants_approval: bool
) -> None:
    Wave.objects.filter(pk=cast.wave.pk).update(wants_approval=wants_approval)
    story = Story(cast)
    for act in acts:
        story.happens(act)
    for before, after in zip(story.states, story.states[1:], strict=False):
        assert after in PATHS[before], story.states
    visit = Visit.objects.get(pk=story.visit)
    verdicts = Entry.objects.filter(subject=str(visit.pk), verb="visit.released")
    assert verdicts.count() == story.states.count("released")
    assert (visit.released_at is not None) >= (visit.state == "released")
    assert visit.grades.filter(is_current=True).count() == 1
    if wants_approval and visit.state == "released":
        assert visit.approvals.filter(revision=visit.current).values("by").distinct().count() == 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_ten_reviewers_at_once_one_has_it_on_her_desk_and_one_verdict_is_given() -> None:
    from tests.cast import a_cast

    cast = a_cast()
    reviewers = [a_person(f"rita{n}", cast.brand, "reviewer") for n in range(10)]
    visit = arrives(probed(cast.assignment), worked("P_")["answers"])
    follow()
    taken = at_once(reviewers, lambda one: take(visit.pk, by=one))
    assert sorted(taken) == ["done", *["visit_on_desk"] * 9]
    verdicts = at_once(reviewers, lambda one: judged(visit, one))
    assert verdicts.count("done") == 1
    assert set(verdicts) <= {"done", "visit_on_desk", "visit_not_in_review"}
    lines = Entry.objects.filter(verb__in=["visit.released", "visit.sent_back"], subject=str(visit.pk))
    assert lines.count() == 1


def judged(visit: Visit, reviewer: Any) -> None:
    if reviewer.name[-1] in "02468":
        release(visit.pk, by=reviewer)
    else:
        send_back(visit.pk, by=reviewer, reason="Unclear", due=timezone.now() + timedelta(days=1))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_no_ten_appeals_at_once_pass_a_stores_limit() -> None:
    from tests.cast import a_cast

    cast = a_cast()
    Wave.objects.filter(pk=cast.wave.pk).update(appeals_per_store=3)
    visit = arrives(probed(cast.assignment), worked("P_")["answers"])
    follow()
    release(visit.pk, by=cast.rita)
    asked = list(visit.current.answers)[2:12]
    outcomes = at_once(
        asked, lambda name: appeal(visit.pk, by=cast.stella, question=name, ground="facts", words="No.")
    )
    assert sorted(outcomes) == [*["appeals_used_up"] * 7, *["done"] * 3]


def at_once(each: list[Any], act: Any) -> list[str]:
    """What became of the act for each, all begun together."""
    outcomes: list[str] = []
    start = threading.Barrier(len(each))

    def run(one: Any) -> None:
        start.wait()
        try:
            act(one)
            outcomes.append("done")
        except Refused as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[one]) for one in each]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
