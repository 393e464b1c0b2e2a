"""Who reads which lines of the journal, and with which names."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any
from uuid import UUID

import orjson
from django.db.models import QuerySet

from audits.formulas import disarmed
from audits.journal.models import Entry
from audits.journal.queries import in_pages, lines_of, told
from audits.people.models import Person, Post, Role
from audits.people.queries import may_see_shoppers, posts_that
from audits.people.roles import May

HEADINGS = ("id", "at", "verb", "subject", "by", "detail")


def read_by(person: Person, brand: str = "") -> QuerySet[Entry]:
    """The lines that she may read, of one of her brands (id or slug) or of all."""
    posts = posts_that(person, May.READ_JOURNAL)
    return lines_of({post.brand_id for post in posts if brand in ("", post.brand.slug, str(post.brand_id))})


def in_words(lines: Collection[Any], person: Person) -> list[dict[str, Any]]:
    """Lines for this reader; who is or was a shopper has a name for schedulers alone."""
    by = {line["by"] for line in lines if line["by"] is not None}
    named = {line["brand_id"] for line in lines if may_see_shoppers(person, line["brand_id"])}
    return told(lines, shoppers=by - _staff(by), named=named)


def _staff(people: Iterable[UUID]) -> set[UUID]:
    """Those who hold a post, and none as a shopper: whoever has left is nobody's colleague for sure."""
    posts = Post.objects.filter(person__in=list(people)).values_list("person_id", "role")
    shoppers = {person for person, role in posts if role == Role.SHOPPER}
    return {person for person, _ in posts} - shoppers


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
