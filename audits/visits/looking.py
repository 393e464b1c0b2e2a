"""One look at everything that decides over sealed bytes: in one statement, because it is the hot path."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

import orjson

from audits.visits.models import Revision
from audits.visits.statements import Row, as_uuid, ask_first, db_key
from audits.waves.queries import AssignmentFacts

_HELD = """
SELECT v.shopper_id, v.brand_id, v.assignment_id, v.state, v.current_id,
       r.sha256, r.person_id, r.standing, r.reason,
       a.id, a.brand_id, a.wave_id, a.store_id, a.shopper_id, a.edition_id, e.sha256, w.checklist_id,
       a.state, a.window_from, a.window_to, s.timezone, s.lat, s.lon, b.policy
FROM {asked}
LEFT JOIN audits_visit v ON v.id = {visit}
LEFT JOIN audits_revision r ON r.visit = {visit} AND r.number = {number}
LEFT JOIN audits_assignment a ON a.id = {assignment}
LEFT JOIN audits_edition e ON e.id = a.edition_id
LEFT JOIN audits_wave w ON w.id = a.wave_id
LEFT JOIN audits_store s ON s.id = a.store_id
LEFT JOIN audits_brand b ON b.id = a.brand_id
"""
_LOOK = _HELD.format(
    asked="(SELECT 1 AS row) one", visit="%(visit)s", number="%(number)s", assignment="%(assignment)s"
)
_VISIT, _ROW = slice(0, 5), slice(5, 9)


@dataclass(frozen=True, slots=True)
class HeldVisit:
    """A visit that is here already. `current` is the key of the revision that counts."""

    shopper: UUID
    brand: UUID
    assignment: UUID
    state: str
    current: int | None


@dataclass(frozen=True, slots=True)
class HeldRevision:
    """A row with the number that is asked for."""

    sha256: str
    person: UUID
    standing: str
    reason: str


@dataclass(frozen=True, slots=True)
class Held:
    """What the server holds of one revision of one visit, and of the assignment that it names."""

    visit: HeldVisit | None
    rows: tuple[HeldRevision, ...]
    facts: AssignmentFacts | None

    def mine(self, sha256: str, person: UUID) -> HeldRevision | None:
        """The row with these very bytes of this very person."""
        return next((row for row in self.rows if row.sha256 == sha256 and row.person == person), None)

    @property
    def is_taken(self) -> bool:
        """Whether a revision with this number counts already."""
        return any(row.standing == Revision.Standing.ACCEPTED for row in self.rows)


def look(*, visit: UUID, number: int, assignment: UUID | None) -> Held:
    """What is known of a visit, of one of its revisions, and of an assignment."""
    named = assignment and db_key(assignment)
    rows = ask_first(_LOOK, {"visit": db_key(visit), "number": number, "assignment": named})
    return _held(rows)


def look_at_all(
    ask_here: Callable[[str, list[Any]], Iterable[Row]], asked: Sequence[tuple[UUID, int, UUID | None]]
) -> list[Held]:
    """The same of several visits in one statement, which `ask_here` asks of an SQLite connection."""
    values: list[Any] = []
    for visit, number, assignment in asked:
        values += visit.hex, number, assignment and assignment.hex
    found: list[list[Row]] = [[] for _ in asked]
    for place, *row in ask_here(_look_at_all(len(asked)), values):
        found[place].append(tuple(row))
    return [_held(rows) for rows in found]


@cache
def _look_at_all(count: int) -> str:
    lines = " UNION ALL ".join(
        f"SELECT {place} AS place, ? AS visit, ? AS number, ? AS assignment" for place in range(count)
    )
    named = {name: f"one.{name}" for name in ("visit", "number", "assignment")}
    held = _HELD.format(asked=f"({lines}) one", **named)
    return held.replace("SELECT v.", "SELECT one.place, v.", 1)


def _held(rows: Sequence[Row]) -> Held:
    return Held(_visit(rows[0][_VISIT]), tuple(_revisions(rows)), _facts(rows[0][9:]))


def _visit(found: tuple[Any, ...]) -> HeldVisit | None:
    shopper, brand, assignment, state, current = found
    if shopper is None:
        return None
    return HeldVisit(as_uuid(shopper), as_uuid(brand), as_uuid(assignment), state, current)


def _revisions(rows: Sequence[Row]) -> Iterator[HeldRevision]:
    for sha256, person, standing, reason in (row[_ROW] for row in rows):
        if sha256 is not None:
            yield HeldRevision(sha256, as_uuid(person), standing, reason)


def _facts(found: tuple[Any, ...]) -> AssignmentFacts | None:
    key, brand, wave, store, shopper, edition, sha256, checklist, state, *rest = found
    if key is None:
        return None
    window_from, window_to, timezone, lat, lon, policy = rest
    return AssignmentFacts(
        id=as_uuid(key),
        brand=as_uuid(brand),
        wave=as_uuid(wave),
        store=as_uuid(store),
        shopper=None if shopper is None else as_uuid(shopper),
        edition=edition,
        edition_sha256=sha256,
        checklist=as_uuid(checklist),
        state=state,
        window=(_moment(window_from), _moment(window_to)),
        timezone=timezone,
        where=(lat, lon),
        policy=orjson.loads(policy) if isinstance(policy, str | bytes) else policy,
    )


def _moment(value: Any) -> datetime:
    read = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return read if read.tzinfo else read.replace(tzinfo=UTC)
