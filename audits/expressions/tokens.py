"""Text into words: the lexical rules of XPath 1.0 (section 3.7), as far as expressions need them."""

from __future__ import annotations

import re
from typing import NamedTuple

from .refused import Refused

CURLY = "‘’‚‛“”„‟«»‹›"
OPERATOR_NAMES = ("and", "or", "mod", "div")
_SPACE = re.compile(r"[ \t\r\n\u00a0]+")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
_REFERENCE = re.compile(r"\$\{[ \t]*([^{}]*?)[ \t]*\}")
_NAME = re.compile(r"[^\W\d][\w.-]*(?::[^\W\d][\w.-]*)?")
_SIGN = re.compile(r"!=|<=|>=|[=<>+\-(),*.]")
_PATH = re.compile(r"(?:\.\.?|[^\W\d][\w.-]*|@)?(?:(?:/|::|@)[^\s()=<>,+'\"|\[\]]*)+|\.\.|[\[\]@|]")


class Token(NamedTuple):
    """`kind` is `text`, `number`, `reference`, `name`, `operator`, `sign`, `parent` or `end`."""

    kind: str
    text: str
    position: int


def tokens(text: str) -> list[Token]:
    """The words of an expression. Raises Refused for curly quotes, paths and signs that nothing begins with."""
    found: list[Token] = []
    position = 0
    while position < len(text):
        space = _SPACE.match(text, position)
        if space:
            position = space.end()
            continue
        token, position = _next(text, position, _operand_before(found))
        found.append(token)
    return [*found, Token("end", "", len(text))]


def _operand_before(found: list[Token]) -> bool:
    """After an operand `*` multiplies and `div` divides; anywhere else they would be names."""
    if not found:
        return False
    return found[-1].text in (")", ".") if found[-1].kind == "sign" else found[-1].kind != "operator"


def _next(text: str, position: int, after_operand: bool) -> tuple[Token, int]:
    if text[position] in "'\"":
        return _quoted(text, position)
    if number := _NUMBER.match(text, position):
        return Token("number", number[0], position), number.end()
    if reference := _REFERENCE.match(text, position):
        return Token("reference", reference[1], position), reference.end()
    if after_operand:
        for name in OPERATOR_NAMES:
            if text.startswith(name, position):
                return Token("operator", name, position), position + len(name)
    return _name_or_sign(text, position, after_operand)


def _name_or_sign(text: str, position: int, after_operand: bool) -> tuple[Token, int]:
    path = _PATH.match(text, position)
    if path and path[0] == ".." and re.search(r"position[ \t]*\([ \t]*$", text[:position]):
        return Token("parent", "..", position), path.end()
    if path:
        raise Refused("raw-path", f"Write ${{name}} instead of the path {path[0]}.", path[0], position)
    if name := _NAME.match(text, position):
        return Token("name", name[0], position), name.end()
    if not (sign := _SIGN.match(text, position)):
        raise _unreadable(text, position)
    if sign[0] == "*" and not after_operand:
        raise Refused("raw-path", "Write ${name} instead of *.", "*", position)
    kind = "sign" if sign[0] in "(),." else "operator"
    return Token(kind, sign[0], position), sign.end()


def _quoted(text: str, position: int) -> tuple[Token, int]:
    end = text.find(text[position], position + 1)
    if end < 0:
        raise _unreadable(text, position)
    return Token("text", text[position + 1 : end], position), end + 1


def _unreadable(text: str, position: int) -> Refused:
    quoted = text[position] in "'\""
    for place in range(position, len(text) if quoted else position + 1):
        if text[place] in CURLY:
            sentence = f"Use straight quotes instead of {text[place]}."
            return Refused("smart-quotes", sentence, text[place], place)
    if quoted:
        return Refused("syntax", "A quotation mark is never closed.", text[position], position)
    return Refused("syntax", f"Nothing can begin with {text[position]!r}.", text[position], position)
