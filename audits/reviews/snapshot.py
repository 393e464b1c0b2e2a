"""A pure grade as it is stored: the snapshot's columns, and what of it the visit keeps for lists."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from audits.expressions import Outline
from audits.scoring import RULES, Bands, Grade, grade
from audits.scoring.figures import decimal

# What lists and scorecards read from the visit itself
KEPT_ON_VISIT = ("percent", "band", "surplus", "is_critical", "is_held")


def graded(
    outline: Outline,
    answers: Mapping[str, Any],
    *,
    sealed_at: datetime,
    zone: str,
    scenario: Mapping[str, Any],
    bands: Mapping[str, Any],
) -> dict[str, Any]:
    """Grade answers as of the moment they were sealed, in the store's own zone: the columns of a `Grade` row.

    `bands` are the brand's own (`{"green": "90", …}`), empty for the defaults. Never reads a clock.
    """
    today, now = clocks(sealed_at, zone)
    found = grade(
        outline, answers, today=today.isoformat(), now=now, scenario=scenario, bands=Bands.of(bands)
    )
    return snapshot(found, bands)


def clocks(sealed_at: datetime, zone: str) -> tuple[date, str]:
    """The visit's own today and now: its sealing, read on the store's clock."""
    there = sealed_at.astimezone(ZoneInfo(zone))
    return there.date(), there.isoformat(timespec="milliseconds")


def snapshot(found: Grade, bands: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a `Grade` row for a pure grade; decimals have the four places that are kept."""
    printed = found.as_json()
    surplus = printed["surplus"]["mean"]
    return {
        "rules": str(found.rules),
        "percent": None if found.percent is None else Decimal(found.percent),
        "exact": printed["overall"]["exact"] or "",
        "band": found.band or "",
        "surplus": None if surplus is None else Decimal(surplus),
        "is_critical": bool(found.critical),
        "is_held": bool(found.holds),
        "figures": _figures(found, printed, bands),
        "lines": [_line(line) for line in found.lines],
    }


def reason_to_grade(current: Any, *, revision: int, edition: str, bands: Mapping[str, Any]) -> str | None:
    """Why a visit must be graded (again); None where the snapshot that counts says the same already."""
    if current is None:
        return "first"
    if current.revision_id != revision or current.edition_sha256 != edition:
        return "revision"
    if current.rules != str(RULES):
        return "rules"
    return None if current.figures.get("bands") == _bands(bands) else "bands"


def _figures(found: Grade, printed: dict[str, Any], bands: Mapping[str, Any]) -> dict[str, Any]:
    kept = ("overall", "sections", "pillars", "surplus", "critical", "alerts", "calculated")
    figures = {name: printed[name] for name in kept}
    figures["missing_required"] = printed["missing_required"]
    figures["holds"] = list(found.holds)
    figures["scoring"] = found.scoring
    figures["bands"] = _bands(bands)
    if found.scoring == "sections":
        figures["section_weights"] = {name: str(weight) for name, weight in found.section_weights.items()}
    return figures


def _bands(bands: Mapping[str, Any]) -> dict[str, str]:
    limits = Bands.of(bands)
    return {"green": str(limits.green), "amber": str(limits.amber)}


def _line(line: Any) -> dict[str, Any]:
    """A line as it is stored; a question that is not scored has no points, pillar or cost to keep."""
    kept = {"question": line.question, "section": line.section, "state": line.state}
    if not line.weight:
        return kept
    points = {"earned": _plain(line.earned), "possible": _plain(line.possible)}
    return kept | {"pillar": line.pillar, "cost": line.cost} | points


def _plain(value: Fraction) -> str:
    """A fraction that reads back exactly: `2.5` where a decimal says it, else `1/3`."""
    written = decimal(value)
    return written if Fraction(written) == value else f"{value.numerator}/{value.denominator}"
