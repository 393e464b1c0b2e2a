"""Real workbooks of other people are imported, or refused with located problems; none is a crash."""

import hashlib
import json
from functools import cache
from pathlib import Path

import pytest

from audits.checklists.workbook import Workbook, read_workbook
from audits.expressions import Outline

WORKBOOKS = Path(__file__).parent.parent / "workbooks"
REAL = sorted(path for path in (WORKBOOKS / "xlsforms").glob("*/*.xls*"))


@cache
def read(path: Path) -> Workbook:
    return read_workbook(path.name, path.read_bytes())


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("path", REAL, ids=name_of)
def test_a_real_workbook_is_imported_or_refused_at_its_cells(path: Path) -> None:
    workbook = read(path)
    for problem in workbook.problems:
        assert problem.sheet in ("survey", "choices", "settings")
        assert problem.row >= 1
        assert problem.cell[-1].isdigit()
    for problem in (*workbook.problems, *workbook.notices):
        for language in ("en", "fr", "ar"):
            assert problem.sentence(language)
            assert problem.remedy(language)
    if not workbook.problems:
        assert Outline(json.loads(workbook.edition)).order


def test_all_of_them_are_here_and_many_can_be_used_as_they_are() -> None:
    assert len(REAL) == 75
    imported = [path for path in REAL if not read(path).problems]
    assert len(imported) >= 29


@pytest.mark.parametrize("name", ["boutique_visit.xlsx", "boutique_followup.xlsx"])
def test_the_boutique_checklists_have_no_problem_and_no_notice(name: str) -> None:
    workbook = read_workbook(name, (WORKBOOKS / name).read_bytes())
    assert workbook.problems == ()
    assert workbook.notices == ()


def test_an_edition_is_the_same_bytes_each_time_it_is_printed() -> None:
    content = (WORKBOOKS / "boutique_visit.xlsx").read_bytes()
    first, second = read_workbook("a.xlsx", content), read_workbook("b.xlsx", content)
    assert first.edition == second.edition
    assert first.sha256 == hashlib.sha256(second.edition).hexdigest()
    document = json.loads(first.edition)
    assert first.edition.decode() == json.dumps(
        document, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    assert [language["code"] for language in document["languages"]] == ["en", "fr", "ar"]
