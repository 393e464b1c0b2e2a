"""Verbs about draws: asking for one, making it, writing what was drawn."""

import secrets
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from functools import lru_cache
from itertools import islice
from time import monotonic
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from audits.journal.services import note, record
from audits.people.models import Person
from audits.places.models import Brand
from audits.refusals import refused
from audits.waves.drawing import Slot
from audits.waves.drawing.tableau import NOBODY
from audits.waves.models import Assignment, Draw, Wave
from audits.waves.planning import Plan, days_left, plan, visits_left
from audits.waves.reporting import document
from audits.waves.writing import Row, insert

State = Assignment.State
LARGE = 2000  # visits above which a draw is made by a worker
BATCH = 2000  # visits written at once
OVERLAP = timedelta(seconds=10)  # what is given by hand is dated a moment before it is committed
GIVEN_UP = timedelta(minutes=30)  # a draw that ended without a word holds nobody up any longer than this


def lock_programme(brand: UUID) -> None:
    """One at a time gives visits of a brand away: draws and claims see each other's. In the caller's transaction."""
    Brand.objects.select_for_update(no_key=True).only("id").get(pk=brand)


def new_seed() -> int:
    """A seed for whoever names none."""
    return secrets.randbelow(2**31)


def planned(wave: Wave, *, seed: int | None) -> dict[str, Any]:
    """The plan's document; nothing is written."""
    started = monotonic()
    found = plan(wave, seed=new_seed() if seed is None else seed, now=timezone.now())
    return document(found, seconds=monotonic() - started)


def request_draw(wave: Wave, *, seed: int | None, fill: str, offer_rest: bool, by: Person) -> Draw:
    """Draw now where it is quick, else let a worker do it. Refused as `draw_running`, `wave_closed`."""
    now = timezone.now()
    if not days_left(wave, now.date()):
        raise refused("wave_closed")
    left = visits_left(wave)
    with transaction.atomic():
        lock_programme(wave.brand_id)
        running = wave.draws.filter(state__in=(Draw.State.WAITING, Draw.State.DRAWING))
        if running.filter(made_at__gt=now - GIVEN_UP).exists():
            raise refused("draw_running")
        draw = Draw.objects.create(
            wave=wave,
            seed=new_seed() if seed is None else seed,
            fill=fill,
            offer_rest=offer_rest,
            by=by,
            slots=left,
        )
        write = record if left > LARGE else note
        write("wave.draw_requested", draw, by=by, brand=wave.brand_id, detail={"seed": draw.seed})
    if left <= LARGE:
        make_draw(draw.pk)
    draw.refresh_from_db()
    return draw


def make_draw(draw_id: UUID) -> None:
    """Draw and write. Safe to run twice: what was written stands, and only what is still unfilled is drawn."""
    draw = Draw.objects.select_related("wave__brand", "wave__edition").get(pk=draw_id)
    if draw.state == Draw.State.DONE:
        return
    started = monotonic()
    Draw.objects.filter(pk=draw.pk).update(state=Draw.State.DRAWING, slots_done=0)
    try:
        found = plan(draw.wave, seed=draw.seed, now=timezone.now(), gives=draw.fill == Draw.Fill.DRAW)
        Draw.objects.filter(pk=draw.pk).update(slots=len(found.slots))
        drawn, opened = _write(draw, found)
    except BaseException:
        Draw.objects.filter(pk=draw.pk).update(state=Draw.State.FAILED)
        raise
    report = document(found, seconds=monotonic() - started) | {"drawn": drawn, "opened": opened}
    with transaction.atomic():
        Draw.objects.filter(pk=draw.pk).update(state=Draw.State.DONE, report=report)
        told = {"draw": str(draw.pk), "seed": draw.seed, "drawn": drawn, "opened": opened}
        record("wave.drawn", draw.wave, by=draw.by, brand=draw.wave.brand_id, detail=told)


def _write(draw: Draw, found: Plan) -> tuple[int, int]:
    drawn = opened = 0
    ours: set[UUID] = set()
    away: set[UUID] = set()
    since = found.read_at
    indices = iter(range(len(found.slots)))
    while batch := list(islice(indices, BATCH)):
        with transaction.atomic():
            lock_programme(draw.wave.brand_id)
            looked_at = timezone.now()
            away |= _given_elsewhere(found, ours, since=since)
            gave = _fill_offered(found, [i for i in batch if found.slots[i].offered], away)
            rows = list(_rows(draw, found, [i for i in batch if not found.slots[i].offered], away))
            insert(rows, _terms(draw.wave))
            ours.update(gave, (row["id"] for row in rows))
            Draw.objects.filter(pk=draw.pk).update(slots_done=F("slots_done") + len(batch))
        since = looked_at - OVERLAP
        drawn += len(gave) + sum(row["state"] == State.ASSIGNED for row in rows)
        opened += sum(row["state"] == State.OPEN for row in rows)
    return drawn, opened


