"""A year of visits: assigned, made, sent, graded, and most of them released."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F
from django.utils import timezone

from audits.journal.models import Entry
from audits.management.demonstration.answers import Finding, answers_of
from audits.management.demonstration.network import House, house_of
from audits.management.demonstration.phone import Sealing, send
from audits.management.demonstration.pictures import Picture, receipt, window
from audits.people.models import Person
from audits.places.models import Store
from audits.reactions import react
from audits.reviews.services import release, send_back
from audits.visits.models import Visit
from audits.waves.models import Scenario, Wave
from audits.waves.services import assign

CRITICAL = {("MV-108", 4), ("MV-205", 2)}  # store and wave that have a critical visit
TREND = [-0.05, -0.02, -0.03, 0.0]  # of what is kept, wave by wave
WARMTH = [0.1, 0.15, 0.2, 0.0]  # the standard rises, what is given beyond it has fallen
JUST_NOW = 7  # the turn of a visit that has just come in
RECOGNISED = "MV-203"
JUST_VISITED = ("MV-102", "MV-104", "MV-106", "MV-201", RECOGNISED, "MV-207")
SENT_BACK = "Please look at one answer again: your sentence describes a person."


@dataclass(frozen=True, slots=True)
class Plan:
    """One visit that is going to be made."""

    wave: Wave
    store: Store
    house: House
    number: int  # in this wave and store, from 1

    @property
    def is_critical(self) -> bool:
        """Whether something happens that no percentage makes good."""
        return self.number == 1 and (self.house.number, self.wave.number) in CRITICAL


def every_turn(waves: list[Wave]) -> list[Plan]:
    """Every visit of a small brand's year, in the order of its waves."""
    return [
        Plan(wave, store, house, number)
        for wave in waves
        for store in Store.objects.filter(brand=wave.brand_id).order_by("number")
        for house in [house_of(store)]
        for number in range(1, house.visits + 1)
    ]


def newest_turns(wave: Wave) -> list[Plan]:
    """What has just come in: a few visits that nobody has looked at yet, in one of which she was recognised."""
    stores = Store.objects.filter(brand=wave.brand_id, number__in=JUST_VISITED).select_related("region")
    return [Plan(wave, store, house_of(store), JUST_NOW) for store in stores.order_by("number")]


def make_visits(
    plans: list[Plan], scenarios: list[Scenario], crew: list[Person], by: Person, chance: Random
) -> None:
    """These visits, sent through the phone's own doors."""
    for plan in plans:
        _make(plan, scenarios, crew, by, chance)


def _make(plan: Plan, scenarios: list[Scenario], crew: list[Person], by: Person, chance: Random) -> UUID:
    stepped_in = moment_of(plan, chance)
    shopper, scenario = chance.choice(crew), chance.choice(scenarios)
    assignment = assign(
        wave=plan.wave,
        store=plan.store,
        shopper=shopper,
        window_from=stepped_in - timedelta(days=2, hours=3),
        window_to=stepped_in + timedelta(days=1, hours=4),
        by=by,
        scenario=scenario,
        fee=chance.choice([55, 60, 65, 70]),
        expense_limit=20,
        currency="EUR",
    )
    era = min(plan.wave.number, len(TREND)) - 1
    finding = Finding(
        chance=chance,
        kept=plan.house.standard + TREND[era] + chance.gauss(0, 0.05),
        warmth=plan.house.warmth + WARMTH[era],
        stepped_in=stepped_in,
        scenario=scenario.scenario_values,
        critical=plan.is_critical,
        recognised=plan.number == JUST_NOW and plan.house.number == RECOGNISED,
    )
    answers = answers_of(finding)
    edition = plan.wave.edition.sha256
    return send(Sealing(assignment, shopper, edition, stepped_in, answers, photos_of(plan, answers)), chance)


def moment_of(plan: Plan, chance: Random) -> datetime:
    """A weekday between the wave's first day and yesterday (or its last), in the shop's hours."""
    zone = ZoneInfo(plan.store.timezone)
    last = min(plan.wave.closes, timezone.now().astimezone(zone).date() - timedelta(days=2))
    day = plan.wave.opens + timedelta(days=chance.randint(3, max(3, (last - plan.wave.opens).days)))
    day -= timedelta(days=max(0, day.weekday() - 5))  # no Sundays
    return datetime.combine(
        day, time(chance.randint(11, 17), chance.randint(0, 59), chance.randint(0, 59)), zone
    )


def photos_of(plan: Plan, answers: dict[str, object]) -> dict[str, list[Picture]]:
    photos: dict[str, list[Picture]] = {}
    if plan.number % 2:
        photos["window_photo"] = [window(plan.house.number)]
    if answers["ending"] == "bought":
        photos["receipt_photo"] = [receipt(str(plan.number % 3))]
    return photos


def settle() -> None:
    """Do what follows every line of the journal, and what follows that, until nothing waits."""
    while waiting := list(Entry.objects.filter(handled_at=None).order_by("id").values_list("id", flat=True)):
        for line in waiting:
            react(line)


def review(waves: list[Wave], rita: Person) -> None:
    """Rita releases the year but for the newest few, and sends one back."""
    graded = list(
        Visit.objects.filter(wave__in=waves, state=Visit.State.IN_REVIEW).order_by("-received_at", "id")
    )
    held = [visit for visit in graded if visit.is_held]
    usual = [visit for visit in graded if not visit.is_critical and not visit.is_held]
    waiting = {visit.pk for visit in (*usual[:5], *held)}
    for visit in graded:
        if visit.pk not in waiting:
            release(visit.pk, by=rita)
    ids = [visit.pk for visit in graded if visit.pk not in waiting]
    # this year is told in a moment: each verdict gets the day it would have had
    Visit.objects.filter(pk__in=ids).update(released_at=F("received_at") + timedelta(hours=22))
    send_back(
        min((visit.pk for visit in usual[:5]), key=str),
        by=rita,
        reason=SENT_BACK,
        due=timezone.now() + timedelta(days=3),
        answers=[{"name": "tell_a_friend", "note": "What was said and done, without describing anybody."}],
    )
