"""`manage.py demo`: the demonstration brand, and the truth about it."""

import json
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from audits.management.demonstration.making import SEED, VAUDREY, OtherSeed, make
from audits.management.demonstration.truth import Line, NothingPlanted, table, truth
from audits.places.models import Brand

REFUSED = (
    "The demonstration's password is known to everybody, so it is never made where ENCORE_HOSTS is set. "
    "Nothing was changed."
)
NONE_THERE = "There is no demonstration here with a list of what was planted. `manage.py demo` makes one."
FRESH = "Name a fresh folder for another: DATA_DIR=… manage.py demo --seed …. Nothing was changed."


class Command(BaseCommand):
    """Makes the brand, its people and a year of visits; harmless when they are there.

    With --truth it changes nothing (but for figures that were never computed) and exits with 0 where everything
    is right, with 1 where something isn't, with 2 where there is no demonstration.
    """

    requires_system_checks: list[str] = []  # the addresses need not be loaded for this
    help = (
        "Makes the demonstration brand Maison Vaudrey with one sign-in per role, or says with --truth whether "
        "the product's figures find what was planted in it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--seed",
            type=int,
            help=f"any integer: what is planted, and how large ({SEED} where nothing is said)",
        )
        parser.add_argument("--truth", action="store_true", help="what was planted, and what the figures say")
        parser.add_argument("--json", action="store_true", help="with --truth: for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IS_PUBLIC:
            raise CommandError(REFUSED)
        if options["truth"]:
            self._tell(as_json=options["json"])
        else:
            self._make(options["seed"])

    def _make(self, seed: int | None) -> None:
        if not _has_tables():
            call_command("migrate", interactive=False, verbosity=0)
        try:
            make(self.stdout.write, seed=seed)
        except OtherSeed as there:
            raise CommandError(f"{there} {FRESH}") from None

    def _tell(self, *, as_json: bool) -> None:
        try:
            if not _has_tables():
                raise NothingPlanted
            seed, lines = truth(VAUDREY)
        except NothingPlanted:
            raise CommandError(NONE_THERE, returncode=2) from None
        wrong = sum(not line.is_right for line in lines)
        told = _as_json(seed, lines) if as_json else "\n".join(table(lines))
        self.stdout.write(told)
        if not as_json:
            self.stdout.write(f"Seed {seed}: {len(lines) - wrong} of {len(lines)} right.")
        if wrong:
            raise SystemExit(1)


def _has_tables() -> bool:
    """False in a fresh folder."""
    return Brand._meta.db_table in connection.introspection.table_names()


def _as_json(seed: int, lines: list[Line]) -> str:
    told = {
        "seed": seed,
        "is_right": all(line.is_right for line in lines),
        "lines": [line.as_json() for line in lines],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)
