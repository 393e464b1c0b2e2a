"""A whole spreadsheet: how it is mapped, what is asked, which rows are taken and what was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from audits.places.spreadsheet import zones
from audits.places.spreadsheet.coordinates import Swap, degrees, weigh
from audits.places.spreadsheet.findings import Finding
from audits.places.spreadsheet.headings import COLUMNS, NEEDED, guess
from audits.places.spreadsheet.judging import Plan, Row, judge
from audits.places.spreadsheet.neighbours import compare
from audits.places.spreadsheet.reading import Sheet

SHOWN = 200  # problems in a preview
SAMPLE = 8  # rows in a preview


@dataclass(frozen=True, slots=True)
class Answers:
    """What the person said to what was asked. None: she hasn't, and what is likely is done."""

    swap_coordinates: bool | None = None
    may_be_missing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything that a preview shows and an import takes."""

    sheet: Sheet
    mapping: dict[str, str]
    swap: Swap
    swapped: bool
    rows: list[Row] = field(default_factory=list)

    @property
    def taken(self) -> list[Row]:
        """The rows that become stores."""
        return [row for row in self.rows if row.is_taken]

    @property
    def findings(self) -> list[Finding]:
        """All findings: rows that stay out first, then doubts, each in the order of the sheet."""
        found = [finding for row in self.rows for finding in row.findings]
        return sorted(found, key=lambda finding: (not finding.refuses, finding.row))

    def doubts(self) -> list[dict[str, Any]]:
        """What is asked about the sheet as a whole."""
        if not self.swap.is_likely:
            return []
        return [
            {
                "code": "swap_coordinates",
                "sentence": "Latitude and longitude seem to have changed places.",
                "impossible": self.swap.impossible,
                "nearer_swapped": self.swap.nearer_swapped,
                "nearer_labelled": self.swap.nearer_labelled,
                "answer": self.swapped,
            }
        ]

    def preview(self) -> dict[str, Any]:
        """For the screen: counts, the first problems, the first rows."""
        findings = self.findings
        refused = sum(not row.is_taken for row in self.rows)
        return {
            "headings": self.sheet.headings,
            "mapping": self.mapping,
            "sample": [cells for _, cells in self.sheet.rows[:SAMPLE]],
            "doubts": self.doubts(),
            "counts": {
                "rows": len(self.rows),
                "taken": len(self.rows) - refused,
                "refused": refused,
                "doubtful": sum(row.is_taken and bool(row.findings) for row in self.rows),
            },
            "problems": [finding.as_json() for finding in findings[:SHOWN]],
            "total_problems": len(findings),
        }


def missing(mapping: Mapping[str, str]) -> list[str]:
    """The columns that are needed and have no heading."""
    return [column for column in NEEDED if column not in mapping]


def propose(sheet: Sheet) -> dict[str, str]:
    """The mapping that a person is shown first. Without a column of regions, countries are regions."""
    mapping = guess(sheet)
    if "region" not in mapping and "country" in mapping:
        mapping["region"] = mapping["country"]
    return mapping


def decide(sheet: Sheet, mapping: Mapping[str, str], answers: Answers) -> Verdict:
    """Judge every row. Headings that the sheet doesn't have, and columns that aren't ours, are left out."""
    known = {column: mapping[column] for column in COLUMNS if mapping.get(column) in sheet.headings}
    at = {column: sheet.headings.index(heading) for column, heading in known.items()}
    swap = _weigh(sheet, at)
    swapped = swap.is_likely if answers.swap_coordinates is None else answers.swap_coordinates
    verdict = Verdict(sheet, known, swap, swapped)
    if missing(known):
        return verdict
    plan = _plan(sheet, known, at, swapped, answers)
    verdict.rows.extend(judge(number, cells, plan) for number, cells in sheet.rows)
    compare(verdict.rows, plan.headings)
    return verdict


def _plan(sheet: Sheet, known: dict[str, str], at: dict[str, int], swapped: bool, answers: Answers) -> Plan:
    headings = dict(known)
    if swapped:
        headings["lat"], headings["lon"] = headings["lon"], headings["lat"]
        at = {**at, "lat": at["lon"], "lon": at["lat"]}
    used = set(known.values()) - {known.get("brand")}
    others = tuple((heading, n) for n, heading in enumerate(sheet.headings) if heading not in used)
    return Plan(headings, at, others, answers.may_be_missing)


def _weigh(sheet: Sheet, at: Mapping[str, int]) -> Swap:
    if not {"lat", "lon"} <= at.keys():
        return Swap()
    zone, country = at.get("timezone"), at.get("country")
    rows = []
    for _, cells in sheet.rows:
        lat, lon = degrees(cells[at["lat"]]), degrees(cells[at["lon"]])
        if lat is not None and lon is not None:
            land = cells[country].strip() if country is not None else ""
            city = zones.place_of(cells[zone], land) if zone is not None else None
            rows.append((lat, lon, city))
    return weigh(rows)
