"""Lists in pages by key, the newest first, as long as they were asked for."""

from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet, Subquery

M = TypeVar("M", bound=Model)
USUAL, MOST = 50, 200  # rows of a page


def asked_limit(text: str | None) -> int:
    """How many rows `?limit=` asks for, from 1 to `MOST`; `USUAL` where it is left out or no number."""
    digits = text or ""
    is_number = digits.isascii() and digits.isdigit() and len(digits) < 9
    return min(max(int(digits), 1), MOST) if is_number else USUAL


def moment_in(text: str) -> datetime:
    """A moment with its zone, in UTC. ValueError for what is none, or lies where UTC has no day (the year 1, 9999)."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError(text) from None


def after(rows: QuerySet[M], cursor: str | None, *, at: str = "made_at") -> QuerySet[M]:
    """Of `rows`, sorted by `-at` and `-id`, those behind the one whose id is `cursor`; all where there is no such row.

    The database compares with the moment that it holds. A moment that has been out of it comes back otherwise
    written: SQLite keeps its own `Now()` to the millisecond, and a page would begin with the last one's end.
    """
    try:
        key = UUID(cursor or "")
    except ValueError:
        return rows
    last = rows.model._default_manager.filter(
        pk=key
    )  # whatever has become of it since: it may have left `rows`
    if not last.exists():
        return rows
    moment = Subquery(last.values(at)[:1])
    return rows.filter(Q(**{f"{at}__lt": moment}) | Q(**{at: moment, "pk__lt": key}))
