"""No figure without n and interval: every number that the API and the files tell of many visits is looked at."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from audits.insights.rows import rows_of
from audits.people.models import Person
from audits.scorecards.models import Scorecard

pytestmark = pytest.mark.django_db

# What a figure counts itself in, and the ends of its interval
COUNTED = {"n", "of", "stores", "answers"}
ENDS = {"low", "high"}
# Numbers that are no figures of what visits mean, by the way to them, each with the reason
SURE = {"common_questions", "reliability"}
PLAIN = {
    r"(.*\.)?(n|k|of|lost_in|wants|minimum|asked|appeals|deliveries|delivered|credits|pairs|worse|better)": "a count",
    r"(.*\.)?(stores|common_questions|critical_count|critical|waiting|months|links|answers)": "a count",
    r"(.*\.)?(arms\.(up|down)|table\.\w+)": "a count: visits in an arm, or in a corner",
    r"(.*\.)?needs": "a count: how many more it takes",
    r"(.*\.)?(number|wave|edition)": "a name: of a wave, of an edition",
    r"(.*\.)?target": "a rule, set by headquarters",
    r"(.*\.)?(test\.)?[pqz]": "a test: what it is a test of stands beside it with its interval",
    r"shrunken\.reliability|results\[\]\.shrunken\.reliability": "says itself how sure a rank would be",
    r".*components\[\]\.detectable": "says itself how small an effect could have been seen",
    r".*(sections|exceeded)\[\]\.forecast": "what a manager believed",
    r".*costs\.(total|acts\[\]\.(each|total))": "money that was spent",
    r"visits\[\]\.(percent|surplus)": "one visit's own grade",
}
# Where an end of an interval may be open, though the figure is told
OPEN = {
    r".*half_life\.high": "it may never halve",
    r".*per_point\.high": "everything may have been personal",
}


@pytest.fixture(scope="module")
def answers(demonstration: str) -> list[tuple[str, Any]]:
    """Everything that scorecards and insights tell: of brand, regions and some stores, of the year and a wave."""
    hana = Person.objects.get(email="hana@demo.example")
    client = Client()
    client.force_login(hana)
    cards = Scorecard.objects.filter(brand__slug="maison-vaudrey").select_related("wave")
    wave = cards.filter(n__gt=0).latest("wave__opens").wave
    found = []
    for level, most in (("brand", 1), ("region", 2), ("store", 6)):
        for card in cards.filter(wave=wave, level=level).order_by("-n", "subject")[:most]:
            of = f"level={level}&id={card.subject}"
            found += [
                f"scorecards/{card.subject}?wave={wave.pk}",
                f"scorecards/{card.subject}/questions?wave={wave.pk}",
                f"insights?{of}",
                f"insights?{of}&wave={wave.pk}",
            ]
    found += [f"scorecards?wave={wave.pk}", f"pulses?wave={wave.pk}"]
    return [(path, client.get(f"/api/v1/{path}").json()) for path in found]


def numbers_in(told: Any, way: str = "") -> Iterator[tuple[str, str, dict[str, Any], float]]:
    """Every number with its way, its name and what stands beside it."""
    if isinstance(told, list):
        for one in told:
            yield from numbers_in(one, f"{way}[]")
    elif isinstance(told, dict):
        for name, one in told.items():
            here = f"{way}.{name}".lstrip(".")
            if isinstance(one, int | float) and not isinstance(one, bool):
                yield here, name, told, one
            else:
                yield from numbers_in(one, here)


def is_plain(way: str) -> bool:
    return any(re.fullmatch(pattern, way) for pattern in PLAIN)


def test_every_number_of_many_visits_has_n_and_an_interval(answers: list[tuple[str, Any]]) -> None:
    bare = {
        way
        for _, told in answers
        for way, name, beside, _ in numbers_in(told)
        if name not in ENDS and not is_plain(way) and not (beside.keys() >= ENDS and COUNTED & beside.keys())
    }
    assert not bare


def test_every_interval_holds_its_figure_and_has_both_ends(answers: list[tuple[str, Any]]) -> None:
    figures = 0
    for path, told in answers:
        for way, name, beside, value in numbers_in(told):
            if name in ENDS or is_plain(way):
                continue
            figures += 1
            for end in ENDS:
                if not any(re.fullmatch(pattern, f"{way.rpartition('.')[0]}.{end}") for pattern in OPEN):
                    assert beside[end] is not None, (path, way, beside)
            low, high = beside["low"], beside["high"]
            assert (low is None or low <= value + 1e-9) and (high is None or value <= high + 1e-9), (
                path,
                way,
            )
    assert figures > 2000


def test_what_is_withheld_says_why(answers: list[tuple[str, Any]]) -> None:
    silent = {
        (one["kind"], row.name)
        for _, told in answers
        for one in told.get("insights", [])
        for row in rows_of(one)
        if row.value is None and row.n is not None and not row.says
    }
    assert silent == set()


def test_each_reason_is_still_needed(answers: list[tuple[str, Any]]) -> None:
    ways = {way for _, told in answers for way, *_ in numbers_in(told)}
    assert [pattern for pattern in PLAIN if not any(re.fullmatch(pattern, way) for way in ways)] == []


def test_every_row_of_a_scorecards_file_has_n_and_an_interval(demonstration: str) -> None:
    """A file of insights is what the API tells, row by row: that stands in tests/insights."""
    client = Client()
    client.force_login(Person.objects.get(email="hana@demo.example"))
    answer = client.get("/api/v1/exports/stream", {"content": "scorecards", "shape": "long"})
    text = b"".join(answer).decode("utf-8-sig")  # type: ignore[call-overload]  # a streamed answer is its parts
    figures = [row for row in csv.DictReader(io.StringIO(text)) if row["figure/value"]]
    assert len(figures) > 2000
    assert all(row["figure/n"] for row in figures)
    bare = [row for row in figures if "" in (row["figure/low"], row["figure/high"])]
    # How many questions and how reliable are no estimates; where nobody ever lost a point nothing varies.
    estimates = {
        (row["figure/kind"], float(row["figure/value"])) for row in bare if row["figure/kind"] not in SURE
    }
    assert estimates <= {("points_lost", 0.0)}
