"""manage.py retain [--dry-run] [--brand SLUG]: let go what its policy keeps no longer."""

from collections.abc import Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audits.places.models import Brand
from audits.retention.policy import Terms
from audits.retention.services import retain, would_go


class Command(BaseCommand):
    help = "Let go what the retention policy keeps no longer: places, receipts, photos, answers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would go, touch nothing")
        parser.add_argument("--brand", help="slug of one brand; without it all of them")

    def handle(self, *args: Any, **options: Any) -> None:
        brands = Brand.objects.order_by("slug")
        if options["brand"]:
            brands = brands.filter(slug=options["brand"])
            if not brands.exists():
                raise CommandError(f"no brand {options['brand']}")
        for brand in brands:
            gone = would_go(brand) if options["dry_run"] else retain(brand)
            self.stdout.write(
                f"{brand.slug}\t{_terms(Terms.of(brand.policy))}\t"
                f"{'would go' if options['dry_run'] else 'gone'}\t{_pairs(gone)}"
            )


def _terms(terms: Terms) -> str:
    """The brand's, then each country's own: `place_days=30 … · FR photo_days=90`."""
    own = [f"{country} {_pairs(said)}" for country, said in sorted(terms.own.items())]
    return " · ".join([_pairs(terms.brand.as_json()), *own])


def _pairs(numbers: Mapping[str, int]) -> str:
    return " ".join(f"{name}={number}" for name, number in numbers.items())
