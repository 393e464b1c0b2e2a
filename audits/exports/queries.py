"""Questions about exports, and the rows that go into them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import (
    Exists,
    FilteredRelation,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast

from audits.checklists.models import Edition
from audits.exports.editions import Print, read_print
from audits.exports.models import Export
from audits.people.models import Person, Role
from audits.people.queries import may_see_shoppers, posts_that, within
from audits.people.roles import May
from audits.visits.models import Visit

# SQLite while it reads an export: no file mapped into memory, 4 MB of pages
_READ_ONCE = {"mmap_size": 0, "cache_size": -4096}
CHUNK = 500  # visits read at once
KEYS = 5000  # keys of visits read at once, so that what is to be sorted is narrow and seldom sorted
# One visit as it is read, in this order: no object of the ORM is made of it, and but for its key nothing is parsed
# that would only be printed again.
DAYS = ("local_day", "received_at", "opened_at", "sealed_at", "completed_at", "released_at")
VISIT_ROW = (
    "id",
    "edition_id",
    "state",
    *(f"{name}_text" for name in DAYS),
    "percent_text",
    "band",
    "surplus_text",
    "critical_bit",
    "held_bit",
    "current__number",
    "answers_text",
    "scenario_text",
    "figures_text",
    "lines_text",
    "hidden_text",
    "shopper__alias",
    "store__number",
    "store__name",
    "store__city",
    "store__country",
    "store__region__name",
    "wave__number",
    "wave__name",
)


class FourPlaces(Func):
    """A decimal column of four places as text, `91.5000`; null for null."""

    template = "CAST(%(expressions)s AS text)"
    arity = 1
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite keeps a decimal as a float, without its last zeros."""
        printed = "iif(%(expressions)s IS NULL, NULL, printf('%%%%.4f', %(expressions)s))"
        return self.as_sql(compiler, connection, template=printed, **context)


class HiddenQuestions(Func):
    """Names of the hidden questions among a grade's lines, a JSON array as text. PostgreSQL's alone."""

    template = """jsonb_path_query_array(%(expressions)s, '$[*] ? (@.state == "hidden").question')::text"""
    arity = 1
    output_field = TextField()


def visible_to(person: Person) -> QuerySet[Export]:
    """The exports that a person asked for herself, at brands where she still may."""
    brands = [post.brand_id for post in posts_that(person, May.EXPORT)]
    return Export.objects.filter(by=person, brand__in=brands)


def brands_of(person: Person) -> dict[UUID, str]:
    """The brands whose visits a person may export, with their slugs."""
    return {post.brand_id: post.brand.slug for post in posts_that(person, May.EXPORT)}


def is_at_headquarters(person: Person, brand: UUID) -> bool:
    """Whether she may know on which day a visit was made, and see it in every state: a region may not."""
    return any(post.role == Role.HQ and post.brand_id == brand for post in posts_that(person, May.EXPORT))


def sees_shoppers(person: Person, brand: UUID) -> bool:
    """Whether the file may hold the shoppers' aliases. Their names and addresses are in no file."""
    return may_see_shoppers(person, brand)


def visits_of(person: Person, brand: UUID, asked: Q) -> QuerySet[Visit]:
    """The visits of one brand that the person may export and that her filters ask for.

    Outside headquarters a visit is nobody's before it is released.
    """
    visits = Visit.objects.filter(
        within(person, May.EXPORT, region="store__region"), asked, brand=brand, current__isnull=False
    )
    return visits if is_at_headquarters(person, brand) else visits.filter(state=Visit.State.RELEASED)


def prints_of(visits: QuerySet[Visit], *, brand: UUID) -> list[Print]:
    """The brand's editions that these visits were made with, in edition order.

    Each is sought until a visit is found: another brand's would be sought among all of this one's.
    """
    used = Exists(visits.filter(edition=OuterRef("pk")))
    editions = Edition.objects.filter(used, checklist__brand=brand).order_by(
        "checklist__made_at", "checklist__form_id", "number"
    )
    return [
        read_print(id, number, bytes(printed))
        for id, number, printed in editions.values_list("id", "number", "printed").iterator()
    ]


def chunks(visits: QuerySet[Visit], *, whole_lines: bool) -> Iterator[list[tuple[Any, ...]]]:
    """The visits as VISIT_ROW tuples, oldest received first, a chunk a query.

    Keys are read first, each page of them behind the last key, then the visits by key. So nothing is held between
    two queries: no transaction that would stop vacuum or hold SQLite's write lock, no cursor that a pooler would
    lose, memory for one chunk only; and whatever plan the database takes, documents are never sorted.
    Without `whole_lines` PostgreSQL names the hidden questions instead of writing out the grade's lines, which
    costs it half; to SQLite that would cost more than the lines.
    """
    # The same conditions again: what was opened or withdrawn since its key was read is in no file.
    wide = _rows(visits, whole_lines=whole_lines or connection.vendor != "postgresql")
    with _little_memory():
        for keys in _keys(visits):
            for start in range(0, len(keys), CHUNK):
                ids = [id for _, id in keys[start : start + CHUNK]]
                by_id = {row[0]: row for row in wide.filter(pk__in=ids)}
                yield [by_id[id] for id in ids if id in by_id]


def _keys(visits: QuerySet[Visit]) -> Iterator[list[tuple[Any, Any]]]:
    ordered = visits.order_by("received_at", "id").values_list("received_at", "id")
    page = list(ordered[:KEYS])
    while page:
        yield page
        received_at, id = page[-1]
        behind = Q(received_at__gt=received_at) | Q(id__gt=id)
        page = list(ordered.filter(behind, received_at__gte=received_at)[:KEYS])


@contextmanager
def _little_memory() -> Iterator[None]:
    """SQLite maps its file and keeps its pages by our settings; a file read once from end to end gains nothing by
    that. What was set before is set again at the end."""
    if connection.vendor != "sqlite":
        yield
        return
    before = [(name, _pragma(name)) for name in _READ_ONCE]
    for name, value in _READ_ONCE.items():
        _pragma(name, value)
    try:
        yield
    finally:
        for name, value in before:
            _pragma(name, value)


def _pragma(name: str, value: int | None = None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}" if value is None else f"PRAGMA {name}={value}")
        return int((cursor.fetchone() or [0])[0])


def _rows(visits: QuerySet[Visit], *, whole_lines: bool) -> QuerySet[Visit, tuple[Any, ...]]:
    nothing = Value(None, output_field=TextField())
    counting = FilteredRelation("grades", condition=Q(grades__is_current=True))
    return (
        visits.annotate(counting=counting)
        .annotate(
            **{f"{name}_text": Cast(name, TextField()) for name in DAYS},
            percent_text=FourPlaces("percent"),
            surplus_text=FourPlaces("surplus"),
            critical_bit=Cast("is_critical", IntegerField()),
            held_bit=Cast("is_held", IntegerField()),
            answers_text=Cast("current__answers", TextField()),
            scenario_text=Cast("assignment__scenario", TextField()),
            figures_text=Cast("counting__figures", TextField()),
            lines_text=Cast("counting__lines", TextField()) if whole_lines else nothing,
            hidden_text=nothing if whole_lines else HiddenQuestions("counting__lines"),
        )
        .order_by()
        .values_list(*VISIT_ROW)
    )
