"""Each row of the fault table is shown by tests, and each test that is named is there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FAULTS = 19  # rows of the protocol's table
TITLE = re.compile(r"""\b(?:test|it)(?:\.each.*?\))?\(\s*(["'`])(.+?)\1""", re.DOTALL)


def rows() -> dict[str, list[str]]:
    """Fault → the tests that show what must hold."""
    found: dict[str, list[str]] = {}
    for line in Path(__file__).with_name("fault_table.txt").read_text("utf-8").splitlines():
        if line.startswith("    "):
            found[fault].append(line.strip())  # noqa: F821 - a fault comes before its tests
        elif line and not line.startswith("#"):
            fault = line
            found[fault] = []
    return found


def titles_in(path: Path) -> set[str]:
    """The names of the tests that a file holds, in either language."""
    words = path.read_text("utf-8")
    if path.suffix == ".py":
        return {node.name for node in ast.walk(ast.parse(words)) if isinstance(node, ast.FunctionDef)}
    return {title for _, title in TITLE.findall(words)} | set(
        re.findall(r'^\s+"(.+)",$', words, re.MULTILINE)
    )


def test_every_fault_of_the_table_has_its_tests() -> None:
    assert len(rows()) == FAULTS
    assert [fault for fault, tests in rows().items() if not tests] == []


@pytest.mark.parametrize("named", sorted({test for tests in rows().values() for test in tests}))
def test_a_test_that_the_table_names_is_there(named: str) -> None:
    path, _, title = named.partition("::")
    assert (ROOT / path).is_file()
    assert title in titles_in(ROOT / path)
