"""What a file can hold: who reads which rows, laid on which columns."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any
from uuid import UUID

from audits.exports import queries, scorecards
from audits.exports.editions import Print
from audits.exports.filters import visits_asked
from audits.exports.insights import InsightRows
from audits.exports.tables import Table
from audits.exports.visit_facts import VisitRow
from audits.exports.visits_long import long_visits
from audits.exports.visits_wide import wide_visits
from audits.people.models import Person


@dataclass(frozen=True, slots=True)
class Content:
    """Rows that can be counted and read, and the editions that explain them."""

    count: Callable[[], int]
    table: Callable[[], Table]
    prints: list[Print]


Build = Callable[[Person, UUID, dict[str, Any], str], Content]


def visits(person: Person, brand: UUID, filters: dict[str, Any], shape: str) -> Content:
    """Visits: a row each (wide), or a row for each question (long)."""
    sees_days = queries.is_at_headquarters(person, brand)
    asked = queries.visits_of(person, brand, visits_asked(filters, sees_days=sees_days))
    prints = queries.prints_of(asked, brand=brand)
    is_long = shape == "long"
    known = {edition.id for edition in prints}

    def rows() -> Iterator[VisitRow]:
        read = map(VisitRow._make, chain.from_iterable(queries.chunks(asked, whole_lines=is_long)))
        # A visit with an edition that came up only after the columns were drawn waits for the next file.
        return (row for row in read if row.edition_id in known)

    lay = partial(long_visits, language=person.language) if is_long else wide_visits
    sees_shoppers = queries.sees_shoppers(person, brand)

    def table() -> Table:
        return lay(rows(), prints, sees_days=sees_days, sees_shoppers=sees_shoppers)

    return Content(count=asked.count, table=table, prints=prints)


def answers(person: Person, brand: UUID, filters: dict[str, Any], shape: str) -> Content:
    """Answers are visits in their long shape, whatever shape is asked for."""
    return visits(person, brand, filters, "long")


def standings(person: Person, brand: UUID, filters: dict[str, Any], shape: str) -> Content:
    """Scorecards: a row each (wide), or a row for each figure (long)."""
    cards = scorecards.scorecards_of(person, brand, filters)
    prints = scorecards.prints_of(cards)
    table = partial(scorecards.table, cards, prints, brand, shape)
    return Content(count=cards.count, table=table, prints=prints)


def insights(person: Person, brand: UUID, filters: dict[str, Any], shape: str) -> Content:
    """Insights have a row for each figure, whatever shape is asked for."""
    found = InsightRows(person, brand, filters)
    return Content(count=found.count, table=found.table, prints=[])


CONTENTS: dict[str, Build] = {
    "visits": visits,
    "answers": answers,
    "scorecards": standings,
    "insights": insights,
}
