"""`manage.py demo`: the demonstration brand."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from audits.management.demonstration.making import make

REFUSED = (
    "The demonstration's password is known to everybody, so it is never made where ENCORE_HOSTS is set. "
    "Nothing was changed."
)


class Command(BaseCommand):
    """Makes the brand, its people and a year of visits; harmless when they are there."""

    requires_system_checks: list[str] = []  # the addresses need not be loaded for this
    help = "Makes the demonstration brand Maison Vaudrey with one sign-in per role."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IS_PUBLIC:
            raise CommandError(REFUSED)
        make(self.stdout.write)
