"""`manage.py import_stores FILE.csv`: a messy spreadsheet of stores."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audits.places.importing import read_sheet, take_rows
from audits.places.models import Brand
from audits.places.spreadsheet.headings import COLUMNS
from audits.places.spreadsheet.verdict import Answers, Verdict, decide, missing, propose
from audits.refusals import Refused


class Command(BaseCommand):
    """Reads, maps, judges and takes; decides by itself what the screen would ask, and says so."""

    requires_system_checks: list[str] = []  # the addresses need not be loaded for this
    help = (
        "Imports stores from CSV or XLSX. Every row that is not taken is printed with row, column and reason."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--brand", help="slug of the brand (needed where there are several)")
        parser.add_argument(
            "--map", nargs="+", default=[], metavar="ours=heading", help=f"ours: {', '.join(COLUMNS)}"
        )
        parser.add_argument("--region", help="name of the region of rows that name none")
        parser.add_argument(
            "--swap", action="store_true", default=None, help="latitude and longitude are swapped"
        )
        parser.add_argument(
            "--no-swap", action="store_false", dest="swap", help="they are as the headings say"
        )
        parser.add_argument(
            "--allow-missing", nargs="+", default=[], choices=["city", "address", "coordinates"]
        )
        parser.add_argument(
            "--doubts", action="store_true", help="print doubts about rows that are taken, too"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would be taken")

    def handle(self, *args: Any, **options: Any) -> None:
        brand = _brand(options["brand"])
        try:
            sheet = read_sheet(_content(options["file"]))
        except Refused as no:
            raise CommandError(
                f"{no.rule.sentence} {no.rule.remedy} ({no.extra.get('reason', no.code)})"
            ) from None
        mapping = {**propose(sheet), **_mapping(options["map"], sheet.headings)}
        verdict = decide(sheet, mapping, Answers(options["swap"], frozenset(options["allow_missing"])))
        self.stdout.write(f"Stores of {brand.name} from {options['file'].name}")
        self._show(verdict, with_doubts=options["doubts"])
        if lacking := missing(verdict.mapping):
            raise CommandError(f"No heading for {', '.join(lacking)}. Name it: --map {lacking[0]}=HEADING")
        if options["dry_run"]:
            self.stdout.write("Nothing was taken (dry run).")
            return
        counts = take_rows(brand=brand, verdict=verdict, region=options["region"], by=None)
        self.stdout.write(
            f"{counts['taken']} stores taken, {counts['updated']} updated, {counts['refused']} rows not taken."
        )

    def _show(self, verdict: Verdict, *, with_doubts: bool) -> None:
        for ours, heading in verdict.mapping.items():
            self.stdout.write(f"{ours} = {heading}")
        swap = verdict.swap
        if swap.is_likely:
            self.stdout.write(
                f"Latitude and longitude seem to have changed places: {swap.impossible} rows are impossible as "
                f"labelled, {swap.nearer_swapped} more lie nearer to their time zone's city once swapped, "
                f"{swap.nearer_labelled} as labelled. {'Swapped' if verdict.swapped else 'Left as labelled'}."
            )
        for finding in verdict.findings:
            if finding.refuses or with_doubts:
                found = finding.as_json()
                became = f" → {finding.became}" if finding.became else ""
                self.stdout.write(
                    f"row {finding.row}, {finding.column}: {finding.code}: {found['sentence']} "
                    f"{found['remedy']} ({finding.value!r}{became})"
                )
        counts = verdict.preview()["counts"]
        self.stdout.write(
            f"{counts['rows']} rows: {counts['taken']} can be taken ({counts['doubtful']} with a doubt), "
            f"{counts['refused']} can't."
        )


def _brand(slug: str | None) -> Brand:
    brands = list(
        Brand.objects.filter(slug=slug) if slug else Brand.objects.filter(is_demonstration=False)[:2]
    )
    if not brands and not slug:
        brands = list(Brand.objects.order_by("made_at")[:1])
    if len(brands) != 1:
        known = ", ".join(Brand.objects.order_by("slug").values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"Name the brand with --brand SLUG (there are: {known}).")
    return brands[0]


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as trouble:
        raise CommandError(f"{path}: {trouble.strerror}") from None


def _mapping(pairs: list[str], headings: list[str]) -> dict[str, str]:
    """`ours=heading` pairs; an empty heading leaves the column out."""
    mapping = {}
    for pair in pairs:
        ours, _, heading = pair.partition("=")
        if ours not in COLUMNS:
            raise CommandError(f"{ours} is none of our columns: {', '.join(COLUMNS)}.")
        if heading and heading not in headings:
            raise CommandError(f"There is no heading {heading!r}; there are: {', '.join(headings)}.")
        mapping[ours] = heading
    return mapping
