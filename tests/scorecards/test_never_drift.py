"""Whatever happens in whatever order, a scorecard equals a recomputation from nothing."""

import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audits.journal.models import Entry
from audits.reactions import REACTIONS, react
from audits.reviews.services import regrade, release
from audits.scorecards.models import Scorecard
from audits.scorecards.services import mark_stale, rebuild, refresh
from audits.visits.models import Revision, Visit
from audits.visits.services import withdraw_visit
from audits.waves.models import Wave
from tests.cast import Cast, a_wave, an_assignment
from tests.making import arrives, follow, probed, worked, worked_visits
from tests.scorecards.plain import figures, plain_scorecards

TOLD = [
    name
    for name, one in worked_visits().items()
    if (one["form"], one["scoring"]) == ("boutique_visit", "points")
]
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["visit", "visit", "release", "release", "regrade", "withdraw", "react", "again"]),
        st.integers(0, 10**6),
    ),
    min_size=4,
    max_size=24,
)


class Undone(Exception):
    """Rolls an example back."""


@contextmanager
def undone() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
            raise Undone
    except Undone:
        pass


class Play:
    """A brand's life: visits arrive, are judged, change; reactions come late, twice and in any order."""

    def __init__(self, cast: Cast, second: Wave) -> None:
        self.cast, self.waves = cast, [cast.wave, second]
        self.told: dict[uuid.UUID, str] = {}

    def act(self, name: str, chance: int) -> None:
        getattr(self, f"_{name}")(random.Random(chance))

    def _visit(self, chance: random.Random) -> None:
        store = chance.choice([self.cast.lille, self.cast.rouen, self.cast.nice])
        told = chance.choice(TOLD)
        scenario = worked_visits()[told]["scenario"]
        assignment = an_assignment(chance.choice(self.waves), store, self.cast.sasha, scenario=scenario)
        self.told[arrives(assignment, worked_visits()[told]["answers"]).pk] = told

    def _release(self, chance: random.Random) -> None:
        if found := self._one(chance, state="in_review"):
            release(found.pk, by=self.cast.rita)

    def _regrade(self, chance: random.Random) -> None:
        """The same visit comes out otherwise, as when rules or answers were adjusted."""
        found = self._one(chance, grades__is_current=True)
        if found is None:
            return
        alike = [
            t
            for t in TOLD
            if worked_visits()[t]["scenario"] == worked_visits()[self.told[found.pk]]["scenario"]
        ]
        self.told[found.pk] = chance.choice(alike)
        answers = worked_visits()[self.told[found.pk]]["answers"]
        Revision.objects.filter(visit=found.pk).update(answers=answers)
        regrade(found.pk, by=self.cast.rita, reason="adjusted")

    def _withdraw(self, chance: random.Random) -> None:
        if found := self._one(chance, state="released") or self._one(chance):
            withdraw_visit(visit=found.pk, by=self.cast.hana, reason="wrong store")

    def _react(self, chance: random.Random) -> None:
        waiting = list(Entry.objects.filter(handled_at=None).values_list("id", flat=True))
        for entry in chance.sample(waiting, min(len(waiting), chance.randint(0, 6))):
            react(entry)
        if chance.random() < 0.4:
            follow()

    def _again(self, chance: random.Random) -> None:
        """A reaction that was done already is done once more."""
        handled = [e for e in Entry.objects.exclude(handled_at=None) if e.verb in REACTIONS]
        for entry in chance.sample(handled, min(len(handled), 2)):
            REACTIONS[entry.verb](entry)

    def _one(self, chance: random.Random, **facts: Any) -> Visit | None:
        found = list(Visit.objects.filter(**facts).exclude(state="withdrawn").order_by("received_at", "pk"))
        return chance.choice(found) if found else None


def read(card: Scorecard) -> dict[str, Any]:
    """A scorecard in the words of the plain calculation."""
    return {
        "n": card.n,
        "critical": card.critical,
        "score": card.score,
        "surplus": card.surplus,
        "lost": {name: row[0] for name, row in card.sums["questions"].items() if row[0]},
        "touch": {name: row[:3] for name, row in card.sums["touchpoints"].items()},
    }


def kept(wave: Wave) -> dict[Any, Any]:
    columns = ("n", "score", "surplus", "stores", "critical", "moments", "sums", "region", "stale_at")
    cards = Scorecard.objects.filter(wave=wave).values("subject", *columns)
    return {card.pop("subject"): card for card in cards}


def test_every_scorecard_equals_a_recomputation_from_nothing(cast: Cast) -> None:
    second = a_wave(cast.edition, number=2)

    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(ACTS)
    def play(acts: list[tuple[str, int]]) -> None:
        with undone():
            life = Play(cast, second)
            for name, chance in acts:
                life.act(name, chance)
            follow()
            _equal_to_plain(life)
            _equal_to_rebuilt(life)

    play()


def _equal_to_plain(life: Play) -> None:
    expected = plain_scorecards(life.told)
    cards = {(card.wave_id, card.subject): card for card in Scorecard.objects.all()}
    assert {key for key, card in cards.items() if card.n or card.critical} <= set(expected) <= set(cards)
    for key, one in expected.items():
        wanted, found = figures(one), read(cards[key])
        for name in ("lost", "touch"):
            assert set(found[name]) == set(wanted[name])
            assert [found[name][each] for each in sorted(found[name])] == [
                pytest.approx(wanted[name][each], abs=1e-9) for each in sorted(wanted[name])
            ]
            del wanted[name], found[name]
        assert found == {
            name: pytest.approx(value, abs=1e-9) if value is not None else None
            for name, value in wanted.items()
        }


