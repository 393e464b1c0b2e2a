"""Checklist, waves and scenarios of a demonstration brand."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from audits.checklists.models import Edition
from audits.checklists.services import import_workbook
from audits.management.demonstration.words import SCENARIOS
from audits.people.models import Person
from audits.places.models import Brand
from audits.waves.models import Scenario, Wave
from audits.waves.services import open_wave

WORKBOOK = Path(__file__).parent / "boutique_visit.xlsx"
WAVES = 4  # in the year; the last is open
LENGTH = timedelta(days=91)
SO_FAR = timedelta(days=60)  # of the wave that is open
TERMS: dict[str, Any] = {
    "dayparts": {"morning": ["10:00", "13:00"], "afternoon": ["13:00", "18:00"]},
    "quotas": [{"daypart": "morning", "least": 2}, {"daypart": "afternoon", "least": 2}],
    "rules": {"store_days": 90, "companion_days": 90, "least_rating": "2.50"},
    "fee": "65.00",
    "expense_limit": "20.00",
    "draws_look": True,
    "looks": ["dressed_up", "dressed_down"],
    "pays_undone": {"closed": "1.00", "refused_entry": "1.00", "unsafe": "1.00", "other": "0.50"},
}


def print_checklist(brand: Brand, by: Person | None) -> Edition:
    """The boutique visit, published."""
    edition = import_workbook(
        brand=brand, filename=WORKBOOK.name, content=WORKBOOK.read_bytes(), by=by, publish=True
    ).edition
    assert edition is not None  # it was asked to publish
    return edition


def open_waves(edition: Edition, today: date, by: Person | None, *, waves: int = WAVES) -> list[Wave]:
    """A year of waves, one after the other; the last began `SO_FAR` ago."""
    last = today - SO_FAR
    return [_open(edition, last - LENGTH * back, by) for back in reversed(range(waves))]


def _open(edition: Edition, opens: date, by: Person | None) -> Wave:
    closes = opens + LENGTH - timedelta(days=1)
    name = f"{opens:%Y-%m} – {closes:%Y-%m}"
    return open_wave(
        checklist=edition.checklist,
        edition=edition,
        name=name,
        opens=opens,
        closes=closes,
        by=by,
        visits_per_store=6,
        **TERMS,
    )


def open_next_wave(last: Wave, today: date, by: Person | None) -> Wave:
    """The wave that runs today, opened when the last one has closed."""
    if last.closes >= today:
        return last
    return _open(last.edition, today, by)


def write_scenarios(brand: Brand) -> list[Scenario]:
    """The parts that shoppers play."""
    return [
        Scenario.objects.get_or_create(
            brand=brand, name=name, defaults={"scenario_values": values, "brief": brief}
        )[0]
        for name, (values, brief) in SCENARIOS.items()
    ]
