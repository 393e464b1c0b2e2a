"""What headquarters says of its own brand. A grade's bands and target are not among it: they are the verdict's."""

from typing import Any

from django.db import transaction

from audits.journal.services import note
from audits.people.models import Person
from audits.places.models import Brand

OF_THE_BRAND = ("name", "language", "timezone")
# in its policy: hours and days that others have to act, metres that count as far, words of brands that compete
DEFAULTS: dict[str, Any] = {
    "review_hours": 72,
    "review_hours_risky": 24,
    "appeal_decided_days": 7,
    "far_metres": 500,
    "competitors": [],
}


def told(brand: Brand) -> dict[str, Any]:
    """The brand's own words and terms, the defaults where it has said nothing."""
    terms = {name: brand.policy.get(name, usual) for name, usual in DEFAULTS.items()}
    return {
        "id": brand.pk,
        "slug": brand.slug,
        **{name: getattr(brand, name) for name in OF_THE_BRAND},
        **terms,
    }


@transaction.atomic
def change(*, brand: Brand, by: Person, **wishes: Any) -> Brand:
    """Say some of it anew; what isn't named stays. The journal keeps what was said."""
    row = Brand.objects.select_for_update().get(pk=brand.pk)
    for name in OF_THE_BRAND:
        setattr(row, name, wishes.get(name, getattr(row, name)))
    row.policy = {**row.policy, **{name: wishes[name] for name in DEFAULTS if name in wishes}}
    row.save(update_fields=[*OF_THE_BRAND, "policy"])
    note("brand.changed", row, by=by, brand=row.pk, detail={name: wishes[name] for name in sorted(wishes)})
    return row
