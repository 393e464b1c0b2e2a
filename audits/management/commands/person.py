"""manage.py person export EMAIL FILE · manage.py person erase EMAIL [--unpaid]"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audits.people.models import Person
from audits.refusals import Refused
from audits.retention.erasing import erase
from audits.retention.everything import write_everything


class Command(BaseCommand):
    help = "One person's data: everything that is kept about her in a zip, or her erasure."

    def add_arguments(self, parser: CommandParser) -> None:
        wishes = parser.add_subparsers(dest="wish", required=True)
        export = wishes.add_parser("export", help="write everything that is kept about her")
        export.add_argument("email")
        export.add_argument("file", type=Path)
        erased = wishes.add_parser("erase", help="forget who she was")
        erased.add_argument("email")
        erased.add_argument("--unpaid", action="store_true", help="even while she is owed money")

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(email__iexact=options["email"]).first()
        if person is None:
            raise CommandError(f"nobody has the address {options['email']}")
        if options["wish"] == "export":
            self._export(person, options["file"])
        else:
            self._erase(person, even_unpaid=options["unpaid"])

    def _export(self, person: Person, path: Path) -> None:
        try:
            with path.open("xb") as file:  # never over another's file
                pictures = write_everything(person, file)
        except OSError as trouble:
            raise CommandError(str(trouble)) from None
        self.stdout.write(f"{path}: {path.stat().st_size} bytes, {pictures} pictures")

    def _erase(self, person: Person, *, even_unpaid: bool) -> None:
        try:
            erase(person, by=None, even_unpaid=even_unpaid)
        except Refused as no:
            raise CommandError(f"{no.rule.sentence} {no.rule.remedy}") from None
        self.stdout.write(f"erased; {person.pk} is {person.alias} now")
