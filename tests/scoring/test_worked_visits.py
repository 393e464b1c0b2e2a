"""Every worked visit comes out to the fourth decimal, with every state and every line."""

import json
from functools import cache
from typing import Any

import pytest

from audits.checklists.workbook import read_workbook
from audits.expressions import Outline
from audits.scoring import RULES, grade
from tests.cast import WORKBOOKS

VISITS: list[dict[str, Any]] = json.loads((WORKBOOKS / "worked_visits.json").read_text())["visits"]


@cache
def outline(form: str) -> Outline:
    workbook = read_workbook(f"{form}.xlsx", (WORKBOOKS / f"{form}.xlsx").read_bytes())
    return Outline(json.loads(workbook.edition))


def graded(visit: dict[str, Any], **change: Any) -> Any:
    return grade(
        outline(visit["form"]),
        change.get("answers", visit["answers"]),
        scenario=visit["scenario"],
        scoring=visit["scoring"],
        today="2026-03-11",
        now="2026-03-11T15:00:00.000+01:00",
    )


@pytest.mark.parametrize("visit", VISITS, ids=lambda visit: visit["id"])
def test_a_worked_visit_has_its_exact_grade(visit: dict[str, Any]) -> None:
    assert graded(visit).as_json() == visit["expected"]


def test_a_grade_says_by_which_rules_it_was_made() -> None:
    assert graded(VISITS[0]).rules == RULES == 1


def test_a_shopper_who_was_recognised_holds_the_visit_back() -> None:
    (visit,) = (visit for visit in VISITS if visit["id"] == "N_request_not_made")
    assert graded(visit).holds == ("recognised",)
