"""What publishing is told about an expression: every problem at once, with its place, and what it names."""

from __future__ import annotations

import pytest

from audits.expressions import (
    Refused,
    Tree,
    choices_compared,
    compile_expression,
    cycles,
    names_in,
    reads_own,
)

KNOWN = {"greeted", "bought", "shop"}


def tree(text: str, **options: object) -> Tree:
    return compile_expression(text, **{"names": KNOWN, "own": "greeted", **options})


def refused(text: str, **options: object) -> Refused:
    with pytest.raises(Refused) as problem:
        tree(text, **options)
    return problem.value


def test_a_misspelt_name_is_told_with_its_place() -> None:
    problem = refused("${bought} = 'yes' and ${greted} = 'no'")
    assert (problem.code, problem.found, problem.position) == ("unknown-name", "greted", 22)


def test_all_problems_of_one_expression_are_told_at_once() -> None:
    problem = refused("countif(${greted}) > 1 and regex(., '(?=a)') and if(1)")
    told = [(one.code, one.found) for one in (problem, *problem.others)]
    assert told == [
        ("unknown-name", "greted"),
        ("unknown-function", "countif"),
        ("regex-unsafe", "(?="),
        ("arguments", "if"),
    ]


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        ("${greeted} = ‘no’", "smart-quotes", "‘"),
        ("regex(., “^[0-9]{6}$”)", "smart-quotes", "“"),
        (r"regex(., '^([A-Z])\1[0-9]+$')", "regex-unsafe", r"\1"),
        ("regex(., '^(?=.*[0-9])[A-Z0-9]{6}$')", "regex-unsafe", "(?="),
        ("regex(., '(?<!X)[0-9]{8}')", "regex-unsafe", "(?<!"),
        ("string-lenght(.) < 200", "unknown-function", "string-lenght"),
        ("/data/welcome/greeted = 'yes'", "raw-path", "/data/welcome/greeted"),
        ("../greeted/@id", "raw-path", "../greeted/@id"),
        ("(. >= 0 and . <= 20", "syntax", ""),
        ("jr:choice-name(${bought}, '${boght}')", "unknown-name", "boght"),
    ],
)
def test_the_offending_word_is_named(text: str, code: str, found: str) -> None:
    problem = refused(text)
    assert (problem.code, problem.found, problem.others) == (code, found, [])
    assert text[problem.position :].startswith(found) or found in text[problem.position :]


def test_a_pattern_that_re2_takes_is_taken() -> None:
    assert tree("regex(., '^[0-9]{1,3}(?:[ .][0-9]{3})*$')") == [
        "regex", ["."], "^[0-9]{1,3}(?:[ .][0-9]{3})*$",
    ]  # fmt: skip # a table


def test_bare_names_are_columns_only_where_choices_are_filtered() -> None:
    assert tree("region = ${shop}", columns={"region"}) == ["=", ["column", "region"], ["$", "shop"]]
    assert refused("rgion = ${shop}", columns={"region"}).code == "unknown-name"
    assert refused("region = ${shop}").code == "raw-path"


def test_a_group_has_no_value_of_its_own() -> None:
    assert refused(". = 'yes'", own=None).code == "syntax"
    assert refused("string-length() > 1", own=None).code == "syntax"


def test_names_and_choices_are_read_off_a_tree() -> None:
    rule = tree("${shop} = 'opera' or 'nice' != . and selected(${bought}, ' yes ') or ${shop} = '' or . = 3")
    assert names_in(rule) == {"shop", "bought"}
    assert reads_own(rule)
    assert not reads_own(tree("${shop} = 'opera'"))
    assert choices_compared(rule, own="greeted") == [
        ("shop", "opera"),
        ("greeted", "nice"),
        ("bought", "yes"),
    ]
    assert choices_compared(rule) == [("shop", "opera"), ("bought", "yes")]


def test_circles_are_found_and_nothing_else() -> None:
    graph = {"seated": ["greeted"], "greeted": ["drink"], "drink": ["seated", "greeted"], "late": ["seated"]}
    assert cycles(graph) == [["seated", "greeted", "drink"]]
    assert cycles({"self": ["self"], "free": ["elsewhere"]}) == [["self"]]
    assert cycles({"a": ["b"], "b": ["c"], "c": []}) == []
    assert cycles({"x": ["y"], "p": ["q"], "q": ["p"], "y": ["x"]}) == [["x", "y"], ["p", "q"]]


def test_a_circle_of_thousands_needs_no_recursion() -> None:
    around = {str(name): [str((name + 1) % 5000)] for name in range(5000)}
    assert len(cycles(around)[0]) == 5000


def test_a_hostile_expression_is_refused_and_never_breaks() -> None:
    for text in ("(" * 5000, "not(" * 5000, "-" * 5000, "1" + " or 1" * 3000, "if(" * 3000 + "1", "'" * 9999):
        assert refused(text).code in ("too-deep", "syntax")
    assert refused("1" * 20_001).code == "too-long"
