"""`manage.py token EMAIL [--days N] [--reads-only]`: a personal token for a program."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audits.people.models import Person
from audits.people.services import make_token


class Command(BaseCommand):
    """Prints the token alone, so that a script can take it: TOKEN=$(manage.py token hana@demo.example)."""

    requires_system_checks: list[str] = []  # the addresses need not be loaded for this
    help = "Makes a personal token and prints it. It is shown this once; only its hash is kept."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument(
            "--days", type=int, default=90, help="how long it lasts (default 90, at most 730)"
        )
        parser.add_argument("--reads-only", action="store_true", help="it may read and change nothing")
        parser.add_argument("--name", default="command line", help="what it is for")

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(email__iexact=options["email"], is_active=True).first()
        if person is None:
            raise CommandError(f"Nobody signs in as {options['email']}.")
        if not 1 <= options["days"] <= 730:
            raise CommandError("A token lasts from 1 to 730 days.")
        lasts = timedelta(days=options["days"])
        name, reads_only = options["name"], options["reads_only"]
        _, text = make_token(person=person, name=name, lasts=lasts, by=None, reads_only=reads_only)
        self.stdout.write(text)
