"""`manage.py import_sales FILE`: months of sales and visitors by store."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audits.insights.sales_sheet import NEEDED
from audits.insights.services.money import import_sales
from audits.management.commands.import_stores import _brand, _content
from audits.refusals import Refused


class Command(BaseCommand):
    """Reads CSV or XLSX; every row that isn't taken is named. May be run again with the same file."""

    requires_system_checks: list[str] = []  # the addresses need not be loaded for this
    help = "Imports sales by store and month from CSV or XLSX."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--brand", help="slug of the brand (needed where there are several)")
        parser.add_argument(
            "--map", nargs="+", default=[], metavar="ours=heading", help=f"ours: {', '.join(NEEDED)}"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        mapping = dict(pair.split("=", 1) for pair in options["map"] if "=" in pair)
        if unknown := sorted(mapping.keys() - set(NEEDED)):
            raise CommandError(f"{unknown[0]} is none of our columns: {', '.join(NEEDED)}.")
        try:
            report = import_sales(
                brand=_brand(options["brand"]), content=_content(options["file"]), by=None, mapping=mapping
            )
        except Refused as no:
            lacking = f" ({', '.join(no.extra['missing'])})" if "missing" in no.extra else ""
            raise CommandError(f"{no.rule.sentence} {no.rule.remedy}{lacking}") from None
        for problem in report["problems"]:
            self.stdout.write(
                f"row {problem['row']}, {problem['column']}: {problem['code']} ({problem['value']!r})"
            )
        self.stdout.write(
            f"{report['rows']} rows: {report['taken']} taken, {report['updated']} updated, "
            f"{report['unchanged']} unchanged, {report['refused']} refused."
        )
