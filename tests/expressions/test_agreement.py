"""Server and phone agree on expressions that nobody thought of.

Hypothesis writes the text and the answers; the text must come back as the tree it was written from, and
both evaluators must print the same. `EXPRESSIONS=20000` asks for more of them.
"""

from __future__ import annotations

import json
import os
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audits.expressions import Refused, Tree, compile_expression, evaluate
from audits.expressions.functions import ARGUMENTS, EAGER
from audits.expressions.given import Given
from audits.management.commands.expression import printed

from .phone import Phone

MANY = int(os.environ.get("EXPRESSIONS", "400"))
OPERATORS = ["or", "and", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod"]
NAMES = ["n", "s", "d", "m", "l", "c", "u", "deep", "point"]
MOMENTS = [
    "2026-03-11", "2024-02-29", "2023-02-29", "0001-01-01", "9999-12-31", "1970-01-01", "2026-03-29T02:30:00+01:00",
    "2026-10-25T02:30:00.999+02:00", "2026-10-25T02:30:00.001+01:00", "1969-12-31T23:59:59.999Z",
    "2026-03-11T15:04:00.5-09:30", "2026-03-11T15:04", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00",
]  # fmt: skip # a table
NASTY = [
    "", " ", "0", "-0", "1", "-1.5", ".5", "5.", "1e3", "Infinity", "NaN", "true", "false", "٣", "１", "👍", "e\u0301",
    "a b c", " a  b ", "\u00a0", "\u2028", "%Y-%m-%d %H:%M:%S.%3 %a %e %b %n %y %h %%", "%", "-", "abc", "ABC",
    "9007199254740993", "0.1", "'", "\x00", "\t\n\r", *MOMENTS,
]  # fmt: skip # a table
PATTERNS = [
    "[0-9]+", "^.*$", "a|b", "(a|b)+", "[^a]*", "\\s*", "\\S+", "[\\S ]+", "\\w+", "\\p{L}*", ".", "a{1,2}?b?",
    "[a-]", "[]]", "\\.5", "[0-9]{4}-[0-9]{2}-[0-9]{2}.*", "\\b.*", "\\D*", "[\\d.-]+", "(?:a )?b.*",
]  # fmt: skip # a table

words = st.one_of(st.sampled_from(NASTY), st.text(max_size=12)).filter(
    lambda text: not ("'" in text and '"' in text) and text.isprintable() | (text in NASTY)
)
numbers = st.one_of(
    st.integers(0, 40),
    st.floats(0, 1e15, allow_nan=False).map(lambda number: float(f"{number:.6g}")),
    st.sampled_from(
        [0.5, 1.5, 2.5, 0.1, 0.005, 1e-7, 1e21, 1e22, 2.0**53, 1e300, 86400.0, 20523.627777777778]
    ),
)
leaves = st.one_of(
    words, numbers, st.sampled_from(NAMES).map(lambda name: ["$", name]), st.just(["."]), st.just(["today"]),
    st.just(["now"]), st.just(["true"]), st.just(["false"]), st.just(["position"]),
)  # fmt: skip # a table


def calls(branches: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    def call(name: str) -> st.SearchStrategy[Tree]:
        fewest, most = ARGUMENTS[name]
        return st.lists(branches, min_size=fewest, max_size=int(min(most, 4))).map(
            lambda parts: [name, *parts]
        )

    free = sorted(set(ARGUMENTS) - {"regex", "jr:choice-name", "string", "number", "string-length"})
    return st.one_of(
        st.sampled_from(free).flatmap(call),
        st.tuples(st.sampled_from(OPERATORS), branches, branches).map(list),
        st.tuples(st.sampled_from(["neg", "string", "number", "string-length"]), branches).map(list),
        st.tuples(st.just("regex"), branches, st.sampled_from(PATTERNS)).map(list),
    )


trees = st.recursive(leaves, calls, max_leaves=14)
raw = st.one_of(
    words, st.none(), st.booleans(), st.integers(-(10**20), 10**20), st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(MOMENTS), st.lists(st.sampled_from(["a", "b", "c"]), max_size=3),
    st.just({"did_not_happen": True}), st.just({"lat": -33.8688, "lon": 1e-7, "accuracy": 4.5}),
)  # fmt: skip # a table
answers = st.fixed_dictionaries(
    {},
    optional={
        ".": raw, "n": raw, "s": words, "d": st.sampled_from(MOMENTS), "m": st.sampled_from(MOMENTS), "c": raw,
        "point": raw,
        "turns": st.lists(st.fixed_dictionaries({}, optional={"l": raw}), max_size=3),
        "outer": st.lists(st.fixed_dictionaries({"inner": st.lists(st.fixed_dictionaries({"deep": raw}))}), max_size=2),
    },
)  # fmt: skip # a table
zones = st.sampled_from(["Z", "+01:00", "-07:00", "+05:45", "-03:30", "+14:00"])


def text(tree: Tree) -> str:
    """An author's way to write the tree."""
    if isinstance(tree, str):
        return f'"{tree}"' if "'" in tree else f"'{tree}'"
    if not isinstance(tree, list):
        return format(tree, "d") if isinstance(tree, int) else format_double(tree)
    operator, *parts = tree
    if operator == "$":
        return f"${{{parts[0]}}}"
    if operator == ".":
        return "."
    if operator == "neg":
        return f"-({text(parts[0])})"
    if operator in OPERATORS:
        return f"({text(parts[0])}) {operator} ({text(parts[1])})"
    return f"{operator}({', '.join(map(text, parts))})"


def format_double(number: float) -> str:
    from decimal import Decimal

    return format(Decimal(repr(number)), "f")


def whole_as_integers(tree: Tree) -> Tree:
    """The tree as publishing prints it, patterns aside."""
    if isinstance(tree, list):
        return [tree[0], *map(whole_as_integers, tree[1:])]
    return int(tree) if isinstance(tree, float) and tree.is_integer() and tree < 2**53 else tree


@settings(max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    tree=trees,
    values=answers,
    zone=zones,
    clock=st.sampled_from(["T15:04:00.000", "T00:00:00", "T23:59:59.999"]),
)
def test_server_and_phone_agree(
    phone: Phone, tree: Tree, values: dict[str, Any], zone: str, clock: str
) -> None:
    compiled = compile_expression(text(tree), names=None, own=".")
    if "regex" not in json.dumps(tree):
        assert compiled == whole_as_integers(tree)
    line = {"tree": compiled, "values": values, "today": "2026-03-11", "now": f"2026-03-11{clock}{zone}"}
    ours = printed(evaluate(compiled, Given(values, line["today"], line["now"])))
    assert json.dumps(phone.answer(line)) == json.dumps({"value": ours}), text(tree)


@settings(max_examples=MANY, deadline=None)
@given(st.text(alphabet="ab .+-*/()[]{}$<>=!,'\"‘“0159\\|?^:@éx\n", max_size=40))
def test_no_text_breaks_the_compiler(author: str) -> None:
    try:
        evaluate(compile_expression(author, names=None, own="."), Given({}))
    except Refused as refused:
        assert refused.code
        assert 0 <= refused.position <= len(author)


atoms = st.sampled_from(
    ["a", "b", "1", "é", "👍", ".", "\\w", "\\W", "\\d", "\\s", "\\S", "[a-z]", "[^a]", "[\\S-]", "[]b]", "\\p{L}",
     "\\P{L}", "^", "$", "\\b", "\\B", "\\x61", "\\.", "-", ""],
)  # fmt: skip # a table
counts = st.sampled_from(["", "*", "+", "?", "{2}", "{1,}", "{0,2}", "*?", "+?", "??", "{1,2}?"])
built = st.recursive(
    st.tuples(atoms, counts).map("".join),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"({'|'.join(parts)})"),
        st.tuples(inner, counts).map(lambda parts: f"(?:{parts[0]}){parts[1]}"),
    ),
    max_leaves=8,
)
typed = st.text(alphabet="ab1.*+?()[]{}|^$\\-dDwWsSbB,=!<>:&pLxu0é ", max_size=14)


@settings(max_examples=MANY, deadline=None)
@given(st.one_of(built, typed), st.text(alphabet="aaabb1 \n-]\\é\u2028👍.", max_size=6))
def test_server_and_phone_read_patterns_alike(phone: Phone, pattern: str, answer: str) -> None:
    try:
        tree = compile_expression(f"regex(., '{pattern}')", names=None, own=".")
    except Refused as refused:
        assert refused.code == "regex-unsafe"
        return
    ours = evaluate(tree, Given({".": answer}))
    assert phone.answer({"tree": tree, "values": {".": answer}}) == {"value": ours}


def test_every_function_is_tried() -> None:
    assert set(EAGER) <= {*ARGUMENTS, *OPERATORS, "neg"}
