"""Questions about the journal: who may read which lines, and how much of them."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from audits.journal.models import Entry

# Members of a detail that say who somebody is; read by schedulers alone
PERSONAL = frozenset({"person", "shopper", "name", "email", "endpoint"})
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
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


def ids_in(lines: Collection[Mapping[str, Any]]) -> set[UUID]:
    """Every id that lines mention: who did it, what it was done to, what their details name."""
    told = [value for line in lines for value in (line["subject"], *line["detail"].values())]
    mentioned = {UUID(value) for value in told if isinstance(value, str) and _ID.fullmatch(value)}
    return mentioned | {line["by"] for line in lines if line["by"] is not None}


def told(
    lines: Iterable[Mapping[str, Any]], *, shoppers: Collection[UUID], named: Collection[UUID]
) -> list[dict[str, Any]]:
    """Lines in JSON. A shopper has a name and an id at the brands in `named`, an alias elsewhere, and a line about
    her an empty subject: an id is a thread to pull on."""
    hers = {str(key) for key in shoppers}
    return [_told(line) if line["brand_id"] in named else _told_without(hers, line) for line in lines]


def _told(line: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: line[name] for name in ("id", "at", "verb", "subject", "detail")}
    return told | {"by": line["by"] and {"id": line["by"], "name": line["by__name"]}}


def _told_without(shoppers: Collection[str], line: Mapping[str, Any]) -> dict[str, Any]:
    told = _told(line)
    if str(line["by"]) in shoppers:
        told["by"] = {"id": None, "alias": line["by__alias"]}
    if line["subject"] in shoppers:
        told["subject"] = ""
    told["detail"] = {
        name: value for name, value in line["detail"].items() if not _names(name, value, shoppers)
    }
    return told


def _names(name: str, value: object, shoppers: Collection[str]) -> bool:
    return name in PERSONAL or (isinstance(value, str) and value in shoppers)


def in_pages(lines: QuerySet[Entry]) -> Iterator[list[dict[str, Any]]]:
    """All lines in rows of columns, some at a time by key, at constant memory."""
    last: int | None = None
    while page := list((lines if last is None else lines.filter(id__lt=last)).values(*COLUMNS)[:AT_ONCE]):
        yield page
        last = page[-1]["id"]
