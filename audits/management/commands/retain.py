"""manage.py retain [--dry-run] [--brand SLUG]: let go what its policy keeps no longer."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audits.places.models import Brand
from audits.retention.policy import Policy
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
            terms = " ".join(f"{name}={days}" for name, days in Policy.of(brand.policy).as_json().items())
            counts = " ".join(f"{name}={count}" for name, count in gone.items())
            self.stdout.write(
                f"{brand.slug}\t{terms}\t{'would go' if options['dry_run'] else 'gone'}\t{counts}"
            )
