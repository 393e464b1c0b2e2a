"""`manage.py demo`: the demonstration brand, and the truth about it."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from audits.management.demonstration.making import SEED, VAUDREY, make
from audits.management.demonstration.truth import NothingPlanted, table, truth

REFUSED = (
    "The demonstration's password is known to everybody, so it is never made where ENCORE_HOSTS is set. "
    "Nothing was changed."
)
NONE_THERE = (
    "There is no demonstration with a list of what was planted. Run `manage.py demo` on a fresh folder first."
)


class Command(BaseCommand):
    """Makes the brand, its people and a year of visits; harmless when they are there."""

    requires_system_checks: list[str] = []  # the addresses need not be loaded for this
    help = "Makes the demonstration brand Maison Vaudrey with one sign-in per role."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--seed", type=int, default=SEED, help="what is planted and how large; any integer"
        )
        parser.add_argument("--truth", action="store_true", help="what was planted, and what the figures say")
        parser.add_argument("--json", action="store_true", help="with --truth: for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IS_PUBLIC:
            raise CommandError(REFUSED)
        if options["truth"]:
            self._tell(as_json=options["json"])
        else:
            make(self.stdout.write, seed=options["seed"])

    def _tell(self, *, as_json: bool) -> None:
        try:
            seed, lines = truth(VAUDREY)
        except NothingPlanted:
            raise CommandError(NONE_THERE, returncode=2) from None
        wrong = sum(not line.is_right for line in lines)
        if as_json:
            told = {"seed": seed, "right": not wrong, "lines": [line.as_json() for line in lines]}
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
        else:
            for row in table(lines):
                self.stdout.write(row)
            self.stdout.write(f"Seed {seed}: {len(lines) - wrong} of {len(lines)} right.")
        if wrong:
            raise SystemExit(1)
