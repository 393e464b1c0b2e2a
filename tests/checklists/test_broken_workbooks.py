"""Every defect of a broken workbook is told at once, at its cell, and nothing else is."""

import json
from pathlib import Path
from typing import Any

import pytest

from audits.checklists.workbook import Problem, read_workbook

FOLDER = Path(__file__).parent.parent / "workbooks" / "broken_forms"
EXPECTED: dict[str, dict[str, list[dict[str, Any]]]] = json.loads((FOLDER / "expected.json").read_text())[
    "files"
]


def place(problem: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(problem[key] for key in ("sheet", "row", "column", "cell", "code"))


def told(problems: tuple[Problem, ...]) -> dict[tuple[Any, ...], dict[str, Any]]:
    found = {place(problem.as_json()): problem.as_json() for problem in problems}
    assert len(found) == len(problems), "a problem was told twice"
    return found


def compare(problems: tuple[Problem, ...], expected: list[dict[str, Any]]) -> None:
    found = told(problems)
    assert set(found) == {place(defect) for defect in expected}
    for defect in expected:
        assert {key: found[place(defect)][key] for key in defect} == defect


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_an_author_is_told_every_defect_at_its_cell(name: str) -> None:
    workbook = read_workbook(name, (FOLDER / name).read_bytes())
    compare(workbook.problems, EXPECTED[name]["defects"])
    compare(workbook.notices, EXPECTED[name]["notices"])


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_no_edition_is_printed_while_there_is_a_defect(name: str) -> None:
    workbook = read_workbook(name, (FOLDER / name).read_bytes())
    with pytest.raises(ValueError, match="has problems"):
        _ = workbook.edition


def test_a_misspelt_name_is_answered_with_the_nearest_one() -> None:
    workbook = read_workbook("x.xlsx", (FOLDER / "01_unknown_name.xlsx").read_bytes())
    (problem,) = workbook.problems
    assert problem.remedy("en") == "Did you mean window_clean, in row 3?"
    assert "window_clean" in problem.remedy("fr")
    assert problem.line("x.xlsx") == "survey!F4: unknown-name: windw_clean is not the name of any row."
