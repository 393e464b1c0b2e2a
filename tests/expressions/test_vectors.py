"""Server and phone give every shared vector the written answer, to the last digit."""

from __future__ import annotations

import json
from typing import Any

import pytest

from audits.expressions import Refused, compile_expression, evaluate
from audits.expressions.given import Given
from audits.management.commands.expression import printed

from .phone import ROOT, Phone

VECTORS = json.loads((ROOT / "tests/vectors/expressions.json").read_text("utf-8"))["vectors"]
REFUSED = [vector for vector in VECTORS if "refused" in vector]
ANSWERED = [vector for vector in VECTORS if "refused" not in vector]


def same(a: Any, b: Any) -> bool:
    """Equal as JSON, so that true is not 1 and every digit counts."""
    return json.dumps(a) == json.dumps(b)


def name(vector: dict[str, Any]) -> str:
    return ascii(vector["expr"][:60])


@pytest.mark.parametrize("vector", ANSWERED, ids=name)
def test_server_and_phone_answer_alike(vector: dict[str, Any], phone: Phone) -> None:
    tree = compile_expression(vector["expr"], names=None, own=".")
    if "tree" in vector:
        assert same(tree, vector["tree"])
    now = vector.get("now", "")
    scope = Given(vector["values"], vector.get("today") or now[:10], now)
    assert same(printed(evaluate(tree, scope)), vector["value"])
    assert same(phone.answer({**vector, "tree": tree}), {"value": vector["value"]})


@pytest.mark.parametrize("vector", REFUSED, ids=name)
def test_publishing_refuses(vector: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        compile_expression(vector["expr"], names=None, own=".")
    assert refused.value.code == vector["refused"]
    assert refused.value.message.endswith(".")
    assert refused.value.found in vector["expr"]
