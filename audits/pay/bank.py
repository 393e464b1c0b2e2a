"""A pay file as the bank reads it: CSV, one line a person and currency. Pure."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from audits.formulas import disarmed

HEADINGS = ("reference", "name", "email", "currency", "fees", "expenses", "total", "visits")


def as_csv(number: int, lines: Iterable[Mapping[str, Any]]) -> str:
    """The file's lines under `HEADINGS`; amounts with a point and two places, references unique in all files."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    for place, line in enumerate(lines, start=1):
        who = line["shopper"]
        amounts = [format(line[name], ".2f") for name in ("fees", "expenses", "total")]
        reference = f"{number:04d}-{place:04d}"
        names = [disarmed(who["name"]), disarmed(who["email"])]
        writer.writerow([reference, *names, line["currency"], *amounts, line["visits"]])
    return text.getvalue()
