"""`manage.py compute_insights`: what is computed at night, now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audits.insights.catalogue import KINDS
from audits.insights.services import compute_all
from audits.places.models import Brand


class Command(BaseCommand):
    """Computes the insights of every brand, or of one; may be run any number of times."""

    requires_system_checks: list[str] = []  # the addresses need not be loaded for this
    help = "Computes insights: of all kinds or one, of all brands or one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--kind", choices=sorted(KINDS), help="one insight alone")
        parser.add_argument("--brand", help="slug of one brand")

    def handle(self, *args: Any, **options: Any) -> None:
        brands = Brand.objects.order_by("slug")
        if options["brand"]:
            brands = brands.filter(slug=options["brand"])
            if not brands:
                raise CommandError(f"There is no brand {options['brand']!r}.")
        kinds = (options["kind"],) if options["kind"] else ()
        for brand in brands:
            written = compute_all(brand.pk, kinds=kinds, progress=self._say)
            self.stdout.write(f"{brand.name}: {written} insights computed.")

    def _say(self, what: str, done: int) -> None:
        self.stderr.write(f"  {what}: {done}" if done else f"  {what}")
