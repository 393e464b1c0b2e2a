"""Who reads which lines of the journal, and with which names."""

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

import orjson
from django.db.models import QuerySet

from audits.formulas import disarmed
from audits.journal.models import Entry
from audits.journal.queries import ids_in, in_pages, lines_of, told
from audits.people.models import Person, Role
from audits.people.queries import may_see_shoppers, posts_that
from audits.people.roles import May

HEADINGS = ("id", "at", "verb", "subject", "by", "detail")


def read_by(person: Person, brand: str = "") -> QuerySet[Entry]:
    """The lines that she may read, of one of her brands (id or slug) or of all."""
    posts = posts_that(person, May.READ_JOURNAL)
    return lines_of({post.brand_id for post in posts if brand in ("", post.brand.slug, str(post.brand_id))})


def in_words(lines: Collection[Any], person: Person) -> list[dict[str, Any]]:
    """Lines for this reader; who is or was a shopper has a name for schedulers alone."""
    named = {line["brand_id"] for line in lines if may_see_shoppers(person, line["brand_id"])}
    unnamed = [line for line in lines if line["brand_id"] not in named]
    return told(lines, shoppers=_shoppers(ids_in(unnamed)), named=named)


def _shoppers(ids: Collection[UUID]) -> set[UUID]:
    """The people among these ids, but for those who hold a post, and none as a shopper: whoever has left is nobody's
    colleague for sure."""
    people = Person.objects.filter(pk__in=ids).values_list("pk", "posts__role")
    held: dict[UUID, set[str | None]] = {}
    for person, role in people:
        held.setdefault(person, set()).add(role)
    return {person for person, roles in held.items() if roles & {None, Role.SHOPPER}}


def as_csv(lines: QuerySet[Entry], person: Person) -> Iterator[str]:
    """The lines as CSV, some at a time, at constant memory."""
    yield ",".join(HEADINGS) + "\r\n"
    for page in in_pages(lines):
        yield "".join(_row(line) for line in in_words(page, person))


def _row(line: dict[str, Any]) -> str:
    by = line["by"] or {}
    who = by.get("name") or by.get("alias") or ""
    detail = orjson.dumps(line["detail"]).decode() if line["detail"] else ""
    cells = (str(line["id"]), line["at"].isoformat(), line["verb"], line["subject"], who, detail)
    return ",".join(_cell(cell) for cell in cells) + "\r\n"


def _cell(text: str) -> str:
    safe = disarmed(text)
    return '"' + safe.replace('"', '""') + '"' if any(sign in safe for sign in ',"\r\n') else safe