def _given_elsewhere(found: Plan, ours: set[UUID], *, since: datetime) -> set[UUID]:
    """Shoppers who got a visit from somebody else since then, and their companions: what was drawn for them may
    break a rule by now."""
    rows = Assignment.objects.filter(
        brand=found.wave.brand_id, shopper__isnull=False, changed_at__gte=since
    ).values_list("id", "shopper_id")
    away = {shopper for key, shopper in rows if key not in ours and shopper}
    companions = {one for shopper in found.facts.shoppers if shopper.id in away for one in shopper.companions}
    return away | companions


def _shopper(found: Plan, index: int, away: set[UUID]) -> UUID | None:
    row = int(found.drawn.given[index])
    shopper = None if row == NOBODY else found.facts.shoppers[row].id
    return None if shopper in away else shopper


def _fill_offered(found: Plan, indices: Sequence[int], away: set[UUID]) -> list[UUID]:
    """Give open assignments to whom they were drawn for, those that are still open."""
    asked = ((found.slots[i].offered, _shopper(found, i, away)) for i in indices)
    drawn_for = {key: shopper for key, shopper in asked if key and shopper}
    still_open = Assignment.objects.select_for_update().filter(pk__in=drawn_for, state=State.OPEN)
    rows = list(still_open.order_by("id"))
    for row in rows:
        row.shopper_id, row.state, row.changed_at = drawn_for[row.pk], State.ASSIGNED, timezone.now()
    Assignment.objects.bulk_update(rows, ["shopper", "state", "changed_at"], batch_size=400)
    return [row.pk for row in rows]


def _rows(draw: Draw, found: Plan, indices: Sequence[int], away: set[UUID]) -> Iterator[Row]:
    for index in indices:
        slot, shopper = found.slots[index], _shopper(found, index, away)
        if shopper is None and not draw.offer_rest and draw.fill == Draw.Fill.DRAW:
            continue
        yield {
            "id": uuid4(),
            "store_id": found.stores[slot.place].id,
            "shopper_id": shopper,
            "state": State.ASSIGNED if shopper else State.OPEN,
            "daypart": slot.daypart,
            "wants": dict(slot.wants),
            **_part(found, index, slot),
        }


def _part(found: Plan, index: int, slot: Slot) -> dict[str, Any]:
    """Window, scenario, brief and look of a visit."""
    window = window_of(found.wave, found.stores[slot.place].timezone)
    scenario = found.scenarios[index] if found.scenarios else None
    look = found.looks[index] if found.looks else ""
    values = dict(scenario.scenario_values) if scenario else {}
    return {
        # where the last day has ended already, an hour is left of it
        "window_from": min(max(window[0], found.read_at), window[1] - timedelta(hours=1)),
        "window_to": window[1],
        "look": look,
        "scenario": values | ({"scenario_look": look} if look else {}),
        "brief": dict(scenario.brief) if scenario else {},
    }


def _terms(wave: Wave) -> dict[str, Any]:
    keys = {"brand_id": wave.brand_id, "wave_id": wave.pk, "edition_id": wave.edition_id}
    return keys | {"fee": wave.fee, "expense_limit": wave.expense_limit, "currency": wave.brand.currency}


def window_of(wave: Wave, zone: str) -> tuple[datetime, datetime]:
    """From the first minute of the wave's first day to the end of its last, at the store."""
    return _midnight(wave.opens.toordinal(), zone), _midnight(wave.closes.toordinal() + 1, zone)


@lru_cache(maxsize=2048)
def _midnight(ordinal: int, zone: str) -> datetime:
    day = datetime.fromordinal(ordinal).date()
    try:
        local = ZoneInfo(zone)
    except (KeyError, ValueError):  # a zone that this machine doesn't know
        return datetime.combine(day, clock_time.min, tzinfo=UTC)
    return datetime.combine(day, clock_time.min, tzinfo=local).astimezone(UTC)
