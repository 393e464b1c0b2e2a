"""Verbs: opening waves, giving assignments, taking them back."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from audits.checklists.models import Checklist, Edition
from audits.journal.services import note, record
from audits.people.models import Person
from audits.places.models import Store
from audits.refusals import refused
from audits.waves.models import Assignment, Scenario, Wave

State = Assignment.State
AWAITED = (State.ASSIGNED, State.OPEN)  # a visit on it makes it visited


@transaction.atomic
def open_wave(
    *,
    checklist: Checklist,
    edition: Edition,
    name: str,
    opens: date,
    closes: date,
    by: Person | None,
    visits_per_store: int = 1,
    release_rule: str = Wave.ReleaseRule.REVIEWER,
    scenarios: Iterable[Scenario] = (),
    **terms: Any,
) -> Wave:
    """Open the next wave of a checklist; `closes` is its last day. `terms`: quotas, rules, fee, … by their fields."""
    # The checklist's row is locked, so that two who open a wave at once get two numbers.
    Checklist.objects.select_for_update().get(pk=checklist.pk)
    highest = Wave.objects.filter(checklist=checklist).aggregate(Max("number"))["number__max"] or 0
    wave = Wave.objects.create(
        brand_id=checklist.brand_id,
        checklist=checklist,
        edition=edition,
        number=highest + 1,
        name=name,
        opens=opens,
        closes=closes,
        visits_per_store=visits_per_store,
        release_rule=release_rule,
        **terms,
    )
    wave.scenarios.set(scenarios)
    note("wave.opened", wave, by=by, brand=wave.brand_id, detail={"number": wave.number})
    return wave


@transaction.atomic
def change_wave(wave: Wave, *, by: Person, scenarios: Iterable[Scenario] | None = None, **terms: Any) -> Wave:
    """Other terms from now on. Assignments keep those that they were made with."""
    for name, value in terms.items():
        setattr(wave, name, value)
    wave.save(update_fields=sorted(terms))
    if scenarios is not None:
        wave.scenarios.set(scenarios)
    changed = sorted(terms) + (["scenarios"] if scenarios is not None else [])
    note("wave.changed", wave, by=by, brand=wave.brand_id, detail={"fields": changed})
    return wave


@transaction.atomic
def assign(
    *,
    wave: Wave,
    store: Store,
    shopper: Person | None,
    window_from: datetime,
    window_to: datetime,
    by: Person | None,
    scenario: Scenario | None = None,
    scenario_values: Mapping[str, Any] | None = None,
    brief: Mapping[str, str] | None = None,
    **terms: Any,
) -> Assignment:
    """Give a visit to a shopper, or offer it to all where there is none. `terms`: fee, expense_limit, currency."""
    assignment = Assignment.objects.create(
        brand_id=wave.brand_id,
        wave=wave,
        store=store,
        shopper=shopper,
        edition_id=wave.edition_id,
        state=State.ASSIGNED if shopper else State.OPEN,
        window_from=window_from,
        window_to=window_to,
        scenario={**(scenario.scenario_values if scenario else {}), **(scenario_values or {})},
        brief=dict(brief or (scenario.brief if scenario else {})),
        **terms,
    )
    note("assignment.made", assignment, by=by, brand=wave.brand_id, detail={"store": str(store.pk)})
    return assignment


@transaction.atomic
def give_anew(*, by: Person, **terms: Any) -> Assignment:
    """The same as `assign`, and its shopper is told of it."""
    made = assign(by=by, **terms)
    if made.shopper_id:
        detail = {"shopper": str(made.shopper_id)}
        record("assignment.given", made, by=by, brand=made.brand_id, detail=detail)
    return made


@transaction.atomic
def withdraw_assignment(*, assignment: UUID, by: Person) -> Assignment:
    """Take an assignment back. A visit that is made on it all the same is received and marked."""
    found = Assignment.objects.select_for_update().get(pk=assignment)
    if found.state == State.VISITED:
        raise refused("assignment_visited")
    if found.state != State.WITHDRAWN:
        found.state = State.WITHDRAWN
        found.save(update_fields=["state", "changed_at"])
        note("assignment.withdrawn", found, by=by, brand=found.brand_id)
    return found


def mark_visited(*, assignment: UUID, shopper: Person) -> None:
    """A visit was received on it, in the caller's transaction. What was withdrawn or lapsed stays so."""
    Assignment.objects.filter(pk=assignment, state__in=AWAITED).update(state=State.VISITED, shopper=shopper)
