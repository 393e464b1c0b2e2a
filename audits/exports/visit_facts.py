"""What every file says of a visit before its answers: where, when, how far. Never who."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from audits.exports.cells import Piece, piece, week, words
from audits.exports.columns import Column
from audits.exports.editions import Print
from audits.exports.tables import Line

KEPT = 20_000
STORE = ("store/number", "store/name", "store/city", "store/country", "region/name")
WAVE = ("wave/number", "wave/name")
DAYS_AND_TIMES = (
    "visit/day",
    "visit/week",
    "visit/opened_at",
    "visit/sealed_at",
    "visit/received_at",
    "visit/completed_at",
    "visit/released_at",
)


class VisitRow(NamedTuple):
    """A tuple of `queries.VISIT_ROW`, with names. Days, moments (in UTC), decimals and JSON are text as the database
    writes them."""

    id: UUID
    edition_id: int
    state: str
    local_day: str | None
    received_at: str
    opened_at: str | None
    sealed_at: str | None
    completed_at: str | None
    released_at: str | None
    percent: str | None
    band: str
    surplus: str | None
    is_critical: int
    is_held: int
    revision: int
    answers_text: str
    scenario_text: str | None
    figures_text: str | None
    lines_text: str | None
    hidden_text: str | None  # names of hidden questions, where the lines are not read
    alias: str
    store_number: str
    store_name: str
    store_city: str
    store_country: str
    region_name: str
    wave_number: int
    wave_name: str


class VisitFacts:
    """Lays the facts of a visit on columns. A reader of weeks gets no moment from which a day could be told."""

    def __init__(self, prints: list[Print], *, sees_days: bool, sees_shoppers: bool) -> None:
        self.editions = {
            edition.id: piece((words(edition.checklist), edition.number)).text for edition in prints
        }
        self.checklists = {edition.id: (words(edition.checklist), edition.number) for edition in prints}
        self.times = _days_and_times if sees_days else _week_alone
        self.sees_shoppers = sees_shoppers
        self.columns = [Column(name) for name in self._names(sees_days)]
        self._of_store: dict[tuple[str, int, str], Piece] = {}
        self._of_shopper: dict[str, Piece] = {}

    def _names(self, sees_days: bool) -> list[str]:
        shopper = ["shopper/alias"] if self.sees_shoppers else []
        times = DAYS_AND_TIMES if sees_days else ("visit/week",)
        edition = ("checklist/id", "edition/number")
        return ["visit/id", *STORE, *WAVE, *edition, "visit/revision", "visit/state", *times, *shopper]

    def lay(self, row: VisitRow) -> Line:
        """The pieces of one visit, in the order of `columns`."""
        times = self.times(row)
        cells = (*self.checklists[row.edition_id], row.revision, row.state, *times)
        told = [time or "" for time in times]  # digits and dashes: nothing to quote
        text = f"{self.editions[row.edition_id]},{row.revision},{row.state},{','.join(told)}"
        identity = str(row.id)
        line = [Piece((identity,), identity), self._place(row), Piece(cells, text)]
        if self.sees_shoppers:
            line.append(self._shopper(row.alias))
        return line

    def _shopper(self, alias: str) -> Piece:
        found = self._of_shopper.get(alias)
        if found is None:
            found = piece([words(alias)])
            if len(self._of_shopper) < KEPT:
                self._of_shopper[alias] = found
        return found

    def _place(self, row: VisitRow) -> Piece:
        key = (row.store_number, row.wave_number, row.wave_name)
        found = self._of_store.get(key)
        if found is None:
            store = (row.store_number, row.store_name, row.store_city, row.store_country, row.region_name)
            found = piece([*map(words, store), row.wave_number, words(row.wave_name)])
            if len(self._of_store) < KEPT:
                self._of_store[key] = found
        return found


def _days_and_times(row: VisitRow) -> tuple[str | None, ...]:
    return (
        row.local_day,
        _week(row.local_day),
        _moment(row.opened_at),
        _moment(row.sealed_at),
        _moment(row.received_at),
        _moment(row.completed_at),
        _moment(row.released_at),
    )


def _moment(text: str | None) -> str | None:
    """`2026-03-11 16:00:00.123+00` as RFC 3339 with whole seconds."""
    return text and f"{text[:10]}T{text[11:19]}Z"


def _week_alone(row: VisitRow) -> tuple[str | None, ...]:
    return (_week(row.local_day),)


@lru_cache(maxsize=4096)
def _week(day: str | None) -> str | None:
    return None if day is None else week(date.fromisoformat(day))
