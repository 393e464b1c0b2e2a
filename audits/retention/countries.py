"""Terms of retention of one country: a law may ask for others there than the brand has elsewhere."""

from typing import Any

from django.db import transaction

from audits.journal.services import note
from audits.people.models import Person
from audits.places.models import Brand
from audits.places.queries import all_countries, countries_of
from audits.refusals import refused
from audits.retention.policy import BY_COUNTRY, Terms, terms_in


@transaction.atomic
def set_country(brand: Brand, *, country: str, policy: dict[str, int], by: Person) -> None:
    """From now on these are the country's own terms; those not named are the brand's.

    The brand needs no store there yet: the terms are to hold from the first visit on. Refused as `invalid` for what
    is no country, no term, no number of days, or nothing at all.
    """
    if country not in all_countries():
        raise refused("invalid", errors={"country": ["unknown"]})
    if not policy or terms_in(policy) != policy:
        raise refused("invalid", errors={"policy": sorted(policy) or ["needed"]})
    row = Brand.objects.select_for_update().get(pk=brand.pk)
    _keep(row, {**Terms.of(row.policy).own, country: policy})
    note("retention.country_set", row, by=by, brand=row.pk, detail={"country": country, **policy})


@transaction.atomic
def remove_country(brand: Brand, *, country: str, by: Person) -> None:
    """The brand's terms hold there again. Refused as `not_found` where the country has none of its own."""
    row = Brand.objects.select_for_update().get(pk=brand.pk)
    own = dict(Terms.of(row.policy).own)
    was = own.pop(country, None)
    if was is None:
        raise refused("not_found")
    _keep(row, own)
    note("retention.country_removed", row, by=by, brand=row.pk, detail={"country": country, **was})


def told_countries(brand: Brand) -> list[dict[str, Any]]:
    """Countries where the brand has stores or terms, by their letters: stores, own terms, and what holds there."""
    terms, stores = Terms.of(brand.policy), countries_of(brand)
    return [
        {
            "country": country,
            "stores": stores.get(country, 0),
            "own": dict(terms.own.get(country, {})),
            "policy": terms.of_country(country).as_json(),
        }
        for country in sorted({*stores, *terms.own})
    ]


def _keep(row: Brand, own: dict[str, Any]) -> None:
    row.policy = {**row.policy, BY_COUNTRY: {country: dict(terms) for country, terms in sorted(own.items())}}
    row.save(update_fields=["policy"])
