"""The moment before which what a store's visits left goes: that of the country where the store is now."""

from datetime import datetime

from django.db.models import Case, DateTimeField, Expression, OuterRef, Subquery, Value, When

from audits.retention.policy import Terms
from audits.visits.models import Visit


def edge(terms: Terms, term: str, now: datetime, country: str) -> Expression:
    """The moment, row by row; `country` is the path from the row to its store's country.

    A row whose country isn't known, as bytes that were set aside before anybody could tell whose they are, and a
    store without a country have the brand's term.
    """
    usual = Value(terms.brand.before(term, now), DateTimeField())
    own = [
        When(**{f"{country}__in": countries}, then=Value(terms.of_country(countries[0]).before(term, now)))
        for countries in terms.apart(term).values()
    ]
    return Case(*own, default=usual, output_field=DateTimeField()) if own else usual


def country_of(visit: str) -> Subquery:
    """The country of a visit's store, of rows that know the visit by its id alone; `visit` is the path to the id."""
    return Subquery(Visit.objects.filter(pk=OuterRef(visit)).values("store__country")[:1])
