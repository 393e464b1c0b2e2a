"""From text to tree: XPath 1.0's operators, `${name}`, `.`, and the calls of `functions.ARGUMENTS`."""

from __future__ import annotations

from collections.abc import Container

from .functions import ARGUMENTS, MANY, OWN_BY_DEFAULT
from .patterns import read_pattern
from .refused import Refused
from .tokens import Token, tokens
from .trees import Tree, depth

LONGEST, DEEPEST = 20_000, 100
_BINDING = {
    "or": 1, "and": 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4,
    "+": 5, "-": 5, "*": 6, "div": 6, "mod": 6,
}  # fmt: skip # a table


def compile_expression(
    text: str,
    *,
    names: Container[str] | None,
    own: str | None,
    columns: Container[str] = (),
) -> Tree:
    """The tree of an expression, in the shape of docs/edition.md.

    `names`: the names that `${…}` may hold (None: any). `own`: the question that `.` means (None: `.` has
    no meaning here). `columns`: the bare column names a choice_filter may hold. Raises Refused; its
    `others` hold the expression's further problems.
    """
    if len(text) > LONGEST:
        raise Refused("too-long", f"An expression has at most {LONGEST} characters.")
    parser = _Parser(tokens(text), names, own, columns)
    tree = parser.whole()
    if parser.problems:
        problem, *problem.others = parser.problems
        raise problem
    if depth(tree) > 2 * DEEPEST:
        raise _too_deep(0)
    return tree


def _too_deep(position: int) -> Refused:
    return Refused(
        "too-deep", "The expression is nested too deeply; split it over calculate rows.", "", position
    )


class _Parser:
    """Precedence climbing. Problems of meaning are gathered, so that all are told; of grammar the first."""

    def __init__(
        self, found: list[Token], names: Container[str] | None, own: str | None, columns: Container[str]
    ) -> None:
        self.found, self.at, self.depth = found, 0, 0
        self.names, self.own, self.columns = names, own, columns
        self.problems: list[Refused] = []

    def whole(self) -> Tree:
        tree = self._operation(0)
        if self.found[self.at].kind != "end":
            raise self._unexpected()
        return tree

    def _take(self) -> Token:
        self.at += 1
        return self.found[self.at - 1]

    def _is(self, text: str) -> bool:
        token = self.found[self.at]
        return token.text == text and token.kind in ("sign", "operator")

    def _expect(self, text: str) -> None:
        if not self._is(text):
            raise self._unexpected()
        self.at += 1

    def _unexpected(self) -> Refused:
        token = self.found[self.at]
        if token.kind == "end":
            return Refused("syntax", "The expression ends too early.", "", token.position)
        return Refused("syntax", f"{token.text!r} can't stand here.", token.text, token.position)

    def _refuse(self, code: str, message: str, token: Token) -> None:
        self.problems.append(Refused(code, message, token.text, token.position))

    def _operation(self, weakest: int) -> Tree:
        self.depth += 1
        if self.depth > DEEPEST:
            raise _too_deep(self.found[self.at].position)
        left = self._negated()
        while self.found[self.at].kind == "operator" and _BINDING[self.found[self.at].text] > weakest:
            operator = self._take().text
            left = [operator, left, self._operation(_BINDING[operator])]
        self.depth -= 1
        return left

    def _negated(self) -> Tree:
        minuses = 0
        while self._is("-"):
            self.at += 1
            minuses += 1
        tree = self._operand()
        if minuses > DEEPEST:
            raise _too_deep(0)
        for _ in range(minuses):
            tree = ["neg", tree]
        return tree

    def _operand(self) -> Tree:
        token = self._take()
        if token.kind == "text":
            return token.text
        if token.kind == "number":
            return self._number(token)
        if token.kind == "reference":
            return ["$", self._known(token)]
        if token.kind == "name":
            return self._call(token) if self._is("(") else self._column(token)
        if token.kind == "sign" and token.text == ".":
            return self._own(token)
        if token.kind == "sign" and token.text == "(":
            tree = self._operation(0)
            self._expect(")")
            return tree
        self.at -= 1
        raise self._unexpected()

    def _number(self, token: Token) -> Tree:
        number = float(token.text)
        if number == float("inf"):
            raise Refused("syntax", "The number is too large.", token.text, token.position)
        return int(number) if number.is_integer() and number < 2**53 else number

    def _known(self, token: Token) -> str:
        if self.names is not None and token.text not in self.names:
            self._refuse("unknown-name", f"No row is named {token.text}.", token)
        return token.text

    def _own(self, token: Token) -> Tree:
        if self.own is None:
            raise Refused("syntax", "There is no question here that . could mean.", ".", token.position)
        return ["."]

    def _column(self, token: Token) -> Tree:
        if token.text not in self.columns:
            code = "unknown-name" if self.columns else "raw-path"
            self._refuse(code, f"Write ${{{token.text}}} for a question, '{token.text}' for a word.", token)
        return ["column", token.text]

    def _call(self, token: Token) -> Tree:
        self.at += 1
        places, arguments = self._arguments(token.text)
        if token.text not in ARGUMENTS:
            self._refuse("unknown-function", f"There is no function {token.text}().", token)
            return [token.text, *arguments]
        if not arguments and token.text in OWN_BY_DEFAULT:
            arguments = [self._own(token)]
        fewest, most = ARGUMENTS[token.text]
        if not fewest <= len(arguments) <= most:
            self._refuse("arguments", f"{token.text}() takes {_counted(fewest, most)}.", token)
        elif token.text == "regex":
            arguments[1] = self._pattern(arguments[1], places[1])
        elif token.text == "jr:choice-name":
            arguments[1] = self._question(arguments[1], places[1])
        return [token.text, *arguments]

    def _arguments(self, function: str) -> tuple[list[Token], list[Tree]]:
        places: list[Token] = []
        arguments: list[Tree] = []
        if function == "position" and self.found[self.at].kind == "parent":
            self.at += 1  # position(..), as XLSForms write it
        elif not self._is(")"):
            while not arguments or self._is(","):
                self.at += bool(arguments)
                places.append(self.found[self.at])
                arguments.append(self._operation(0))
        self._expect(")")
        return places, arguments

    def _pattern(self, pattern: Tree, place: Token) -> Tree:
        if not isinstance(pattern, str):
            self._refuse("regex-unsafe", "Write the pattern of regex() out, in quotes.", place)
            return ""
        try:
            return read_pattern(pattern)
        except Refused as problem:
            problem.position += place.position + 1
            self.problems.append(problem)
            return ""

    def _question(self, literal: Tree, place: Token) -> Tree:
        name = (
            literal.strip().removeprefix("${").removesuffix("}").strip() if isinstance(literal, str) else ""
        )
        if not name:
            self._refuse("arguments", "The second part of jr:choice-name() is '${name}', in quotes.", place)
        elif self.names is not None and name not in self.names:
            self._refuse("unknown-name", f"No row is named {name}.", place._replace(text=name))
        return name


def _counted(fewest: int, most: float) -> str:
    if fewest == most:
        return f"{fewest} argument{'' if fewest == 1 else 's'}"
    return f"{fewest} or more arguments" if most == MANY else f"{fewest} to {most} arguments"
