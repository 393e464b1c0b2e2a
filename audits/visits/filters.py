"""Filters of the list of visits, by the names that screen, list and export share."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import django_filters  # type: ignore[import-untyped]  # it has no stubs
from django.db.models import Q, QuerySet

from audits.people.models import Person
from audits.people.queries import posts_that
from audits.people.roles import May
from audits.places.models import Store
from audits.refusals import refused
from audits.visits.models import Visit
from audits.visits.queries import reads_weeks, visible_to

FILTER_NAMES = ("brand", "wave", "region", "store", "state", "band", "critical", "from", "to", "q")
FEW = 50  # stores
BANDS = [(band, band) for band in ("green", "amber", "red")]


class VisitFilters(django_filters.FilterSet):
    """Those of `FILTER_NAMES`; several states or bands by comma."""

    brand = django_filters.CharFilter(method="of_brand")
    wave = django_filters.UUIDFilter(field_name="wave_id")
    region = django_filters.UUIDFilter(field_name="store__region_id")
    store = django_filters.UUIDFilter(field_name="store_id")
    state = django_filters.BaseInFilter(field_name="state", lookup_expr="in")
    band = django_filters.BaseInFilter(field_name="band", lookup_expr="in")
    critical = django_filters.BooleanFilter(field_name="is_critical")
    q = django_filters.CharFilter(method="with_words")

    class Meta:
        model = Visit
        fields: list[str] = []

    def of_brand(self, visits: QuerySet[Visit], name: str, value: str) -> QuerySet[Visit]:
        """By its id or its word in addresses."""
        try:
            return visits.filter(brand=UUID(value))
        except ValueError:
            return visits.filter(brand__slug=value)

    def with_words(self, visits: QuerySet[Visit], name: str, value: str) -> QuerySet[Visit]:
        """Stores whose name, city or number has these words.

        Few stores are named one by one: their visits are looked up, not sought among all of the brand's.
        """
        words = Q(name__icontains=value) | Q(city__icontains=value) | Q(number__iexact=value)
        stores = Store.objects.filter(words).order_by().values_list("pk", flat=True)
        few = list(stores[: FEW + 1])
        return visits.filter(store__in=few if len(few) <= FEW else stores)


# `from` is a word of Python's, so these two can't be attributes of the class body
VisitFilters.base_filters["from"] = django_filters.DateFilter(field_name="local_day", lookup_expr="gte")
VisitFilters.base_filters["to"] = django_filters.DateFilter(field_name="local_day", lookup_expr="lte")


def filtered(person: Person, filters: dict[str, Any]) -> QuerySet[Visit]:
    """The visits that this person may read, filtered; refused as `invalid` with the field's name.

    Whoever reads weeks filters by weeks: `from` and `to` are widened to whole ones, or the day could be found.
    """
    asked = dict(filters)
    if _reads_weeks_anywhere(person):
        asked |= _whole_weeks(asked)
    chosen = VisitFilters(asked, queryset=visible_to(person))
    if not chosen.is_valid():
        raise refused("invalid", errors=chosen.errors.get_json_data())
    return chosen.qs


def _reads_weeks_anywhere(person: Person) -> bool:
    return any(reads_weeks(person, post.brand_id) for post in posts_that(person, May.SEE_VISITS))


def _whole_weeks(asked: dict[str, Any]) -> dict[str, str]:
    widened = {}
    for name, weekday in (("from", 0), ("to", 6)):
        try:
            day = date.fromisoformat(str(asked.get(name, "")))
            widened[name] = (day + timedelta(days=weekday - day.weekday())).isoformat()
        except (ValueError, OverflowError):
            continue  # absent, or refused by the filter itself
    return widened
