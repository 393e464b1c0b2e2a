"""`manage.py expression` and `npm run expression`: one answer a line, whatever the line."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from audits.management.commands.expression import told

from .phone import ROOT, Phone

BROKEN = [
    "garbage", "[]", "1", "null", "{}", '{"expr": 1, "tree": []}', '{"expr": "1", "tree": [["+"]], "values": [1]}',
    '{"expr": "1", "tree": {}, "now": 5}', '{"expr": "1"', '"\\ud800', '{"expr": NaN, "tree": NaN}',
    '{"expr": "1", "tree": ["constructor"], "values": "x"}', "[" * 5000,
    '{"expr": "${a}", "tree": ["$", "a"], "today": [], "values": {}}',
]  # fmt: skip # a table


@pytest.mark.parametrize("line", BROKEN, ids=lambda line: line[:40])
def test_a_broken_line_is_refused_as_unreadable(line: str, phone: Phone) -> None:
    for answer in (told(line.encode()), phone.tell(line)):
        assert answer["refused"] == "unreadable"
        assert answer["message"]


def test_manage_py_prints_nothing_but_answers() -> None:
    lines = [
        '{"expr": "${a} + 1", "values": {"a": 2}}',
        "",
        '{"expr": "countif(1)", "values": {}}',
        '{"expr": "concat(${a}, today())", "values": {"a": "\u2028é"}, "today": "2026-03-11"}',
        '{"expr": "-1 div 0"}',
        '{"expr": "${n} * 1", "values": {"n": 123456789012345678901234567890}}',
    ]
    run = subprocess.run(
        [sys.executable, ROOT / "manage.py", "expression"],
        input="\n".join(lines), capture_output=True, encoding="utf-8", timeout=60, check=True,
    )  # fmt: skip # a table
    assert [json.loads(line) for line in run.stdout.split("\n")[:-1]] == [
        {"tree": ["+", ["$", "a"], 1], "value": 3},
        {"refused": "unknown-function", "message": "There is no function countif()."},
        {"tree": ["concat", ["$", "a"], ["today"]], "value": "\u2028é2026-03-11"},
        {"tree": ["div", ["neg", 1], 0], "value": "-Infinity"},
        {"tree": ["*", ["$", "n"], 1], "value": 1.2345678901234568e29},
    ]
    assert run.stderr == ""
    assert run.stdout.isascii()


def test_npm_prints_nothing_but_answers() -> None:
    run = subprocess.run(
        ["npm", "--prefix", ROOT / "frontend", "run", "--silent", "expression"],
        input='{"tree": ["concat", ["$", "a"], "\u2028"], "values": {"a": "é👍"}}\n\n{"tree": ["div", 0, 0]}',
        capture_output=True, encoding="utf-8", timeout=60, check=True,
    )  # fmt: skip # a table
    assert [json.loads(line) for line in run.stdout.split("\n")[:-1]] == [
        {"value": "é👍\u2028"},
        {"value": "NaN"},
    ]
    assert run.stdout.isascii()
