"""`manage.py import_checklist FILE.xlsx [--check | --publish] [--brand SLUG]`: a workbook becomes a checklist."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audits.checklists.services import import_workbook
from audits.checklists.workbook import Workbook, read_workbook
from audits.places.models import Brand


class Command(BaseCommand):
    help = "Read an XLSForm workbook: check it, keep it as a draft, or publish it as an edition."
    # `--check` reads a file and nothing else: it works before there is a database.
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--check", action="store_true", help="only read it, store nothing")
        what.add_argument("--publish", action="store_true", help="print it as an edition")
        parser.add_argument(
            "--brand", metavar="SLUG", help="default: the only brand, else the demonstration's"
        )
        parser.add_argument("--language", choices=["en", "fr", "ar"], default="en", help="of the sentences")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        content = read_file(path)
        workbook = read_workbook(path.name, content)
        self._tell(workbook, options["language"])
        if options["check"]:
            self.stdout.write(f"{workbook.document['form']['id']}: no problem, {workbook.sha256}")
            return
        imported = import_workbook(
            brand=_brand(options["brand"]),
            filename=path.name,
            content=content,
            by=None,
            publish=options["publish"],
        )
        form_id = imported.checklist.form_id
        if imported.edition:
            self.stdout.write(f"{form_id}: edition {imported.edition.number}, {imported.edition.sha256}")
        else:
            self.stdout.write(f"{form_id}: draft, {workbook.sha256}")

    def _tell(self, workbook: Workbook, language: str) -> None:
        """Print notices and problems; leave with 1 if there is a problem."""
        for notice in workbook.notices:
            self.stderr.write(notice.line(workbook.filename, language))
        for problem in workbook.problems:
            self.stdout.write(problem.line(workbook.filename, language))
        if workbook.problems:
            raise SystemExit(1)


def read_file(path: Path) -> bytes:
    """The bytes of a file. Raises CommandError, one line, where it can't be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error


def _brand(slug: str | None) -> Brand:
    brands = Brand.objects.order_by("-is_demonstration", "made_at", "id")
    if slug:
        brand = brands.filter(slug=slug).first()
        if brand is None:
            raise CommandError(f"there is no brand {slug}")
        return brand
    found = list(brands[:2])
    if not found:
        raise CommandError("there is no brand yet; make the demonstration with `manage.py demo`")
    if len(found) == 2 and not found[0].is_demonstration:
        raise CommandError("there are several brands; name one with --brand")
    return found[0]
