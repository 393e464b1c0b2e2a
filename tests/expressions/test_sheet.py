"""Answers laid on editions: the same pictures on the server and (sheet.test.ts) on the phone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from audits.expressions import Outline, Sheet
from audits.management.commands.expression import printed

from .phone import ROOT

SHEETS = json.loads((ROOT / "tests/vectors/sheets.json").read_text("utf-8"))["sheets"]


def at(key: str) -> tuple[str, tuple[int, ...]]:
    """`sleeper@0,1` → the name and the turn."""
    name, _, turn = key.partition("@")
    return name, tuple(int(index) for index in turn.split(",") if index)


def laid(case: dict[str, Any]) -> Sheet:
    options = {key: case[key] for key in ("scenario", "language") if key in case}
    return Sheet(case["edition"], case["answers"], today=case["today"], now=case["now"], **options)


@pytest.mark.parametrize("case", SHEETS, ids=lambda case: case["about"])
def test_the_sheet_shows(case: dict[str, Any]) -> None:
    sheet, expected = laid(case), case["expected"]
    assert {key: printed(sheet.value(*at(key))) for key in expected["values"]} == expected["values"]
    assert {key: sheet.state(*at(key)) for key in expected["states"]} == expected["states"]
    assert {key: sheet.relevant(*at(key)) for key in expected["relevant"]} == expected["relevant"]
    keys = [*expected["states"], *expected["required"], *expected["broken"]]
    assert {key for key in keys if sheet.required(*at(key))} == set(expected["required"])
    assert {key for key in keys if not sheet.constraint_holds(*at(key))} == set(expected["broken"])
    offered = {
        key: [choice["name"] for choice in sheet.choices(*at(key))] for key in expected.get("choices", {})
    }
    assert offered == expected.get("choices", {})
    turns = expected.get("turns", {})
    assert {key: sheet.turns(*at(key)) for key in turns} == turns


def test_words_are_filled_with_answers_of_their_own_turn() -> None:
    case = next(case for case in SHEETS if "price" in json.dumps(case) and case["answers"])
    sheet = laid(case)
    assert sheet.fill("Piece ${ place } costs ${price} of ${total}.", (1,)) == "Piece 2 costs 15 of 40."
    assert sheet.fill("No ${such} name.") == "No  name."


def test_a_tree_can_be_asked_from_any_question() -> None:
    sheet = laid(SHEETS[1])
    assert sheet.evaluate(["concat", ["."], "-", ["$", "detail"]], "reason") == "abc-de"
    assert sheet.evaluate(["$", "grouped"]) == "long"


def test_ten_thousand_calculations_in_a_chain_need_no_recursion() -> None:
    links = [
        {
            "kind": "question",
            "type": "calculate",
            "name": f"c{i}",
            "calculation": ["+", ["$", f"c{i + 1}"], 1],
        }
        for i in range(10_000)
    ]
    edition = {"body": [*links, {"kind": "question", "type": "integer", "name": "c10000"}]}
    assert Sheet(Outline(edition), {"c10000": 1}, today="", now="").value("c0") == 10_001


def test_hostile_answers_are_worth_nothing() -> None:
    edition = {"body": [{"kind": "question", "type": "text", "name": "q"}]}
    for answer in (
        {"lat": "x", "lon": []},
        {"lat": 10**400, "lon": -(10**400)},
        [[["a"]]],
        [None],
        {},
        10**400,
    ):
        value = Sheet(edition, {"q": answer}, today="", now="").value("q")
        assert value in ("0 0 0 0", "Infinity -Infinity 0 0", "", float("inf"))
