"""Visits by the thousand: sealed, graded, most of them released, with the lines the journal would have."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from random import Random
from typing import Any
from uuid import UUID

from django.db import transaction

from audits.journal.models import Entry
from audits.management.volume.filling import Shared, fill
from audits.management.volume.places import Network
from audits.management.volume.standings import Standings
from audits.management.volume.templates import Template
from audits.reviews.models import Grade
from audits.visits.models import Revision, Visit
from audits.waves.models import Assignment, Wave

WEEK, HOUR = timedelta(days=7), timedelta(hours=1)
BLOCK = 2500  # visits in one transaction
DAYS = 60  # of a wave in which its visits are made
GRADE = ("rules", "exact", "percent", "band", "surplus", "is_critical", "is_held")
GRADED = ("visit_id", "revision_id", "edition_sha256", "reason", "made_at", "is_current", *GRADE)
COLUMNS: dict[type, tuple[str, ...]] = {
    Assignment: (
        *("id", "brand_id", "wave_id", "store_id", "shopper_id", "edition_id", "state", "window_from"),
        *("window_to", "scenario", "brief", "fee", "expense_limit", "currency", "changed_at"),
    ),
    Revision: (
        *("id", "visit", "number", "sha256", "sealed", "answers", "standing", "reason", "brand_id"),
        *("person_id", "received_at"),
    ),
    Visit: (
        *("id", "brand_id", "wave_id", "store_id", "assignment_id", "shopper_id", "edition_id", "state"),
        *("current_id", "opened_at", "sealed_at", "local_day", "received_at", "completed_at", "released_at"),
        *("marks", "percent", "band", "surplus", "is_critical", "is_held"),
    ),
    Entry: ("at", "verb", "subject", "brand_id", "detail", "handled_at", "attempts", "trouble"),
}


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of some thousand visits: they are made in one process and written by another."""

    rows: dict[type, list[tuple[Any, ...]]]
    templates: list[int]
    released: list[tuple[UUID, str, str, int]]  # wave, store, visit, number of the template


@dataclass(frozen=True, slots=True)
class Plan:
    """One visit that is to be written: where, in which wave, on which day, like which template."""

    store: str
    wave: Wave
    day: date
    template: Template


def planned(
    network: Network, drawn: list[list[Template]], count: int, random: Random
) -> Iterator[list[Plan]]:
    """`count` visits in blocks, wave by wave and day by day as they would arrive, each store with a skill of its own.

    In that order neighbours in every index are written together.
    """
    skill = {store: random.choice(drawn) for store in network.regions}
    block: list[Plan] = []
    for number, wave in enumerate(network.waves):
        share = count * (number + 1) // len(network.waves) - count * number // len(network.waves)
        stores = random.sample(list(skill), len(skill))
        for turn in range(share):
            store = stores[turn % len(stores)]
            day = wave.opens + timedelta(days=DAYS * turn // share)
            block.append(Plan(store, wave, day, random.choice(skill[store])))
            if len(block) == BLOCK:
                yield block
                block = []
    if block:
        yield block


def shared_figures(drawn: list[list[Template]]) -> Shared:
    """What the grades of all visits made from one template have in common."""
    made = {one.number: (one.figures, one.lines) for alike in drawn for one in alike}
    return Shared(Grade, ("figures", "lines"), made)


def made_blocks(
    network: Network, drawn: list[list[Template]], count: int, first: int, random: Random
) -> Iterator[Block]:
    """The rows of `count` visits, whose revisions are numbered from `first`."""
    for plans in planned(network, drawn, count, random):
        block = Block({model: [] for model in (*COLUMNS, Grade)}, [one.template.number for one in plans], [])
        for key, plan in enumerate(plans, start=first):
            for model, row in _rows(network, plan, key, random, block):
                block.rows[model].append(row)
        first += len(plans)
        yield block


@transaction.atomic
def write_block(block: Block, standings: Standings, figures: Shared) -> None:
    """Write one block of visits with everything that belongs to them, and count those that are released."""
    for model, columns in COLUMNS.items():
        fill(model, columns, block.rows[model])
    figures.fill(GRADED, zip(block.templates, block.rows[Grade], strict=True))
    for released in block.released:
        standings.count(*released)


def _rows(
    network: Network, plan: Plan, revision: int, random: Random, block: Block
) -> Iterator[tuple[type, tuple[Any, ...]]]:
    sealed_at = datetime.combine(plan.day, time(16), UTC) + timedelta(seconds=random.randrange(14_400))
    received_at = sealed_at + timedelta(seconds=random.randrange(30, 1800))
    visit, assignment = key_of(sealed_at, random), key_of(sealed_at, random)
    brand, edition, shopper = network.brand.pk.hex, network.edition, random.choice(network.shoppers).pk.hex
    template, grade, received = plan.template, plan.template.grade, said(received_at)
    subject, day = _dashed(visit), plan.day.isoformat()
    sealed = template.sealed.fill(visit=subject, assignment=_dashed(assignment), day=day)
    state, released = _released(grade, received_at, random)
    place = (brand, plan.wave.pk.hex, plan.store)
    window = (said(received_at - WEEK), said(received_at + WEEK))
    money = (template.scenario, "{}", "45.00", "0", "EUR", received)
    yield Assignment, (assignment, *place, shopper, edition.pk, "visited", *window, *money)
    identity = (revision, visit, 1, sha256(sealed).hexdigest(), sealed, day.join(template.answers))
    yield Revision, (*identity, "accepted", "", brand, shopper, received)
    made = (assignment, shopper, edition.pk, state, revision, said(sealed_at - HOUR), said(sealed_at))
    times = (day, received, said(received_at + timedelta(seconds=40)), released)
    yield Visit, (visit, *place, *made, *times, "[]", *(grade[name] for name in GRADE[2:]))
    snapshot = (visit, revision, edition.sha256, "first", received, True)
    yield Grade, (*snapshot, *(grade[name] for name in GRADE))
    yield Entry, (received, "visit.received", subject, brand, "{}", received, 0, "")
    if released:
        block.released.append((plan.wave.pk, plan.store, visit, template.number))
        yield Entry, (released, "visit.released", subject, brand, "{}", released, 0, "")


def _released(grade: dict[str, Any], received_at: datetime, random: Random) -> tuple[str, str | None]:
    """What is held waits; one in twenty others too."""
    if grade["is_held"] or random.random() < 0.05:
        return Visit.State.IN_REVIEW.value, None
    return Visit.State.RELEASED.value, said(received_at + timedelta(hours=random.randrange(2, 48)))


def said(moment: datetime) -> str:
    """A moment in UTC as both databases take it: `2026-03-11 16:00:00`."""
    return moment.isoformat(" ")[:19]


def _dashed(key: str) -> str:
    return f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"


def key_of(moment: datetime, random: Random) -> str:
    """A UUIDv7 (RFC 9562) of that moment, as phones make them: later ids sort later. 32 hexadecimal digits."""
    millis, chance = int(moment.timestamp() * 1000), random.getrandbits(74)
    return f"{millis << 80 | 7 << 76 | chance >> 62 << 64 | 2 << 62 | chance & (1 << 62) - 1:032x}"
