"""Encore agrees with ODK Web Forms wherever a vector lies in our subset, but for a written list.

A vector is outside when it walks a document (paths, node-sets) or calls a function that
design and docs/expressions.md leave out. Everything else must agree or be in odk_differences.json.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

import pytest

from audits.expressions import Refused, Value, compile_expression, evaluate, to_boolean, to_number, to_text
from audits.expressions.given import Given
from audits.management.commands.expression import printed

from .phone import ROOT, Phone

FOLDER = ROOT / "tests/vectors"
DIFFERENCES = json.loads((FOLDER / "odk_differences.json").read_text("utf-8"))
OURS = {difference["expr"]: difference for difference in DIFFERENCES["differences"]}
OUTSIDE = ("raw-path", "unknown-function")
COERCION = {bool: to_boolean, float: to_number, str: to_text}


def unescaped(text: str) -> str:
    """The vectors were cut out of TypeScript, escapes and all."""
    return text.encode("ascii", "backslashreplace").decode("unicode_escape")


def wanted(text: str) -> Any:
    if text in ("true", "false"):
        return text == "true"
    return unescaped(text[1:-1]) if text.startswith("'") else float(text)


def spelt_out() -> Iterator[tuple[str, Any]]:
    for vector in json.loads((FOLDER / "odk_xpath_vectors.json").read_text("utf-8"))["vectors"]:
        results = vector["expected"].split(", ") if vector["kind"] == "lhs/rhs" else [vector["expected"]]
        signs = {2: ["=", "!="], 4: ["<", "<=", ">", ">="]}.get(len(results), [""])
        for sign, result in zip(signs, results, strict=True):
            yield unescaped(vector["expr"].replace("<op>", sign)), wanted(result)


def refusal(expression: str) -> str:
    try:
        compile_expression(expression, names=None, own=".")
    except Refused as refused:
        return refused.code
    return ""


VECTORS = list(spelt_out())
INSIDE = [(expression, want) for expression, want in VECTORS if refusal(expression) not in OUTSIDE]


def agrees(got: Value, want: Any) -> bool:
    value = COERCION[type(want)](got)
    return value == want or (value != value and isinstance(want, float) and math.isnan(want))


@pytest.mark.parametrize(
    ("expression", "want"), INSIDE, ids=[ascii(expression[:60]) for expression, _ in INSIDE]
)
def test_agrees_with_odk(expression: str, want: Any, phone: Phone) -> None:
    difference = OURS.get(expression, {})
    if "refused" in difference:
        assert refusal(expression) == difference["refused"]
        return
    tree = compile_expression(expression, names=None, own=".")
    values, now = DIFFERENCES["contexts"].get(expression, {}), DIFFERENCES["now"]
    got = evaluate(tree, Given(values, now[:10], now))
    assert json.dumps(printed(got)) == json.dumps(difference["ours"]) if difference else agrees(got, want)
    seen = phone.answer({"tree": tree, "values": values, "now": now})
    assert json.dumps(seen) == json.dumps({"value": printed(got)})


def test_every_listed_difference_is_one() -> None:
    inside = dict(INSIDE)
    assert OURS.keys() <= inside.keys()
    for expression, difference in OURS.items():
        assert difference["reason"].endswith(".")
        assert "refused" in difference or not agrees(difference["ours"], inside[expression])


def test_most_vectors_without_paths_are_in_the_subset() -> None:
    assert len(INSIDE) >= 530