def _equal_to_rebuilt(life: Play) -> None:
    """Not nearly: to the last bit, over one pass and over many small steps."""
    for wave in life.waves:
        stepwise = {key: card for key, card in kept(wave).items() if card["n"] or card["critical"]}
        rebuild(wave.pk)
        anew = {key: card for key, card in kept(wave).items() if card["n"] or card["critical"]}
        for card in [*stepwise.values(), *anew.values()]:
            for table in ("sections", "pillars", "questions", "touchpoints"):
                card["sums"][table] = {
                    name: row for name, row in sorted(card["sums"][table].items()) if any(row)
                }
        assert stepwise == anew


def test_many_marks_become_one_recomputation(cast: Cast) -> None:
    where = {"wave": cast.wave.pk, "brand": cast.brand.pk, "store": cast.lille.pk}
    assert [mark_stale(**where) for _ in range(5)] == [True, False, False, False, False]
    assert Entry.objects.filter(verb="scorecard.stale").count() == 1
    card = Scorecard.objects.get(subject=cast.lille.pk)
    assert refresh(card.pk) is not None
    assert refresh(card.pk) is None
    assert mark_stale(**where)


def test_a_released_visit_climbs_to_store_region_and_brand(cast: Cast) -> None:
    visit = arrives(probed(cast.assignment), worked("W_")["answers"])
    follow()
    assert not Scorecard.objects.exists()
    release(visit.pk, by=cast.rita)
    follow()
    cards = {card.level: card for card in Scorecard.objects.all()}
    assert {level: card.subject for level, card in cards.items()} == {
        "store": cast.lille.pk,
        "region": cast.north.pk,
        "brand": cast.brand.pk,
    }
    for card in cards.values():
        assert (card.n, card.stores, card.stale_at) == (1, 1, None)
        assert card.score == pytest.approx(float(100 * 1667 / 1860))
        assert card.surplus == pytest.approx(1 / 3)


def test_a_visit_that_could_not_be_done_counts_in_no_score(cast: Cast) -> None:
    visit = arrives(probed(cast.assignment), worked("C_")["answers"])
    follow()
    release(visit.pk, by=cast.rita)
    follow()
    assert {(card.n, card.stores, card.score) for card in Scorecard.objects.all()} == {(0, 0, None)}


def test_a_withdrawn_visit_leaves_every_scorecard(cast: Cast) -> None:
    visits = [
        arrives(probed(an_assignment(cast.wave, cast.lille, cast.sasha)), worked(s)["answers"])
        for s in ("W_", "P_")
    ]
    follow()
    for visit in visits:
        release(visit.pk, by=cast.rita)
    follow()
    withdraw_visit(visit=visits[0].pk, by=cast.hana, reason="wrong store")
    follow()
    assert {(card.n, round(card.score or 0, 4)) for card in Scorecard.objects.all()} == {(1, 66.7742)}


def test_a_regraded_visit_counts_as_it_is_now(cast: Cast) -> None:
    visit = arrives(probed(cast.assignment), worked("W_")["answers"])
    follow()
    release(visit.pk, by=cast.rita)
    follow()
    Revision.objects.filter(visit=visit.pk).update(answers=worked("P_")["answers"])
    regrade(visit.pk, by=cast.rita, reason="adjusted")
    follow()
    assert {(card.n, round(card.score or 0, 4)) for card in Scorecard.objects.all()} == {(1, 66.7742)}


def test_a_change_in_the_last_wave_changes_the_change_of_this_one(cast: Cast) -> None:
    second = a_wave(cast.edition, number=2)
    now = arrives(probed(an_assignment(second, cast.lille, cast.sasha)), worked("W_")["answers"])
    follow()
    release(now.pk, by=cast.rita)
    follow()
    card = Scorecard.objects.get(subject=cast.lille.pk, wave=second)
    assert card.moments["change"]["stores"] == 0
    before = arrives(probed(cast.assignment), worked("P_")["answers"])
    follow()
    release(before.pk, by=cast.rita)
    follow()
    for subject in (cast.lille.pk, cast.north.pk, cast.brand.pk):
        card = Scorecard.objects.get(subject=subject, wave=second)
        assert card.moments["change"]["mean"] == pytest.approx(100 * (1667 / 1860 - 207 / 310))
        assert card.moments["common"] == 30


def test_a_store_that_moves_leaves_no_trace_in_its_old_region(cast: Cast) -> None:
    visit = arrives(probed(cast.assignment), worked("W_")["answers"])
    follow()
    release(visit.pk, by=cast.rita)
    follow()
    cast.lille.region = cast.south
    cast.lille.save()
    mark_stale(wave=cast.wave.pk, brand=cast.brand.pk, store=cast.lille.pk)
    follow()
    assert Scorecard.objects.get(subject=cast.north.pk).stores == 0
    assert Scorecard.objects.get(subject=cast.south.pk).stores == 1
    assert Scorecard.objects.get(subject=cast.brand.pk).stores == 1
