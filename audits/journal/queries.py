"""Questions about the journal: who may read which lines, and how much of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from audits.journal.models import Entry

# Members of a detail that say who somebody is; read by schedulers alone
PERSONAL = frozenset({"person", "shopper", "name", "email", "endpoint"})
AT_ONCE = 500
COLUMNS = ("id", "at", "verb", "subject", "by", "brand_id", "detail", "by__name", "by__alias")


def lines_of(brands: Collection[UUID]) -> QuerySet[Entry]:
    """The lines of these brands, newest first. What belongs to no brand is read by nobody but its own server."""
    return Entry.objects.filter(brand_id__in=brands).order_by("-id")


def narrowed(lines: QuerySet[Entry], wanted: Mapping[str, Any]) -> QuerySet[Entry]:
    """Those with this `verb` (`visit.`: all that begin so), `subject`, `by`, from and to these moments."""
    verb = wanted.get("verb")
    if verb:
        lines = lines.filter(**{"verb__startswith" if verb.endswith(".") else "verb": verb})
    paths = {"subject": "subject", "by": "by", "from": "at__gte", "to": "at__lt"}
    return lines.filter(**{path: wanted[name] for name, path in paths.items() if wanted.get(name)})


def told(
    lines: Iterable[Mapping[str, Any]], *, shoppers: Collection[UUID], named: Collection[UUID]
) -> list[dict[str, Any]]:
    """Lines in JSON. A shopper has an alias, and a name beside it at the brands in `named`."""
    return [_told(line, shoppers, named=line["brand_id"] in named) for line in lines]


def _told(line: Mapping[str, Any], shoppers: Collection[UUID], *, named: bool) -> dict[str, Any]:
    by = line["by"]
    who = {"alias": line["by__alias"]} if by in shoppers and not named else {"name": line["by__name"]}
    detail = {name: value for name, value in line["detail"].items() if named or name not in PERSONAL}
    # an id is a thread to pull on: whoever has no names has no shopper's id either
    key = None if by in shoppers and not named else by
    return {
        **{name: line[name] for name in ("id", "at", "verb", "subject")},
        "by": None if by is None else {"id": key, **who},
        "detail": detail,
    }


def in_pages(lines: QuerySet[Entry]) -> Iterator[list[dict[str, Any]]]:
    """All lines in rows of columns, some at a time by key, at constant memory."""
    last: int | None = None
    while page := list((lines if last is None else lines.filter(id__lt=last)).values(*COLUMNS)[:AT_ONCE]):
        yield page
        last = page[-1]["id"]
